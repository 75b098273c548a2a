"""The shards of the index: by time, so that one whose articles did not change is not indexed again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from linli.store.records import Shelf

TOGETHER = 4000  # finished years that have no more articles than this are one shard: a query asks every shard


@dataclass(frozen=True, slots=True)
class Shard:
    """Some months, newest first, under a name for addresses."""

    name: str
    shelves: tuple[Shelf, ...]

    @property
    def count(self) -> int:
        return sum(shelf.size for shelf in self.shelves)


def shards_of(shelves: Iterable[Shelf]) -> list[Shard]:
    """The shards of a paper, the newest first. `shelves` are its months, newest first.

    The newest month, to which papers add every day, is a shard of its own, and the rest of its year another. Every year
    before is one; small ones that follow each other are one together, counted from the oldest, so that a year which
    ends does not move those before it.
    """
    years = [(year, list(months)) for year, months in groupby(shelves, key=lambda shelf: shelf.month[:4])]
    if not years:
        return []
    (running, months), *finished = years
    found = [Shard(months[0].month.replace("/", "-"), (months[0],))]
    if months[1:]:
        found.append(Shard(running, tuple(months[1:])))
    return found + _together(finished)


def _together(years: list[tuple[str, list[Shelf]]]) -> list[Shard]:
    """Years, newest first, in shards of at most `TOGETHER` articles, or of one year that has more."""
    groups: list[list[tuple[str, list[Shelf]]]] = []
    room = 0
    for year in reversed(years):
        count = sum(shelf.size for shelf in year[1])
        if not groups or count > room:
            groups.append([])
            room = TOGETHER
        groups[-1].insert(0, year)
        room -= count
    return [Shard(_name(group), tuple(shelf for _, months in group for shelf in months)) for group in reversed(groups)]


def _name(years: list[tuple[str, list[Shelf]]]) -> str:
    newest, oldest = years[0][0], years[-1][0]
    return newest if newest == oldest else f"{oldest}-{newest}"
