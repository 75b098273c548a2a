"""The rule by which texts are cut for the index. `theme/static/js/cut.js` has the same for queries.

A term is found as a substring, so every character is a token of its own and a term is searched as the phrase of its
characters. Before that a text is folded: case, width and script do not matter, and any white space is one space.
Pagefind drops punctuation and takes accents off, so whatever is neither a Han character nor an ASCII letter or digit
is written as a code of letters and digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

WALL = "y0"  # a token that no character has: stands between texts that are no neighbours
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
PLAIN = re.compile("[a-z0-9\u4e00-\u9fff]")


@lru_cache(maxsize=1)
def script_table() -> dict[str, str]:
    """From Traditional characters to the Simplified ones that they are searched as."""
    lines = (Path(__file__).parent / "fold.txt").read_text(encoding="utf-8").splitlines()
    pairs = "".join(line for line in lines if not line.startswith("#"))
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


@lru_cache(maxsize=65536)
def folded(character: str) -> str:
    """What a character is searched as: one character or more; the same for all that are alike."""
    if character.isspace() or character in "\u200b\ufeff":
        return " "
    if "\uff00" <= character <= "\uffef":
        character = unicodedata.normalize("NFKC", character)
    return "".join(script_table().get(c, c) for c in character.lower())


def fold(text: str) -> str:
    """A text as it is searched."""
    return re.sub(" +", " ", "".join(map(folded, text))).strip(" ")


@lru_cache(maxsize=65536)
def token(character: str) -> str:
    """The token of a folded character."""
    if PLAIN.fullmatch(character):
        return character
    number, code = ord(character), ""
    for _ in range(4):
        number, digit = divmod(number, 36)
        code = DIGITS[digit] + code
    return "z" + code


def cut(text: str) -> list[str]:
    """The tokens of a text."""
    return [token(character) for character in fold(text)]


def content(texts: Iterable[str]) -> str:
    """Texts that are no neighbours, as Pagefind is to index them."""
    return f" {WALL} ".join(" ".join(cut(text)) for text in texts)
