"""The reviews of a piece (三审) on the screen to write on: who signed which step, what changed since, and signing."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from linli.files import digest_of
from linli.messages import _
from linli.reading.encoding import UnreadableText, decode
from newsroom.manuscripts.files import Conflict
from newsroom.manuscripts.manuscript import Manuscript
from newsroom.manuscripts.signed import changes_since
from newsroom.screens.desk import Desk
from newsroom.screens.screen import Screen, asked, bytes_of, fault, text_of, unwritten
from newsroom.signing import NotSigned, Signing, told


def routes(screen: Screen) -> list[Route]:
    """The addresses of the block; its template shows nothing in a paper without reviews."""
    desk = screen.desk
    screen.environment.globals["steps"] = desk.settings.steps

    async def review(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_review, desk, await asked(request)))

    async def sign(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_sign, desk, await asked(request)))

    return [Route("/api/review", review, methods=["POST"]), Route("/api/sign", sign, methods=["POST"])]


def _review(desk: Desk, values: Mapping[str, Any]) -> dict[str, Any]:
    """The steps of a piece, and the lines that were changed since it was signed."""
    path = text_of(values, "path")
    return _shown(desk, path, bytes_of(desk, path))


def _shown(desk: Desk, path: str, data: bytes) -> dict[str, Any]:
    try:
        review = Signing(desk.settings).review(path, data)
    except UnreadableText as unreadable:
        raise fault(unreadable.finding.message, HTTPStatus.UNPROCESSABLE_ENTITY) from None
    if review is None:
        return {"steps": [], "digest": digest_of(data)}
    following = review.following
    return {
        "digest": digest_of(data),
        "steps": [{"name": step.name, "state": step.state.value, "told": told(step)} for step in review.steps],
        "following": following.name if following else "",
        "changes": changes_since(review, path, data, desk.manuscripts.versions, desk.settings) or [],
        "people": desk.catalogue.reviewers(),
    }


def _sign(desk: Desk, values: Mapping[str, Any]) -> dict[str, Any]:
    """Signs a step of the version that the screen shows, and of no other."""
    path, digest, person, step = (text_of(values, name) for name in ("path", "digest", "person", "step"))
    data = bytes_of(desk, path)
    if digest_of(data) != digest:
        raise _changed()
    try:
        signed = Signing(desk.settings).signed(path, data, person, step)
        desk.manuscripts.save(path, decode(signed, path).encode(), digest)
    except NotSigned as why:
        raise fault(str(why)) from None
    except UnreadableText as unreadable:
        raise fault(unreadable.finding.message, HTTPStatus.UNPROCESSABLE_ENTITY) from None
    except Conflict:
        raise _changed() from None
    except OSError as error:
        raise unwritten(error) from None
    desk.refresh()
    data = bytes_of(desk, path)
    return _shown(desk, path, data) | {"head": "\n".join(Manuscript.of(path, data).head)}


def _changed() -> HTTPException:
    return fault(_("这篇稿件刚被改过，还没有签。请看过现在的样子，再签。"), HTTPStatus.CONFLICT)
