"""The inventory: how every file of a site was when it was published, to be looked at in every build.

It is one flat file, for ten thousand articles have tens of thousands of files, and a build with nothing to do must look at
each: two microseconds a file, in loops that run in C.
"""

from __future__ import annotations

import os
import stat
from array import array
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter, eq
from pathlib import Path

from linli.errors import DamagedWorkspace
from linli.store.checks import keep, recall
from linli.store.records import Stat

GONE = (0, 0, 0)  # of what is not there: no file is like that
STATED = attrgetter("st_mtime_ns", "st_size", "st_ino")
NUMBER = array("q").itemsize


@dataclass(frozen=True, slots=True)
class Inventory:
    """The files of one tree, by path, each with time, size and inode. `build` is the number of the build that made it."""

    build: int
    paths: list[str]  # sorted
    times: array[int]
    sizes: array[int]
    inodes: array[int]

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
            columns = [array("q", data[start:end]) for start, end in pairwise(ends)]
            names = data[ends[3] :].decode()
        except ValueError as error:  # another release has written it
            raise DamagedWorkspace from error
        return cls(build, names.split("\0") if names else [], *columns)

    @classmethod
    def of(cls, root: Path, paths: Iterable[str], build: int) -> Inventory:
        """That of the files at some paths below a root, as they are now."""
        return cls(0, [], array("q"), array("q"), array("q")).renewed(root, build, paths, ())

    def renewed(self, root: Path, build: int, changed: Iterable[str], gone: Iterable[str]) -> Inventory:
        """One with files below a root looked at anew that changed or came, and without those that went."""
        columns = [self.times[:], self.sizes[:], self.inodes[:]]
        places = dict(zip(self.paths, range(len(self.paths)), strict=True))
        for path in changed:
            place = places.setdefault(path, len(places))
            for column, value in zip(columns, _stated(f"{root}/{path}"), strict=True):
                column[place : place + 1] = array("q", [value])
        went = places.keys() & set(gone)
        if not went and len(places) == len(self.paths):
            return Inventory(build, self.paths, *columns)
        paths = sorted(path for path in places if path not in went)  # most are in order already
        order = list(map(places.__getitem__, paths))
        return Inventory(build, paths, *(array("q", map(column.__getitem__, order)) for column in columns))

    def save(self, file: Path) -> None:
        """Keeps it in a file."""
        head = array("q", [self.build, len(self.paths)])
        columns = (column.tobytes() for column in (head, self.times, self.sizes, self.inodes))
        keep(file, b"".join([*columns, "\0".join(self.paths).encode()]))

    def differing(self, root: Path) -> list[str]:
        """The files that are below a root not as they are here, or not at all."""
        top = f"{root}/"
        places = (top + "\0".join(self.paths).replace("\0", f"\0{top}")).split("\0") if self.paths else []
        noted = zip(self.times, self.sizes, self.inodes, strict=True)
        with suppress(OSError):
            if all(map(eq, map(STATED, map(os.lstat, places)), noted)):
                return []
        noted = zip(self.times, self.sizes, self.inodes, strict=True)
        return [path for path, place, known in zip(self.paths, places, noted, strict=True) if _stated(place) != known]


def differing(file: Path, root: Path) -> list[str]:
    """The files that are below a root not as the inventory in a file has them, in whatever process.

    Raises:
        DamagedWorkspace: it is not as it was kept, or gone.
    """
    inventory = Inventory.load(file)
    if inventory is None:
        raise DamagedWorkspace
    return inventory.differing(root)


def _stated(place: str) -> Stat:
    try:
        status = os.lstat(place)
    except OSError:
        return GONE
    return STATED(status) if stat.S_ISREG(status.st_mode) else GONE
