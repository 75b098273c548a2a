"""A month as a calendar: its days in weeks, and which of them have a paper."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from linli.model import addresses
from linli.model.calendar import Day

MONDAY = 0


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the month; `issued` when there is a paper of it."""

    day: Day
    issued: bool

    @property
    def number(self) -> int:
        return self.day.date.day


@dataclass(frozen=True, slots=True)
class MonthCalendar:
    """A month in weeks from Monday to Sunday; none where a week has days of another month."""

    year: int
    month: int
    weeks: tuple[tuple[CalendarDay | None, ...], ...]

    @property
    def text(self) -> str:
        """`2023年7月`"""
        return f"{self.year}年{self.month}月"

    @property
    def url(self) -> str:
        """The month in the archive."""
        return addresses.month(addresses.ARCHIVE, f"{self.year}/{self.month:02d}")


def calendar_of(month: str, issued: Collection[date]) -> MonthCalendar:
    """The calendar of a month (`2023/07`), given the days with a paper."""
    year, number = map(int, month.split("/"))
    weeks = tuple(
        tuple(CalendarDay(Day(day), day in issued) if day.month == number else None for day in week)
        for week in Calendar(MONDAY).monthdatescalendar(year, number)
    )
    return MonthCalendar(year, number, weeks)
