"""Running text in Traditional Chinese: words go before phrases.

OpenCC takes the longest phrase from the left, wherever words end: 维护发展 has 护发 in it, so it becomes 維護髮展. Here OpenCC's
phrases are looked for wherever they stand. One that lies across the end of a word counts for nothing, and where no
phrase counts, each character becomes what it becomes alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from linli.model.scripts import HANS, Variant
from linli.text.pairs import Codes, codes_of
from linli.text.segmenter import RARE
from plugins.hanzi.characters import characters, regional
from plugins.hanzi.dictionary import dictionary
from plugins.hanzi.names import DOT, Names
from plugins.hanzi.people import PREPOSITION, SELDOM, People
from plugins.hanzi.phrases import Phrases, Span
from plugins.hanzi.tables import context_table, segmenter

KNOWN = 50  # the score of a name that the paper knows, as a word of its texts: that of one counted 150 times
RELUCTANT = 12  # so much less for names with 于, which nearly always is a preposition


class Phrasebook:
    """Converts text for one variant that goes from Simplified Chinese."""

    def __init__(self, variant: Variant) -> None:
        self._alone = characters(variant.name)
        self._becomes = dictionary(variant)
        self._segmenter = segmenter()
        self._phrases = Phrases(self._becomes)
        self._contexts, forms, characters_of_contexts = context_table()
        self._forms = [regional(variant.name).convert(form) for form in forms]
        self._names = Names(variant)
        telling = self._names.telling(self._alone) | characters_of_contexts
        self._people = People(self._segmenter.score, "".join(sorted(telling)))

    def convert(self, text: str) -> str:
        """A text in the other script."""
        codes = codes_of(text)
        alone = self._alone.of(codes)
        parts, end = [], 0
        for start, stop, becomes in self._spans(text, codes):
            parts += [alone[end:start], becomes]
            end = stop
        return "".join([*parts, alone[end:]]) if parts else alone

    def spans(self, text: str) -> list[Span]:
        """The phrases of a text that count, from the left."""
        return self._spans(text, codes_of(text))

    def is_name(self, text: str, start: int, end: int) -> bool:
        """Whether the name of a person between two places of a text is that name there, and no word or part of words."""
        segmenter = self._segmenter
        if self._people.is_shown(text, start, end):
            return True
        if segmenter.is_word(text[start:end]):
            return False
        if not segmenter.crosses(text, start, end) and not segmenter.begins_word(text, start, end):
            return True
        score = RARE if text[start] in SELDOM else KNOWN
        if text[start] == PREPOSITION:
            score = RARE - RELUCTANT
        words = pairwise(segmenter.bounds(text, start, end, score))
        return not any(first < start < last or first < end < last for first, last in words)

    def _spans(self, text: str, codes: Codes) -> list[Span]:
        """The phrases of a text that count, from the left."""
        phrases = self._phrases.found(text, codes)
        places = [start for start, _end, _becomes in phrases]
        found = [(start, end, self._named(text[start:end])) for start, end in self._people.found(text, places)]
        for cluster in _clusters(phrases):
            found += self._settled(text, cluster)
        found += self._beside(text)
        spans: list[Span] = []
        for span in sorted(found, key=lambda span: (span[0], -span[1])):
            if not spans or span[0] >= spans[-1][1]:
                spans.append(span)
        return spans

    def _named(self, name: str) -> str:
        """A name; foreign ones, or their parts, are written as OpenCC has them, if it has."""
        converted = self._names.convert(name)
        if not DOT.search(name):
            return converted
        parts = zip(DOT.split(name), DOT.split(converted), strict=True)
        return self._becomes.get(name) or "".join(self._becomes.get(part, form) for part, form in parts)

    def _beside(self, text: str) -> Iterator[Span]:
        """Characters that become something else by what stands beside them."""
        for match in self._contexts.finditer(text):
            yield match.start(), match.end(), self._forms[(match.lastindex or 1) - 1]

    def _settled(self, text: str, spans: list[Span]) -> list[Span]:
        """Of some phrases that touch or overlap, those that count."""
        start, end = spans[0][0], max(span[1] for span in spans)
        if len(spans) > 1 or self._segmenter.crosses(text, start, end):
            bounds = self._segmenter.bounds(text, start, end)
            spans = [span for span in spans if self._fits(text, span, bounds)]
        kept: list[Span] = []
        for span in spans:
            if not kept or span[0] >= kept[-1][1]:
                kept.append(span)
        return kept

    def _fits(self, text: str, span: Span, bounds: list[int]) -> bool:
        """Whether a phrase is made of whole words, or of whole parts of one, or of parts of a part."""
        start, end, _becomes = span
        while True:
            place = bisect_right(bounds, start) - 1  # of the word in which it begins
            if bounds[place] == start and bounds[bisect_left(bounds, end)] == end:
                return True
            first, last = bounds[place : place + 2]
            if end > last:
                return False
            bounds = [first + part for part in self._segmenter.within(text[first:last])]


def _clusters(spans: Iterable[Span]) -> list[list[Span]]:
    """Phrases in order, those together that overlap."""
    clusters: list[list[Span]] = []
    end = -1
    for span in spans:
        if span[0] >= end:
            clusters.append([])
        clusters[-1].append(span)
        end = max(end, span[1])
    return clusters


@lru_cache(maxsize=8)
def phrasebook(variant: Variant) -> Phrasebook | None:
    """The phrasebook of a variant; None for those from Traditional Chinese, in which few characters are ambiguous."""
    return Phrasebook(variant) if variant.source == HANS else None
