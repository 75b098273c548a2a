"""The two trees of a site: the one that is served, and the spare that takes its place.

Files that are the same in both are one file with two names (hard links), so a build costs
only what changed, and what did not change keeps its time and inode. The trees change places in
one step of the file system.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from functools import partial
from pathlib import Path

from linli import system
from linli.build.mark import mark_of, put_mark
from linli.files import remove
from linli.system.common import LARGEST

IN_THE_WAY = (FileExistsError, FileNotFoundError, IsADirectoryError, NotADirectoryError)
TRIES = 10  # to write a file
LINKED = 1_000  # files that one call of a worker links


class Tree:
    """One tree. Its files are never written in place: a name is taken away and given anew."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folders: set[str] = set()

    @property
    def inode(self) -> int:
        """Tells the two trees apart, wherever they stand. 0 when there is none."""
        try:
            number = self.root.stat().st_ino & LARGEST
        except FileNotFoundError:
            return 0
        return mark_of(self.root) or number or 1  # where there are no inodes, a tree that has no mark yet is there too

    def is_plain(self, path: str) -> bool:
        """Whether a file there, or none, is all that has the name, and lies in folders that are no links."""
        place, *names = (str(self.root), *path.split("/"))
        for depth, name in enumerate(names, 1):
            place = f"{place}/{name}"
            try:
                mode = os.lstat(system.this.place(place)).st_mode
            except FileNotFoundError:
                return True
            except OSError:
                return False
            if not (stat.S_ISREG(mode) if depth == len(names) else stat.S_ISDIR(mode)):
                return False
        return True

    def forget(self) -> None:
        """Another tree stands here now."""
        self._folders.clear()

    def write(self, path: str, data: bytes) -> None:
        """Puts a new file in place of what is there.

        Another process may make a folder of the name that this one gives a file, or the other way round. Then one of them
        stays, and the ledger tells of both.
        """
        for attempt in range(TRIES):
            try:
                self._new(path, partial(system.this.write_new, data))
                return
            except IN_THE_WAY:
                if attempt == TRIES - 1:
                    raise
                self._folders.clear()

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        with open(self._place(path), "rb", buffering=0) as file:
            return file.read()

    def link(self, path: str, other: Tree) -> None:
        """Gives the other tree's file a name here."""
        self._new(path, partial(system.this.link, other._place(path)))

    def remove(self, paths: Iterable[str]) -> None:
        """Removes files, and folders that are empty then."""
        folders = set()
        for path in paths:
            target = self._place(path)
            try:
                system.this.unlink(target)
            except (FileNotFoundError, NotADirectoryError):  # or a file stands now where its folder was
                continue
            except (IsADirectoryError, PermissionError):
                if not Path(target).is_dir():
                    raise
                continue  # a folder stands there now
            folders.add(os.path.dirname(path))
        for folder in sorted(folders, reverse=True):
            while folder:
                try:
                    os.rmdir(self._place(folder))
                except OSError:
                    break
                self._folders.discard(folder)
                folder = os.path.dirname(folder)

    def clear(self) -> None:
        """Makes it an empty folder."""
        remove(self.root)
        self.root.mkdir(parents=True)
        put_mark(self.root)
        self._folders.clear()

    def _new(self, path: str, make: Callable[[str], None]) -> None:
        """Has a file made under a name that is taken by nothing, in a folder that is there."""
        folder = os.path.dirname(path)
        if folder not in self._folders:
            self._make(folder)
        target = self._place(path)
        try:
            make(target)
        except FileExistsError:
            remove(Path(target))
            make(target)

    def _place(self, path: str) -> str:
        """Where a path lies, as the system is to be asked for it."""
        return system.this.place(f"{self.root}/{path}")

    def _make(self, folder: str) -> None:
        """Makes a folder, in place of a file if one stands there, and those above it."""
        target = self._place(folder) if folder else str(self.root)
        try:
            os.mkdir(target)
        except FileExistsError:
            if not os.path.isdir(target):
                system.this.unlink(target)
                os.mkdir(target)
        except (FileNotFoundError, NotADirectoryError):
            if not folder:
                raise
            self._make(os.path.dirname(folder))
            self._make(folder)
        self._folders.add(folder)


def link_all(tree: Tree, other: Tree, paths: Sequence[str], workers: Callable[[], Executor]) -> None:
    """Gives the other tree's files names in a tree, by workers if they are many; those that are not there are left out."""
    if len(paths) <= LINKED:
        _link(tree.root, other.root, paths)
    else:
        batches = [paths[start : start + LINKED] for start in range(0, len(paths), LINKED)]
        for link in [workers().submit(_link, tree.root, other.root, batch) for batch in batches]:
            link.result()
    tree.forget()


def _link(root: Path, other: Path, paths: Sequence[str]) -> None:
    """What a worker does of it."""
    tree, source = Tree(root), Tree(other)
    for path in paths:
        with suppress(FileNotFoundError):  # a job that failed has not made it
            tree.link(path, source)
