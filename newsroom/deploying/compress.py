"""Packed copies of files (`index.html.gz`, `index.html.br`), for servers that send these in place of the file itself.

Such a server looks at names alone: an old copy hides a new file from every browser. So whoever puts a file in place has
its copies made anew or taken away at the same time, and every deployment looks at what they hold. Which files are packed
depends on nothing but their names and sizes, and how on nothing but their bytes.
"""

from __future__ import annotations

import gzip
import os
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import brotli

from linli.files import write_atomically

TEXT = frozenset(
    (".html", ".htm", ".css", ".js", ".json", ".svg", ".xml", ".atom", ".txt", ".csv", ".vtt", ".webmanifest", ".wasm")
)
LEAST = 256  # bytes; of a smaller file the headers of the answer are more than what could be saved
GZIP, BROTLI = ".gz", ".br"
QUALITY = 7  # of brotli: 13 % smaller than gzip at its best, in the same 0.2 ms a file; 11 is 20 % smaller, in 8 ms
SECOND = 1_000_000_000  # nanoseconds


def is_packed(path: str, size: int) -> bool:
    """Whether a file is worth packing: not pictures, which are packed already, and nothing that is tiny."""
    name = PurePosixPath(path)
    return size >= LEAST and name.suffix.lower() in TEXT and not name.name.startswith(".")


def gzipped(data: bytes) -> bytes:
    """The same bytes for the same data, whenever they are made."""
    return gzip.compress(data, 9, mtime=0)


def copies_of(file: Path) -> dict[str, Path]:
    """Where the copies of a file are, or would be, by their kind."""
    return {suffix: file.with_name(file.name + suffix) for suffix in (GZIP, BROTLI)}


def are_right(file: Path, data: bytes, *, wanted: bool) -> bool:
    """Whether the copies of a file are as they are to be: both hold its bytes and have its time, or none is there.

    Raises:
        OSError: the file is not there.
    """
    if not (wanted and is_packed(file.name, len(data))):
        return not any(copy.exists() for copy in copies_of(file).values())
    when = file.stat().st_mtime_ns
    try:
        return all(
            copy.stat().st_mtime_ns == when and _unpacked(suffix, copy.read_bytes()) == data
            for suffix, copy in copies_of(file).items()
        )
    except (OSError, EOFError, zlib.error, brotli.error):
        return False


@contextmanager
def accompanied(file: Path, data: bytes, *, wanted: bool) -> Iterator[None]:
    """Puts the copies of a file in place, or takes them away; the file itself is put in place by what is done within.

    The copies go first: cut off, what a server prefers is not older than the file. All get one time, a second later at
    least than what was there, for servers make ETags of seconds and sizes.
    """
    when = max(time.time_ns(), _time_of(file) + SECOND)
    if wanted and is_packed(file.name, len(data)):
        packed = {GZIP: gzipped, BROTLI: _brotlied}
        file.parent.mkdir(parents=True, exist_ok=True)
        for suffix, copy in copies_of(file).items():
            write_atomically(copy, packed[suffix](data))
    else:
        remove_copies(file)
    yield
    for written in (file, *copies_of(file).values()):
        if written.exists():
            os.utime(written, ns=(when, when))


def remove_copies(file: Path) -> None:
    """Takes the copies of a file away; to be done before the file goes, for servers send a copy of what is gone."""
    for copy in copies_of(file).values():
        if copy.is_file():  # there may be a folder of that name
            copy.unlink()


def _brotlied(data: bytes) -> bytes:
    packed: bytes = brotli.compress(data, quality=QUALITY)
    return packed


def _unpacked(suffix: str, data: bytes) -> bytes:
    unpacked: bytes = gzip.decompress(data) if suffix == GZIP else brotli.decompress(data)
    return unpacked


def _time_of(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
