"""Bytes that are kept from build to build, each lot with its checksum: nothing of them is used that is not as it was kept."""

from __future__ import annotations

import hashlib

from linli.errors import DamagedWorkspace

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


def _checksum(data: bytes | memoryview) -> bytes:
    return hashlib.blake2b(data, digest_size=SIZE).digest()
