"""Where the phrases of a list stand in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from plugins.hanzi.segmenter import Segmenter

Index = dict[str, list[tuple[str, int]]]  # from two characters to phrases, and where the first or the second is in each
Span = tuple[int, int, str]  # where a phrase begins and ends, and what becomes of it


class Phrases:
    """Finds phrases by one character of each, its anchor, and the one beside that: a text has few of them."""

    def __init__(self, becomes: Mapping[str, str], alone: Mapping[int, str], segmenter: Segmenter) -> None:
        """
        Args:
            becomes: from phrases to what becomes of them.
            alone: what characters become on their own, by code point.
            segmenter: parts phrases into words.
        """
        self._becomes, self._alone, self._segmenter = becomes, alone, segmenter
        self._after: Index = {}
        self._before: Index = {}
        others = {phrase: self._others(phrase) for phrase in becomes if not self._is_sum(phrase)}
        anchors = {self._list(phrase, places) for phrase, places in others.items() if places}
        for phrase in (phrase for phrase, places in others.items() if not places):
            known = [place for place, character in enumerate(phrase) if character in anchors]
            anchors.add(self._list(phrase, known or range(len(phrase))))
        self._anchors = re.compile("|".join(self._patterns()))

    def found(self, text: str) -> list[Span]:
        """All phrases in a text, wherever words end."""
        after, before, found = self._after, self._before, []
        for match in self._anchors.finditer(text):
            at = match.start()
            near = after.get(text[at : at + 2], ()), before.get(text[at - 1 : at + 1], ()) if at else ()
            for phrase, place in chain(*near):
                start = at - place
                if start >= 0 and text.startswith(phrase, start):
                    found.append((start, start + len(phrase), self._becomes[phrase]))
        return sorted(found, key=lambda span: (span[0], -span[1]))

    def _patterns(self) -> Iterator[str]:
        """For each anchor, the most frequent first, what matches it where any of its phrases may be."""
        after: dict[str, str] = defaultdict(str)
        before: dict[str, str] = defaultdict(str)
        for pair in self._after:
            after[pair[0]] += pair[1]
        for pair in self._before:
            before[pair[1]] += pair[0]
        for anchor in sorted({*after, *before}, key=lambda anchor: (-(self._segmenter.score(anchor) or 0), anchor)):
            ahead = [f"(?=[{re.escape(after[anchor])}])"] if anchor in after else []
            behind = [f"(?<=[{re.escape(before[anchor])}]{anchor})"] if anchor in before else []
            yield f"{anchor}(?:{'|'.join(ahead + behind)})"

    def _is_sum(self, phrase: str) -> bool:
        """Whether the shorter phrases within a phrase, from the left and the longest first, give the same and are words in it."""
        parts, place, bounds = [], 0, set()
        while place < len(phrase):
            ends = (end for end in range(len(phrase), place + 1, -1) if (place, end) != (0, len(phrase)))
            end = next((end for end in ends if phrase[place:end] in self._becomes), 0)
            parts.append(self._becomes[phrase[place:end]] if end else self._alone[ord(phrase[place])])
            bounds |= {place, end} if end else set()
            place = end or place + 1
        alike = bounds and "".join(parts) == self._becomes[phrase]
        return bool(alike) and bounds <= {*self._segmenter.within(phrase)}

    def _others(self, phrase: str) -> list[int]:
        """The places in a phrase that become something else than they would alone."""
        pairs = zip((self._alone[ord(character)] for character in phrase), self._becomes[phrase], strict=False)
        return [place for place, (alone, within) in enumerate(pairs) if alone != within]

    def _list(self, phrase: str, places: Iterable[int]) -> str:
        """Lists a phrase by the rarest of its characters at some places, and the one after that or before it; gives the former."""
        place = min(places, key=lambda place: self._segmenter.score(phrase[place]) or 0)
        if place + 1 < len(phrase):
            self._after.setdefault(phrase[place : place + 2], []).append((phrase, place))
        else:
            self._before.setdefault(phrase[place - 1 :], []).append((phrase, place))
        return phrase[place]
