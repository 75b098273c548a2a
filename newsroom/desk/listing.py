"""The first screen: the manuscripts by day, the newest first, and a search among them."""

from __future__ import annotations

from itertools import groupby, islice
from operator import attrgetter

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsroom.desk.form import kinds
from newsroom.desk.screen import Screen

AT_ONCE = 100  # manuscripts on a screen


def routes(screen: Screen) -> list[Route]:
    """The addresses of the first screen."""

    def first(request: Request) -> Response:
        query = request.query_params.get("q", "").strip()
        start = _number(request.query_params.get("from", ""))
        found = list(islice(screen.desk.catalogue.entries(query), start, start + AT_ONCE + 1))
        days = [(day, list(group)) for day, group in groupby(found[:AT_ONCE], attrgetter("day"))]
        following = start + AT_ONCE if len(found) > AT_ONCE else None
        return screen.render(
            "listing",
            query=query,
            days=days,
            following=following,
            is_complete=screen.desk.catalogue.is_complete,
            kinds=kinds(),
        )

    return [Route("/", first)]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
