"""A folder in which paths lead nowhere else: no link in it is followed, not even one that comes while we look.

Each folder on the way is opened from the one above it, as a folder and no link (openat(2), `O_NOFOLLOW`).
"""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsroom.deploying.target import Kind

FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)  # a pipe would not answer
NO_FILE = (errno.ELOOP, errno.EMLINK, errno.ENXIO)  # of a link, and of a socket
WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)


class Rooted:
    """Files by path below a root, which is there."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def look(self) -> dict[str, Kind]:
        """All that stands there but folders, without following links."""
        found: dict[str, Kind] = {}
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            try:
                entries = list(os.scandir(self.root / folder))
            except PermissionError:  # of a folder of others, such as `lost+found`: nothing of ours is in it
                if not folder:
                    raise
                found[folder] = Kind.OTHER
                continue
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_symlink():
                    found[path] = Kind.LINK
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                else:
                    found[path] = Kind.FILE if entry.is_file(follow_symlinks=False) else Kind.OTHER
        return found

    def read(self, path: str, most: int = -1) -> bytes | None:
        """A file; None if there is none; nothing of what is no file."""
        try:
            with self._folder_of(path) as (folder, name):
                return _read(folder, name, most)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def time_of(self, path: str) -> int:
        """The time of a file in nanoseconds, 0 when there is none."""
        try:
            with self._folder_of(path) as (folder, name):
                return os.lstat(name, dir_fd=folder).st_mtime_ns
        except (FileNotFoundError, NotADirectoryError):
            return 0

    def write(self, path: str, data: bytes, when: int | None = None) -> None:
        """Puts a file in place, whole or not at all. One that was there gives it its permissions; a link is replaced.

        Args:
            when: the time that it gets, in nanoseconds.
        """
        with self._folder_of(path, make=True) as (folder, name):
            beside = new_name()
            try:
                number = os.open(beside, WRITE, 0o666, dir_fd=folder)
                with open(number, "wb", buffering=0) as file:
                    _write(file.fileno(), data)
                    _keep_permissions(folder, name, file.fileno())
                    if when is not None:
                        os.utime(file.fileno(), ns=(when, when))
                self._replace(folder, beside, name)
            except BaseException:
                with suppress(OSError):
                    os.unlink(beside, dir_fd=folder)
                raise

    def create(self, path: str, data: bytes) -> bool:
        """Puts a file where there is nothing, whole; whether there was nothing."""
        with self._folder_of(path, make=True) as (folder, name):
            beside = new_name()
            number = os.open(beside, WRITE, 0o666, dir_fd=folder)
            try:
                with open(number, "wb", buffering=0) as file:
                    _write(file.fileno(), data)
                try:
                    os.link(beside, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
                except FileExistsError:
                    return False
                except OSError:  # a file system without links
                    return self._create_plainly(folder, name, data)
            finally:
                os.unlink(beside, dir_fd=folder)
        return True

    def move_aside(self, path: str, data: bytes) -> bool:
        """Takes a file of some bytes away, and no other; whether it was there. Of two who do this at once one does it."""
        with self._folder_of(path) as (folder, name):
            with suppress(FileNotFoundError):
                if _read(folder, name, len(data) + 1) != data:
                    return False
            aside = new_name()
            try:
                os.rename(name, aside, src_dir_fd=folder, dst_dir_fd=folder)
            except FileNotFoundError:
                return False
            ours = _read(folder, aside, len(data) + 1) == data
            if not ours:
                with suppress(OSError):  # it is another that came meanwhile: back, unless there is a third
                    os.link(aside, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
            os.unlink(aside, dir_fd=folder)
            return ours

    def remove(self, path: str) -> None:
        """Removes a file or a link that may be there, and the folders that are empty then."""
        with suppress(FileNotFoundError, NotADirectoryError), self._folder_of(path) as (folder, name):
            if not stat.S_ISDIR(os.lstat(name, dir_fd=folder).st_mode):  # a folder has that name now
                os.unlink(name, dir_fd=folder)
        above = os.path.dirname(path)
        while above:
            try:
                with self._folder_of(above) as (folder, name):
                    os.rmdir(name, dir_fd=folder)
            except FileNotFoundError:
                pass
            except OSError:  # not empty, or no folder
                return
            above = os.path.dirname(above)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keeps the others of this machine out who ask for it, until we are done or no more (flock(2) of the root)."""
        number = os.open(self.root, FOLDER & ~getattr(os, "O_NOFOLLOW", 0))
        try:
            with suppress(OSError):  # a file system without locks: there what is done must do by itself
                fcntl.flock(number, fcntl.LOCK_EX)
            yield
        finally:
            os.close(number)

    @contextmanager
    def _folder_of(self, path: str, make: bool = False) -> Iterator[tuple[int, str]]:
        """The open folder that a file lies in, and its name there.

        Raises:
            OSError: something on the way is no folder.
        """
        *folders, name = path.split("/")
        number = os.open(self.root, FOLDER & ~getattr(os, "O_NOFOLLOW", 0))
        try:
            for folder in folders:
                try:
                    below = os.open(folder, FOLDER, dir_fd=number)
                except FileNotFoundError:
                    if not make:
                        raise
                    with suppress(FileExistsError):
                        os.mkdir(folder, dir_fd=number)
                    below = os.open(folder, FOLDER, dir_fd=number)
                os.close(number)
                number = below
            yield number, name
        finally:
            os.close(number)

    def _replace(self, folder: int, beside: str, name: str) -> None:
        try:
            os.replace(beside, name, src_dir_fd=folder, dst_dir_fd=folder)
        except IsADirectoryError:
            os.rmdir(name, dir_fd=folder)  # an empty one goes, and no other
            os.replace(beside, name, src_dir_fd=folder, dst_dir_fd=folder)

    def _create_plainly(self, folder: int, name: str, data: bytes) -> bool:
        try:
            number = os.open(name, WRITE, 0o666, dir_fd=folder)
        except FileExistsError:
            return False
        with open(number, "wb", buffering=0) as file:
            _write(file.fileno(), data)
        return True


def new_name() -> str:
    """A name for a file that is to have another when it is whole."""
    return f".linli-{secrets.token_hex(4)}.part"


def _read(folder: int, name: str, most: int) -> bytes:
    try:
        number = os.open(name, READ, dir_fd=folder)
    except OSError as error:
        if error.errno in NO_FILE:
            return b""
        raise
    with open(number, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            return b""
        found, left = [], most
        while left and (part := file.read(left if most >= 0 else -1)):
            found.append(part)
            left -= len(part)
        return b"".join(found)


def _write(number: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(number, left) :]


def _keep_permissions(folder: int, name: str, number: int) -> None:
    with suppress(FileNotFoundError):
        there = os.lstat(name, dir_fd=folder).st_mode
        if stat.S_ISREG(there) and stat.S_IMODE(there) != stat.S_IMODE(os.fstat(number).st_mode):
            os.fchmod(number, stat.S_IMODE(there))
