"""The screen on which the paper of a day is arranged: pieces are moved to pages and into order, which writes 版次 and 排序."""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from http import HTTPStatus
from itertools import groupby, islice
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from linli.messages import _
from linli.model.article import Kind
from linli.model.calendar import Day
from newsroom.arranging.order import HEAVIEST, Place, cap_of, weights_for
from newsroom.desk.day import FOLDER, Piece, pieces_of
from newsroom.desk.desk import Desk
from newsroom.desk.screen import Screen, asked, fault, text_of
from newsroom.manuscripts.files import Conflict
from newsroom.manuscripts.manuscript import digest_of, with_fields

MONTHS = 12  # of days that are offered at a time
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOST_PAGES = 999
FEWEST_PAGES = 4  # columns that an empty day has
LEADS = 5  # the lead and the seconds of the front page
MOVES = 50  # that can be taken back


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


def routes(screen: Screen) -> list[Route]:
    """The addresses of the screen."""
    desk, moves = screen.desk, Moves()

    def arrange(request: Request) -> Response:
        wanted = request.query_params.get("date", "")
        if desk.catalogue.is_complete:
            desk.catalogue.refresh()
        if not wanted:
            return screen.render("days", **_days(desk, request.query_params.get("from", "")))
        day = day_of(wanted)
        board = board_of(desk, moves, day)
        return screen.render(
            "arrange", day=Day(day), board=board, **_near(desk, day), is_complete=desk.catalogue.is_complete
        )

    async def look(request: Request) -> Response:
        values = await asked(request)
        return JSONResponse(await run_in_threadpool(_look, desk, moves, values))

    async def move(request: Request) -> Response:
        values = await asked(request)
        return JSONResponse(await run_in_threadpool(_move, desk, moves, values))

    async def undo(request: Request) -> Response:
        values = await asked(request)
        return JSONResponse(await run_in_threadpool(_undo, desk, moves, values))

    return [
        Route("/arrange", arrange),
        Route("/api/arrange/look", look, methods=["POST"]),
        Route("/api/arrange/move", move, methods=["POST"]),
        Route("/api/arrange/undo", undo, methods=["POST"]),
    ]


def day_of(text: str) -> date:
    """A day as addresses have it.

    Raises:
        HTTPException: it is none.
    """
    with suppress(ValueError):
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    raise fault(_("没有这一天。日期写成 2024-05-09 这样。"), HTTPStatus.NOT_FOUND)


def _days(desk: Desk, before: str) -> dict[str, Any]:
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
    today = desk.settings.today.isoformat()
    shown = {"months": months[:MONTHS], "following": following, "today": today}
    return {**shown, "is_complete": desk.catalogue.is_complete}


def _near(desk: Desk, day: date) -> dict[str, str]:
    """The days before and after one that have pieces."""
    days = sorted(
        {one.day for one in desk.catalogue.entries() if DAY.fullmatch(one.day) and one.path.startswith(FOLDER)}
    )
    own = day.isoformat()
    return {
        "earlier": max((one for one in days if one < own), default=""),
        "later": min((one for one in days if one > own), default=""),
        "newest": days[-1] if days else "",
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
        "pages": columns,
        "count": len(pieces),
        "undo": {"id": last.id, "told": last.told} if last else None,
    }


def _look(desk: Desk, moves: Moves, values: Mapping[str, Any]) -> dict[str, Any]:
    return board_of(desk, moves, day_of(text_of(values, "date")))


def _move(desk: Desk, moves: Moves, values: Mapping[str, Any]) -> dict[str, Any]:
    """Moves a piece to a page, before another one or to the end; answers with the day as it is then."""
    day, path, before = (
        day_of(text_of(values, "date")),
        text_of(values, "path"),
        values.get("before"),
    )
    number = _number(values.get("page"))
    with moves.turn:
        pieces = pieces_of(desk, day)
        piece = next((one for one in pieces if one.path == path), None)
        if piece is None:
            raise _late(desk, moves, day, _("这篇稿件刚被移走，或者不在这一天了，没有动。"))
        if piece.digest != text_of(values, "digest"):
            message = _("“{title}”刚被改过，没有动它。现在的样子在下面，请再移一次。", title=piece.title)
            raise _late(desk, moves, day, message)
        lead = values.get("lead") is True
        new = _leading(piece, pieces) if lead else _placed(piece, pieces, number, before)
        if new is None:
            raise _late(desk, moves, day, _("这一版刚被动过，没有移。现在的样子在下面，请再移一次。"))
        files = _files(pieces, new)
        told = _told(piece, new, number, lead=lead)
        if files:
            _write(desk, moves, day, told, files)
    return {**board_of(desk, moves, day), "told": told, "written": len(files)}


