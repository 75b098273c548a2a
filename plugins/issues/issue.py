"""The paper of a day: its pages, and what stands on each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from linli.model import addresses
from linli.model.article import Teaser
from linli.model.calendar import Day
from linli.store.records import Stored

OTHERS = "其他"  # what pieces on no page stand under
Piece = tuple[Stored, Teaser]


@dataclass(frozen=True, slots=True)
class Folio:
    """A page of an issue, as lists name it."""

    number: int
    name: str  # empty without one
    url: str
    count: int  # of its pieces

    @property
    def label(self) -> str:
        """`第3版 · 综合`"""
        return f"第{self.number}版 · {self.name}" if self.name else f"第{self.number}版"


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands on a page of an issue; `folio` is none for pieces that are on no page."""

    folio: Folio | None
    teasers: list[Teaser]


@dataclass(frozen=True, slots=True)
class Issue:
    """The paper of a day."""

    day: Day
    contents: list[Contents]  # page by page, at last what is on none
    stored: list[Stored]  # in the same order

    @property
    def folios(self) -> list[Folio]:
        """Its pages; none when no piece has a page."""
        return [contents.folio for contents in self.contents if contents.folio]

    @property
    def pages(self) -> list[tuple[Folio, list[Teaser]]]:
        """Each of its pages, with what stands on it."""
        return [(contents.folio, contents.teasers) for contents in self.contents if contents.folio]

    @property
    def count(self) -> int:
        """How many pieces it has."""
        return len(self.stored)


def issues_of(pieces: Iterable[Piece], names: dict[int, str]) -> list[Issue]:
    """The issues of pieces that are given as they lie on a shelf: the newest day first.

    Args:
        pieces: those of a page come in the order in which a page names them.
        names: of pages, by number.
    """
    return [_issue(day, list(of_day), names) for day, of_day in groupby(pieces, key=lambda piece: piece[1].day)]


def _issue(day: Day, pieces: list[Piece], names: dict[int, str]) -> Issue:
    pieces.sort(key=lambda piece: (piece[1].page is None, piece[1].page or 0))
    contents = []
    for number, on_page in groupby(pieces, key=lambda piece: piece[1].page):
        teasers = [teaser for _, teaser in on_page]
        folio = None
        if number is not None:
            folio = Folio(number, names.get(number, ""), addresses.issue_page(day.date, number), len(teasers))
        contents.append(Contents(folio, teasers))
    return Issue(day, contents, [stored for stored, _ in pieces])
