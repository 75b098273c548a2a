"""What is seen from further away: all sections, regions and topics, a year; and what leads on from the days and months above a piece.

The address of a piece has its year, month and day in it. Whoever cuts it comes to the year here, and is led on to the
month in the archive and to the paper of the day. An editor's page or old address there comes before these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from linli.build.banners import Banners
from linli.build.job import Job
from linli.build.page import Page
from linli.model import addresses
from linli.model.article import Teaser
from linli.model.calendar import Day, Month
from linli.model.paper import Link, Paper
from linli.model.places import Place
from linli.store.library import Library
from linli.store.records import Shelf
from plugins.sections.months import ListedMonth, listed

SECTIONS, REGIONS = Link("栏目", addresses.SECTIONS), Link("地区", addresses.REGIONS)
TOPICS = Link("专题", addresses.TOPICS)
LATEST = 4  # headlines of a section or a region
MAIN = 5  # pieces of a month


@dataclass(frozen=True, slots=True)
class PlaceBlock:
    """A section, a region or a topic among all."""

    place: Place
    count: int
    since: Month | None  # its first; None when it has no piece
    teasers: list[Teaser]  # the newest


@dataclass(frozen=True, slots=True)
class MonthBlock:
    """A month of a year, and its main pieces."""

    month: ListedMonth
    teasers: list[Teaser]


@dataclass(frozen=True, slots=True)
class Places(Job):
    """The page of all sections, of all regions, or of all topics."""

    link: Link
    places: tuple[tuple[Place, tuple[Shelf, ...]], ...]  # newest month first
    banners: Banners

    @property
    def name(self) -> str:
        return f"places:{self.link.url}"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        blocks = [
            PlaceBlock(
                place,
                sum(shelf.size for shelf in shelves),
                Month.parse(shelves[-1].month) if shelves else None,
                library.newest(shelves, LATEST),
            )
            for place, shelves in self.places
        ]
        days = [block.teasers[0].day for block in blocks if block.teasers]
        yield Page(
            url=self.link.url,
            template="places.html",
            title=paper.furniture(f"全部{self.link.title}"),
            description=paper.furniture(
                "{paper}的{count}个" + self.link.title + "：{names}",
                paper=paper.name,
                count=len(blocks),
                names="、".join(block.place.name for block in blocks),
            ),
            data={"blocks": blocks, **self.banners.at("archive")},
            modified=max(days, default=None),
        )


@dataclass(frozen=True, slots=True)
class YearPage(Job):
    """A year: its months, how many pieces each has, and the main ones."""

    year: int
    shelves: tuple[Shelf, ...]  # of the whole paper, newest month first
    earlier: int | None  # years next to it that have a page
    later: int | None
    banners: Banners

    @property
    def name(self) -> str:
        return f"year:{self.year}"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        blocks = [
            MonthBlock(listed(shelf.month, addresses.ARCHIVE, shelf.size), library.main(shelf, MAIN))
            for shelf in self.shelves
        ]
        count = sum(shelf.size for shelf in self.shelves)
        yield Page(
            url=addresses.year(self.year),
            template="year.html",
            title=f"{self.year}年",
            description=paper.furniture(
                "{paper}{year}年的报道，共{count}篇", paper=paper.name, year=self.year, count=count
            ),
            data={
                "year": self.year,
                "blocks": blocks,
                "count": count,
                "earlier": self.earlier,
                "later": self.later,
                **self.banners.at("archive"),
            },
            modified=Day(library.span(self.shelves[0])[1]),
        )


@dataclass(frozen=True, slots=True)
class LeadingOn(Job):
    """Pages that lead on from the address of a month, or of its days, to where these are."""

    month: str
    days: tuple[date, ...]
    taken: tuple[str, ...]  # addresses where something else stands

    @property
    def name(self) -> str:
        return f"leading:{self.month}"

    @property
    def group(self) -> str:
        return self.month

    @property
    def weight(self) -> int:
        return len(self.days) // 4 + 1

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        month = Month.parse(self.month)
        ways = [(f"{self.month}/", Link(month.text, month.url))]
        for found in map(Day, self.days):
            place = found.url if paper.issues else f"{month.url}#d{found.iso}"
            ways.append((addresses.day(found.date), Link(found.text, place)))
        for url, there in ways:
            if url not in self.taken:
                yield leading_on(paper, url, there)


@dataclass(frozen=True, slots=True)
class YearInArchive(Job):
    """The page that leads on from a year of the archive to the year."""

    year: int

    @property
    def name(self) -> str:
        return f"leading:{self.year}"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        there = addresses.year(self.year)
        yield leading_on(paper, f"{addresses.ARCHIVE}{there}", Link(f"{self.year}年", there))


def leading_on(paper: Paper, url: str, there: Link) -> Page:
    """A page that leads on."""
    data = {"note": paper.furniture("请看："), "target": there, **Banners().at("")}
    return Page(url, "moved.html", there.title, data=data, indexed=False)
