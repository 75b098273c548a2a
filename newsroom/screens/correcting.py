"""Corrections (更正) of a published piece, and its withdrawal (撤稿), on the screen to write on.

A correction is the day on which it was made and what was wrong; of a withdrawn piece the newest one says when and why. Both
are asked for and written into the fields; what was there before is among the versions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from linli.files import digest_of
from linli.findings import Finding
from linli.messages import _
from linli.model.article import Article, Status
from linli.model.moments import due, seconds
from linli.reading.encoding import UnreadableText, decode
from linli.reading.fields import FieldReader
from linli.reading.frontmatter import cleaned, split
from linli.reading.values import STATUSES, parse_correction
from linli.text.dates import parse_date
from newsroom.manuscripts.files import Conflict
from newsroom.manuscripts.manuscript import Manuscript, with_correction, with_fields
from newsroom.screens.desk import Desk
from newsroom.screens.saving import conflict_of, manuscript_of, save_bytes
from newsroom.screens.screen import Screen, asked, bytes_of, fault, text_of, unclear

BEFORE_ALL = -1  # the place of the reason of a withdrawal: of one day the first correction is the newest
WITHDRAWN = STATUSES[Status.WITHDRAWN][1]


def routes(screen: Screen) -> list[Route]:
    """The addresses of corrections."""
    desk = screen.desk

    async def correct(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_correct, desk, await asked(request)))

    return [Route("/api/correct", correct, methods=["POST"])]


def corrections_of(desk: Desk, path: str, data: bytes) -> dict[str, Any]:
    """The corrections of a piece in the order of the file, and why it can have none (empty: it can)."""
    found = manuscript_of(path, data)
    return {
        "list": [_row(field.value, desk.zone) for field in found.corrections],
        "refusal": _refusal(desk, path, _read(desk, path, data)[0]),
        "today": desk.today.isoformat(),
        "withdrawn": WITHDRAWN,
    }


def _row(value: str, zone: ZoneInfo) -> dict[str, str]:
    """A correction as the form has it: its day, and what it says; without a day that can be read all is what it says."""
    try:
        correction = parse_correction(value, zone)
    except ValueError:
        return {"day": "", "text": value}
    return {"day": correction.day.iso, "text": correction.text}


def _correct(desk: Desk, values: Mapping[str, Any]) -> dict[str, Any]:
    """Writes a correction, another in its place, none, or the withdrawal with its reason."""
    path, digest, act = (text_of(values, name) for name in ("path", "digest", "act"))
    data = bytes_of(desk, path)
    if act not in ("write", "withdraw", "remove"):
        raise unclear()
    if digest_of(data) != digest:
        raise conflict_of(path, Conflict(data))
    place = _place(desk, manuscript_of(path, data), values)
    data = _with(path, data, place, "") if act == "remove" else _written(desk, path, data, values, place)
    digest = save_bytes(desk, path, data, digest)
    return {
        "digest": digest,
        "head": "\n".join(Manuscript.of(path, data).head),
        "status": WITHDRAWN if act == "withdraw" else None,
        "corrections": corrections_of(desk, path, data),
    }


def _place(desk: Desk, found: Manuscript, values: Mapping[str, Any]) -> int:
    """Which correction is meant, by its place and by what it was when the screen had it; behind all of them for a new one."""
    place = values.get("place")
    if place is None and values["act"] != "remove":
        return len(found.corrections)
    if isinstance(place, bool) or not isinstance(place, int):
        raise unclear()
    if not 0 <= place < len(found.corrections) or _row(found.corrections[place].value, desk.zone) != values.get("was"):
        raise fault(_("没有这一条更正，可能刚被改过。请刷新再试。"))
    return place


def _written(desk: Desk, path: str, data: bytes, values: Mapping[str, Any], place: int) -> bytes:
    """The bytes of a piece with a correction as it is asked for; when it is withdrawn, with that too."""
    withdraws = values["act"] == "withdraw"
    day, text = _day(desk, text_of(values, "day")), cleaned(text_of(values, "text"))
    before = manuscript_of(path, data).corrections
    if withdraws or place == len(before):
        refusal = _refusal(desk, path, _read(desk, path, data)[0])
        if refusal:
            raise fault(refusal)
    if not text:
        message = _("请写上为什么撤，读者会看到。") if withdraws else _("请写上哪里错了、应当怎样。")
        raise fault(message, field="text")
    if withdraws:
        place = BEFORE_ALL
        data = with_fields(path, data, {"status": WITHDRAWN})
    elif place < len(before) and _row(before[place].value, desk.zone) == {"day": day, "text": text}:
        return data  # as it is written
    data = _with(path, data, place, f"{day} {text}")
    number = max(place, 0)
    line = manuscript_of(path, data).corrections[number].line
    article, findings = _read(desk, path, data)
    for finding in findings:
        if finding.line == line:
            raise fault(finding.message, field="text" if finding.code == "E213" else "day")
    if withdraws and article is not None and article.correction and article.correction.day.iso != day:
        message = _("撤稿的日期早于这一篇已有的更正（{day}）。请查对。", day=article.correction.day.iso)
        raise fault(message, field="day")
    return data


def _with(path: str, data: bytes, place: int, value: str) -> bytes:
    try:
        made = with_correction(path, data, place, value)
    except ValueError:
        raise fault(_("这篇稿件还没有字段，写不了更正。请先把标题写上。")) from None
    manuscript_of(path, made)  # what could not be read again is not written
    return made


def _day(desk: Desk, text: str) -> str:
    try:
        return parse_date(text, desk.zone)[0].isoformat()
    except ValueError:
        raise fault(_("请写上日期，例如 2024-05-18。"), field="day") from None


def _read(desk: Desk, path: str, data: bytes) -> tuple[Article | None, list[Finding]]:
    """The fields of a piece, checked."""
    try:
        source, findings = split(decode(data, path), path, desk.settings.steps)
    except UnreadableText:
        return None, []
    if source is None:
        return None, findings
    return FieldReader(desk.settings.paper, path, source, findings).article(), findings


def _refusal(desk: Desk, path: str, article: Article | None) -> str:
    """Why a piece is neither corrected nor withdrawn: readers have not seen it."""
    if article is None or not article.kind.dated:
        return _("这一篇不用更正、撤稿，直接改就行。")
    if article.draft:
        return _("这一篇是草稿，读者没有看到：直接改就行；不要了，按“移走这一篇”。")
    if due(article, desk.settings.timezone) > seconds(desk.now):
        return _("这一篇还没有登出来，读者没有看到：直接改就行；先不登，在“状态”里选草稿。")
    return ""
