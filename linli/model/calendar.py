"""A day, as a newspaper writes it: the date, the weekday, the lunar date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

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


@lru_cache(maxsize=1024)
def lunar_text(day: date) -> str:
    """The lunar date of a day in words, from borax's tables (1900–2100)."""
    from borax.calendars.lunardate import InvalidLunarDateError, LunarDate

    try:
        words: str = LunarDate.from_solar(day).strftime("%L%M月%D")
    except (InvalidLunarDateError, ValueError):
        return ""
    return f"农历{words}"
