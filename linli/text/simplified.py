"""Characters by the Simplified ones that they stand for, one for one: for comparing words, not for conversion."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def script_table() -> dict[str, str]:
    """From characters to the Simplified ones that they are compared as."""
    lines = Path(__file__).with_name("simplified.txt").read_text(encoding="utf-8").splitlines()
    pairs = "".join(line for line in lines if not line.startswith("#"))
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


@lru_cache(maxsize=1)
def _by_code() -> dict[int, str]:
    return {ord(character): simple for character, simple in script_table().items()}


def simplified(text: str) -> str:
    """A text with each character as the Simplified one: as long as the text."""
    return text.translate(_by_code())
