"""What the search plugin has printed: the index of each shard, the cards of each month, the list of shards, the page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from linli.build.banners import Banners
from linli.build.job import Job
from linli.build.page import File, Page
from linli.model import addresses
from linli.model.article import Article, Kind
from linli.model.paper import Paper
from linli.store.database import digest
from linli.store.library import Library
from linli.store.records import Shelf, Stored
from plugins.search.engines import EngineChoice
from plugins.search.shards import Shard
from plugins.search.texts import card_of, texts_of

TOGETHER = 16  # cards in a file
PAGE = 8  # articles that are indexed in the time that a page takes, about


@dataclass(frozen=True, slots=True)
class ShardJob(Job):
    """The index of a shard: its articles are numbered from the oldest, so that new ones leave the numbers of others."""

    shard: Shard
    engine: EngineChoice

    @property
    def name(self) -> str:
        return f"search:{self.shard.name}"

    @property
    def weight(self) -> int:
        return 1 + self.shard.count // PAGE

    @property
    def themed(self) -> bool:
        return False

    @property
    def deferrable(self) -> bool:
        return True

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        engine, table = self.engine.open(), ShardTable()
        for shelf in reversed(self.shard.shelves):
            for stored, _teaser in reversed(library.pieces(shelf)):
                article = library.article(stored)
                table.add(article)
                engine.add(texts_of(article))
        mark = digest(table.urls, engine.facts).hex()[:8]
        yield shared(addresses.shard(self.shard.name, "table.json"), table.json(paper, mark, engine.facts))
        for name, data in engine.each_file(mark):
            yield shared(addresses.shard(self.shard.name, name), data)


def shared(path: str, data: bytes) -> File:
    """A file that all scripts have in common."""
    return File(path, digest(data), lambda: data, shared=True)


class ShardTable:
    """What filters and order need to know of the articles of a shard, by their numbers."""

    def __init__(self) -> None:
        self.urls: list[str] = []
        self.days: Counter[str] = Counter()  # in order
        self.rows: list[tuple[str, str, str]] = []

    def add(self, article: Article) -> None:
        """Adds an article."""
        self.urls.append(article.url)
        self.days[article.issued.iso] += 1
        section = article.section.id if article.section else ""
        region = article.region.id if article.region else ""
        self.rows.append((section, region, article.kind.value))

    def json(self, paper: Paper, mark: str, facts: dict[str, object]) -> bytes:
        """The days with the number of their articles, and columns with the numbers of sections, regions and kinds."""
        sections = ["", *(section.id for section in paper.sections)]
        regions = ["", *(region.id for region in paper.regions)]
        kinds = [kind.value for kind in Kind]
        columns = {
            "of": mark,
            **facts,
            "cards": TOGETHER,
            "days": list(self.days.items()),
            "sections": sections,
            "section": [sections.index(row[0]) for row in self.rows],
            "regions": regions,
            "region": [regions.index(row[1]) for row in self.rows],
            "kinds": kinds,
            "kind": [kinds.index(row[2]) for row in self.rows],
        }
        return json.dumps(columns, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class CardsJob(Job):
    """What results show of the articles of a month, some of them in a file: many files cost some hosts and more time than
    few, and many cards in a file are sent for one that is shown."""

    shelf: Shelf

    @property
    def name(self) -> str:
        return f"search:cards:{self.shelf.month}"

    @property
    def group(self) -> str:
        return self.shelf.month

    @property
    def weight(self) -> int:
        return 1 + self.shelf.size // PAGE

    @property
    def themed(self) -> bool:
        return False

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        pieces = library.pieces(self.shelf)
        counts = Counter(teaser.day.iso for _stored, teaser in pieces)
        numbers: Counter[str] = Counter()
        known: list[tuple[Stored, int, int]] = []
        for stored, teaser in reversed(pieces):
            day = teaser.day.iso
            known.append((stored, numbers[day], counts[day]))
            numbers[day] += 1
        for number, start in enumerate(range(0, len(known), TOGETHER)):
            some = known[start : start + TOGETHER]
            yield File(addresses.cards(self.shelf.month, number), digest(some), partial(_cards, library, some))


def _cards(library: Library, known: list[tuple[Stored, int, int]]) -> bytes:
    """Cards, each with its number in its day and how many articles that day has: a browser that knows of others has an
    index of another edition."""
    cards = [{"at": at, "of": of, **card_of(library.article(stored))} for stored, at, of in known]
    return json.dumps(cards, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class ShardList(Job):
    """The list of shards, newest first, and what the browser must know of the paper."""

    shards: tuple[Shard, ...]
    engine: EngineChoice

    @property
    def name(self) -> str:
        return "search:shards"

    @property
    def themed(self) -> bool:
        return False

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        content = {
            "lang": paper.lang,
            "prefixes": {script.lang: script.prefix for script in paper.scripts},
            "sections": {section.id: section.name for section in paper.sections},
            "regions": {region.id: region.name for region in paper.regions},
            "shards": [self._told(shard) for shard in self.shards],
        }
        data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        yield shared(addresses.SHARDS, data)

    def _told(self, shard: Shard) -> dict[str, object]:
        mark = digest(shard, self.engine).hex()[:12]
        return {"name": shard.name, "count": shard.count, "engine": self.engine.name, "mark": mark}


@dataclass(frozen=True, slots=True)
class SearchPage(Job):
    """The page with the form and the results."""

    years: tuple[str, ...]  # newest first
    banners: Banners

    @property
    def name(self) -> str:
        return "search"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        yield Page(
            url=addresses.SEARCH,
            template="search.html",
            title="搜索",
            description=f"在{paper.name}的全部文章里查找",
            data={"years": self.years, **self.banners.at("page")},
        )
