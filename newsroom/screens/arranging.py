"""The screen on which the paper of a day is arranged: pieces are moved to pages and into order, which writes 版次 and 排序."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from http import HTTPStatus
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from linli.files import digest_of
from linli.messages import _
from linli.model.calendar import Day
from linli.text.dates import NoSuchDay, parse_date
from newsroom.manuscripts.files import Conflict, Outside
from newsroom.screens.board import MOST_PAGES, Move, Moves, board_of, day_of, days_of
from newsroom.screens.day import Piece, pieces_of
from newsroom.screens.desk import Desk
from newsroom.screens.placing import files_of, leading, placed, told_of
from newsroom.screens.screen import Screen, asked, fault, text_of, unclear, unwritten

MOVES = 50  # that can be taken back


def routes(screen: Screen) -> list[Route]:
    """The addresses of the screen."""
    desk, moves = screen.desk, Moves()

    def arrange(request: Request) -> Response:
        wanted = request.query_params.get("date", "")
        if desk.catalogue.is_complete:
            desk.catalogue.refresh()
        if not wanted:
            return screen.render("days", **days_of(desk, request.query_params.get("from", "")), wanted="", told="")
        try:
            day = parse_date(wanted)[0]
        except NoSuchDay as error:
            answer = screen.render("days", **days_of(desk, ""), wanted=wanted, told=str(error))
            answer.status_code = HTTPStatus.NOT_FOUND
            return answer
        if day.isoformat() != wanted:
            return RedirectResponse(f"/arrange?date={day}", HTTPStatus.SEE_OTHER)
        return screen.render("arrange", day=Day(day), board=board_of(desk, moves, day))

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
        new = leading(piece, pieces) if lead else placed(piece, pieces, number, before)
        if new is None:
            raise _late(desk, moves, day, _("这一版刚被动过，没有移。现在的样子在下面，请再移一次。"))
        files = files_of(pieces, new)
        told = told_of(piece, new, number, lead=lead)
        if files:
            _write(desk, moves, day, told, files)
    return {**board_of(desk, moves, day), "told": told, "written": len(files)}


def _number(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST_PAGES:
        return value
    raise unclear()


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
        if not all(_is(desk, path, digest) for path, _data, digest in move.files):
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


def _is(desk: Desk, path: str, digest: str) -> bool:
    """Whether a file is still as it was written."""
    try:
        data = desk.manuscripts.read(path)
    except (Outside, OSError):
        return False
    return digest_of(data) == digest


def _late(desk: Desk, moves: Moves, day: date, message: str) -> HTTPException:
    """Another was faster: the day as it is now goes with the message."""
    return fault(message, HTTPStatus.CONFLICT, board=board_of(desk, moves, day))
