"""What the search plugin has printed: the index of each shard, the cards of each month, the list of shards, the page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from linli.build.banners import Banners
from linli.build.job import Job
from linli.build.page import File, Page
from linli.model import addresses
from linli.model.article import Article, Kind
from linli.model.paper import Paper
from linli.model.places import Topic
from linli.store.database import digest
from linli.store.library import Library
from linli.store.records import Shelf, Stored
from plugins.search.cutting import HEADLINE
from plugins.search.engines import EngineChoice
from plugins.search.names import Names
from plugins.search.postings import Postings
from plugins.search.shards import Shard
from plugins.search.spelling import spelt
from plugins.search.texts import card_of, texts_of

TOGETHER = 16  # cards in a file
EARLY = 2  # shards whose tables come with the page
VERSION = 4  # digits for the cards of a month
PAGE = 4  # articles that are indexed in the time that a page takes, about
ARRAYS = 100  # pages that take as long as what a process needs to index at all
CARD = 8  # cards that are made in the time that a page takes


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
        return ARRAYS + self.shard.count // PAGE

    @property
    def themed(self) -> bool:
        return False

    @property
    def deferrable(self) -> bool:
        return True

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        engine, spelling, table = self.engine.open(), Postings(large=2), ShardTable()
        for shelf in reversed(self.shard.shelves):
            for stored, _teaser in reversed(library.pieces(shelf)):
                article = library.article(stored)
                table.add(article)
                engine.add(texts_of(article))
                spelling.add(spelt(article.title, [person.name for person in article.byline_people]))
        facts = {**engine.facts, "spelt": spelling.files}
        mark = digest(table.urls, facts).hex()[:8]
        yield shared(addresses.shard(self.shard.name, "table.json"), table.json(paper, mark, facts))
        for name, data in engine.each_file(mark):
            yield shared(addresses.shard(self.shard.name, name), data)
        for name, data in spelling.each_file(mark):
            yield shared(addresses.shard(self.shard.name, f"spelt/{name}"), data)


def shared(path: str, data: bytes) -> File:
    """A file that all scripts have in common."""
    return File(path, digest(data), lambda: data, shared=True)


class ShardTable:
    """What filters and order need to know of the articles of a shard, by their numbers."""

    def __init__(self) -> None:
        self.urls: list[str] = []
        self.days: Counter[str] = Counter()  # in order
        self.rows: list[tuple[str, str, str]] = []
        self.topics: dict[int, list[str]] = {}  # of articles that have any

    def add(self, article: Article) -> None:
        """Adds an article."""
        self.urls.append(article.url)
        self.days[article.issued.iso] += 1
        section = article.section.id if article.section else ""
        region = article.region.id if article.region else ""
        if article.topics:
            self.topics[len(self.rows)] = [topic.id for topic in article.topics]
        self.rows.append((section, region, article.kind.value))

    def json(self, paper: Paper, mark: str, facts: dict[str, object]) -> bytes:
        """The days with the number of their articles, and columns with the numbers of sections, regions, topics and kinds."""
        sections = ["", *(section.id for section in paper.sections)]
        regions = ["", *(region.id for region in paper.regions)]
        kinds = [kind.value for kind in Kind]
        topics = sorted({id for ids in self.topics.values() for id in ids})
        columns = {
            "of": mark,
            "headline": HEADLINE,
            **facts,
            "cards": TOGETHER,
            "days": list(self.days.items()),
            "sections": sections,
            "section": [sections.index(row[0]) for row in self.rows],
            "regions": regions,
            "region": [regions.index(row[1]) for row in self.rows],
            "topics": topics,
            "topic": {number: [topics.index(id) for id in ids] for number, ids in self.topics.items()},
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
        return 1 + self.shelf.size // CARD

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
    names: Names
    topics: tuple[Topic, ...]

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
            "topics": {topic.id: topic.name for topic in self.topics},
            "issues": paper.issues,
            "names": {"files": self.names.files, "begin": self.names.beginnings, "mark": digest(self.names).hex()[:8]},
            "shards": [_listed(shard, self.engine) for shard in self.shards],
        }
        data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        yield shared(addresses.SHARDS, data)


def early(shards: Sequence[Shard], engine: EngineChoice) -> tuple[str, ...]:
    """What browsers ask for with the page: the list of shards as it is now, and the tables of the newest: most first
    results are in these."""
    tables = (f"{addresses.shard(shard.name, 'table.json')}?v={_mark(shard, engine)}" for shard in shards[:EARLY])
    return (f"{addresses.SHARDS}?v={_mark(shards, engine)}", *tables)


def _mark(*what: object) -> str:
    return digest(*what).hex()[:12]


def _listed(shard: Shard, engine: EngineChoice) -> dict[str, object]:
    """A shard, with its version, and those of the cards of its months, the oldest first: caches may have those of another
    edition. Four digits do: a browser that gets others asks past its cache."""
    cards = "".join(digest(shelf).hex()[:VERSION] for shelf in reversed(shard.shelves))
    told = {"name": shard.name, "count": shard.count, "engine": engine.name}
    return told | {"mark": _mark(shard, engine), "cards": cards}


@dataclass(frozen=True, slots=True)
class SearchPage(Job):
    """The page with the form and the results."""

    years: tuple[str, ...]  # newest first
    early: tuple[str, ...]  # addresses of what browsers ask for with the page, the list of shards first
    sections: tuple[str, ...]  # the ids of those that have articles
    regions: tuple[str, ...]
    topics: tuple[Topic, ...]
    kinds: tuple[str, ...]
    banners: Banners

    @property
    def name(self) -> str:
        return "search"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        yield Page(
            url=addresses.SEARCH,
            template="search.html",
            title=paper.furniture("搜索"),
            description=paper.furniture("在{paper}的全部文章里查找", paper=paper.name),
            data={
                "years": self.years,
                "early": self.early,
                "sections": [section for section in paper.sections if section.id in self.sections],
                "regions": [region for region in paper.regions if region.id in self.regions],
                "topics": self.topics,
                "kinds": self.kinds,
                **self.banners.at("page"),
            },
        )
