"""The two trees of a site: the one that is served, and the spare that takes its place.

Files that are the same in both are one file with two names (hard links), so a build costs
only what changed, and what did not change keeps its time and inode. The trees change places in
one step of the file system.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2  # linux/fs.h
RENAME_SWAP = 2  # macOS sys/stdio.h


def exchange(one: Path, other: Path) -> None:
    """Two folders of one file system change places, at once where the system can (Linux, macOS)."""
    if not _exchange_at_once(one, other):
        aside = other.with_name(other.name + ".aside")
        one.rename(aside)
        other.rename(one)
        aside.rename(other)


def recover(one: Path, other: Path) -> None:
    """Ends an exchange in several steps that was cut off."""
    aside = other.with_name(other.name + ".aside")
    if aside.exists():
        if one.exists():
            aside.rename(other)
        else:
            aside.rename(one)


def _exchange_at_once(one: Path, other: Path) -> bool:
    paths = os.fsencode(one), os.fsencode(other)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            failed = libc.renameat2(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE)
        elif sys.platform == "darwin":  # pragma: no cover - editors' machines
            failed = libc.renamex_np(*paths, RENAME_SWAP)
        else:  # pragma: no cover
            return False
    except (OSError, AttributeError):  # pragma: no cover - an old libc
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):  # this file system cannot
        return False
    raise OSError(number, os.strerror(number), str(one))


class Tree:
    """One tree. Its files are never written in place: a name is taken away and given anew."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folders: set[str] = set()

    @property
    def inode(self) -> int:
        """Tells the two trees apart, wherever they stand. 0 when there is none."""
        try:
            return self.root.stat().st_ino
        except FileNotFoundError:
            return 0

    def forget(self) -> None:
        """Another tree stands here now."""
        self._folders.clear()

    def write(self, path: str, data: bytes) -> None:
        """Puts a new file in place of what is there."""
        target = self._place(path)
        with open(target, "wb") as file:
            file.write(data)

    def copy(self, path: str, source: Path) -> None:
        """Puts a copy of a file in place of what is there."""
        shutil.copyfile(source, self._place(path))

    def link(self, path: str, other: Tree) -> None:
        """Gives the other tree's file a name here."""
        os.link(f"{other.root}/{path}", self._place(path))

    def remove(self, paths: Iterable[str]) -> None:
        """Removes files, and folders that are empty then."""
        folders = set()
        for path in paths:
            try:
                os.unlink(f"{self.root}/{path}")
            except FileNotFoundError:
                continue
            folders.add(os.path.dirname(path))
        for folder in sorted(folders, reverse=True):
            while folder:
                try:
                    os.rmdir(f"{self.root}/{folder}")
                except OSError:
                    break
                self._folders.discard(folder)
                folder = os.path.dirname(folder)

    def clear(self) -> None:
        """Makes it an empty folder."""
        if self.root.exists():
            shutil.rmtree(self.root)
        self.root.mkdir(parents=True)
        self._folders.clear()

    def _place(self, path: str) -> str:
        target = f"{self.root}/{path}"
        folder = os.path.dirname(path)
        if folder not in self._folders:
            os.makedirs(f"{self.root}/{folder}", exist_ok=True)
            self._folders.add(folder)
        try:
            os.unlink(target)
        except FileNotFoundError:
            pass
        except (IsADirectoryError, PermissionError):
            shutil.rmtree(target)
        return target
