"""The inventory: how every file of a site was when it was published, to be looked at in every build.

It is one flat file, for ten thousand articles have tens of thousands of files, and a build with nothing to do must look at
each: two microseconds a file, in loops that run in C.
"""

from __future__ import annotations

import os
import stat
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from operator import eq
from pathlib import Path

from linli import system
from linli.build.mark import mark_of
from linli.errors import DamagedWorkspace
from linli.store.checks import keep, recall
from linli.store.records import Stat

GONE = (0, 0, 0)  # of what is not there: no file is like that
COLUMNS = "qqQ"  # of times, sizes and inodes, each number in eight bytes
NUMBER = array("q").itemsize


@dataclass(frozen=True, slots=True)
class Inventory:
    """The files of one tree, by path, each with time, size and inode. `build` is the number of the build that made it."""

    build: int
    paths: list[str]  # sorted
    times: array[int]
    sizes: array[int]
    inodes: array[int]  # zeros in a tree that has a mark

    @classmethod
    def load(cls, file: Path) -> Inventory | None:
        """The one that was kept in a file; None if there is none.

        Raises:
            DamagedWorkspace: it is not as it was kept.
        """
        data = recall(file)
        if data is None:
            return None
        try:
            build, count = array("q", data[: 2 * NUMBER])
            ends = [NUMBER * (2 + count * column) for column in range(4)]
            columns = [array(kind, data[start:end]) for kind, (start, end) in zip(COLUMNS, pairwise(ends), strict=True)]
            names = data[ends[3] :].decode()
        except ValueError as error:  # another release has written it
            raise DamagedWorkspace from error
        return cls(build, names.split("\0") if names else [], *columns)

    @classmethod
    def of(cls, root: Path, paths: Iterable[str], build: int) -> Inventory:
        """That of the files at some paths below a root, as they are now."""
        stated = _stated(root)
        return cls._made({path: _at(f"{root}/{path}", stated) for path in paths}, build)

    def renewed(self, root: Path, build: int, changed: Iterable[str], gone: Iterable[str]) -> Inventory:
        """One with files below a root looked at anew that changed or came, and without those that went."""
        stated = _stated(root)
        numbers = {path: _at(f"{root}/{path}", stated) for path in changed}
        went = [path for path in gone if self._place(path) is not None]
        places = [place for place in map(self._place, numbers) if place is not None]
        if went or len(places) < len(numbers):
            known = zip(self.times, self.sizes, self.inodes, strict=True)
            every = dict(zip(self.paths, known, strict=True)) | numbers
            for path in went:
                del every[path]
            return self._made(every, build)
        columns = [self.times[:], self.sizes[:], self.inodes[:]]
        for place, number in zip(places, numbers.values(), strict=True):
            for column, value in zip(columns, number, strict=True):
                column[place] = value
        return Inventory(build, self.paths, *columns)

    @classmethod
    def _made(cls, numbers: dict[str, Stat], build: int) -> Inventory:
        """That of some files by path, with the numbers of each."""
        paths = sorted(numbers)  # most are in order already
        columns = zip(*map(numbers.__getitem__, paths), strict=True) if paths else ((), (), ())
        return cls(build, paths, *(array(kind, column) for kind, column in zip(COLUMNS, columns, strict=True)))

    def _place(self, path: str) -> int | None:
        """The place of a path among all; None if it has none."""
        place = bisect_left(self.paths, path)
        return place if place < len(self.paths) and self.paths[place] == path else None

    def save(self, file: Path) -> None:
        """Keeps it in a file."""
        head = array("q", [self.build, len(self.paths)])
        columns = (column.tobytes() for column in (head, self.times, self.sizes, self.inodes))
        keep(file, b"".join([*columns, "\0".join(self.paths).encode()]))

    def differing(self, root: Path) -> list[str]:
        """The files that are below a root not as they are here, or not at all."""
        top = f"{root}/"
        places = (top + "\0".join(self.paths).replace("\0", f"\0{top}")).split("\0") if self.paths else []
        stated, places = _stated(root), system.this.places(places)
        noted = zip(self.times, self.sizes, self.inodes, strict=True)
        with suppress(OSError):
            if all(map(eq, map(stated, map(os.lstat, places)), noted)):
                return []
        noted = zip(self.times, self.sizes, self.inodes, strict=True)
        found = zip(self.paths, places, noted, strict=True)
        return [path for path, place, known in found if _at(place, stated) != known]


def _stated(root: Path) -> Callable[[os.stat_result], Stat]:
    """What tells of a file of a tree whether it is the same as before."""
    return _without_inode if mark_of(root) else system.this.stated


def _without_inode(status: os.stat_result) -> Stat:
    return status.st_mtime_ns, status.st_size, 0


def _at(place: str, stated: Callable[[os.stat_result], Stat]) -> Stat:
    """A file that is looked at alone."""
    try:
        status = os.lstat(system.this.place(place))
    except OSError:
        return GONE
    return stated(status) if stat.S_ISREG(status.st_mode) else GONE
