"""What is on the disk for good: a power cut finds it there."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def flush(root: Path, files: Iterable[Path], folders: Iterable[Path]) -> None:
    """Has files on the disk, and the names in folders, all in one file system with `root`.

    Linux is asked once for the whole file system, which is much quicker than once for each of thousands of files.

    Raises:
        OSError: the disk is full or broken, as it may say only now.
    """
    if sys.platform == "linux" and _flush_file_system(root):
        return
    for path in (*files, *folders):  # pragma: no cover - editors' machines
        with suppress(FileNotFoundError):
            _flush(path)


def flush_folder(folder: Path) -> None:
    """Has the names in a folder on the disk: which file each of them is of."""
    if os.name == "posix":
        _flush(folder)


def _flush(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _flush_file_system(folder: Path) -> bool:
    try:
        syncfs = ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError):  # pragma: no cover - another libc
        return False
    number = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(number):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(number)
    return True
