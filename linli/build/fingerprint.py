"""Fingerprints: digests of all that a page depends on. What has the same fingerprint as before is not made again.

The code is one of these things: when it changes, everything is made anew.
"""

from __future__ import annotations

import hashlib
import re
import sys
from functools import lru_cache
from pathlib import Path

# What a page depends on besides our own code and data: another release may read or render otherwise.
LIBRARIES = frozenset(
    {
        "borax",
        "feedgenerator",
        "jinja2",
        "markdown",
        "nh3",
        "opencc",
        "opencc_python_reimplemented",
        "pillow",
        "pypinyin",
    }
)
NO_TEXT = re.compile(r'"""[\s\S]*?"""|#.*')  # docstrings and comments
TEXT = re.compile(r'"([^"\n]*[\u4e00-\u9fff][^"\n]*)"')
SUFFIXES = (".py", ".tsv", ".txt", ".json")
TOP = Path(__file__).parents[2]
FOLDERS = (TOP / "linli", TOP / "plugins")


def content_hash(data: bytes) -> bytes:
    """A hash of the bytes of a file."""
    return hashlib.blake2b(data, digest_size=16).digest()


def combined(*fingerprints: bytes) -> bytes:
    """One fingerprint of several."""
    return content_hash(b"\0".join(fingerprints))


@lru_cache(maxsize=1)
def code_fingerprint() -> bytes:
    """A hash of the files of our code and of the releases of `LIBRARIES`, as they were when first asked for."""
    fingerprint = hashlib.blake2b(repr([sys.version_info[:2], _releases()]).encode(), digest_size=16)
    for file in _files():
        if file.suffix in SUFFIXES:
            fingerprint.update(file.relative_to(TOP).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return fingerprint.digest()


@lru_cache(maxsize=1)
def code_texts() -> str:
    """The Chinese texts in our code, among which are those that it puts on pages (names of roles, days)."""
    sources = (file.read_text(encoding="utf-8") for file in _files() if file.suffix == ".py")
    return "\n".join(text for source in sources for text in TEXT.findall(NO_TEXT.sub("", source)))


def _files() -> list[Path]:
    return [file for folder in FOLDERS for file in sorted(folder.rglob("*"))]


def _releases() -> list[str]:
    """`jinja2-3.1.6`, …: the names of the folders in which installers note a release; importlib.metadata reads each."""
    found = set()
    for folder in sys.path:
        for note in Path(folder).glob("*.dist-info"):
            name, _, release = note.name.removesuffix(".dist-info").lower().partition("-")
            if name in LIBRARIES:
                found.add(f"{name}-{release}")
    return sorted(found)
