"""Days, moments and months, as a newspaper writes them: the date, the hour, the weekday, the lunar date."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from linli.model import addresses

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A calendar day with the forms in which templates show it."""

    date: date

    @property
    def iso(self) -> str:
        """`2023-07-12`"""
        return self.date.isoformat()

    @property
    def url(self) -> str:
        """`issue/2023-07-12/`: where the paper of the day is, if days have pages (`paper.issues`)"""
        return addresses.issue(self.date)

    @property
    def text(self) -> str:
        """`2023年7月12日`"""
        return f"{self.date.year}年{self.date.month}月{self.date.day}日"

    @property
    def short(self) -> str:
        """`7月12日`"""
        return f"{self.date.month}月{self.date.day}日"

    @property
    def weekday(self) -> str:
        """`星期三`"""
        return WEEKDAYS[self.date.weekday()]

    @property
    def lunar(self) -> str:
        """`农历五月廿五`, or nothing outside 1900–2100, where the tables end."""
        return lunar_text(self.date)


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A day, and an hour of it if one is known, by the paper's clock."""

    day: Day
    clock: str = ""  # HH:MM

    @property
    def iso(self) -> str:
        """`2023-07-12T20:30`, or `2023-07-12` without an hour"""
        return f"{self.day.iso}T{self.clock}" if self.clock else self.day.iso

    @property
    def text(self) -> str:
        """`2023年7月12日 20:30`, or `2023年7月12日` without an hour"""
        return f"{self.day.text} {self.clock}".rstrip()

    @property
    def written(self) -> str:
        """`2023-07-12 20:30`, or `2023-07-12` without an hour: as an editor writes it"""
        return f"{self.day.iso} {self.clock}".rstrip()

    def at(self, timezone: str) -> datetime:
        """The instant; the beginning of the day without an hour."""
        return datetime.combine(self.day.date, time.fromisoformat(self.clock or "00:00"), ZoneInfo(timezone))

    def end(self, timezone: str) -> datetime:
        """The instant; the end of the day without an hour."""
        return datetime.combine(self.day.date, time.max, ZoneInfo(timezone)) if not self.clock else self.at(timezone)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, ordered by time."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, path: str) -> Month:
        """A month from its `path`."""
        year, number = path.split("/")
        return cls(int(year), int(number))

    @property
    def path(self) -> str:
        """`2023/07`: how shelves and addresses name it"""
        return f"{self.year}/{self.number:02d}"

    @property
    def url(self) -> str:
        """`archive/2023/07/`: where the archive has it"""
        return addresses.month(addresses.ARCHIVE, self.path)

    @property
    def iso(self) -> str:
        """`2023-07`"""
        return f"{self.year}-{self.number:02d}"

    @property
    def text(self) -> str:
        """`2023年7月`"""
        return f"{self.year}年{self.short}"

    @property
    def short(self) -> str:
        """`7月`"""
        return f"{self.number}月"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])


@lru_cache(maxsize=1024)
def lunar_text(day: date) -> str:
    """The lunar date of a day in words, from borax's tables (1900–2100)."""
    from borax.calendars.lunardate import InvalidLunarDateError, LunarDate

    try:
        return f"农历{LunarDate.from_solar(day).strftime('%L%M月%D')}"
    except (InvalidLunarDateError, ValueError):
        return ""
