"""The corrections (更正) and withdrawn pieces of the paper: the newest on one page and, when there are many, a page for every year.

They are listed by the day on which they were made. A year that is over changes when a correction of that year does, and
not because of a new article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from linli.build.banners import Banners
from linli.build.job import Job
from linli.build.page import Page
from linli.model import addresses
from linli.model.calendar import Day, Month
from linli.model.paper import Link, Paper
from linli.store.library import Library
from linli.store.records import Shelf

LINK = Link("更正", addresses.CORRECTIONS)
NEWEST = 50  # corrections on the first page


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """A correction of a piece."""

    day: Day
    text: str
    url: str
    title: str
    published: Day
    withdrawn: bool  # it says why the piece was withdrawn


@dataclass(frozen=True, slots=True)
class CorrectionMonth:
    """The corrections made in a month, newest first."""

    text: str
    corrections: list[CorrectionEntry]


@dataclass(frozen=True, slots=True)
class CorrectionYear:
    """A year in which corrections were made."""

    year: int
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Corrections(Job):
    """All pages of corrections. The shelves are those of corrected pieces, of which there are few."""

    shelves: tuple[Shelf, ...]
    banners: Banners

    @property
    def name(self) -> str:
        return "corrections"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        entries = entries_of(library, self.shelves)
        by_year = {year: list(made) for year, made in groupby(entries, key=lambda entry: entry.day.date.year)}
        years = [CorrectionYear(year, addresses.corrections_of(year), len(made)) for year, made in by_year.items()]
        if len(years) < 2 and len(entries) <= NEWEST:
            years = []  # the first page has them all
        yield self._page(paper, LINK.url, LINK.title, entries[:NEWEST], None, years)
        for year in years:
            yield self._page(
                paper, year.url, paper.furniture("更正 {year}年", year=year.year), by_year[year.year], year, []
            )

    def _page(
        self,
        paper: Paper,
        url: str,
        title: str,
        entries: list[CorrectionEntry],
        year: CorrectionYear | None,
        years: list[CorrectionYear],
    ) -> Page:
        return Page(
            url=url,
            template="corrections.html",
            title=title,
            description=paper.furniture("{paper}登出的更正和撤稿", paper=paper.name),
            data={"year": year, "months": months_of(entries), "years": years, **self.banners.at("archive")},
        )


def entries_of(library: Library, shelves: Iterable[Shelf]) -> list[CorrectionEntry]:
    """All corrections of the pieces on some shelves, the newest first."""
    found = []
    for shelf in shelves:
        for stored, _teaser in library.pieces(shelf):
            article = library.article(stored)
            for number, correction in enumerate(article.corrections):
                reason = article.withdrawn and number == 0
                found.append(
                    CorrectionEntry(
                        correction.day, correction.text, article.url, article.title, article.issued, withdrawn=reason
                    )
                )
    return sorted(found, key=lambda entry: (-entry.day.date.toordinal(), entry.url))


def months_of(entries: Iterable[CorrectionEntry]) -> list[CorrectionMonth]:
    """Corrections, given newest first, by month."""
    months = groupby(entries, key=lambda entry: Month.of(entry.day.date))
    return [CorrectionMonth(month.text, list(made)) for month, made in months]
