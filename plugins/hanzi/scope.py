"""Which parts of a page are to be converted: `translate` and `lang`, inherited from element to element."""

from __future__ import annotations

from collections import Counter

from plugins.hanzi.elements import CODE, ENDS, INLINE
from plugins.hanzi.tags import Tag

STRAY = INLINE | CODE | {"p"}  # end tags that are often left over, and then mean nothing


class Scope:
    """Where a reader of markup is, tag by tag.

    Outside of elements that say something it keeps no count, for it makes no difference there. An end tag that
    belongs to none of the elements within ends them all: it is that of one around them.
    """

    def __init__(self) -> None:
        self.translated = True  # by `translate`, and by elements for code
        self.source = True  # in the script that is converted from
        self._open: list[tuple[str, bool, bool]] = []  # elements, each with what held before it
        self._names: Counter[str] = Counter()  # of these elements

    @property
    def converts(self) -> bool:
        """Whether text is to be converted here."""
        return self.translated and self.source

    @property
    def closed(self) -> bool:
        """Whether everything that says something is at its end."""
        return not self._open

    def pass_(self, tag: Tag) -> bool:
        """Goes past a tag. Gives whether what the tag itself has, such as a title, is to be converted."""
        if tag.closing:
            if self._open:
                self._leave(tag)
            return self.converts
        if self._open and tag.name in ENDS:
            self._end_implied(*ENDS[tag.name])
        before = self.translated, self.source
        translated = self.translated if tag.translated is None else tag.translated
        source = self.source if tag.source is None else tag.source
        if not tag.empty and (self._open or (translated, source) != before):
            self._open.append((tag.name, *before))
            self._names[tag.name] += 1
            self.translated, self.source = translated, source
        return translated and source

    def _leave(self, tag: Tag) -> None:
        if self._names[tag.name]:
            number = len(self._open) - 1
            while self._open[number][0] != tag.name:
                number -= 1
            self._close(number)
        elif tag.name not in STRAY:
            self._close(0)

    def _end_implied(self, ended: frozenset[str], bounds: frozenset[str]) -> None:
        if not any(self._names[name] for name in ended):
            return
        for number in range(len(self._open) - 1, -1, -1):
            name = self._open[number][0]
            if name in bounds:
                return
            if name in ended:
                self._close(number)

    def _close(self, number: int) -> None:
        _name, self.translated, self.source = self._open[number]
        self._names.subtract(name for name, *_before in self._open[number:])
        del self._open[number:]
