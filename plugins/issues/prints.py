"""The files of printed pages, under `content/issues`: a picture or a PDF of a page, and what of it leads where.

issues/2023-07-12/3.jpg   the picture of page 3
issues/2023-07-12/3.pdf   page 3, to download
issues/2023-07-12/3.txt   regions of the picture, each with its article
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

from linli.model import addresses
from linli.model.calendar import Month
from linli.reading.scan import PRINTS
from linli.store.records import Stat

PICTURES = {".jpg": ".jpg", ".jpeg": ".jpg", ".png": ".png"}  # as written, and as published
PDF, REGIONS = ".pdf", ".txt"
FOLDER = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER = re.compile(r"0*([1-9]\d{0,2})")

Files = tuple[tuple[str, Stat], ...]


@dataclass(slots=True)
class Print:
    """The files of one printed page, each as its path below the content folder; empty without it."""

    day: date
    number: int
    picture: str = ""
    pdf: str = ""
    regions: str = ""

    def published(self, path: str) -> str:
        """Where a file of it goes, below the root of the site."""
        suffix = PurePosixPath(path).suffix.lower()
        return addresses.print_file(self.day, self.number, PICTURES.get(suffix, suffix))


@dataclass(slots=True)
class Prints:
    """The printed pages of some days, and the files that belong to none."""

    pages: dict[tuple[date, int], Print] = field(default_factory=dict)
    misnamed: list[str] = field(default_factory=list)
    doubles: list[tuple[str, str]] = field(default_factory=list)  # a file, and the one that is taken instead

    @classmethod
    def of(cls, paths: Iterable[str]) -> Prints:
        """Sorts files by day and page."""
        prints = cls()
        for path in sorted(paths):
            prints._add(path)
        return prints

    def _add(self, path: str) -> None:
        where = PurePosixPath(path)
        suffix = where.suffix.lower()
        day, number = day_of(path), NUMBER.fullmatch(where.stem)
        kind = "picture" if suffix in PICTURES else {PDF: "pdf", REGIONS: "regions"}.get(suffix)
        if day is None or number is None or kind is None:
            self.misnamed.append(path)
            return
        key = day, int(number[1])
        page = self.pages.setdefault(key, Print(*key))
        taken = getattr(page, kind)
        if taken:
            self.doubles.append((path, taken))
        else:
            setattr(page, kind, path)

    def of_day(self, day: date) -> dict[int, Print]:
        """The printed pages of a day, by number."""
        return {number: page for (of, number), page in self.pages.items() if of == day}


def day_of(path: str) -> date | None:
    """The day that the folder of a file names; None when it names none."""
    parts = path.split("/")
    return _date(parts[1]) if len(parts) == 3 else None


@lru_cache(maxsize=4096)
def _date(folder: str) -> date | None:
    try:
        return date.fromisoformat(folder) if FOLDER.fullmatch(folder) else None
    except ValueError:
        return None


def by_month(files: Mapping[str, Stat]) -> dict[str, Files]:
    """Files by month, `2023/07`; those in no folder of a day under the empty month."""
    months: dict[str, list[tuple[str, Stat]]] = {}
    for path, stat in sorted(files.items()):
        day = day_of(path)
        months.setdefault(Month.of(day).path if day else "", []).append((path, stat))
    return {month: tuple(found) for month, found in months.items()}


__all__ = ["PRINTS", "Files", "Print", "Prints", "by_month", "day_of"]
