"""Calls of the C library that Python has no function for."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path
from typing import Any

CANNOT = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)  # what a file system says that does not know a call


def function(name: str) -> Any:
    """A function of the library; None where it has none."""
    try:
        return getattr(ctypes.CDLL(None, use_errno=True), name)
    except (OSError, AttributeError):
        return None


def check(failed: int, path: Path) -> bool:
    """Whether a call was done; not if this file system does not know it.

    Raises:
        OSError: it failed for another reason.
    """
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(path))
