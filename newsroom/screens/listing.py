"""The first screen: the manuscripts by day, the newest first, and a search among them."""

from __future__ import annotations

from functools import partial
from itertools import groupby, islice

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from linli.messages import _
from newsroom.manuscripts.catalogue import Entry
from newsroom.screens.desk import Desk
from newsroom.screens.form import kinds_to_begin
from newsroom.screens.screen import Screen

AT_ONCE = 100  # manuscripts on a screen


def routes(screen: Screen) -> list[Route]:
    """The addresses of the first screen."""

    def first(request: Request) -> Response:
        query = request.query_params.get("q", "").strip()
        start = _number(request.query_params.get("from", ""))
        found = list(islice(screen.desk.catalogue.entries(query), start, start + AT_ONCE + 1))
        days = [(*key, list(group)) for key, group in groupby(found[:AT_ONCE], _head)]
        following = start + AT_ONCE if len(found) > AT_ONCE else None
        return screen.render(
            "listing",
            query=query,
            days=days,
            following=following,
            is_complete=screen.desk.catalogue.is_complete,
            kinds=kinds_to_begin(),
            mark=partial(_mark, screen.desk),
            names={section.id: section.name for section in screen.desk.settings.paper.sections},
        )

    return [Route("/", first)]


def _mark(desk: Desk, entry: Entry) -> str:
    """Why a piece is not published; empty when it is, or waits for its day alone."""
    if entry.is_draft:
        return _("草稿")
    return _("未{step}", step=desk.settings.steps[-1]) if desk.held.is_held(entry.path) else ""


def _head(entry: Entry) -> tuple[str, str]:
    """The day of a manuscript, and what it is listed under."""
    if entry.day:
        return entry.day, entry.day
    kinds = {"pages": _("固定页面"), "banners": _("公益标语"), "topics": _("专题")}
    return "", kinds.get(entry.path.partition("/")[0], _("没有日期"))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
