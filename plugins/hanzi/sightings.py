"""Whether words stand in a finished page, so that its twin is made anew when what becomes of them changes.

A word is found wherever the walker would find it: in text that goes on across tags, in the values of attributes, in
JSON, with entities and escapes for its characters. So a page is looked at as it is first, which nearly always is enough,
and only when it has every character of a word somewhere, as a reader sees it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator

from linli.build.extensions import FinishedPage
from linli.text.words import IGNORED, WordSet
from plugins.hanzi.links import JSON, XML
from plugins.hanzi.tags import grammar

FEW = 40  # words that are looked for one by one
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
# Where a phrase goes on beyond what is beside it, or markup is text itself: it may be anywhere then.
BESIDE = re.compile(r"<(?:rt|rp|rtc|rb)\b|<!\[CDATA\[|&lt;[a-zA-Z/!]")
WRITTEN = re.compile(r"[&<>\"'\\/]")  # characters that are written in many ways, or mean something in markup


class Sightings:
    """Tells whether any of some words may stand in a page."""

    def __init__(self, words: Collection[str]) -> None:
        self._few = sorted(words) if len(words) <= FEW else []
        self._many = None if self._few or not words else WordSet(words)
        self._characters = [(word, frozenset(WRITTEN.sub("", word))) for word in words]

    def any_in(self, page: FinishedPage) -> bool:
        """Whether any word may stand in a page; never False where one does."""
        text = page.data.decode()
        if self._has(text):
            return True
        characters = set(text)
        if "&" in text or "\\" in text:
            characters |= set(_plain(text))
        suspects = [word for word, needed in self._characters if needed <= characters]
        if not suspects:
            return False
        if BESIDE.search(text) or any(map(WRITTEN.search, suspects)):
            return True
        return any(word in seen for seen in _readings(page.path, text) for word in suspects)

    def _has(self, text: str) -> bool:
        if self._many is not None:
            return next(self._many.at_every_place(text), None) is not None
        return any(word in text for word in self._few)


def _plain(text: str) -> str:
    """A text with characters in place of entities and escapes, without marks that nobody sees."""
    if "\\u" in text:
        text = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")  # halves come together
    return IGNORED.sub("", html.unescape(text))


def _readings(path: str, text: str) -> Iterator[str]:
    """A page with nothing between its characters but what a reader sees: with its tags, and without them."""
    yield _plain(text)
    if not path.endswith(JSON):
        yield _plain("".join(grammar("xml" if path.endswith(XML) else "end").split(text)[::2]))
