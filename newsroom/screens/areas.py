"""The regions of a printed page: saved as they were drawn, and offered from the words of its PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException

from linli.files import digest_of
from linli.messages import _
from linli.reading.encoding import UnreadableText
from newsroom.arranging import pdf, regions
from newsroom.arranging.prints import Changed
from newsroom.arranging.proposals import Text, proposals_of
from newsroom.screens.apart import Failed, apart
from newsroom.screens.day import Piece, pieces_of
from newsroom.screens.desk import Desk
from newsroom.screens.place import Place, place_of, shown
from newsroom.screens.screen import fault, text_of, unclear, unwritten
from plugins.issues.regions import matches


def save(desk: Desk, values: Mapping[str, Any]) -> dict[str, Any]:
    """Writes the file of regions."""
    place = place_of(desk, values)
    drawn = _drawn(values.get("regions"))
    pieces = [(one.path, one) for one in pieces_of(desk, place.day)]
    data = place.printed.read(place.number, "regions")
    if digest_of(data) != text_of(values, "digest"):
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
        raise unclear() from None
    return found


def _words(words: str, path: str, pieces: Sequence[tuple[str, Piece]]) -> str:
    """By what a piece is named: as it was, by its headline, or where that does not do, by its file."""
    if not path:
        return words
    for name in (words, next((one.title for of, one in pieces if of == path), "")):
        if name and [one.path for one in matches(pieces, name)] == [path] and regions.is_readable(name):
            return name
    return path.rpartition("/")[2] if len(matches(pieces, path.rpartition("/")[2])) == 1 else path


def propose(place: Place) -> dict[str, Any]:
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
