"""The desk as a web application: one list of routes, a module for each screen.

Screens are rendered here, from `templates/`; what they do without loading a page they ask of `/api/`, in JSON. All of it
stands behind the guard (`newsroom/web/guard.py`). A fault is answered as `{"message": ...}`, in the editor's language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from linli.messages import _
from newsroom.screens import (
    arranging,
    beginning,
    correcting,
    importing,
    listing,
    past,
    photos,
    printed,
    proofs,
    publishing,
    retouching,
    reviewing,
    sharing,
    writing,
)
from newsroom.screens.desk import Desk
from newsroom.screens.policy import Policy
from newsroom.screens.screen import Screen, broken
from newsroom.screens.words import words
from newsroom.templates import templates_of

TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


def desk_app(desk: Desk) -> Starlette:
    """The application."""
    environment = templates_of("newsroom.screens")
    environment.globals |= {"paper": desk.settings.paper, "site": desk.site, "run": desk.run}
    screen = Screen(desk, environment)
    return Starlette(
        routes=[
            *beginning.routes(screen),
            *listing.routes(screen),
            *writing.routes(screen),
            *correcting.routes(screen),
            *proofs.routes(screen),
            *photos.routes(screen),
            *retouching.routes(screen),
            *past.routes(screen),
            *reviewing.routes(screen),
            *sharing.routes(screen),
            *publishing.routes(screen),
            *importing.routes(screen),
            Route("/words.js", _words),
            *arranging.routes(screen),
            *printed.routes(screen),
            Route("/static/{name:path}", _static),
        ],
        middleware=[Middleware(Policy, site=desk.site)],
        exception_handlers={HTTPException: partial(_fault, screen), Exception: partial(_fault, screen)},
    )


async def _words(request: Request) -> Response:
    """The words of the scripts in the editor's language, as a module of its own."""
    return Response(f"export default {json.dumps(words(), ensure_ascii=False)};\n", media_type="text/javascript")


async def _static(request: Request) -> Response:
    """A style or script of the desk."""
    name: str = request.path_params["name"]
    file = files("newsroom.screens") / "static" / name
    kind = TYPES.get(name.rpartition(".")[2])
    if kind is None or ".." in name or not file.is_file():
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return Response(file.read_bytes(), media_type=kind)


async def _fault(screen: Screen, request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    told: Mapping[str, Any] = {"message": _("没有这一页。")}
    if not isinstance(fault, HTTPException):
        told = {"message": broken()}
    if isinstance(fault, HTTPException) and isinstance(fault.detail, Mapping):
        told = fault.detail
    elif isinstance(fault, HTTPException) and status != HTTPStatus.NOT_FOUND:
        told = {"message": fault.detail}
    if request.url.path.startswith("/api/"):
        return JSONResponse(told, status, headers=fault.headers if isinstance(fault, HTTPException) else None)
    answer = screen.render("fault", text=str(told["message"]), past=told.get("past", ""))
    answer.status_code = status
    return answer
