"""Packed copies beside files (`index.html.gz`), for servers that send these in place of the file itself.

Such a server looks at names alone: an old copy hides a new file. So copies are made, looked at and removed with their file.
"""

from __future__ import annotations

import gzip
import zlib

SUFFIXES = (".gz", ".br")
TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".atom", ".txt", ".webmanifest", ".wasm")
LEAST = 256  # bytes; smaller files are not worth compressing


def names_of(path: str) -> list[str]:
    """A file and all that may lie beside it."""
    return [path, *(path + suffix for suffix in SUFFIXES)]


def copies_of(path: str, data: bytes) -> dict[str, bytes]:
    """What is to lie beside a file, by suffix."""
    return {suffix: gzip.compress(data, 9, mtime=0) for suffix in suffixes_of(path, len(data))}


def suffixes_of(path: str, size: int) -> set[str]:
    """The suffixes of what is to lie beside a file of a size."""
    return {".gz"} if path.endswith(TEXT) and size >= LEAST else set()


def holds(packed: bytes, data: bytes) -> bool:
    """Whether a copy has the same in it; it may be anything."""
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        found = unpacking.decompress(packed, len(data) + 1)
    except zlib.error:
        return False
    return unpacking.eof and not unpacking.unused_data and found == data
