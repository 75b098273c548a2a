"""Related pieces (相关报道): which of the same month and the two before it an article leads to.

Two pieces have to do with each other by the people who signed or are named, by the region, and by pairs of characters in
their headlines. A sign that few pieces have says more than one that many have, so each counts by the logarithm of how
rare it is (inverse document frequency, Spärck Jones 1972): a reporter who writes half the paper tells next to nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import pairwise
from math import log2

from linli.model.article import Kin
from linli.model.calendar import Day

MOST = 4  # pieces that an article leads to
MONTHS = 3  # its own and those before it, in which they are looked for
PERSON, REGION, PAIR, SECTION = 3, 2, 1, 1  # what a sign counts, times the logarithm
FEW = 4  # headlines that may have a pair which counts, or one in 32 where there are more
HAN = re.compile(r"[\u3400-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Related:
    """What an article shows of a related piece: no more, so that its page changes with nothing else."""

    url: str
    title: str
    day: Day


class Bearers:
    """The pieces of a month by their addresses, and which of them have a sign. It serves the articles of all sections."""

    def __init__(self, pieces: Iterable[Kin]) -> None:
        self.pieces = {piece.url: piece for piece in pieces}
        self.by_sign: dict[str, list[str]] = defaultdict(list)
        for piece in self.pieces.values():
            for sign in _marks(piece):
                self.by_sign[sign].append(piece.url)


def related(
    pieces: Sequence[Kin], months: Sequence[Bearers], shown: Mapping[str, Collection[str]]
) -> list[list[Related]]:
    """For each piece its related ones, the nearest first, at most `MOST`.

    One that has less in common with it than a headline's pair of characters that no other headline has is none. The
    section counts when there is a choice, and does not make pieces related.

    Args:
        pieces: those to find related ones for.
        months: all that may be related, `pieces` among them.
        shown: addresses that a piece, by its own, leads to anyway.
    """
    signs = [_signs(piece) for piece in pieces]
    pool = {url: piece for month in months for url, piece in month.pieces.items()}
    common = max(FEW, len(pool) // 32)
    telling: dict[str, tuple[float, list[str]]] = {}  # signs, each with what it counts here, and who has it
    for sign, count in {sign: count for own in signs for sign, count in own.items()}.items():
        bearers = [url for month in months for url in month.by_sign.get(sign, ())]
        if len(bearers) > 1 and (len(bearers) <= common or count > PAIR):
            telling[sign] = count * log2(len(pool) / len(bearers)), bearers
    return [
        [Related(kin.url, kin.title, Day(kin.date)) for kin in _nearest(piece, own, pool, telling, shown)]
        for piece, own in zip(pieces, signs, strict=True)
    ]


def _signs(piece: Kin) -> dict[str, int]:
    """What a piece can have in common with others, and what each counts."""
    found = {"".join(pair): PAIR for run in HAN.findall(piece.title) for pair in pairwise(run)}
    found |= {f"person {person}": PERSON for person in piece.people}
    if piece.region:
        found[f"region {piece.region}"] = REGION
    return found


def _marks(piece: Kin) -> set[str]:
    """The signs of a piece among pairs of any kind: this is done for all pieces, and must be quick."""
    title = piece.title
    found = set(map(str.__add__, title, title[1:]))
    found.update([f"person {person}" for person in piece.people])
    found.add(f"region {piece.region}")
    return found


def _nearest(
    piece: Kin,
    signs: Iterable[str],
    pool: Mapping[str, Kin],
    telling: Mapping[str, tuple[float, list[str]]],
    shown: Mapping[str, Collection[str]],
) -> list[Kin]:
    scores: dict[str, float] = {}
    for sign in signs:
        if sign in telling:
            value, bearers = telling[sign]
            for url in bearers:
                scores[url] = scores.get(url, 0) + value
    least = log2(len(pool)) if pool else 0
    left_out = {piece.url, *shown.get(piece.url, ())}
    found = []
    for url, score in scores.items():
        if score >= least and score > 0 and url not in left_out:
            other = pool[url]
            near = score + SECTION * (other.section == piece.section)
            found.append((-round(near, 6), -other.date.toordinal(), url, other))
    return [other for *_order, other in nsmallest(MOST, found)]
