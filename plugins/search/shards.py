"""The shards of the index: by time, so that one whose articles did not change is not indexed again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from plugins.desk.store import Shelf

# Pagefind takes about 0.21 MB of memory for an article: an index of so many stays below 0.8 GB.
LARGEST = 3600


@dataclass(frozen=True, slots=True)
class Shard:
    """Some months of a year, newest first, under a name for addresses."""

    name: str
    shelves: tuple[Shelf, ...]

    @property
    def year(self) -> str:
        return self.shelves[0].month[:4]

    @property
    def count(self) -> int:
        return sum(shelf.count for shelf in self.shelves)


def shards_of(shelves: Iterable[Shelf]) -> list[Shard]:
    """The shards of a paper, the newest first. `shelves` are its months, newest first.

    The newest month, to which papers add every day, is a shard of its own, and the rest of its year another; every
    year before is one. A year with more than `LARGEST` articles is parted at months into as few as it takes.
    """
    found: list[Shard] = []
    for year, months in groupby(shelves, key=lambda shelf: shelf.month[:4]):
        of_year = list(months)
        if not found:
            month = of_year.pop(0)
            found.append(Shard(month.month.replace("/", "-"), (month,)))
        parts = _parts(of_year)
        for number, part in enumerate(parts):
            name = year if len(parts) == 1 else f"{year}-part{len(parts) - number}"
            found.append(Shard(name, tuple(part)))
    return found


def _parts(shelves: list[Shelf]) -> list[list[Shelf]]:
    """Months in as few parts as keep each at `LARGEST` articles, about equal; a month is never parted."""
    if not shelves:
        return []
    total = sum(shelf.count for shelf in shelves)
    size = total / -(-total // LARGEST)
    parts: list[list[Shelf]] = [[]]
    count = 0
    for shelf in shelves:
        if parts[-1] and count + shelf.count / 2 > size * len(parts):
            parts.append([])
        parts[-1].append(shelf)
        count += shelf.count
    return parts
