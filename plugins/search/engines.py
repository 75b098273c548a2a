"""The engines that can make the index of a shard: one of our own, and Pagefind.

Both cut texts by the same rule (`cutting.py`), number articles from the oldest and give the same places, so that all else of
the search knows of no engine: shards, cards, filters, excerpts, twins, the page. In the browser each is a class `Index`:
ours in `theme/static/js/postings.js`, Pagefind's in `engine-pagefind.js`, which is loaded when the index names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from linli.settings.table import LINLI, PAGEFIND
from plugins.search.pagefind import Pagefind
from plugins.search.postings import Postings


class Engine(Protocol):
    """Makes the index of one shard: it is given the articles, the oldest first, and gives the files that find them."""

    def add(self, texts: Sequence[str]) -> None:
        """Adds an article: its headline, and its other texts. None is the neighbour of the next."""

    @property
    def facts(self) -> dict[str, object]:
        """What the browser must know of the files: it stands in the table of the shard. No article is added after."""

    def each_file(self, mark: str) -> Iterator[tuple[str, bytes]]:
        """The files with their names. `mark` is of the articles and the facts: a browser does not mix files of two."""


ENGINES: Mapping[str, Callable[[], Engine]] = {LINLI: Postings, PAGEFIND: Pagefind}


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """The engine of a paper, with its release: what another made is made again."""

    name: str
    release: str = ""

    def open(self) -> Engine:
        """The engine for a shard."""
        return ENGINES[self.name]()
