"""Stands for the code that makes the site: when it changes, everything is made anew."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

# What a page depends on besides our own code and data: another release may read or render otherwise.
LIBRARIES = ("Jinja2", "Markdown", "Pillow", "borax", "nh3", "pypinyin")
SUFFIXES = (".py", ".tsv", ".txt", ".json")


@lru_cache(maxsize=1)
def code_mark() -> bytes:
    """A hash of the plugins' files and of the releases of `LIBRARIES`, as they were when first asked for."""
    root = Path(__file__).parents[1]
    mark = hashlib.blake2b(repr([version(name) for name in LIBRARIES]).encode(), digest_size=16)
    for file in sorted(root.rglob("*")):
        if file.suffix in SUFFIXES:
            mark.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return mark.digest()
