"""Surnames of Chinese names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Surnames:
    """`surnames.txt`: single characters by how many people are called so, and compound surnames."""

    common: frozenset[str]
    usual: frozenset[str]
    rare: frozenset[str]  # many of them are everyday characters
    compound: frozenset[str]


@lru_cache(maxsize=1)
def surnames() -> Surnames:
    """All surnames."""
    text = Path(__file__).with_name("surnames.txt").read_text(encoding="utf-8")
    common, usual, rare, compound = [line for line in text.splitlines() if not line.startswith("#")]
    return Surnames(frozenset(common), frozenset(usual), frozenset(rare), frozenset(compound.split()))


def is_surname(word: str) -> bool:
    """Whether a word is a surname and nothing more."""
    known = surnames()
    return word in known.common or word in known.usual or word in known.rare or word in known.compound


def surname_of(name: str) -> str:
    """The surname a name begins with; empty if it begins with none."""
    for length in (4, 2):
        if len(name) > length and name[:length] in surnames().compound:
            return name[:length]
    return name[0] if name and is_surname(name[0]) else ""
