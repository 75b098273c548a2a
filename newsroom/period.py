"""A period of days, as editors name it: from a day, month or year to another."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from linli.messages import _, language
from linli.model.calendar import Day, Month
from linli.text.dates import parse_date

MONTH = re.compile(r"(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*月?")
YEAR = re.compile(r"(\d{4})\s*年?")


@dataclass(frozen=True, slots=True)
class Period:
    """Both days belong to it."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def text(self) -> str:
        """`2024年3月`, `2024年3月至5月`, `2024年3月1日至15日`: no more than it takes."""
        if language() == "en":
            return f"{self.first} – {self.last}"
        first, last = Month.of(self.first), Month.of(self.last)
        if (self.first, self.last) != (first.first, last.last):
            return _days(Day(self.first), Day(self.last))
        if (first.number, last.number) == (1, 12):
            return _years(first.year, last.year)
        if first == last:
            return first.text
        return f"{first.text}至{last.short if last.year == first.year else last.text}"


def _days(first: Day, last: Day) -> str:
    if first == last:
        return first.text
    if Month.of(first.date) == Month.of(last.date):
        return f"{first.text}至{last.date.day}日"
    return f"{first.text}至{last.short if last.date.year == first.date.year else last.text}"


def _years(first: int, last: int) -> str:
    return f"{first}年" if first == last else f"{first}年至{last}年"


def parse_edge(text: str, *, last: bool) -> date:
    """The first or last day of what is named: `2024-03-12`, `2024-03`, `2024年3月`, `2024`.

    Raises:
        ValueError: it is no day, month or year; the text says what to do.
    """
    word = unicodedata.normalize("NFKC", text).strip()
    named = MONTH.fullmatch(word) or YEAR.fullmatch(word)
    if named is None:
        if not re.search(r"\d{4}\D+\d{1,2}\D+\d{1,2}", word):
            raise ValueError(_("“{word}”不是日期。请写成 2024-03-12 或 2024-03。", word=text))
        return parse_date(word)[0]
    of_year = named.re is YEAR
    month = Month(int(named[1]), (12 if last else 1) if of_year else int(named[2]))
    if not 1 <= month.number <= 12 or month.year < 1:
        raise ValueError(_("没有“{word}”这个月。请查对日期。", word=text))
    return month.last if last else month.first
