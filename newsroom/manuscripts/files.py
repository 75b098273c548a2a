"""Saves manuscripts: never over what another has written meanwhile, and every version that goes is kept."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from linli.files import digest_of, read_plain, write_atomically
from linli.messages import UNSPEAKABLE
from linli.reading.scan import FOLDERS
from newsroom.manuscripts.versions import Version, Versions


class Outside(ValueError):
    """A name that is not of a manuscript in the content folder."""


class Conflict(Exception):
    """The file is not as it was read: `data` is what it holds now, None when it is gone."""

    def __init__(self, data: bytes | None) -> None:
        self.data = data
        super().__init__()


@dataclass(frozen=True, slots=True)
class Manuscripts:
    """The manuscripts of a paper: in its content folder, with their versions. Several threads may save."""

    content: Path
    versions: Versions
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def file(self, path: str) -> Path:
        """The file of a manuscript.

        Raises:
            Outside: the path is not of one: it leads elsewhere, or is no Markdown file of an article or banner.
        """
        folder = path.partition("/")[0]
        if (
            UNSPEAKABLE.search(path)
            or "\\" in path
            or folder not in FOLDERS
            or not path.endswith(".md")
            or "/." in f"/{path}"
        ):
            raise Outside(path)
        file = self.content / path
        if not file.parent.resolve().is_relative_to((self.content / folder).resolve()) or file.is_symlink():
            raise Outside(path)
        return file

    def read(self, path: str) -> bytes | None:
        """The bytes of a manuscript; None when it is not there."""
        try:
            return read_plain(self.file(path))
        except FileNotFoundError:
            return None

    def save(self, path: str, data: bytes, known: str) -> str:
        """Puts bytes in the place of the version whose digest is `known` (empty: of none), and gives its own.

        What was there is among the versions before it goes.

        Raises:
            Conflict: another has saved it, or taken it away. Nothing is written.
            Outside, OSError: it cannot be written.
        """
        file = self.file(path)
        with self._lock:
            before = self.read(path)
            if digest_of(before) != known:
                raise Conflict(before)
            if before != data:
                if before is not None:
                    self.versions.keep(path, before)
                file.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(file, data, durable=True)
        return digest_of(data)

    def delete(self, path: str, known: str) -> Version:
        """Takes a manuscript away; it is among the versions, from where it can be put back.

        Raises:
            Conflict: it is not as it was read, or gone.
            Outside, OSError: it cannot be taken away.
        """
        with self._lock:
            before = self.read(path)
            if before is None or digest_of(before) != known:
                raise Conflict(before)
            version = self.versions.put_away(path, before)
            self.file(path).unlink()
            return version
