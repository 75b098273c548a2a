"""The screen of a printed page: its picture and PDF, and the regions that are drawn on it, each with its piece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from linli.messages import _
from linli.model import addresses
from linli.model.calendar import Day
from linli.reading.encoding import UnreadableText
from newsroom.arranging import pdf, prints, regions
from newsroom.arranging.prints import Changed, Printed
from newsroom.arranging.proposals import Text, proposals_of
from newsroom.desk.apart import Failed, apart
from newsroom.desk.arranging import day_of, unwritten
from newsroom.desk.day import Piece, pieces_of
from newsroom.desk.desk import Desk
from newsroom.desk.screen import Screen, asked, fault, text_of
from newsroom.manuscripts.versions import FOLDER as VERSIONS
from plugins.issues.regions import matches

LARGEST = 100_000_000  # bytes of a file that comes in
MOST_PAGES = 999
TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the paper of a day."""

    desk: Desk
    day: date
    number: int

    @property
    def printed(self) -> Printed:
        """The printed pages of the day."""
        return Printed(self.desk.settings.content, self.desk.settings.file.folder / VERSIONS, self.day)

    @property
    def text(self) -> str:
        """`第2版`, as messages have it."""
        return _("第 {page} 版", page=self.number)


def routes(screen: Screen) -> list[Route]:
    """The addresses of the screen."""
    desk = screen.desk

    def printed(request: Request) -> Response:
        if desk.catalogue.is_complete:
            desk.catalogue.refresh()
        place = _place(desk, request.query_params)
        return screen.render("printed", **_page(place))

    def picture(request: Request) -> Response:
        place = _place(desk, request.query_params)
        data = place.printed.read(place.number, "picture")
        suffix = place.printed.page(place.number).picture.rpartition(".")[2].lower()
        if data is None:
            raise fault(_("这一版还没有版面图。"), HTTPStatus.NOT_FOUND)
        return Response(data, media_type=TYPES[f".{suffix}"])

    async def take(request: Request) -> Response:
        place = _place(desk, request.query_params)
        data = await _received(request)
        known = {kind: request.query_params.get(kind, "") for kind in ("picture", "pdf")}
        return JSONResponse(await run_in_threadpool(_take, place, data, known))

    async def save(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_save, desk, await asked(request)))

    async def look(request: Request) -> Response:
        place = _place(desk, await asked(request))
        return JSONResponse(await run_in_threadpool(shown, place))

    async def propose(request: Request) -> Response:
        place = _place(desk, await asked(request))
        return JSONResponse(await run_in_threadpool(_propose, place))

    return [
        Route("/printed", printed),
        Route("/printed/picture", picture),
        Route("/api/printed/file", take, methods=["POST"]),
        Route("/api/printed/save", save, methods=["POST"]),
        Route("/api/printed/look", look, methods=["POST"]),
        Route("/api/printed/propose", propose, methods=["POST"]),
    ]


def _place(desk: Desk, values: Mapping[str, Any]) -> Place:
    """The page that a request is about.

    Raises:
        HTTPException: there can be none.
    """
    day, number = day_of(str(values.get("date", ""))), str(values.get("page", ""))
    if not (number.isascii() and number.isdigit() and len(number) <= 3 and int(number)):
        raise fault(_("没有这一版。版次是 1 到 999 的数字。"), HTTPStatus.NOT_FOUND)
    return Place(desk, day, int(number))


