"""All issues: the calendars of the newest months on one page, and a page for every year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from linli.build.banners import Banners
from linli.build.job import Job
from linli.build.page import Page
from linli.model import addresses
from linli.model.calendar import Day
from linli.model.paper import Link, Paper
from linli.store.library import Library
from plugins.issues.month import calendar_of

LINK = Link("各期", addresses.ISSUES)
NEWEST = 12  # months on the first page

Days = tuple[tuple[str, tuple[date, ...]], ...]  # months (`2023/07`) with the days of their issues, newest first


@dataclass(frozen=True, slots=True)
class IssueYear:
    """A year that has issues."""

    year: int
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Issues(Job):
    """The issues of the newest months, or of a year."""

    months: Days
    year: IssueYear | None
    years: tuple[IssueYear, ...]  # all of them, on the page of the newest
    banners: Banners

    @property
    def name(self) -> str:
        return f"issues:all:{self.year.year if self.year else ''}"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        count = sum(len(days) for _month, days in self.months)
        title = paper.furniture(f"{self.year.year}年各期" if self.year else LINK.title)
        newest = Day(self.months[0][1][0]) if self.months else None
        yield Page(
            url=self.year.url if self.year else LINK.url,
            template="issues.html",
            title=title,
            description=paper.furniture(
                f"{{paper}}{title}，共{{count}}期" if self.year else "{paper}的全部报纸，按日期查看",
                paper=paper.name,
                count=count,
            ),
            data={
                "calendars": [calendar_of(month, days) for month, days in self.months],
                "year": self.year,
                "years": list(self.years),
                "newest": newest,
                **self.banners.at("archive"),
            },
            modified=newest,
        )


def overviews_of(days: Mapping[str, tuple[date, ...]], banners: Banners) -> Iterator[Job]:
    """The pages of all issues. They are made anew when a day gets its first piece or loses its last."""
    months = tuple(days.items())
    by_year = {int(year): tuple(of) for year, of in groupby(months, key=lambda month: month[0][:4])}
    years = tuple(
        IssueYear(year, addresses.issues_of(year), sum(len(of_month) for _month, of_month in of))
        for year, of in by_year.items()
    )
    yield Issues(months[:NEWEST], None, years, banners)
    for year in years:
        yield Issues(by_year[year.year], year, (), banners)
