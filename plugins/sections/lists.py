"""Section, region, topic and archive pages, each with a page for every month.

A list shows the newest and leads to months; nothing is numbered from the newest end, so the page of
a month that is over never changes because of a new article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linli.build.banners import Banners
from linli.build.job import Job
from linli.build.page import Page
from linli.model import addresses
from linli.model.paper import Paper
from linli.model.places import Place
from linli.store.library import Library
from linli.store.records import Shelf, Stored
from plugins.sections.months import days_of, listed, years_of

NEWEST = 24  # articles on the page of a section or a region


@dataclass(frozen=True, slots=True)
class Newest(Job):
    """The page of a section, a region or a topic."""

    scope: Place
    shelves: tuple[Shelf, ...]  # newest month first
    banners: Banners
    about: Stored | None = None  # what a topic says of itself

    @property
    def kind(self) -> str:
        return type(self.scope).__name__.lower()

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.scope.id}"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        teasers = library.newest(self.shelves, NEWEST)
        yield Page(
            url=self.scope.url,
            template=f"{self.kind}.html",
            title=self.scope.name,
            description=(library.article(self.about).summary if self.about else "")
            or paper.furniture("{paper}{scope}的新闻", paper=paper.name, scope=self.scope.name),
            day=teasers[0].day if teasers else None,
            data={
                self.kind: self.scope,
                "teasers": teasers,
                "months": [listed(shelf.month, self.scope.url, shelf.size) for shelf in self.shelves],
                "about": self.about,
                **self.banners.at("section" if self.about else self.kind),
            },
        )


@dataclass(frozen=True, slots=True)
class MonthPage(Job):
    """A month of the whole paper, of a section, a region or a topic, with the months next to it."""

    scope: Place | None
    shelf: Shelf
    earlier: str  # month, `2023/06`; empty without one
    later: str
    banners: Banners

    @property
    def url(self) -> str:
        return self.scope.url if self.scope else addresses.ARCHIVE

    @property
    def name(self) -> str:
        return f"month:{self.url}{self.shelf.month}"

    @property
    def group(self) -> str:
        return self.shelf.month

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        month = listed(self.shelf.month, self.url, self.shelf.size)
        earlier, later = (listed(near, self.url, 0) if near else None for near in (self.earlier, self.later))
        name = self.scope.name if self.scope else paper.furniture("往期")
        teasers = library.teasers(self.shelf)
        yield Page(
            url=month.url,
            template="month.html",
            title=f"{name} {month.text}",
            description=paper.furniture(
                "{paper}{month}{scope}的全部报道，共{count}篇",
                paper=paper.name,
                month=month.text,
                scope="" if self.scope is None else self.scope.name,
                count=month.count,
            ),
            data={
                "scope": self.scope,
                "month": month,
                "days": days_of(teasers),
                "earlier": earlier,
                "later": later,
                **self.banners.at("month"),
            },
            modified=teasers[0].day,
        )


@dataclass(frozen=True, slots=True)
class Archive(Job):
    """The list of all months. It knows their counts, not what lies in them."""

    months: tuple[tuple[str, int], ...]  # newest first
    years: tuple[int, ...]  # that have a page
    banners: Banners

    @property
    def name(self) -> str:
        return "archive"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        months = [listed(month, addresses.ARCHIVE, count) for month, count in self.months]
        yield Page(
            url=addresses.ARCHIVE,
            template="archive.html",
            title=paper.furniture("往期"),
            description=paper.furniture("{paper}往期目录", paper=paper.name),
            data={"years": years_of(months, self.years), **self.banners.at("archive")},
        )
