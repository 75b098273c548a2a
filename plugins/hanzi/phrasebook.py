"""Running text in Traditional Chinese: words go before phrases.

OpenCC takes the longest phrase from the left, wherever words end: 维护发展 has 护发 in it, so it becomes 維護髮展. Here OpenCC is
asked for characters and for phrases alone. A phrase that lies across the end of a word counts for nothing, and where no
phrase counts, each character becomes what it becomes alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise

from linli.model.scripts import HANS, Variant
from plugins.hanzi.names import Names
from plugins.hanzi.people import SELDOM, People
from plugins.hanzi.segmenter import RARE, Segmenter
from plugins.hanzi.tables import context_table, lines_of, sense_table
from plugins.hanzi.variants import engine

KNOWN = 50  # the score of a name that the paper knows, as a word of its texts: that of one counted 150 times
REGIONAL = {"s2tw": "t2tw", "s2twp": "t2tw", "s2hk": "t2hk"}  # from the standard to the forms of a region
Index = dict[str, list[tuple[str, int]]]  # from two characters to phrases, and where the first or the second is in each
Span = tuple[int, int, str]  # where a phrase begins and ends, and what becomes of it


class Characters(dict[int, str]):
    """What characters become alone, by code point, as `str.translate` asks for it."""

    def __init__(self, convert: Callable[[str], str]) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, code: int) -> str:
        self[code] = converted = self._convert(chr(code))
        return converted


class Phrasebook:
    """Converts text for one variant that goes from Simplified Chinese."""

    def __init__(self, variant: Variant) -> None:
        convert = engine(variant.name)
        self._alone = Characters(convert)
        phrases = lines_of("phrases.txt")
        wholes = convert("\x1f".join(phrases)).split("\x1f")
        self._becomes = {
            phrase: whole
            for phrase, whole in zip(phrases, wholes, strict=True)
            if whole != phrase.translate(self._alone)
        }
        regional = engine(REGIONAL[variant.name]) if variant.name in REGIONAL else str
        senses = {word: regional(becomes) for word, becomes in sense_table().items()}
        self._becomes |= senses
        self._segmenter = Segmenter(self._becomes, senses)
        self._contexts = [(pattern, [*map(regional, forms)]) for pattern, forms in context_table()]
        self._names = Names(variant)
        self._after: Index = {}
        self._before: Index = {}
        anchors = {self._listed(phrase) for phrase in self._becomes}
        self._anchors = re.compile(f"[{re.escape(''.join(sorted(anchors)))}]")
        telling = self._names.telling(self._alone) | {pattern.pattern[0] for pattern, _forms in self._contexts}
        self._people = People(self._segmenter.is_word, "".join(sorted(telling)))

    def _listed(self, phrase: str) -> str:
        """Lists a phrase by a character that becomes another in it, and the one after that or before it; gives the former."""
        alone = [self._alone[ord(character)] for character in phrase]
        other = [
            place for place, pair in enumerate(zip(alone, self._becomes[phrase], strict=False)) if pair[0] != pair[1]
        ]
        place = min(other or range(len(phrase)), key=lambda place: self._segmenter.score(phrase[place]))
        if place + 1 < len(phrase):
            self._after.setdefault(phrase[place : place + 2], []).append((phrase, place))
        else:
            self._before.setdefault(phrase[place - 1 :], []).append((phrase, place))
        return phrase[place]

    def convert(self, text: str) -> str:
        """A text in the other script."""
        spans = self._spans(text)
        if not spans:
            return text.translate(self._alone)
        parts, end = [], 0
        for start, stop, becomes in spans:
            parts += [text[end:start].translate(self._alone), becomes]
            end = stop
        parts.append(text[end:].translate(self._alone))
        return "".join(parts)

    def is_name(self, text: str, start: int, end: int) -> bool:
        """Whether the name of a person between two places of a text is that name there, and no word or part of words."""
        segmenter = self._segmenter
        if self._people.is_shown(text, start, end):
            return True
        if segmenter.is_word(text[start:end]):
            return False
        if not segmenter.crosses(text, start, end) and not segmenter.begins_word(text, start, end):
            return True
        score = RARE if text[start] in SELDOM or text[start] == "于" else KNOWN
        words = pairwise(segmenter.bounds(text, start, end, score))
        return not any(first < start < last or first < end < last for first, last in words)

    def _spans(self, text: str) -> list[Span]:
        """The phrases of a text that count, from the left."""
        phrases = sorted(self._phrases(text), key=lambda span: (span[0], -span[1]))
        places = [start for start, _end, _becomes in phrases]
        found = [(start, end, self._names.convert(text[start:end])) for start, end in self._people.found(text, places)]
        for cluster in _clusters(phrases):
            found += self._settled(text, cluster)
        found += self._beside(text)
        spans: list[Span] = []
        for span in sorted(found, key=lambda span: (span[0], -span[1])):
            if not spans or span[0] >= spans[-1][1]:
                spans.append(span)
        return spans

    def _phrases(self, text: str) -> list[Span]:
        """All phrases in a text, wherever words end."""
        after, before, found = self._after, self._before, []
        for match in self._anchors.finditer(text):
            at = match.start()
            near = after.get(text[at : at + 2], ()), before.get(text[at - 1 : at + 1], ()) if at else ()
            for phrase, place in chain(*near):
                start = at - place
                if start >= 0 and text.startswith(phrase, start):
                    found.append((start, start + len(phrase), self._becomes[phrase]))
        return found

    def _beside(self, text: str) -> Iterator[Span]:
        """Characters that become something else by what stands beside them."""
        for pattern, forms in self._contexts:
            for match in pattern.finditer(text):
                yield *match.span(), forms[(match.lastindex or 1) - 1]

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
        """Whether a phrase is made of whole words, or of whole parts of one."""
        start, end, _becomes = span
        if start in bounds and end in bounds:
            return True
        for first, last in pairwise(bounds):
            if first <= start and end <= last:
                parts = {first + place for place in self._segmenter.within(text[first:last])}
                return start in parts and end in parts
        return False


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
