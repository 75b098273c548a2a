"""Whether words stand in a finished page, so that its twin is made anew when what becomes of them changes.

A word is found wherever the walker would find it: in text that goes on across tags, in the values of attributes, in
JSON, with entities and escapes for its characters. Nearly every page either has a word as it is or lacks one of its
characters, and both are seen without reading it; the others are looked at as a reader sees them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator

from linli.build.extensions import FinishedPage
from linli.text.words import IGNORED, WordSet
from plugins.hanzi.links import JSON, XML
from plugins.hanzi.structured import values
from plugins.hanzi.tags import grammar
from plugins.hanzi.tokens import tokens

FEW = 40  # words that are looked for one by one
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
# What may stand for a character of a word: an entity, an escape; by the byte that it begins with, which most pages lack.
HIDING = {
    b"&": re.compile(rb"&(?!amp;|lt;|gt;|quot;|nbsp;|#3[49];)"),
    b"\\": re.compile(rb"\\u(?!00(?:2[267]|3[cCeE]|[01]))"),
}
# Where a phrase goes on beyond what is beside it, or markup is text itself: it may be anywhere then.
BESIDE = re.compile(rb"<(?:rt|rp|rtc|rb)\b|<!\[CDATA\[|&lt;[a-zA-Z/!]")
BESIDE_BEGINS = (b"<r", b"<![CDATA[", b"&lt;")  # most pages have none of these, which is sooner seen
WRITTEN = re.compile("[&<>\"'\\\\/\xa0]")  # characters that are written in many ways, or mean something in markup
# Tags and unseen marks, across which a phrase can go on.
PARTING = f"(?:{grammar('html').pattern}|{grammar('xml').pattern}|{IGNORED.pattern})*"


class Sightings:
    """Tells whether any of some words may stand in a page."""

    def __init__(self, words: Collection[str]) -> None:
        self._few = [_Sought(word) for word in sorted(words)] if len(words) <= FEW else []
        self._many = WordSet(words) if len(words) > FEW else None
        self._odd = any(map(WRITTEN.search, words))

    def any_in(self, page: FinishedPage) -> bool:
        """Whether any word may stand in a page; never False where one does."""
        if self._many is None:
            data = page.data
            whole = [word for word in self._few if all(map(data.__contains__, word.characters))]
            if any(word.data in data for word in whole):
                return True
            if len(whole) == len(self._few) or not _hides(data):
                return any(word.may_be_in(page) for word in whole)
            text = _plain(data.decode())
            return any(all(character.decode() in text for character in word.characters) for word in self._few)
        if self._odd or _goes_on_beyond(page.data):
            return True
        return any(next(self._many.at_every_place(text), None) is not None for text in _readings(page))


class _Sought:
    """One word."""

    def __init__(self, word: str) -> None:
        self.word, self.data = word, word.encode()
        plain = WRITTEN.sub("", word)
        self.characters = [character.encode() for character in dict.fromkeys(plain)]
        self.plainly = plain == word
        self._parted: re.Pattern[str] | None = None

    def may_be_in(self, page: FinishedPage) -> bool:
        """Whether it may stand in a page that has each of its characters, and not the word as it is."""
        data = page.data
        if not self.plainly or _goes_on_beyond(data) or _hides(data):
            return True
        if self._parted is None:
            self._parted = re.compile(PARTING.join(map(re.escape, self.word)), re.S)
        text = data.decode()
        return any(map(self._parted.search, (text, *_markup_in(page, text))))


def _goes_on_beyond(data: bytes) -> bool:
    return any(map(data.__contains__, BESIDE_BEGINS)) and BESIDE.search(data) is not None


def _hides(data: bytes) -> bool:
    return any(byte in data and hiding.search(data) for byte, hiding in HIDING.items())


def _plain(text: str) -> str:
    """A text with characters in place of entities and escapes, without marks that nobody sees."""
    if "\\u" in text:
        text = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")  # halves come together
    return IGNORED.sub("", html.unescape(text) if "&" in text else text)


def _readings(page: FinishedPage) -> Iterator[str]:
    """A page as a reader sees it: with what tags tell, and without them."""
    text = page.data.decode()
    yield _plain(text)
    parts = _markup_in(page, text) if page.path.endswith(JSON) else (text,)
    form = "xml" if page.path.endswith(XML) else "end"
    for markup in parts:
        yield _plain("".join(tokens(markup, form)[::2]))


def _markup_in(page: FinishedPage, text: str) -> Iterator[str]:
    """The markup that JSON has as strings, such as a feed; none of a page that is no JSON."""
    if page.path.endswith(JSON):
        yield from (value.text for value in values(text) if value.kind == "markup")
