"""Surnames of Chinese names."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """`surnames.txt`: surnames of one character, and compound ones."""
    lines = Path(__file__).with_name("surnames.txt").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    return frozenset("".join(word for word in words if len(word) > 4)), frozenset(
        word for word in words if len(word) <= 4
    )


def is_surname(word: str) -> bool:
    """Whether a word is a surname and nothing more."""
    single, compound = surnames()
    return word in single or word in compound


def surname_of(name: str) -> str:
    """The surname a name begins with; empty if it begins with none."""
    single, compound = surnames()
    for length in (4, 2):
        if len(name) > length and name[:length] in compound:
            return name[:length]
    return name[0] if name and name[0] in single else ""
