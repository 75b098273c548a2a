"""A month as a calendar: its days in weeks, and which of them have a paper."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from linli.model.calendar import Day, Month

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

    month: Month
    weeks: tuple[tuple[CalendarDay | None, ...], ...]

    @property
    def text(self) -> str:
        """`2023年7月`"""
        return self.month.text

    @property
    def url(self) -> str:
        """The month in the archive."""
        return self.month.url


def calendar_of(month: str, issued: Collection[date]) -> MonthCalendar:
    """The calendar of a month (`2023/07`), given the days with a paper."""
    of = Month.parse(month)
    weeks = tuple(
        tuple(CalendarDay(Day(day), day in issued) if Month.of(day) == of else None for day in week)
        for week in Calendar(MONDAY).monthdatescalendar(of.year, of.number)
    )
    return MonthCalendar(of, weeks)
