"""The screen of a printed page: its picture and PDF, and the regions that are drawn on it, each with its piece."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from linli.messages import _
from linli.model import addresses
from linli.model.calendar import Day
from newsroom.arranging import pdf, prints
from newsroom.arranging.prints import Changed
from newsroom.screens import areas
from newsroom.screens.apart import Failed, apart
from newsroom.screens.day import pieces_of
from newsroom.screens.place import Place, place_of, shown
from newsroom.screens.screen import Screen, asked, fault, received, unwritten

LARGEST = 100_000_000  # bytes of a file that comes in
TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}


def routes(screen: Screen) -> list[Route]:
    """The addresses of the screen."""
    desk = screen.desk

    def printed(request: Request) -> Response:
        if desk.catalogue.is_complete:
            desk.catalogue.refresh()
        place = place_of(desk, request.query_params)
        return screen.render("printed", **_page(place))

    def picture(request: Request) -> Response:
        place = place_of(desk, request.query_params)
        data = place.printed.read(place.number, "picture")
        suffix = place.printed.page(place.number).picture.rpartition(".")[2].lower()
        if data is None:
            raise fault(_("这一版还没有版面图。"), HTTPStatus.NOT_FOUND)
        return Response(data, media_type=TYPES[f".{suffix}"])

    async def take(request: Request) -> Response:
        place = place_of(desk, request.query_params)
        data = await received(request, LARGEST, _("文件太大了，没有收下。请用 100 MB 以内的。"))
        known = {kind: request.query_params.get(kind, "") for kind in ("picture", "pdf")}
        return JSONResponse(await run_in_threadpool(_take, place, data, known))

    async def save(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(areas.save, desk, await asked(request)))

    async def look(request: Request) -> Response:
        place = place_of(desk, await asked(request))
        return JSONResponse(await run_in_threadpool(shown, place))

    async def propose(request: Request) -> Response:
        place = place_of(desk, await asked(request))
        return JSONResponse(await run_in_threadpool(areas.propose, place))

    return [
        Route("/printed", printed),
        Route("/printed/picture", picture),
        Route("/api/printed/file", take, methods=["POST"]),
        Route("/api/printed/save", save, methods=["POST"]),
        Route("/api/printed/look", look, methods=["POST"]),
        Route("/api/printed/propose", propose, methods=["POST"]),
    ]


def _page(place: Place) -> dict[str, Any]:
    """What the template has of a page."""
    used = {piece.place.page for piece in pieces_of(place.desk, place.day) if piece.place.page}
    names = dict(place.desk.settings.page_names)
    numbers = sorted({*used, *names, *place.printed.pages(), place.number})
    return {
        "day": Day(place.day),
        "number": place.number,
        "called": names.get(place.number, ""),
        "numbers": numbers,
        "shown": shown(place),
        "address": addresses.issue_page(place.day, place.number),
    }


def _take(place: Place, data: bytes, known: Mapping[str, str]) -> dict[str, Any]:
    """Puts a picture or a PDF where the paper has it; from a PDF a picture is made where there is none."""
    told = []
    is_pdf = data.startswith(pdf.SIGN)
    try:
        if not is_pdf:
            fitting, suffix, smaller = prints.fitted(data)
            path = place.printed.save(place.number, "picture", fitting, known["picture"], suffix)
            told.append(_("存成了 {path}。", path=path))
            if smaller:
                told.append(_("图片太大，或不是 jpg、png，已另做成宽 1600 像素以内的 jpg。"))
        else:
            count, made = _looked_at(data)
            path = place.printed.save(place.number, "pdf", data, known["pdf"], ".pdf")
            told.append(_("存成了 {path}。", path=path))
            if count > 1:
                told.append(_("这个 PDF 有 {count} 页，画区域只看第 1 页；最好一版一个 PDF。", count=count))
            if made and not place.printed.page(place.number).picture:
                path = place.printed.save(place.number, "picture", made, "", ".jpg")
                told.append(_("照它做了版面图 {path}。", path=path))
    except prints.NoPicture as error:
        message = _("图片的像素太多，没有收下。请另存为宽 1600 像素左右的 jpg。") if error.large else ""
        raise fault(message or _("这不是能用的图片或 PDF，没有收下。请用 jpg、png 或 PDF。")) from None
    except Changed:
        message = _("这一版的文件刚被别处换过，没有动。请看现在的，要换就再放一次。")
        raise fault(message, HTTPStatus.CONFLICT, shown=shown(place)) from None
    except OSError as error:
        raise unwritten(error) from None
    return {**shown(place), "told": " ".join(told)}


def _looked_at(data: bytes) -> tuple[int, bytes]:
    """How many pages a PDF has, and the picture of the first.

    Raises:
        HTTPException: it cannot be opened.
    """
    if not pdf.works():
        return 1, b""
    try:
        return apart(pdf.looked_at, data)
    except Failed:
        raise fault(_("这个 PDF 打不开：文件坏了，或者有密码。没有收下，请重新导出。")) from None
