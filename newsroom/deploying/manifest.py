"""The list of what we have sent, which lies at the target. Only files that are on it are ever removed.

It is read as if anybody could have written it: a path on it leads to a file below the target, or the list is damaged.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from linli.messages import UNSPEAKABLE
from newsroom.deploying.target import LOCK, MANIFEST, Target

MOST = 64 << 20  # bytes; a site of a million files has a shorter list
LONGEST = 4096  # bytes of a path, and 255 of a name, as systems have them


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files that we have sent, as far as the list can be believed."""

    paths: frozenset[str]
    is_there: bool
    is_damaged: bool


def read_manifest(target: Target) -> Manifest:
    """What a target says that we have sent there."""
    data = target.read(MANIFEST, MOST + 1)
    if data is None:
        return Manifest(frozenset(), False, False)
    try:
        if len(data) > MOST:
            raise ValueError
        listed = json.loads(data)
        if not isinstance(listed, list):
            raise ValueError
    except (ValueError, RecursionError):
        return Manifest(frozenset(), True, True)
    good = frozenset(path for path in listed if is_inside(path))
    return Manifest(good, True, len(good) < len(listed))


def write_manifest(target: Target, paths: set[str]) -> None:
    """Has a target say what we have sent there."""
    target.put(MANIFEST, json.dumps(sorted(paths), ensure_ascii=False, indent=0).encode())


def is_inside(path: object) -> bool:
    """Whether this is the path of a file below a target, in the one way in which we write it."""
    if not isinstance(path, str) or path in (MANIFEST, LOCK):
        return False
    if UNSPEAKABLE.search(path) or "\\" in path:
        return False
    names = path.split("/")
    if any(name in ("", ".", "..") or len(name.encode()) > 255 for name in names):
        return False
    return len(path.encode()) <= LONGEST
