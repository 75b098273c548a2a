"""Versions of a piece, and pieces that were taken away: each can be looked at and put back."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import ndiff
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from linli.messages import _
from linli.reading.encoding import UnreadableText, decode
from newsroom.desk.desk import Desk
from newsroom.desk.screen import Screen, asked, fault, text_of
from newsroom.desk.writing import save_bytes
from newsroom.manuscripts.files import Outside
from newsroom.manuscripts.manuscript import Manuscript
from newsroom.manuscripts.versions import Version

AT_ONCE = 100  # versions that are listed


def routes(screen: Screen) -> list[Route]:
    """The addresses of versions."""
    desk = screen.desk

    def past(request: Request) -> Response:
        path = request.query_params.get("path", "")
        try:
            desk.manuscripts.file(path)
        except Outside:
            raise fault(_("没有这篇稿件，可能刚被移走。"), HTTPStatus.NOT_FOUND) from None
        versions = desk.manuscripts.versions.of(path)[:AT_ONCE]
        now = desk.manuscripts.read(path)
        shown = [(one, _when(desk, one), _difference(desk, one, now)) for one in versions]
        return screen.render("past", path=path, versions=shown, is_there=now is not None)

    def away(request: Request) -> Response:
        gone = [one for one in desk.manuscripts.versions.deleted() if desk.manuscripts.read(one.path) is None]
        latest = list({one.path: one for one in reversed(gone)}.values())[::-1][:AT_ONCE]
        return screen.render("away", gone=[(one, _when(desk, one), _title(desk, one)) for one in latest])

    async def restore(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_restore, desk, await asked(request)))

    return [Route("/past", past), Route("/away", away), Route("/api/restore", restore, methods=["POST"])]


def _restore(desk: Desk, values: Mapping[str, Any]) -> dict[str, Any]:
    """Puts a version in the place of what is there now, which becomes a version itself."""
    path, name = text_of(values, "path"), text_of(values, "name")
    try:
        desk.manuscripts.file(path)
    except Outside:
        raise fault(_("没有这篇稿件，可能刚被移走。"), HTTPStatus.NOT_FOUND) from None
    version = next((one for one in desk.manuscripts.versions.of(path) if one.name == name), None)
    if version is None:
        raise fault(_("没有这一版。"), HTTPStatus.NOT_FOUND)
    now = desk.manuscripts.read(path)
    digest = Manuscript.of(path, now).digest if now is not None else ""
    return {"digest": save_bytes(desk, path, desk.manuscripts.versions.data(version), digest)}


def _when(desk: Desk, version: Version) -> str:
    return f"{version.kept.astimezone(ZoneInfo(desk.settings.timezone)):%Y-%m-%d %H:%M:%S}"


def _title(desk: Desk, version: Version) -> str:
    try:
        found = Manuscript.of(version.path, desk.manuscripts.versions.data(version))
    except (UnreadableText, OSError):
        return version.path
    field = found.fields.get("title")
    return field.value if field else version.path


def _difference(desk: Desk, version: Version, now: bytes | None) -> list[tuple[str, str]]:
    """What stands in a version and not in what is there now (`-`), and the other way round (`+`)."""
    try:
        old = decode(desk.manuscripts.versions.data(version), version.path).split("\n")
        new = decode(now or b"", version.path).split("\n") if now else []
    except (UnreadableText, OSError):
        return []
    return [(line[0], line[2:]) for line in ndiff(old, new) if line[0] in "+-" and line[2:].strip()]
