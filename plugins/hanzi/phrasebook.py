"""Running text in Traditional Chinese: words go before phrases.

OpenCC takes the longest phrase from the left, wherever words end: 维护发展 has 护发 in it, so it becomes 維護髮展. Here OpenCC is
asked for characters and for phrases alone. A phrase that lies across the end of a word counts for nothing, and where no
phrase counts, each character becomes what it becomes alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain, pairwise

from linli.model.scripts import HANS, Variant
from plugins.hanzi.segmenter import Segmenter
from plugins.hanzi.tables import lines_of
from plugins.hanzi.variants import engine

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
            phrase: whole for phrase, whole in zip(phrases, wholes, strict=True) if whole != phrase.translate(self._alone)
        }
        self._segmenter = Segmenter(self._becomes)
        self._after: Index = {}
        self._before: Index = {}
        anchors = {self._listed(phrase) for phrase in self._becomes}
        self._anchors = re.compile(f"[{re.escape(''.join(sorted(anchors)))}]")

    def _listed(self, phrase: str) -> str:
        """Lists a phrase by a character that becomes another in it, and the one after that or before it; gives the former."""
        alone = [self._alone[ord(character)] for character in phrase]
        other = [place for place, pair in enumerate(zip(alone, self._becomes[phrase], strict=False)) if pair[0] != pair[1]]
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

    def _spans(self, text: str) -> list[Span]:
        """The phrases of a text that count, from the left."""
        found = self._phrases(text)
        if not found:
            return []
        found.sort(key=lambda span: (span[0], -span[1]))
        spans: list[Span] = []
        for cluster in _clusters(found):
            spans += self._settled(text, cluster)
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
def converting(variant: Variant) -> Callable[[str], str]:
    """What converts running text for a variant."""
    return Phrasebook(variant).convert if variant.source == HANS else engine(variant.name)
