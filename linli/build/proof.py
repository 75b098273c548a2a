"""Bytes compared with the ledger: whether a file of the site is what was published."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path

from linli import system
from linli.build.fingerprint import content_hash
from linli.build.mark import MARK
from linli.system.common import PLAIN  # a pipe would not answer

BATCH = 500  # files that one call of a worker reads
ALONE = 2 * BATCH  # up to so many are read here, without starting workers

Kept = tuple[str, bytes]  # the path of a file and the hash of its bytes, as the ledger has them


def wrong_files(
    root: Path, kept: Sequence[Kept], workers: Callable[[], Executor], progress: Callable[[int, int], None]
) -> set[str]:
    """The files below a root that are missing, or not the bytes that were published."""
    batches = [kept[start : start + BATCH] for start in range(0, len(kept), BATCH)]
    results: Iterator[list[str]]
    if len(kept) <= ALONE:
        results = (compare(root, batch) for batch in batches)
    else:
        results = workers().map(compare, [root] * len(batches), batches)
    found: set[str] = set()
    for number, wrong in enumerate(results, 1):
        found.update(wrong)
        progress(min(number * BATCH, len(kept)), len(kept))
    return found


def compare(root: Path, kept: Sequence[Kept]) -> list[str]:
    """Those of some files that are not as the ledger has them, in whatever process."""
    return [path for path, content in kept if _hash(f"{root}/{path}") != content]


def strangers(root: Path, known: set[str]) -> set[str]:
    """What else lies below a root: files that are none of the site's."""
    found: set[str] = set()
    for folder, names, files in os.walk(root):
        links = [name for name in names if Path(folder, name).is_symlink()]
        top = folder[len(str(root)) + 1 :].replace(os.sep, "/")
        found.update(f"{top}/{name}" if top else name for name in (*files, *links))
    return found - known - {MARK}


def _hash(place: str) -> bytes | None:
    """A hash of a file that is no link, pipe or folder, and that can be read."""
    try:
        number = os.open(system.this.place(place), PLAIN)
    except OSError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            return None
        with open(number, "rb", buffering=0, closefd=False) as file:
            return content_hash(file.read())
    except OSError:  # a bad place on the disk
        return None
    finally:
        os.close(number)
