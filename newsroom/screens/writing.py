"""The screen to write on: fields as a form, the text beside the page that comes of it, saved as one pauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from itertools import islice
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from linli.messages import _
from linli.model.fields import KEYS
from linli.reading.encoding import UnreadableText
from linli.reading.values import parse_kind
from newsroom.blank import Blank
from newsroom.importing import pasted
from newsroom.manuscripts.blocks import body_of, document_of
from newsroom.manuscripts.files import Conflict, Outside
from newsroom.manuscripts.manuscript import Manuscript, written
from newsroom.screens.desk import Desk
from newsroom.screens.difference import difference
from newsroom.screens.form import form_of
from newsroom.screens.screen import Screen, asked, bytes_of, fault, missing, text_of, unclear, unwritten

PEOPLE = 200  # bylines that are offered


def routes(screen: Screen) -> list[Route]:
    """The addresses of the screen to write on."""
    desk = screen.desk

    def write(request: Request) -> Response:
        manuscript = read_manuscript(desk, request.query_params.get("path", ""))
        people = list(islice(desk.catalogue.people(), PEOPLE))
        return screen.render("writing", shown=_shown(manuscript), form=form_of(desk.settings.paper), people=people)

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


def read_manuscript(desk: Desk, path: str) -> Manuscript:
    """The manuscript at a path.

    Raises:
        HTTPException: there is none, or it cannot be read.
    """
    return manuscript_of(path, bytes_of(desk, path))


def _shown(manuscript: Manuscript) -> dict[str, Any]:
    """A manuscript as the screen has it."""
    return {
        "path": manuscript.path,
        "digest": manuscript.digest,
        "head": "\n".join(manuscript.head),
        "fields": {key: field.value for key, field in manuscript.fields.items()},
        "body": manuscript.body,
        "document": document_of(manuscript.body),
    }


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
    """What a save changes: the bytes that are there. When the piece is gone, which the screen must know (no digest), its fields alone."""
    path = text_of(values, "path")
    try:
        data = desk.manuscripts.read(path)
    except (Outside, OSError):
        raise missing() from None
    if data is None and digest:
        raise _conflict(path, Conflict(None))
    head = text_of(values, "head") if data is None and "head" in values else ""
    return (f"---\n{head}\n---\n".encode() if head else b"") if data is None else data


def manuscript_of(path: str, data: bytes) -> Manuscript:
    """The manuscript that some bytes are.

    Raises:
        HTTPException: they are no text.
    """
    try:
        return Manuscript.of(path, data)
    except UnreadableText as unreadable:
        raise fault(unreadable.finding.message, HTTPStatus.UNPROCESSABLE_ENTITY) from None


def _paste(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is pasted as a tree, by the rules of the importer."""
    found = pasted.of_html(text_of(values, "html")) if "html" in values else pasted.of_text(text_of(values, "text"))
    return {"document": document_of(found.markdown), "pictures": found.pictures}


def save_bytes(desk: Desk, path: str, data: bytes, known: str) -> str:
    """Saves the bytes of a piece in place of the version with the digest `known`; gives their own.

    Raises:
        HTTPException: another has saved it meanwhile, or it cannot be written.
    """
    with _told(path, data):
        saved = desk.manuscripts.save(path, data, known)
    desk.refresh()
    return saved


def _new(desk: Desk, values: Mapping[str, Any]) -> dict[str, Any]:
    """Begins a manuscript; answers with its path."""
    title = text_of(values, "title").strip()
    paper = desk.settings.paper
    section = next((one for one in paper.sections if one.id == values.get("section")), None)
    if not title:
        raise fault(_("请写上标题。"))
    try:
        kind = parse_kind(text_of(values, "kind"))
        name = Blank.kind_name(text_of(values, "kind"), kind)
        blank = Blank(kind, name, title, desk.settings.today, section, draft=True, hints=False)
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
    with _told(path):
        version = desk.manuscripts.delete(path, text_of(values, "digest"))
    desk.refresh()
    return {"version": version.name}


@contextmanager
def _told(path: str, ours: bytes | None = None) -> Iterator[None]:
    """Says to the editor what keeps a piece from being saved, or taken away; `ours` is what was to be saved."""
    try:
        yield
    except Conflict as conflict:
        raise _conflict(path, conflict, ours) from None
    except Outside:
        raise missing() from None
    except OSError as error:
        raise unwritten(error) from None


def _conflict(path: str, conflict: Conflict, ours: bytes | None = None) -> Exception:
    """Another has saved it: the screen shows what is different."""
    if conflict.data is None:
        return fault(_("这篇稿件已经被移走。您写的还在这里，可以另存。"), HTTPStatus.CONFLICT, current=None)
    message = _(
        "这篇稿件刚在别处改过（另一个窗口，或另一个程序），没有覆盖。请看两边不同的地方，留下要的；没留下的，在“以前的样子”里还找得到。"
    )
    try:
        current = _shown(Manuscript.of(path, conflict.data))
    except UnreadableText:
        current = None
    different = [] if ours is None else difference(ours, conflict.data, path)
    return fault(message, HTTPStatus.CONFLICT, current=current, difference=different)
