"""A printed page: where its files are, and what of it the screen shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from linli.files import digest_of
from linli.messages import _
from linli.reading.encoding import UnreadableText
from newsroom.arranging import regions
from newsroom.arranging.prints import Printed
from newsroom.screens.board import day_of
from newsroom.screens.day import Piece, pieces_of
from newsroom.screens.desk import Desk
from newsroom.screens.screen import fault
from plugins.issues.regions import matches


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the paper of a day."""

    desk: Desk
    day: date
    number: int

    @property
    def printed(self) -> Printed:
        """The printed pages of the day."""
        return Printed(self.desk.settings.content, self.desk.manuscripts.versions.keep, self.day)

    @property
    def text(self) -> str:
        """`第2版`, as messages have it."""
        return _("第 {page} 版", page=self.number)


def place_of(desk: Desk, values: Mapping[str, Any]) -> Place:
    """The page that a request is about.

    Raises:
        HTTPException: there can be none.
    """
    day, number = day_of(str(values.get("date", ""))), str(values.get("page", ""))
    if not (number.isascii() and number.isdigit() and len(number) <= 3 and int(number)):
        raise fault(_("没有这一版。版次是 1 到 999 的数字。"), HTTPStatus.NOT_FOUND)
    return Place(desk, day, int(number))


def shown(place: Place) -> dict[str, Any]:
    """A printed page as the screen has it."""
    printed, page = place.printed, place.printed.page(place.number)
    pieces = _first_those_of(place.number, pieces_of(place.desk, place.day))
    data = printed.read(place.number, "regions")
    try:
        found = regions.read(data or b"", page.regions)
    except UnreadableText as unreadable:
        found, told = [], unreadable.finding.message
    else:
        told = ""
    named = [(piece.path, piece) for piece in pieces]
    drawn = []
    for region in found:
        pointed = matches(named, region.words)
        path = pointed[0].path if len(pointed) == 1 else ""
        drawn.append({"line": region.line, "corners": region.corners, "words": region.words, "path": path})
    lines = (data or b"").count(b"\n") + 1
    return {
        "date": place.day.isoformat(),
        "page": place.number,
        "picture": digest_of(printed.read(place.number, "picture")),
        "pdf": digest_of(printed.read(place.number, "pdf")),
        "digest": digest_of(data),
        "regions": drawn,
        "unreadable": told,
        "lines": lines,
        "pieces": [{"path": one.path, "title": one.title, "page": one.place.page} for one in pieces],
    }


def _first_those_of(number: int, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a page, then those of none, then the others."""
    return sorted(
        pieces,
        key=lambda one: (one.place.page != number, one.place.page is not None, one.place.page or 0, one.place.on_page),
    )
