"""The screen from which a piece or a day goes elsewhere: WeChat's official accounts, group chats, a poster.

What it shows is read from the content folder, in a process of its own: reading may start workers, which a server must not.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

import click
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from linli.errors import BuildError, ContentError, SettingsError
from linli.images.stripping import stripped
from linli.messages import _, language, speaking
from linli.model import addresses
from linli.settings.table import Settings
from newsroom import settings as paper_settings
from newsroom.previewing.live import FOLDER as SITE
from newsroom.screens.apart import Failed, apart
from newsroom.screens.screen import Screen, broken, fault
from newsroom.sharing import opening
from newsroom.sharing.digest import digest_of
from newsroom.sharing.page import SCRIPT, shown, static
from newsroom.sharing.post import Post, post_of
from newsroom.sharing.poster import poster_of
from newsroom.terminal import Progress
from plugins.hanzi.settings import twins_of

T = TypeVar("T")
PICTURES = "/share/picture?path="
PATIENCE = 600.0  # seconds: a long archive may have to be read first


@dataclass(frozen=True, slots=True)
class Shared:
    """What goes out: the post; of a day its text for groups too."""

    post: Post
    text: str = ""
    told: list[str] = field(default_factory=list)  # of the text


def routes(screen: Screen) -> list[Route]:
    """The addresses of the screen."""
    settings = screen.desk.settings
    config = settings.file.path

    async def share(request: Request) -> Response:
        what, script = _asked(request)
        found = await run_in_threadpool(_apart, shared, config, what, script)
        day = what if isinstance(what, date) else None
        own = "hant" if settings.paper.lang.startswith("zh-Hant") else "hans"
        scripts = [("", own), *((one.script.prefix.strip("/"), one.script.label) for one in twins_of(settings))]
        values = {"shared": found, "day": day, "script": script, "scripts": scripts, "query": request.query_params}
        return screen.render("share", **values, post=shown(found.post, PICTURES))

    async def poster(request: Request) -> Response:
        what, script = _asked(request)
        data = await run_in_threadpool(_apart, drawn, config, what, script)
        name = f"poster-{what}.png"
        return Response(data, media_type="image/png", headers={"Content-Disposition": f'inline; filename="{name}"'})

    def picture(request: Request) -> Response:
        return _picture(settings, request.query_params.get("path", ""))

    def copying(request: Request) -> Response:
        return Response(static(SCRIPT), media_type="text/javascript")

    return [
        Route("/share", share),
        Route("/share/poster", poster),
        Route("/share/picture", picture),
        Route(f"/share/{SCRIPT}", copying),
    ]


def shared(config: Path, what: date | str, script: str) -> Shared:
    """A day, or the piece at a path below the content folder, as it goes out."""
    settings = _settings(config)
    twin = opening.script_named(settings, script or None)
    if isinstance(what, str):
        with opening.of_piece(settings, what, twin, Progress()) as selection:
            return Shared(post_of(selection))
    with opening.of_day(settings, what, twin, Progress()) as selection:
        return Shared(post_of(selection), *digest_of(selection))


def drawn(config: Path, what: date, script: str) -> bytes:
    """The poster of a day."""
    settings = _settings(config)
    twin = opening.script_named(settings, script or None)
    with opening.of_day(settings, what, twin, Progress()) as selection:
        return poster_of(selection, ".png")[0]


def _settings(config: Path) -> Settings:
    """The settings, with the preview's site for the site: what that has read is not read again."""
    return paper_settings.read(config, output=config.absolute().parent / SITE)


def _asked(request: Request) -> tuple[date | str, str]:
    query = request.query_params
    script = query.get("script", "")
    if path := query.get("path"):
        return path, script
    try:
        return date.fromisoformat(query.get("day", "")), script
    except ValueError:
        raise fault(_("没有这一页。"), HTTPStatus.NOT_FOUND) from None


def _apart(work: Callable[..., T], *arguments: Any) -> T:
    """Work in a process of its own.

    Raises:
        HTTPException: it cannot be done; its text is for the editor.
    """
    try:
        found, told = apart(_told, language(), work, arguments, patience=PATIENCE, starts_others=True)
    except Failed:
        told = _("中断了，可能是内存不够。请再试一次。")
    if told:
        raise fault(told, HTTPStatus.UNPROCESSABLE_ENTITY)
    return found  # type: ignore[no-any-return]


def _told(speech: str, work: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, str]:
    """What came of the work, and what is to be said when nothing did: not all errors can be sent."""
    with speaking(speech):
        try:
            return work(*arguments), ""
        except opening.NothingThere as error:
            return None, str(error)
        except ContentError as error:
            return None, "\n".join(map(str, error.findings))
        except SettingsError as error:
            return None, "\n".join(map(str, error.faults))
        except (BuildError, click.UsageError) as error:
            return None, str(error)
        except Exception:
            traceback.print_exc()
            return None, broken()


def _picture(settings: Settings, path: str) -> Response:
    """A picture of the content folder, without what a camera notes in it."""
    root = (settings.content / addresses.PHOTOS).resolve()
    try:
        file = (settings.content / path).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            raise ValueError
        data = stripped(file.read_bytes())
    except (OSError, ValueError):
        raise fault(_("没有这张图片。"), HTTPStatus.NOT_FOUND) from None
    return Response(data, media_type="application/octet-stream", headers={"Content-Disposition": "attachment"})
