"""A period of days, as editors name it: from a day, month or year to another."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from linli.messages import _, language
from linli.reading.values import parse_date

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
        first, last = self.first, self.last
        if language() == "en":
            return f"{first} – {last}"
        whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
        if whole and first.month == 1 and last.month == 12:
            return _years(first.year, last.year)
        start = f"{first.year}年{first.month}月" + ("" if whole else f"{first.day}日")
        end = "" if last.year == first.year else f"{last.year}年"
        if whole:
            return start if (last.year, last.month) == (first.year, first.month) else f"{start}至{end}{last.month}月"
        if first == last:
            return start
        month = "" if (last.year, last.month) == (first.year, first.month) else f"{last.month}月"
        return f"{start}至{end}{month}{last.day}日"


def _years(first: int, last: int) -> str:
    return f"{first}年" if first == last else f"{first}年至{last}年"


def parse_edge(text: str, *, last: bool) -> date:
    """The first or last day of what is named: `2024-03-12`, `2024-03`, `2024年3月`, `2024`.

    Raises:
        ValueError: it is no day, month or year; the text says what to do.
    """
    word = unicodedata.normalize("NFKC", text).strip()
    month, year = MONTH.fullmatch(word), YEAR.fullmatch(word)
    if not month and not year:
        if not re.search(r"\d{4}\D+\d{1,2}\D+\d{1,2}", word):
            raise ValueError(_("“{word}”不是日期。请写成 2024-03-12 或 2024-03。", word=text))
        return parse_date(word)[0]
    first_month, last_month = (int(month[2]), int(month[2])) if month else (1, 12)
    number = int(month[1] if month else word[:4])
    if not 1 <= first_month <= 12 or number < 1:
        raise ValueError(_("没有“{word}”这个月。请查对日期。", word=text))
    if last:
        return date(number, last_month, monthrange(number, last_month)[1])
    return date(number, first_month, 1)
