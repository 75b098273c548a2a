"""A folder as a target: one that a web server serves, or that is mounted from elsewhere."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from linli import files, system
from linli.build.fingerprint import content_hash
from linli.build.finished import FinishedSite
from linli.errors import reason_of
from linli.messages import _
from linli.model.addresses import folders_of
from linli.system.rooted import Rooted
from newsroom.deploying.compress import SUFFIXES, copies_of, holds, names_of, suffixes_of
from newsroom.deploying.target import LOCK, DeployError, Listing

SECOND = 1_000_000_000  # nanoseconds
# What we are writing, and what earlier releases were.
HALF = re.compile(rf"\.linli-[0-9a-f]{{8}}\.part|{files.HALF.pattern}", re.S)


class Folder:
    """Files are written beside their place and moved into it."""

    def __init__(
        self, root: Path, precompress: bool = False, *, shown: str = "", may_be_taken_over: bool = True
    ) -> None:
        self.root, self.precompress = root, precompress
        self.shown, self.may_be_taken_over = shown or str(root), may_be_taken_over
        self.inside = Rooted(root)
        if root.exists() and not root.is_dir():
            raise DeployError(_("{folder} 不是文件夹。请换一个。", folder=self.shown))

    def look(self) -> Listing:
        if not self.root.is_dir():
            return {}
        with self._told(""):
            return self.inside.look()

    def read(self, path: str, most: int) -> bytes | None:
        with self._told(path):
            return self.inside.read(path, most)

    def same(self, paths: Sequence[str], site: FinishedSite) -> set[str]:
        return {path for path in paths if self._is_same(path, site)}

    def put(self, path: str, data: bytes) -> None:
        with self._told(path):
            self._make_root()
            self.inside.write(path, data)

    def claim(self, data: bytes, there: bytes | None) -> bool:
        with self._told(LOCK):
            self._make_root()
            with system.this.alone(
                self.root
            ):  # between a stale lock and ours there is none, and a third would find nothing
                if there is not None and not self.inside.move_aside(LOCK, there):
                    return False
                return self.inside.create(LOCK, data)

    def send(self, paths: Sequence[str], site: FinishedSite, done: Callable[[int], None]) -> None:
        for path in paths:
            with self._told(path):
                self._send(path, site.read(path), site)
            done(1)

    def _send(self, path: str, data: bytes, site: FinishedSite) -> None:
        """Copies go first: cut off, what a server prefers is not the older. All get one time, a second later than what
        was there, for servers tell files apart by seconds and sizes.
        """
        when = max(time.time_ns(), self.inside.time_of(path) + SECOND)
        copies = copies_of(path, data) if self.precompress else {}
        for suffix in SUFFIXES:
            if suffix in copies:
                self.inside.write(path + suffix, copies[suffix], when)
            elif path + suffix not in site.files:
                self.inside.remove(path + suffix)
        self.inside.write(path, data, when)

    def remove(self, paths: Sequence[str]) -> None:
        for path in paths:
            with self._told(path):
                for name in reversed(names_of(path)):
                    self.inside.remove(name)

    def leftovers(self, listing: Listing, known: set[str]) -> list[str]:
        folders = {"", *folders_of(known)}
        halves = (path for path in listing if HALF.fullmatch(os.path.basename(path)))
        return [path for path in halves if os.path.dirname(path) in folders]

    def _is_same(self, path: str, site: FinishedSite) -> bool:
        """Whether a file and all that lies beside it are as they would be sent."""
        with self._told(path):
            there = self.inside.read(path)
            if there is None or content_hash(there) != site.files[path]:
                return False
            wanted = suffixes_of(path, len(there)) if self.precompress else ()
            for suffix in SUFFIXES:
                copy = self.inside.read(path + suffix)
                if (copy is not None) != (suffix in wanted) and path + suffix not in site.files:
                    return False
                if suffix in wanted and not (
                    holds(suffix, copy or b"", there)
                    and self.inside.time_of(path + suffix) == self.inside.time_of(path)
                ):
                    return False
            return True

    def _make_root(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def _told(self, path: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            place = f"{self.shown.rstrip('/')}/{path}" if path else self.shown
            text = _("写不了 {path}（{reason}）。改好后可以再运行一次。", path=place, reason=reason_of(error))
            raise DeployError(text) from error
