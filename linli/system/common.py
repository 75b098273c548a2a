"""What every system of the POSIX kind can do. The others say what they do otherwise."""

from __future__ import annotations

import errno
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a command that takes no lock does without
    from filelock import BaseFileLock

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
PLAIN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
# What Windows has devices under: no file or folder of such a name can be made there as others are.
DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{kind}{digit}" for kind in ("com", "lpt") for digit in "0123456789"))
)
LARGEST = (1 << 63) - 1  # that a database takes
# What a file system says that has no hard links (FAT, exFAT, some that come over the network), or forbids one.
NO_LINKS = frozenset((errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EXDEV))

Number = tuple[int, int, int]  # time, size and inode of a file


class System:
    """A system. Nothing is kept in it."""

    start_method = "spawn"  # how processes are started that work: with nothing of this one's
    most_workers = 1_000
    longest_wait = 1e6  # seconds that a thread waits in one go: Ctrl-C is heard all the while
    takes_ports_again = True  # SO_REUSEADDR lets a port be taken that a server has just let go, and no other
    has_drives = False  # a path may begin with a letter and a colon, or with two backslashes
    # Browsers that draw pictures of pages, by name or place: Chromium, and what stands on it.
    browsers: tuple[str, ...] = (
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
        "microsoft-edge",
    )
    holds_what_is_open = False  # files that are open, and folders with such, can be neither renamed nor removed
    # Time, size and inode of a file, in C: a site has ten thousands.
    stated: Callable[[os.stat_result], Number] = staticmethod(attrgetter("st_mtime_ns", "st_size", "st_ino"))

    # Names

    def place(self, path: str) -> str:
        """A path as the system is to be asked for it."""
        return path

    def places(self, paths: list[str]) -> list[str]:
        """Many paths as the system is to be asked for them."""
        return paths

    def kept(self, status: os.stat_result) -> Number:
        """Time, size and inode of a file as a database takes them."""
        time, size, inode = self.stated(status)
        return time, size, inode & LARGEST

    # Files

    def rename(self, source: Path, target: Path) -> None:
        """Gives a file or folder another name, which is free."""
        os.rename(source, target)

    def replace(self, source: Path, target: Path) -> None:
        """Gives a file the name of another, which is gone then."""
        os.replace(source, target)

    def unlink(self, path: str) -> None:
        """Takes a file away.

        Raises:
            IsADirectoryError, PermissionError: as systems say of a folder.
        """
        os.unlink(path)

    def remove_tree(self, folder: Path) -> None:
        """Takes a folder away, with all that is in it."""
        from shutil import rmtree  # few commands need it

        rmtree(folder)

    def write_new(self, data: bytes, target: str) -> None:
        """Writes a file that is not there yet.

        Raises:
            FileExistsError: something is there.
        """
        write_new(data, target)

    def link(self, source: str, target: str) -> None:
        """Gives a file a second name; where there are no links, a copy of the same time.

        Raises:
            FileExistsError, FileNotFoundError: something is there, or there is no such file.
        """
        try:
            os.link(source, target)
        except OSError as error:
            if error.errno not in NO_LINKS or isinstance(error, (FileExistsError, FileNotFoundError)):
                raise
            self._copy(source, target)

    def has_links(self, folder: Path) -> bool:
        """Whether files in a folder can have two names, so that both are one file with one inode, which stays."""
        one, two = (folder / f".{os.urandom(8).hex()}" for _number in range(2))
        one.touch()
        try:
            os.link(one, two)
            return one.stat().st_ino == two.stat().st_ino != 0
        except OSError:
            return False
        finally:
            for path in (one, two):
                with suppress(FileNotFoundError):
                    self.unlink(str(path))

    def lock(self, path: Path) -> BaseFileLock:
        """A lock that is held by one process at a time, and let go when that ends, however it ends. It does not wait."""
        from filelock import FileLock

        return FileLock(path, blocking=False, thread_local=False)

    @contextmanager
    def alone(self, folder: Path) -> Iterator[None]:
        """Keeps the other processes of this machine out that ask for a folder; waits for them."""
        import fcntl

        number = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):  # a file system without locks: there what is done must do by itself
                fcntl.flock(number, fcntl.LOCK_EX)
            yield
        finally:
            os.close(number)

    # Folders that change places

    def exchange(self, one: Path, other: Path) -> None:
        """Two folders of one file system change places, at once where the system can (Linux, macOS)."""
        if self._exchange_at_once(one, other):
            return
        aside = _aside(other)
        self.rename(one, aside)
        try:
            self.rename(other, one)
        except OSError:
            self.rename(aside, one)
            raise
        self.rename(aside, other)

    def recover(self, one: Path, other: Path) -> None:
        """Ends an exchange in several steps that was cut off."""
        aside = _aside(other)
        if aside.exists():
            self.rename(aside, other if one.exists() else one)

    def _exchange_at_once(self, one: Path, other: Path) -> bool:
        return False

    # The disk

    def flush(self, root: Path, files: Iterable[Path], folders: Iterable[Path]) -> None:
        """Has files on the disk for good, and the names in folders, all in one file system with `root`.

        Raises:
            OSError: the disk is full or broken, as it may say only now.
        """
        for path in files:
            with suppress(FileNotFoundError):
                _flush(path, os.O_RDONLY)
        for path in folders:
            with suppress(FileNotFoundError):
                self.flush_folder(path)

    def flush_folder(self, folder: Path) -> None:
        """Has the names in a folder on the disk: which file each of them is of."""
        _flush(folder, os.O_RDONLY)

    # Processes

    def begin(self) -> None:
        """Makes a program ready that has just started."""

    def end_with_parent(self) -> None:
        """Has this process, which another started, end when that one is killed: nobody would take what it makes."""
        from multiprocessing import connection, parent_process

        parent = parent_process()
        if parent is None:
            return

        def watch() -> None:
            connection.wait([parent.sentinel])
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()

    def user(self) -> str:
        """The name of who runs this process."""
        import getpass

        try:
            return getpass.getuser()
        except (KeyError, OSError):  # a container's number without a name
            return str(os.getuid())

    def started(self, pid: int) -> str:
        """What tells a process from all others that have or had its number; empty when there is none of that number."""
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return ""
        except OSError:  # somebody else's
            pass
        return "?"

    def end_on_request(self) -> None:
        """Has a program end as by Ctrl-C when the system asks it to."""
        for number in self.requests:
            signal.signal(number, signal.default_int_handler)

    def end_for_good(self) -> None:
        """Has a program that is ending do so undisturbed: it may be asked again, by keys and by whoever has started it."""
        for number in (signal.SIGINT, *self.requests):
            signal.signal(number, signal.SIG_IGN)

    @property
    def requests(self) -> tuple[signal.Signals, ...]:
        """The signals by which the system asks a program to end."""
        return (signal.SIGTERM,)

    def _copy(self, source: str, target: str) -> None:
        with open(source, "rb", buffering=0) as file:
            data, time = file.read(), os.fstat(file.fileno()).st_mtime_ns
        self.write_new(data, target)
        os.utime(target, ns=(time, time))


def write_new(data: bytes, target: str) -> None:
    """Writes a file that is not there yet: with as few calls of the system as it takes, for a site has ten thousands."""
    descriptor = os.open(target, NEW, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
    finally:
        os.close(descriptor)


def _aside(folder: Path) -> Path:
    """Where a folder lies while two change places in several steps."""
    return folder.with_name(folder.name + ".aside")


def _flush(path: Path, flags: int) -> None:
    number = os.open(path, flags)
    try:
        os.fsync(number)
    finally:
        os.close(number)
