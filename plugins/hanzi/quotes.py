"""Quotation marks by the reader's region: 「」 and 『』 within them in Taiwan and Hong Kong, “” and ‘’ on the mainland."""

from __future__ import annotations

import re
from collections.abc import Callable

CORNERS = frozenset(["s2tw", "s2twp", "s2hk"])  # conversions for readers who expect them
TO_CORNERS = str.maketrans("“”", "「」")
FROM_CORNERS = str.maketrans("「」『』", "“”‘’")
INNER = re.compile(r"(?<![A-Za-z])‘([^‘’\n]*(?:(?<=[A-Za-z])’(?=[A-Za-z])[^‘’\n]*)*)’")  # apostrophes are none of them
CHINESE = re.compile("[㐀-鿿]")


def to_corners(text: str) -> str:
    """A Chinese text with corner brackets; one without Chinese characters, or without quotation marks, as it is."""
    if not ("“" in text or "”" in text or "‘" in text) or not CHINESE.search(text):
        return text
    return INNER.sub("『\\1』", text.translate(TO_CORNERS))


def from_corners(text: str) -> str:
    """A text with the quotation marks of the mainland."""
    return text.translate(FROM_CORNERS)


def quotes_for(variant: str, is_from_simplified: bool) -> Callable[[str], str] | None:
    """What writes the quotation marks of a conversion; None if they stay."""
    if not is_from_simplified:
        return from_corners
    return to_corners if variant in CORNERS else None
