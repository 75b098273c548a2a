"""The paper of a day as the screen to arrange it has it, and the days that there are."""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from itertools import groupby, islice
from typing import Any

from linli.messages import _
from linli.model.article import Kind
from newsroom.screens.day import FOLDER, pieces_of
from newsroom.screens.desk import Desk
from newsroom.screens.screen import fault

MONTHS = 12  # of days that are offered at a time
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOST_PAGES = 999
FEWEST_PAGES = 4  # columns that an empty day has
LEADS = 5  # the lead and the seconds of the front page


@dataclass(frozen=True, slots=True)
class Move:
    """A move that was made: the files that were written, as they were before, and the digests that they got."""

    id: str
    day: date
    told: str
    files: tuple[tuple[str, bytes, str], ...]


@dataclass
class Moves:
    """The last moves at this desk, and the turn of those who make one."""

    made: list[Move] = field(default_factory=list)
    turn: threading.Lock = field(default_factory=threading.Lock)

    def last(self, day: date) -> Move | None:
        """The last of a day."""
        return next((move for move in reversed(self.made) if move.day == day), None)


def day_of(text: str) -> date:
    """A day as addresses have it.

    Raises:
        HTTPException: it is none.
    """
    with suppress(ValueError):
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    raise fault(_("没有这一天。日期写成 2024-05-09 这样。"), HTTPStatus.NOT_FOUND)


def days_of(desk: Desk, before: str) -> dict[str, Any]:
    """The days that have pieces, month by month, the newest first."""
    entries = (one for one in desk.catalogue.entries() if one.day and one.path.startswith(FOLDER))
    counted = (
        (day, sum(1 for _one in group))
        for day, group in groupby(entries, key=lambda entry: entry.day)
        if DAY.fullmatch(day)
    )
    older = ((day, count) for day, count in counted if not before or day < before)
    by_month = groupby(older, key=lambda pair: pair[0][:7])
    months = [(month, list(days)) for month, days in islice(by_month, MONTHS + 1)]
    following = months[MONTHS - 1][1][-1][0] if len(months) > MONTHS else ""
    today = desk.today.isoformat()
    shown = {"months": months[:MONTHS], "following": following, "today": today}
    return {**shown, "is_complete": desk.catalogue.is_complete}


def near(desk: Desk, day: date) -> dict[str, str]:
    """The days before and after one that have pieces."""
    days = sorted(
        {one.day for one in desk.catalogue.entries() if DAY.fullmatch(one.day) and one.path.startswith(FOLDER)}
    )
    own = day.isoformat()
    return {
        "earlier": max((one for one in days if one < own), default=""),
        "later": min((one for one in days if one > own), default=""),
    }


def board_of(desk: Desk, moves: Moves, day: date) -> dict[str, Any]:
    """The paper of a day as the screen has it."""
    pieces = pieces_of(desk, day)
    names = dict(desk.settings.page_names)
    used = {piece.place.page for piece in pieces if piece.place.page}
    numbers = sorted(used | {number for number in names if number <= MOST_PAGES} | set(range(1, FEWEST_PAGES + 1)))
    leads = [piece.path for piece in pieces if piece.kind is Kind.STORY and not piece.is_draft][:LEADS]
    columns: list[dict[str, Any]] = []
    for number in [*numbers, None]:
        own = sorted((piece for piece in pieces if piece.place.page == number), key=lambda one: one.place.on_page)
        shown = [{**one.shown(), "lead": leads.index(one.path) + 1 if one.path in leads else 0} for one in own]
        columns.append({"number": number, "name": names.get(number or 0, ""), "pieces": shown})
    last = moves.last(day)
    return {
        "date": day.isoformat(),
        **near(desk, day),
        "is_complete": desk.catalogue.is_complete,
        "pages": columns,
        "count": len(pieces),
        "undo": {"id": last.id, "told": last.told} if last else None,
    }
