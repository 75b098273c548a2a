"""Headlines as pages have them: with the places where a line may end, and marks that stand together set closer.

All that is put in are `<wbr>` and `<span>`: the text stays as it is for copying, searching, and reading aloud. What browsers
can do themselves the style leaves to them (theme/static/css/base.css).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from linli.text.phrasing import CLOSING, OPENING, STOPS, Phrasing
from linli.text.segmenter import is_han

REMEMBERED = 8192  # headlines: a page of an article and many lists have the same
QUOTES = "“”‘’"  # as wide as a character in some fonts alone
LONGEST, PART = 20, 10  # characters of a phrase; and of its parts, when it is longer than that
MEANING = re.compile("[&<>\"']")  # what HTML writes otherwise
NEIGHBOURS = re.compile(
    f"[{re.escape(OPENING + CLOSING)}]|(?<![!-~])[0-9A-Za-z]|[0-9A-Za-z](?![!-~])|(?<=[0-9A-Za-z])[^!-~]"
)
# In upright text: quotation marks, which have another form there, and numbers of two and three figures, which lie across.
UPRIGHT = re.compile("(“)|(”)|(‘)|(’)|(?<![0-9A-Za-z.])([0-9]{2,3}%?)(?![0-9A-Za-z.])")
UPRIGHT_CLASSES = ("turned outer-open", "turned outer-close", "turned inner-open", "turned inner-close", "across")


class Headlines:
    """Dresses headlines. One for a process; the words are read when the first comes."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        """`names` are words that the paper has besides those of the language."""
        self._names = names
        self._phrasing: Phrasing | None = None
        self.dressed = lru_cache(maxsize=REMEMBERED)(self._dressed)

    def __call__(self, text: str) -> Markup:
        """A headline, or another short text that is set large, as HTML."""
        return self.dressed(str(text))

    def _dressed(self, text: str) -> Markup:
        self._phrasing = self._phrasing or Phrasing(self._names)
        kinds = {place: kind for place in _marked(text) if (kind := _kind(text, place))}
        parts: list[str] = []
        place = 0
        for phrase in _short(self._phrasing.phrases(text)):
            if parts and not _breaks(text[place - 1], phrase[0]):
                parts.append("<wbr>")
            if kinds or MEANING.search(phrase):
                parts += [_spaced(character, kinds.get(place + number)) for number, character in enumerate(phrase)]
            else:
                parts.append(phrase)
            place += len(phrase)
        return Markup("".join(parts))


def _short(phrases: Iterable[str]) -> Iterator[str]:
    """Phrases, in parts where one is too long for any line, such as an address: some browsers break none of them otherwise."""
    for phrase in phrases:
        step = len(phrase) if len(phrase) <= LONGEST else PART
        yield from (phrase[place : place + step] for place in range(0, len(phrase), step))


def _marked(text: str) -> list[int]:
    """The places where a character may stand closer to its neighbour, or farther from it."""
    found = [match.start() for match in NEIGHBOURS.finditer(text)]
    return [*{*found, *(place - 1 for place in found if place)}]


def _spaced(character: str, kind: str | None) -> str:
    """A character as HTML, in a `span` if it is of a kind."""
    written = str(escape(character))
    return f'<span class="{kind}">{written}</span>' if kind else written


def _breaks(before: str, after: str) -> bool:
    """Whether browsers end a line between two characters as it is. Marks are not squeezed across a `<wbr>`."""
    bracket = after in OPENING and after not in QUOTES and not after.isascii()
    return before.isspace() or (bracket and (before in CLOSING or before in "，。、；：！？") and before not in QUOTES)


def upright(text: str) -> Markup:
    """A headline that is set upright (竖排), as HTML."""
    parts: list[Markup] = []
    plain = 0
    for found in UPRIGHT.finditer(text):
        kind = next(name for name, part in zip(UPRIGHT_CLASSES, found.groups(), strict=True) if part)
        inner = Markup("{}") if kind == "across" else Markup("<span>{}</span>")
        mark = Markup('<span class="{}">{}</span>').format(kind, inner.format(found[0]))
        parts += [escape(text[plain : found.start()]), mark]
        plain = found.end()
    return Markup("").join([*parts, escape(text[plain:])])


def _kind(text: str, place: int) -> str:
    """The class of a character by what stands beside it."""
    before, mark, after = text[place - 1 : place], text[place], text[place + 1 : place + 2]
    if mark in OPENING:
        if before and before not in OPENING and before not in CLOSING and before not in STOPS:
            return ""
        return "" if mark.isascii() else "trim" if mark in QUOTES else "trim-start"
    if mark in CLOSING:
        if not after or (after not in CLOSING and after not in STOPS) or mark.isascii() or after.isascii():
            return ""
        return "trim" if mark in QUOTES else "trim-end"
    if after and mark.isascii() != after.isascii() and mark.isalnum() and after.isalnum():
        return "gap" if is_han(mark) or is_han(after) else ""
    return ""
