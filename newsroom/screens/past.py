"""Versions of a piece, and what was taken away, pieces and pictures: each can be looked at and put back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http import HTTPStatus
from itertools import groupby, islice
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from linli.files import digest_of, write_atomically
from linli.messages import _
from linli.model.photo import PHOTOS
from linli.reading.encoding import UnreadableText
from newsroom.manuscripts.files import Outside
from newsroom.manuscripts.history import History
from newsroom.manuscripts.manuscript import Manuscript
from newsroom.manuscripts.versions import Version
from newsroom.screens.desk import Desk
from newsroom.screens.difference import difference
from newsroom.screens.photos import place_of
from newsroom.screens.saving import save_bytes
from newsroom.screens.screen import Screen, asked, fault, missing, text_of, unwritten

AT_ONCE = 100  # versions that are listed
OF_GIT = "git:"  # begins the name of a version that a commit has


@dataclass(frozen=True, slots=True)
class Past:
    """A version of a piece as the screen lists it: when it was there, what is said of it, its bytes, its name."""

    moment: datetime
    told: str
    data: bytes
    name: str


def routes(screen: Screen) -> list[Route]:
    """The addresses of versions."""
    desk = screen.desk

    def past(request: Request) -> Response:
        path = request.query_params.get("path", "")
        now = _now(desk, path)
        listed = sorted(_versions(desk, path), key=lambda one: one.moment, reverse=True)[:AT_ONCE]
        shown = [(one, _when(desk, one.moment), difference(one.data, now, path)) for one in listed]
        return screen.render("past", path=path, versions=shown, is_there=now is not None)

    def away(request: Request) -> Response:
        now = request.query_params.get("gone", "")  # the piece that was taken away just now
        gone = [one for one in desk.manuscripts.versions.deleted() if not (desk.settings.content / one.path).exists()]
        latest: dict[str, Version] = {}
        for one in gone:  # the newest first
            latest.setdefault(one.path, one)
        listed = islice(latest.values(), AT_ONCE)
        times = [(when, list(group)) for when, group in groupby(listed, key=lambda one: _when(desk, one.kept))]
        return screen.render("away", times=times, title=partial(_title, desk), photos=PHOTOS, asked=now)

    def picture(request: Request) -> Response:
        path, name = request.path_params["path"], request.query_params.get("name", "")
        _place, data = _picture(desk, f"{PHOTOS}/{path}", name)
        return Response(data, media_type=guess_type(path)[0] or "application/octet-stream")

    async def restore(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_restore, desk, await asked(request)))

    return [
        Route("/past", past),
        Route("/away", away),
        Route("/content/away/{path:path}", picture),
        Route("/api/restore", restore, methods=["POST"]),
    ]


def _now(desk: Desk, path: str) -> bytes | None:
    try:
        return desk.manuscripts.read(path)
    except (Outside, OSError):
        raise missing() from None


def _versions(desk: Desk, path: str) -> Iterator[Past]:
    """Those that were kept, and those of the repository."""
    for version in desk.manuscripts.versions.of(path)[:AT_ONCE]:
        try:
            data = desk.manuscripts.versions.data(version)
        except OSError:
            continue
        yield Past(version.kept, _("移走前") if version.deleted else _("改动前"), data, version.name)
    history = History(desk.settings.content)
    for commit in history.of(path):
        held = history.data(commit, path)
        if held is not None:
            told = _("Git：{author}：{subject}", author=commit.author, subject=commit.subject)
            yield Past(commit.moment, told, held, OF_GIT + commit.sha)


def _restore(desk: Desk, values: Mapping[str, Any]) -> dict[str, Any]:
    """Puts a version in the place of what is there now, which becomes a version itself."""
    path, name = text_of(values, "path"), text_of(values, "name")
    if path.startswith(f"{PHOTOS}/"):
        return _restore_picture(desk, path, name)
    now = _now(desk, path)
    version = next((one for one in _versions(desk, path) if one.name == name), None)
    if version is None:
        raise fault(_("没有这一版。"), HTTPStatus.NOT_FOUND)
    return {"digest": save_bytes(desk, path, version.data, digest_of(now))}


def _picture(desk: Desk, path: str, name: str) -> tuple[Path, bytes]:
    """Where a picture was that was taken away, and its bytes.

    Raises:
        HTTPException: there is none.
    """
    file = place_of(desk, path.removeprefix(f"{PHOTOS}/"))
    own = file.relative_to(desk.settings.content.resolve()).as_posix()
    for version in desk.manuscripts.versions.of(own):
        if version.name == name:
            with suppress(OSError):
                return file, desk.manuscripts.versions.data(version)
    raise fault(_("没有这一版。"), HTTPStatus.NOT_FOUND)


def _restore_picture(desk: Desk, path: str, name: str) -> dict[str, Any]:
    """Puts a picture where it was; never over another."""
    file, data = _picture(desk, path, name)
    if file.exists():
        raise fault(_("那里已经有一张同名的图片，没有动它。"), HTTPStatus.CONFLICT)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, data, durable=True)
    except OSError as error:
        raise unwritten(error) from None
    return {"digest": digest_of(data)}


def _when(desk: Desk, moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo(desk.settings.timezone)):%Y-%m-%d %H:%M:%S}"


def _title(desk: Desk, version: Version) -> str:
    if not version.path.endswith(".md"):
        return version.path
    try:
        found = Manuscript.of(version.path, desk.manuscripts.versions.data(version))
    except (UnreadableText, OSError):
        return version.path
    field = found.fields.get("title")
    return field.value if field else version.path
