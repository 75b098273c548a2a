"""Files that are whole whenever somebody reads them, or that are there no more."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import time
from contextlib import suppress
from io import FileIO
from pathlib import Path

from linli import system

LONGEST = 40  # characters of a file's name in that of the one beside it: systems allow names of 255 bytes
HALF = re.compile(rf"\..{{1,{LONGEST}}}\.[0-9a-f]{{8}}\.part", re.S)  # as `beside` names what is being written
OLD = 24 * 3600  # seconds after which nobody writes it any more


def beside(path: Path) -> Path:
    """Where something is written that is to take the name of a path at the end."""
    return path.with_name(f".{path.name[:LONGEST]}.{os.urandom(4).hex()}.part")


def clear_halves(folder: Path, *, deep: bool = True) -> None:
    """Takes away what killed programs had begun to write in a folder, `deep` or in itself alone, and nobody has touched for a day.

    Nothing else goes: no link, no folder, no file of another name, and nothing where a link leads.
    """
    for place, _folders, names in os.walk(folder):
        for name in filter(HALF.fullmatch, names):
            file = Path(place, name)
            with suppress(OSError):
                status = file.lstat()
                if stat.S_ISREG(status.st_mode) and time.time() - status.st_mtime > OLD:
                    file.unlink()
        if not deep:
            return


def write_atomically(path: Path, data: bytes, *, durable: bool = False, private: bool = False) -> None:
    """Puts bytes in the place of a file, whole or not at all: they are written beside it, and take its name at the end.

    A file that was there keeps its permissions. A link is replaced, not followed.

    Args:
        durable: the bytes are on the disk before the old ones go, for what nobody could make again.
        private: no other user of this machine can read them, at no time.

    Raises:
        OSError: they cannot be written; it names the file. The old one is as it was, and nothing lies beside it.
    """
    half = beside(path)
    try:
        with open(half, "xb", opener=_for_us_alone if private else None) as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if not private:
            with suppress(FileNotFoundError):
                _give_permissions(path, half)
        system.this.replace(half, path)
    except BaseException as error:
        with suppress(OSError):
            half.unlink()
        if isinstance(error, OSError):
            error.filename = str(path)
        raise


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def open_plain(path: Path | str) -> FileIO:
    """Opens a file to be read, and nothing else: a pipe or a device might never end.

    What is there is looked at when it is open, for it may change until then.

    Raises:
        OSError: it is no file, or cannot be opened.
    """
    file = FileIO(path, opener=_without_waiting)
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "no file", str(path))
    return file


def read_plain(path: Path | str) -> bytes:
    """The bytes of a file.

    Raises:
        OSError: it is no file (`open_plain`), or cannot be read.
    """
    with open_plain(path) as file:
        return file.readall()


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def remove(path: Path) -> None:
    """Takes away whatever has this name: a file, a link, a folder with all that is in it, or nothing."""
    try:
        system.this.unlink(str(path))
    except FileNotFoundError:
        return
    except (IsADirectoryError, PermissionError):  # as systems say of a folder
        if not path.is_dir():
            raise
        system.this.remove_tree(path)


def _give_permissions(path: Path, other: Path) -> None:
    """Gives another file the permissions of one; not every file system has any to give, so those alone that differ."""
    wanted, there = (stat.S_IMODE(file.stat().st_mode) for file in (path, other))
    if wanted != there:
        other.chmod(wanted)


def digest_of(data: bytes | None) -> str:
    """By which a version of a file is known; empty for a file that is not there."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


def leads_out(path: Path | str, folder: Path | str) -> bool:
    """Whether a path below a folder leads out of it, by a link or by `..`."""
    real, root = os.path.realpath(path), os.path.realpath(folder)
    return real != root and not real.startswith(root.rstrip(os.sep) + os.sep)
