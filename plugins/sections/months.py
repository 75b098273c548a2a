"""Months, as archives list them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from linli.model import addresses
from linli.model.article import Teaser
from linli.model.calendar import Day
from linli.store.records import Shelf


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the paper, of a section or a region."""

    year: int
    month: int
    url: str
    count: int

    @property
    def text(self) -> str:
        """`2023年7月`"""
        return f"{self.year}年{self.month}月"


@dataclass(frozen=True, slots=True)
class Year:
    """A year and its months, newest first."""

    year: int
    months: list[Month]


@dataclass(frozen=True, slots=True)
class DayOfPaper:
    """A day and what was in the paper."""

    day: Day
    teasers: list[Teaser]


def month_of(shelf: Shelf, scope_url: str) -> Month:
    """The month of a shelf; `scope_url` is `section/ID/`, `region/ID/` or `archive/`."""
    year, month = shelf.month.split("/")
    return Month(int(year), int(month), addresses.month(scope_url, shelf.month), shelf.count)


def years_of(months: Iterable[Month]) -> list[Year]:
    """Months, given newest first, by year."""
    return [Year(year, list(of_year)) for year, of_year in groupby(months, key=lambda month: month.year)]


def days_of(teasers: Iterable[Teaser]) -> list[DayOfPaper]:
    """Teasers, given newest first, by day."""
    return [DayOfPaper(day, list(of_day)) for day, of_day in groupby(teasers, key=lambda teaser: teaser.day)]
