"""Windows: what is open elsewhere cannot be renamed or taken away, so we wait; some names are devices, and long paths are
written otherwise; folders cannot be flushed; processes are not forked.

An editor, a virus scanner, an indexer open a file for a moment: what fails for that is tried again for `PATIENCE` seconds.
"""

from __future__ import annotations

import errno
import io
import ntpath
import os
import re
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from linli.system.common import NO_LINKS, Number, System, _flush, write_new

PATIENCE = 5.0  # seconds
FIRST, LONGEST = 0.01, 0.5  # seconds between two tries
LONG = 240  # characters from which on a path is written in the long form: of 260 some are for what is added to it
# Names of devices, whatever follows behind a dot, and names that end in dots or spaces, which Windows leaves out
# (learn.microsoft.com/windows/win32/fileio/naming-a-file). The long form takes them as they are.
DEVICE = r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])"
SPECIAL = re.compile(rf"(?:^|[/\\]){DEVICE} *(?:\.[^/\\]*)?(?:[/\\]|$)|[^/\\.][. ]+(?:[/\\]|$)", re.IGNORECASE)
KINDS = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".xml": "text/xml",
}
QUERY, DENIED = 0x1000, 5  # PROCESS_QUERY_LIMITED_INFORMATION, ERROR_ACCESS_DENIED
NOT_SUPPORTED = (1, 50, 1142)  # ERROR_INVALID_FUNCTION, ERROR_NOT_SUPPORTED, ERROR_TOO_MANY_LINKS: of links


class Windows(System):
    """Windows. Every one has Edge, which stands on Chromium; no search finds it."""

    browsers = tuple(
        rf"{folder}\{program}"
        for program in (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
        for folder in (r"C:\Program Files", r"C:\Program Files (x86)")
    )
    most_workers = 61  # that a process can wait for
    takes_ports_again = False  # two servers would have one port
    has_drives = True
    holds_what_is_open = True
    longest_wait = 0.5  # Ctrl-C is heard between two waits

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        self._sleep = sleep

    @staticmethod
    def stated(status: os.stat_result) -> Number:  # an inode of ReFS has 128 bits
        return status.st_mtime_ns, status.st_size, status.st_ino & ((1 << 64) - 1)

    def place(self, path: str) -> str:
        """A path in the long form if it is long, or has a name that Windows reads otherwise."""
        if len(path) < LONG and not SPECIAL.search(path):
            return path
        return extended(path)

    def places(self, paths: list[str]) -> list[str]:
        return list(map(self.place, paths))

    def rename(self, source: Path, target: Path) -> None:
        self._patiently(os.rename, self.place(str(source)), self.place(str(target)))

    def replace(self, source: Path, target: Path) -> None:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
        self._patiently(os.replace, self.place(str(source)), self.place(str(target)))

    def unlink(self, path: str) -> None:
        if os.path.isdir(path) and not os.path.islink(path):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        self._patiently(_take_away, path)

    def remove_tree(self, folder: Path) -> None:
        from shutil import rmtree

        def again(call: Callable[..., Any], path: str, _error: object) -> None:
            self._patiently(_take_away if call is os.unlink else call, path)

        rmtree(extended(str(folder)), onerror=again)

    def write_new(self, data: bytes, target: str) -> None:
        """Waits for a file of the name to go that was taken away while somebody had it open."""
        self._patiently(write_new, data, target)

    def link(self, source: str, target: str) -> None:
        try:
            self._patiently(os.link, source, target)
        except OSError as error:
            if getattr(error, "winerror", None) not in NOT_SUPPORTED and error.errno not in NO_LINKS:
                raise
            self._copy(source, target)

    def flush(self, root: Path, files: Iterable[Path], folders: Iterable[Path]) -> None:
        """Files alone: only one that is open to be written can be flushed, and a folder never."""
        for path in files:
            with suppress(
                FileNotFoundError, PermissionError
            ):  # what somebody else reads now is on the disk soon enough
                _flush(Path(self.place(str(path))), os.O_RDWR | getattr(os, "O_BINARY", 0))

    def flush_folder(self, folder: Path) -> None:
        """Cannot be asked for: NTFS keeps a journal of names."""

    def begin(self) -> None:
        """Has kinds of files as browsers want them, for the registry often says that `.js` is plain text; and has a
        character that the code page of a file or pipe lacks written out, for it is no reason to end.
        """
        import mimetypes

        for suffix, kind in KINDS.items():
            mimetypes.add_type(kind, suffix)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")

    @contextmanager
    def alone(self, folder: Path) -> Iterator[None]:
        """By a file that is locked: a folder cannot be."""
        import tempfile
        from hashlib import sha256

        from filelock import FileLock

        name = sha256(os.path.normcase(os.path.abspath(folder)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        with FileLock(os.path.join(tempfile.gettempdir(), f"linli-{name}.lock")):
            yield

    def user(self) -> str:
        """As Windows says it."""
        return os.environ.get("USERNAME", "?")

    def started(self, pid: int) -> str:
        """When it was started, in tenths of microseconds."""
        times = self._times(pid)
        if times is None:
            return ""
        begun, ended = times
        return "" if ended else str(begun)

    @staticmethod
    def _times(pid: int) -> tuple[int, int] | None:  # pragma: no cover - was not run
        """When a process began and ended, which is 0 while it runs; None if there is none (`GetProcessTimes`)."""
        import ctypes

        kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(QUERY, False, pid)
        if not handle:
            return (0, 0) if ctypes.get_last_error() == DENIED else None  # type: ignore[attr-defined]
        times = [ctypes.c_uint64() for _ in range(4)]
        kernel.GetProcessTimes(ctypes.c_void_p(handle), *map(ctypes.byref, times))
        kernel.CloseHandle(ctypes.c_void_p(handle))
        return times[0].value, times[1].value

    @property
    def requests(self) -> tuple[signal.Signals, ...]:
        """Closing the window too, which Python hears as Ctrl-Break."""
        return (*super().requests, *([signal.SIGBREAK] if hasattr(signal, "SIGBREAK") else []))

    def _patiently(self, call: Callable[..., object], *arguments: object) -> None:
        """Calls again while something has the file open.

        Raises:
            PermissionError: it had it open for too long, or may not be touched at all.
        """
        waited, pause = 0.0, FIRST
        while True:
            try:
                call(*arguments)
                return
            except PermissionError:
                if waited >= PATIENCE:
                    raise
            self._sleep(pause)
            waited += pause
            pause = min(2 * pause, LONGEST)


def extended(path: str) -> str:
    r"""A path in the long form: `\\?\C:\paper\output`, `\\?\UNC\server\paper`. Windows takes it as it is written."""
    if path.startswith("\\\\?\\"):
        return path
    whole = ntpath.normpath(path if ntpath.splitdrive(path)[0] else os.path.abspath(path))
    if not ntpath.splitdrive(whole)[0]:  # no path of Windows
        return path
    return f"\\\\?\\UNC\\{whole[2:]}" if whole.startswith("\\\\") else f"\\\\?\\{whole}"


def _take_away(path: str) -> None:
    """Takes a file away, also one that may only be read."""
    try:
        os.unlink(path)
    except PermissionError:
        os.chmod(path, stat.S_IWRITE | stat.S_IREAD)
        os.unlink(path)
