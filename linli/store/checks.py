"""Bytes that are kept from build to build, each lot with its checksum: nothing of them is used that is not as it was kept."""

from __future__ import annotations

import hashlib
from pathlib import Path

from linli.errors import DamagedWorkspace
from linli.files import remove, write_atomically

SIZE = 8  # bytes of a checksum, in front of what it is of


def checked(data: bytes) -> bytes:
    """Bytes as they are kept."""
    return _checksum(data) + data


def opened(kept: bytes | None) -> memoryview:
    """The bytes that were kept.

    Raises:
        DamagedWorkspace: they are not what they were.
    """
    view = memoryview(kept or b"")
    if len(view) < SIZE or view[:SIZE] != _checksum(view[SIZE:]):
        raise DamagedWorkspace
    return view[SIZE:]


def keep(file: Path, data: bytes) -> None:
    """Keeps bytes in a file, whatever lies in its place.

    Raises:
        OSError: there is no room for them.
    """
    if file.is_dir():
        remove(file)
    write_atomically(file, checked(data))


def recall(file: Path) -> bytes | None:
    """The bytes that were kept in a file; None if there is none.

    Raises:
        DamagedWorkspace: they are not what they were.
    """
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:  # a folder in its place
        raise DamagedWorkspace from error
    return bytes(opened(data))


def _checksum(data: bytes | memoryview) -> bytes:
    return hashlib.blake2b(data, digest_size=SIZE).digest()
