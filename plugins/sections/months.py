"""Months, as archives list them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from linli.model import addresses
from linli.model.article import Teaser
from linli.model.calendar import Day, Month


@dataclass(frozen=True, slots=True)
class ListedMonth:
    """A month of the paper, of a section or a region, as lists show it."""

    of: Month
    url: str
    count: int

    @property
    def year(self) -> int:
        return self.of.year

    @property
    def month(self) -> int:
        return self.of.number

    @property
    def text(self) -> str:
        """`2023年7月`"""
        return self.of.text


@dataclass(frozen=True, slots=True)
class Year:
    """A year and its months, newest first."""

    year: int
    url: str  # of its page; empty without one
    months: list[ListedMonth]


@dataclass(frozen=True, slots=True)
class DayOfPaper:
    """A day and what was in the paper."""

    day: Day
    teasers: list[Teaser]


def listed(month: str, scope_url: str, count: int) -> ListedMonth:
    """A month (`2023/07`) with so many pieces; `scope_url` is `section/ID/`, `region/ID/` or `archive/`."""
    return ListedMonth(Month.parse(month), addresses.month(scope_url, month), count)


def years_of(months: Iterable[ListedMonth], paged: Collection[int]) -> list[Year]:
    """Months, given newest first, by year; those in `paged` have a page."""
    return [
        Year(year, addresses.year(year) if year in paged else "", list(of_year))
        for year, of_year in groupby(months, key=lambda month: month.year)
    ]


def days_of(teasers: Iterable[Teaser]) -> list[DayOfPaper]:
    """Teasers, given newest first, by day."""
    return [DayOfPaper(day, list(of_day)) for day, of_day in groupby(teasers, key=lambda teaser: teaser.day)]
