"""Words in a text: any number of them are looked for at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

HEAD = 2  # characters by which words are sorted
# What nobody sees in a text: soft hyphens, zero-width spaces and joiners, marks of direction, variation selectors.
UNSEEN = "\xad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff"
IGNORED = re.compile(f"([{UNSEEN}\U000e0100-\U000e01ef]+)")


class WordSet:
    """A set of words, to be found in texts."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_head: dict[str, list[str]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._by_head.setdefault(word[:HEAD], []).append(word)
        firsts = "".join(sorted({head[0] for head in self._by_head}))
        self._first = re.compile(f"[{re.escape(firsts)}]") if firsts else None

    def at_every_place(self, text: str) -> Iterator[tuple[int, str]]:
        """Every word that stands somewhere in a text, with its place; those at one place longest first."""
        if self._first is None:
            return
        for match in self._first.finditer(text):
            place = match.start()
            for head in (text[place : place + HEAD], match[0]):
                for word in self._by_head.get(head, ()):
                    if text.startswith(word, place):
                        yield place, word
                if len(head) < HEAD:
                    break

    def longest(self, text: str) -> Iterator[tuple[int, str]]:
        """The longest word at each place from left to right, none within another."""
        end = 0
        for place, word in self.at_every_place(text):
            if place >= end:
                yield place, word
                end = place + len(word)
