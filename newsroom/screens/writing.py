"""The screen to write on: fields as a form, the text beside the page that comes of it, saved as one pauses."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from linli.files import digest_of
from linli.messages import _
from linli.model.article import Kind
from linli.model.fields import KEYS
from linli.reading.values import parse_kind
from newsroom.archive import known_names
from newsroom.blank import Blank
from newsroom.importing import pasted
from newsroom.manuscripts.blocks import body_of, document_of
from newsroom.manuscripts.files import Conflict, Outside
from newsroom.manuscripts.manuscript import Manuscript, written
from newsroom.screens.correcting import corrections_of
from newsroom.screens.desk import Desk
from newsroom.screens.form import form_of
from newsroom.screens.saving import conflict_of, is_text, manuscript_of, save_bytes, shown, told
from newsroom.screens.screen import Screen, asked, bytes_of, fault, missing, text_of, unclear, unwritten

PEOPLE = 200  # bylines that are offered


def routes(screen: Screen) -> list[Route]:
    """The addresses of the screen to write on."""
    desk = screen.desk

    def write(request: Request) -> Response:
        path = request.query_params.get("path", "")
        data = bytes_of(desk, path)
        values = {
            "shown": shown(manuscript_of(path, data, past=path)),
            "corrections": corrections_of(desk, path, data),
            "form": form_of(desk.settings.paper, path),
            "people": list(islice(desk.catalogue.people(), PEOPLE)),
        }
        return screen.render("writing", **values)

    async def save(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_save, desk, await asked(request)))

    async def new(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_new, desk, await asked(request)))

    async def remove(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_remove, desk, await asked(request)))

    async def keep(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_keep, desk, await asked(request)))

    async def paste(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_paste, await asked(request)))

    return [
        Route("/write", write),
        Route("/api/keep", keep, methods=["POST"]),
        Route("/api/paste", paste, methods=["POST"]),
        Route("/api/save", save, methods=["POST"]),
        Route("/api/new", new, methods=["POST"]),
        Route("/api/remove", remove, methods=["POST"]),
    ]


def _save(desk: Desk, values: Mapping[str, Any]) -> dict[str, Any]:
    """Saves fields and body, this as a tree (`document`) or as it is in the file; answers with the digest of that.

    Without a digest the piece is saved anew: `head` has its fields as they were written, those that the form does not have too.
    """
    path, digest = text_of(values, "path"), text_of(values, "digest")
    data, body = _edited(path, _basis(desk, values, digest), values)
    head = "\n".join(manuscript_of(path, data).head)
    return {"digest": save_bytes(desk, path, data, digest), "body": body, "head": head}


def _keep(desk: Desk, values: Mapping[str, Any]) -> dict[str, Any]:
    """Keeps what somebody has written among the versions, when another's is left in the file."""
    path = text_of(values, "path")
    data, _body = _edited(path, _basis(desk, values, ""), values)
    try:
        return {"version": desk.manuscripts.versions.keep(path, data).name}
    except OSError as error:
        raise unwritten(error) from None


def _edited(path: str, data: bytes, values: Mapping[str, Any]) -> tuple[bytes, str]:
    """The bytes of a file with the fields and the body that are sent; and this body."""
    try:
        body = body_of(values["document"]) if "document" in values else text_of(values, "body")
    except ValueError:
        raise unclear() from None
    fields = values.get("fields")
    if not isinstance(fields, dict) or not all(key in KEYS and isinstance(fields[key], str) for key in fields):
        raise unclear()
    manuscript = manuscript_of(path, data) if data else Manuscript.new(path)
    if not manuscript.says(fields, body):
        data = written(manuscript.edited(fields, body), data)
        manuscript_of(path, data)  # what could not be read again is not written
    return data, body


def _basis(desk: Desk, values: Mapping[str, Any], digest: str) -> bytes:
    """What a save changes: the bytes that are there.

    When the piece is gone, or is no text any more, its fields alone as the screen has them; which the screen must know, by its digest.
    """
    path = text_of(values, "path")
    try:
        data = desk.manuscripts.read(path)
    except (Outside, OSError):
        raise missing() from None
    if data is not None and is_text(path, data):
        return data
    if digest != digest_of(data):
        raise conflict_of(path, Conflict(data))
    head = text_of(values, "head") if "head" in values else ""
    return f"---\n{head}\n---\n".encode() if head else b""


def _paste(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is pasted as a tree, by the rules of the importer."""
    found = pasted.of_html(text_of(values, "html")) if "html" in values else pasted.of_text(text_of(values, "text"))
    return {"document": document_of(found.markdown), "pictures": found.pictures}


def _new(desk: Desk, values: Mapping[str, Any]) -> dict[str, Any]:
    """Begins a manuscript; answers with its path."""
    title = text_of(values, "title").strip()
    paper = desk.settings.paper
    if not title:
        raise fault(_("请写上标题。"))
    try:
        kind = parse_kind(text_of(values, "kind"))
        blank = Blank(
            kind,
            Blank.kind_name(text_of(values, "kind"), kind),
            title,
            desk.today,
            None if kind is Kind.BANNER else paper.section(text_of(values, "section")),
            draft=True,
            furniture=paper.furniture,
            names=known_names(desk.settings),
            hints=False,
        )
        file = blank.write(desk.settings.content)
    except ValueError as error:
        raise fault(str(error)) from None
    except OSError as error:
        raise unwritten(error) from None
    desk.refresh()
    return {"path": file.relative_to(desk.settings.content).as_posix()}


def _remove(desk: Desk, values: Mapping[str, Any]) -> dict[str, Any]:
    """Takes a manuscript away; answers with the name under which it can be put back."""
    path = text_of(values, "path")
    with told(path):
        version = desk.manuscripts.delete(path, text_of(values, "digest"))
    desk.refresh()
    return {"version": version.name}