async def _received(request: Request) -> bytes:
    """The body of a request; refused while it comes if it is too large."""
    data = bytearray()
    told = request.headers.get("content-length", "")
    size = int(told) if told.isascii() and told.isdigit() and len(told) < 19 else 0
    try:
        async for chunk in request.stream():
            data += chunk
            if max(size, len(data)) > LARGEST:
                refused = fault(_("文件太大了，没有收下。请用 100 MB 以内的。"), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
                refused.headers = {"Connection": "close"}  # or the rest would still come
                raise refused
    except ClientDisconnect:
        raise fault(_("文件没有传完，没有收下。")) from None
    return bytes(data)


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
        "picture": prints.digest_of(printed.read(place.number, "picture")),
        "pdf": prints.digest_of(printed.read(place.number, "pdf")),
        "digest": prints.digest_of(data),
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


def _save(desk: Desk, values: Mapping[str, Any]) -> dict[str, Any]:
    """Writes the file of regions."""
    place = _place(desk, values)
    drawn = _drawn(values.get("regions"))
    pieces = [(one.path, one) for one in pieces_of(desk, place.day)]
    data = place.printed.read(place.number, "regions")
    if prints.digest_of(data) != text_of(values, "digest"):
        raise _other(place)
    named = [regions.Drawn(one.corners, _words(one.words, path, pieces), one.line) for one, path in drawn]
    try:
        made = regions.written(data or b"", f"{place.number}.txt", named)
        if drawn or data is not None:
            place.printed.save(place.number, "regions", made, text_of(values, "digest"), ".txt")
    except UnreadableText as unreadable:
        raise fault(unreadable.finding.message, HTTPStatus.UNPROCESSABLE_ENTITY) from None
    except regions.Unfit:
        raise fault(_("有一块不成样子：没有说是哪一篇，太小，或者出了图。请改好再存。")) from None
    except Changed:
        raise _other(place) from None
    except OSError as error:
        raise unwritten(error) from None
    return {**shown(place), "told": _("存好了，这一版有 {count} 块。", count=len(drawn))}


def _other(place: Place) -> HTTPException:
    message = _("这一版的区域刚被别处改过，没有覆盖。")
    return fault(message, HTTPStatus.CONFLICT, shown=shown(place))


def _drawn(value: object) -> list[tuple[regions.Drawn, str]]:
    """What a request says of regions, each with the path of its piece (empty: the words stand as they are)."""
    found = []
    try:
        if not isinstance(value, list) or len(value) > regions.MOST:
            raise TypeError
        for one in value:
            corners = tuple((float(x), float(y)) for x, y in one["corners"])
            words, path, line = one.get("words", ""), one.get("path", ""), one.get("line", 0)
            if not (isinstance(words, str) and isinstance(path, str) and type(line) is int and len(words) < 1000):
                raise TypeError
            found.append((regions.Drawn(corners, words, line), path))
    except (TypeError, ValueError, KeyError, AttributeError):
        raise fault(_("没有看懂这个请求。请刷新页面再试。")) from None
    return found


def _words(words: str, path: str, pieces: Sequence[tuple[str, Piece]]) -> str:
    """By what a piece is named: as it was, by its headline, or where that does not do, by its file."""
    if not path:
        return words
    for name in (words, next((one.title for of, one in pieces if of == path), "")):
        if name and [one.path for one in matches(pieces, name)] == [path] and regions.is_readable(name):
            return name
    return path.rpartition("/")[2] if len(matches(pieces, path.rpartition("/")[2])) == 1 else path


def _propose(place: Place) -> dict[str, Any]:
    """The regions that the words of the PDF speak for. Nothing is written."""
    data = place.printed.read(place.number, "pdf")
    if data is None:
        raise fault(_("这一版还没有 PDF。有文字的 PDF 才认得出哪一块是哪一篇。"), HTTPStatus.NOT_FOUND)
    if not pdf.works():
        raise fault(_("这台电脑上认不了 PDF 里的文字，请自己画。"), HTTPStatus.UNPROCESSABLE_ENTITY)
    pieces = pieces_of(place.desk, place.day)
    own = [piece for piece in pieces if piece.place.page in (place.number, None)] or pieces
    texts = [Text(piece.path, piece.title, piece.text) for piece in own]
    titles = {piece.path: piece.title for piece in own}
    try:
        count, found = apart(_read, data, texts)
    except Failed:
        message = _("这个 PDF 打不开，或者看得太久了。请自己画。")
        raise fault(message, HTTPStatus.UNPROCESSABLE_ENTITY) from None
    proposals = []
    for one in found:
        left, top, right, bottom = one.box
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        why = (
            _("标题和 {lines} 行字对上了", lines=one.lines)
            if one.has_title
            else _("{lines} 行字对上了", lines=one.lines)
        )
        proposals.append({"corners": corners, "words": titles[one.path], "path": one.path, "why": why})
    if not count:
        told = _("这个 PDF 里没有文字，大概是一张图。请自己画。")
    elif not proposals:
        told = _("没有认出这一版的稿件。请看看稿件的版次和标题，或者自己画。")
    else:
        told = _("认出 {count} 块，还没有写进文件。对的收下，不对的不要。", count=len(proposals))
    return {"proposals": proposals, "told": told}


def _read(data: bytes, texts: Sequence[Text]) -> tuple[int, list[Any]]:
    """How many lines of words a PDF has, and what they speak for."""
    runs = pdf.runs_of(data)
    return len(runs), list(proposals_of(runs, texts))
