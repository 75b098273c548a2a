"""Every version of every manuscript, and of every picture, that was saved over or taken away, in a folder beside the settings.

`.newsroom/versions/articles/2024/05/09/lamp.md/20240509T123456.789012Z-1f2e3d4c.md`: readable files, so that they can be
had without a program. The names sort by time; those that were kept before 2026-12 have no parts of a second.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

from linli.files import digest_of, write_atomically

FOLDER = ".newsroom/versions"  # beside the settings
STAMP = "%Y%m%dT%H%M%S.%fZ"
TICK = timedelta(seconds=1)  # that a coarse clock may stand still for, while versions come one after the other
NAME = re.compile(r"(\d{8}T\d{6}(?:\.\d{6})?Z)-([0-9a-f]{8})(-deleted)?\.[a-z0-9]{1,5}")


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """One version of a manuscript. `kept` is when it went, by being saved over or, if `deleted`, taken away."""

    kept: datetime
    path: str
    name: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of a paper's manuscripts, in one folder."""

    folder: Path
    clock: Callable[[], datetime] = now

    def keep(self, path: str, data: bytes, *, deleted: bool = False) -> Version:
        """Keeps a version of the manuscript at a path; one that is kept already is not kept twice.

        Raises:
            OSError: it cannot be written, and so nothing may be written over it.
        """
        moment, mark = self.clock().astimezone(UTC), digest_of(data)[:8]
        newest = max(self.of(path), default=None)
        if newest and newest.kept - TICK < moment <= newest.kept:
            moment = newest.kept + timedelta.resolution
        same = newest if newest and f"-{mark}" in newest.name and newest.deleted == deleted else None
        if same and not deleted:
            return same
        name = f"{moment:{STAMP}}-{mark}{'-deleted' if deleted else ''}{PurePosixPath(path).suffix.lower()}"
        file = self.folder / path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if same:  # it went once more, as it was: it is looked for where it went last
            file.with_name(same.name).replace(file)
        else:
            write_atomically(file, data, durable=True)
        return Version(moment, path, name, deleted)

    def put_away(self, path: str, data: bytes) -> Version:
        """Keeps what is about to be taken away.

        Raises:
            OSError: it cannot be written, and so nothing may be taken away.
        """
        return self.keep(path, data, deleted=True)

    def of(self, path: str) -> list[Version]:
        """The versions of one manuscript, the newest first."""
        folder = self.folder / path
        names = [file.name for file in folder.iterdir()] if folder.is_dir() else []
        return sorted((found for found in (_version(path, name) for name in names) if found), reverse=True)

    def data(self, version: Version) -> bytes:
        """The bytes of a version.

        Raises:
            OSError: it cannot be read.
        """
        return (self.folder / version.path / version.name).read_bytes()

    def deleted(self) -> list[Version]:
        """Manuscripts and pictures that were taken away, the newest first."""
        files = self.folder.rglob("*-deleted.*") if self.folder.is_dir() else ()
        found = [_version(file.parent.relative_to(self.folder).as_posix(), file.name) for file in files]
        return sorted((version for version in found if version), reverse=True)


def _version(path: str, name: str) -> Version | None:
    match = NAME.fullmatch(name)
    if match is None:
        return None
    try:
        kept = datetime.fromisoformat(match[1])
    except ValueError:  # somebody else's: no month has the number 13
        return None
    return Version(kept, path, name, bool(match[3]))
