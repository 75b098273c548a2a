"""What is wrong with a piece as it is saved, where its page is, and what can be mended without asking."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from linli.findings import Finding
from linli.reading.encoding import UnreadableText, decode
from linli.reading.frontmatter import split
from linli.reading.photos import Photos
from linli.reading.reader import Reader, Reading
from newsroom.checking.encoding import encoding
from newsroom.checking.galley import of_source
from newsroom.checking.mending import Mended, mend_piece
from newsroom.checking.pictures import captions
from newsroom.checking.punctuation import QUOTES
from newsroom.checking.wording import wording
from newsroom.manuscripts.blocks import block_at
from newsroom.manuscripts.manuscript import Manuscript
from newsroom.screens.advice import field_of, said
from newsroom.screens.desk import Desk
from newsroom.screens.saving import manuscript_of, save_bytes
from newsroom.screens.screen import Screen, asked, bytes_of, text_of
from newsroom.signing import Signing


def routes(screen: Screen) -> list[Route]:
    """The addresses of what is wrong and of what is mended."""
    desk, proofs = screen.desk, Proofs(screen.desk)

    async def proof(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(proofs.of, text_of(await asked(request), "path")))

    async def mended(request: Request) -> Response:
        values = await asked(request)
        return JSONResponse(await run_in_threadpool(_mended, desk, values))

    return [Route("/api/proof", proof, methods=["POST"]), Route("/api/mend", mended, methods=["POST"])]


class Proofs:
    """Reads pieces one at a time: Python-Markdown serves one thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._reader: Reader | None = None

    def of(self, path: str) -> dict[str, Any]:
        """What is wrong with the piece at a path, and the address of its page on the site (empty: it has none)."""
        data = bytes_of(self._desk, path)
        manuscript = manuscript_of(path, data)
        with self._lock:
            if self._reader is None:
                self._reader = Reader(self._desk.settings.paper, Photos(self._desk.settings.content))
            self._reader.photos.seen.clear()
            reading = self._reader.read(path, data)
        found = sorted({*reading.findings, *self._checked(path, data, reading)})
        mended = _mend(self._desk, path, data)
        return {
            "site": self._desk.site,
            "run": self._desk.run,
            "digest": manuscript.digest,
            "url": reading.article.url if reading.article else "",
            "findings": [_row(finding, manuscript) for finding in found],
            "mends": len(mended.changes),
            "kept": mended.kept,
        }

    def _checked(self, path: str, data: bytes, reading: Reading) -> Iterator[Finding]:
        """What a sub-editor says besides."""
        yield from encoding(path, data)
        try:
            text = decode(data, path)
        except UnreadableText:
            return
        source, _findings = split(text, path)
        if source is None:
            return
        galley = of_source(source, text.split("\n"), path)
        yield from wording(galley, text.split("\n"), _quotes(self._desk))
        if reading.article is not None:
            yield from captions(galley, reading.article)


def _quotes(desk: Desk) -> str:
    return desk.settings.paper.furniture(QUOTES)


def _mend(desk: Desk, path: str, data: bytes) -> Mended:
    """What can be mended without asking. What somebody signed off is left as it was signed."""
    return mend_piece(data, path, _quotes(desk), Signing(desk.settings) if desk.settings.steps else None)


def _row(finding: Finding, manuscript: Manuscript) -> dict[str, Any]:
    """A finding, and where it is: the field, or the number of the block."""
    field = field_of(finding) or _field_at(manuscript, finding.line)
    line = finding.line - manuscript.body_line
    return {
        "line": finding.line,
        "field": field,
        "block": block_at(manuscript.body, line) if line >= 0 and not field else None,
        "body_line": max(line, 0),
        "code": finding.code,
        "is_error": finding.is_error,
        "message": said(finding),
    }


def _field_at(manuscript: Manuscript, line: int) -> str:
    """The field that stands in a line, as the form knows it; corrections by their number."""
    for number, field in enumerate(manuscript.corrections):
        if field.line == line:
            return f"correction-{number}"
    return next((key for key, field in manuscript.fields.items() if field.line == line), "")


def _mended(desk: Desk, values: Mapping[str, Any]) -> dict[str, Any]:
    """What would be mended, line by line; with `write` it is, and the answer has the new digest."""
    path = text_of(values, "path")
    data = bytes_of(desk, path)
    manuscript_of(path, data)  # what is no text is not mended
    found = _mend(desk, path, data)
    changes = [{"line": one.line, "before": one.before, "after": one.after} for one in found.changes]
    if values.get("write") is not True or not changes:
        return {"changes": changes, "kept": found.kept}
    return {"changes": changes, "kept": "", "digest": save_bytes(desk, path, found.data, text_of(values, "digest"))}
