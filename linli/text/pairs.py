"""Pairs of characters, as numbers: they show where in a text something may stand, before anybody looks for it.

Several pairs may have one number. So a pair that is in a table is always found, and once in a hundred one that is not.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]  # the characters of a text by their code points
Numbers = NDArray[np.intp]  # the pair that begins at each place of a text but the last

FACTOR = 40503  # parts the pairs of Chinese characters well
SIZE = 1 << 20
WHOLE = "utf-32-le"


def codes_of(text: str) -> Codes:
    """The characters of a text as numbers."""
    return np.frombuffer(text.encode(WHOLE, "surrogatepass"), dtype=np.uint32)


def numbers_of(codes: Codes) -> Numbers:
    """The pairs of a text."""
    wide = codes.astype(np.intp)
    return (wide[:-1] * FACTOR + wide[1:]) & (SIZE - 1)


def short_numbers(text: str) -> list[int]:
    """The pairs of a text that is short: sooner than with arrays."""
    return [(first * FACTOR + second) & (SIZE - 1) for first, second in pairwise(map(ord, text))]


def number(pair: str) -> int:
    """The number of one pair."""
    return (ord(pair[0]) * FACTOR + ord(pair[1])) & (SIZE - 1)


def table_of(numbers: Numbers) -> NDArray[np.bool_]:
    """Which numbers there are."""
    table = np.zeros(SIZE, dtype=np.bool_)
    table[numbers] = True
    return table
