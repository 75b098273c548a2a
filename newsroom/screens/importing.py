"""The screen to import on: files come in, what was found is shown with every guess, and nothing is written before one says so."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from linli.messages import _
from linli.model.article import Kind
from newsroom.importing import tray as trays
from newsroom.importing import undo
from newsroom.importing.offer import Offered, Wishes, plans_of, rows_of
from newsroom.importing.tray import Refused, Tray
from newsroom.importing.writing import carry_out
from newsroom.screens.desk import Desk
from newsroom.screens.screen import Screen, asked, fault, text_of, unclear, unwritten

BYLINES = 300  # of the newest pieces, to choose from
CHOSEN = (Kind.STORY, Kind.COMMENTARY, Kind.PHOTO)  # kinds that a piece can be made


def routes(screen: Screen) -> list[Route]:
    """The addresses of the screen."""
    desk = screen.desk

    def first(request: Request) -> Response:
        kinds = [(kind.value, name) for kind, name in zip(CHOSEN, _names(), strict=True)]
        limits = {"file": trays.LARGEST_FILE, "all": trays.LARGEST, "count": trays.MOST_FILES}
        return screen.render("import", day=desk.today.isoformat(), kinds=kinds, limits=limits)

    def begin(request: Request) -> Response:
        try:
            return JSONResponse({"id": desk.trays.new().id})
        except OSError as error:
            raise unwritten(error) from None

    async def file(request: Request) -> Response:
        tray = _tray(desk, request.query_params.get("id", ""))
        await _receive(request, tray, request.query_params.get("name", ""))
        return JSONResponse({"count": tray.count, "size": tray.size})

    async def look(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_look, desk, await asked(request)))

    async def write(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_write, desk, await asked(request)))

    async def leave(request: Request) -> Response:
        values = await asked(request)
        await run_in_threadpool(desk.trays.drop, text_of(values, "id"))
        return JSONResponse({})

    def take_back(request: Request) -> Response:
        return JSONResponse(_take_back(desk))

    return [
        Route("/import", first),
        Route("/api/import/begin", begin, methods=["POST"]),
        Route("/api/import/file", file, methods=["POST"]),
        Route("/api/import/look", look, methods=["POST"]),
        Route("/api/import/write", write, methods=["POST"]),
        Route("/api/import/leave", leave, methods=["POST"]),
        Route("/api/import/undo", take_back, methods=["POST"]),
    ]


def _names() -> tuple[str, ...]:
    """The names of the kinds that a piece can be made."""
    return _("通讯"), _("评论"), _("图片新闻")


def _tray(desk: Desk, id: str) -> Tray:
    tray = desk.trays.get(id)
    if tray is None:
        raise fault(_("这次导入已经结束。请刷新页面，再放一次文件。"), HTTPStatus.GONE)
    return tray


async def _receive(request: Request, tray: Tray, name: str) -> None:
    """Takes a file in, piece by piece; what is too large is refused while it comes, and nothing of it is left."""
    told = request.headers.get("content-length", "")
    size, place = 0, None
    try:
        place = tray.place(name, int(told) if told.isascii() and told.isdigit() else 0)
        with place.open("wb") as out:
            async for chunk in request.stream():
                size += len(chunk)
                tray.check(name, size)
                out.write(chunk)
    except (Refused, OSError, ClientDisconnect) as error:
        if place is not None:
            with suppress(OSError):
                place.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise unwritten(error) from None
        refused = fault(str(error), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        refused.headers = {"Connection": "close"}  # or the rest would still come
        raise refused from None
    tray.came(place, size)


def _offered(desk: Desk, tray: Tray, values: Mapping[str, Any]) -> tuple[list[Offered], dict[str, Any]]:
    """The plans of a tray, and the answer that shows them."""
    try:
        wishes = Wishes.of(values, desk.today)
    except TypeError:
        raise unclear() from None
    except ValueError as error:
        raise fault(str(error)) from None
    pages, findings, passed = tray.pages(desk.settings)
    offered = plans_of(tray, desk.settings, wishes, pages)
    known: dict[str, list[str]] = {}
    bylines: dict[str, None] = {}
    for entry in desk.catalogue.entries():
        known.setdefault(entry.title, []).append(entry.path)
        if entry.byline and len(bylines) < BYLINES:
            bylines[entry.byline] = None
    rows = zip(offered, pages, strict=True)
    files = [rows_of(tray, one, number, page, known) for number, (one, (_file, page)) in enumerate(rows)]
    faults = [f"{tray.name_of(one.path)}: {one.code} {one.message}" for one in findings]
    return offered, {"files": files, "faults": faults, "passed": passed, "bylines": list(bylines)}


def _look(desk: Desk, values: Mapping[str, Any]) -> dict[str, Any]:
    """What would be written."""
    tray = _tray(desk, text_of(values, "id"))
    with tray.lock:
        return _offered(desk, tray, values)[1]


def _write(desk: Desk, values: Mapping[str, Any]) -> dict[str, Any]:
    """Writes it, each file whole or not at all; what stands in the way is told."""
    tray = _tray(desk, text_of(values, "id"))
    with tray.lock:
        offered, answer = _offered(desk, tray, values)
        plans = [one.plan for one in offered]
        found = carry_out(plans, desk.settings.file.folder, desk.settings.content)
    failed = [f"{tray.name_of(one.path)}: {one.code} {one.message}" for one in found]
    content = desk.settings.content
    written = [
        {"path": entry.target.relative_to(content).as_posix(), "title": entry.item.title, "state": entry.state.value}
        for plan in plans
        if plan.written
        for entry in plan.entries
    ]
    if not failed:
        desk.trays.drop(tray.id)
    desk.refresh()
    return {"written": written, "faults": [*answer["faults"], *failed], "done": not failed}


def _take_back(desk: Desk) -> dict[str, Any]:
    """Takes the last import back."""
    settings = desk.settings
    try:
        gone = undo.undo(settings.file.folder, settings.content, desk.manuscripts.versions.put_away)
    except undo.NothingToUndo:
        raise fault(_("没有可以撤回的导入。"), HTTPStatus.CONFLICT) from None
    except undo.Edited as edited:
        names = [_name(path, settings.content) for path in edited.files]
        message = _("一个文件也没有删：导入以后改过 {names}。要撤回，请先把改过的移走。", names="、".join(names))
        raise fault(message, HTTPStatus.CONFLICT) from None
    except OSError as error:
        raise unwritten(error) from None
    desk.refresh()
    return {"message": _("撤回了上一次导入，移走 {count} 个文件，在“移走的”里可以放回去。", count=len(gone))}


def _name(path: Path, content: Path) -> str:
    return path.relative_to(content).as_posix()