def _number(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST_PAGES:
        return value
    raise fault(_("没有看懂这个请求。请刷新页面再试。"))


def _placed(piece: Piece, pieces: Sequence[Piece], number: int | None, before: object) -> dict[str, Place] | None:
    """The pieces of the page in the wanted order, as their fields are to be; None when what it comes before is not there."""
    wanted = sorted(
        (one.place for one in pieces if one.place.page == number and one.path != piece.path),
        key=lambda one: one.on_page,
    )
    at = next((index for index, one in enumerate(wanted) if one.path == before), None)
    if before is not None and at is None:
        return None
    moved = replace(piece.place, page=number)
    wanted.insert(len(wanted) if at is None else at, moved)
    day = [one.place for one in pieces]
    weights = weights_for(wanted, piece.place, cap_of(number, day, piece.place))
    return {place.path: replace(place, weight=weights[place.path]) for place in wanted}


def _leading(piece: Piece, pieces: Sequence[Piece]) -> dict[str, Place]:
    """The piece, heavier than all others of the day."""
    heaviest = max((one.place.weight for one in pieces if one.path != piece.path), default=0)
    return {piece.path: replace(piece.place, weight=max(piece.place.weight, min(heaviest + 1, HEAVIEST)))}


def _files(pieces: Sequence[Piece], new: Mapping[str, Place]) -> list[tuple[Piece, bytes]]:
    """The files that are otherwise now, and what they are to be."""
    found = []
    for piece in pieces:
        place = new.get(piece.path, piece.place)
        fields = {}
        if place.page != piece.place.page:
            fields["page"] = str(place.page or "")
        if place.weight != piece.place.weight:
            fields["weight"] = str(place.weight)
        if fields and not piece.has_fields:
            raise fault(_("“{title}”没有字段区，写不进去。请先补上字段。", title=piece.title), HTTPStatus.CONFLICT)
        if fields:
            found.append((piece, with_fields(piece.path, piece.data, fields)))
    return found


def _told(piece: Piece, new: Mapping[str, Place], number: int | None, *, lead: bool) -> str:
    if lead:
        return _("“{title}”做了头条。", title=piece.title)
    at, count = list(new).index(piece.path) + 1, len(new)
    if number is None:
        return _("“{title}”放到未分版的第 {at} 篇，共 {count} 篇。", title=piece.title, at=at, count=count)
    return _("“{title}”放到第 {page} 版第 {at} 篇，共 {count} 篇。", title=piece.title, page=number, at=at, count=count)


def _write(desk: Desk, moves: Moves, day: date, told: str, files: Sequence[tuple[Piece, bytes]]) -> None:
    """Writes all of them; when one cannot be, none."""
    done: list[tuple[str, bytes, str]] = []
    try:
        for piece, data in files:
            done.append((piece.path, piece.data, desk.manuscripts.save(piece.path, data, piece.digest)))
    except (Conflict, OSError) as error:
        for path, data, digest in done:
            with suppress(Conflict, OSError):
                desk.manuscripts.save(path, data, digest)
        if isinstance(error, Conflict):
            raise _late(desk, moves, day, _("有稿件刚被改过，没有移。现在的样子在下面，请再移一次。")) from None
        raise unwritten(error) from None
    moves.made.append(Move(secrets.token_hex(8), day, told, tuple(done)))
    del moves.made[:-MOVES]
    desk.refresh()


def _undo(desk: Desk, moves: Moves, values: Mapping[str, Any]) -> dict[str, Any]:
    """Takes the last move of the day back, if it is still the one that the screen shows, and nobody wrote since."""
    day, id = day_of(text_of(values, "date")), text_of(values, "id")
    with moves.turn:
        move = moves.last(day)
        if move is None or move.id != id:
            raise _late(desk, moves, day, _("这一步已经撤过了，或者后来又移过。"))
        current = [desk.manuscripts.read(path) for path, _data, _digest in move.files]
        if any(data is None or digest_of(data) != move.files[at][2] for at, data in enumerate(current)):
            moves.made.remove(move)
            raise _late(desk, moves, day, _("移了以后，稿件又被改过，撤不回了。请照现在的样子再移。"))
        try:
            for path, data, digest in move.files:
                desk.manuscripts.save(path, data, digest)
        except Conflict:
            raise _late(desk, moves, day, _("有稿件刚被改过，没有全撤回。请看现在的样子。")) from None
        except OSError as error:
            raise unwritten(error) from None
        moves.made.remove(move)
    desk.refresh()
    return {**board_of(desk, moves, day), "told": _("撤回了：{told}", told=move.told), "written": len(move.files)}


def _late(desk: Desk, moves: Moves, day: date, message: str) -> HTTPException:
    """Another was faster: the day as it is now goes with the message."""
    return fault(message, HTTPStatus.CONFLICT, board=board_of(desk, moves, day))


def unwritten(error: OSError) -> HTTPException:
    """What is said when a file cannot be written."""
    return fault(
        _("存不了（{reason}）。请检查磁盘和文件夹的权限。", reason=error.strerror or ""),
        HTTPStatus.INSUFFICIENT_STORAGE,
    )
