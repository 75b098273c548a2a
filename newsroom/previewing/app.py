"""The site of a preview, as a web application: its files, or a page that says what is wrong or how far it is."""

from __future__ import annotations

import posixpath
import re
from collections.abc import AsyncIterator
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from linli.files import leads_out
from linli.messages import _, language
from linli.model import addresses
from newsroom.previewing.state import NOTHING, Preview, PreviewState

OWN = "/.linli/"  # no site has a folder of this name
STATIC = {"live.js": "text/javascript", "live.css": "text/css"}
PULSE = 15.0  # seconds after which a silent stream of events says that it is there
HEAD_END = b"</head>"
PHOTOS = f"/{addresses.PHOTOS}"
RENDITION = re.compile(
    r"\.\d+w\.[0-9a-f]+\.webp$|(?<=\.(?:tif|bmp))\.jpg$"
)  # what pictures are published as beside themselves
TYPES = {".atom": "application/xml", ".webmanifest": "application/manifest+json"}  # as `linli deploy` sends them


def preview_app(preview: Preview) -> Starlette:
    """The application; who may ask it is the guard's matter (`newsroom/web/guard.py`)."""
    site = _Site(preview)
    return Starlette(
        routes=[
            Route(f"{OWN}events", site.events),
            Route(f"{OWN}left-out.json", site.left_out),
            Route(f"{OWN}marks.json", site.marks),
            Route(f"{OWN}{{name}}", site.static),
            Route("/{path:path}", site.page),
        ]
    )


class _Site:
    """Answers what browsers ask of one preview."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        environment = Environment(
            loader=PackageLoader("newsroom.previewing", "."), autoescape=True, undefined=StrictUndefined
        )
        self.templates = {name: environment.get_template(f"{name}.html") for name in ("fault", "waiting")}

    async def events(self, _request: Request) -> Response:
        """Server-sent events (HTML standard, 9.2): the name of the state, and how far the next is, when they change."""

        async def stream() -> AsyncIterator[str]:
            known = ("", "")
            while not self.preview.closed:
                news = await self.preview.news(known, PULSE)
                if news == known:
                    yield ":\n\n"
                if news[1] != known[1]:
                    yield f"event: progress\ndata: {news[1]}\n\n"
                if news[0] != known[0]:
                    yield f"data: {news[0]}\n\n"
                known = news

        return StreamingResponse(stream(), media_type="text/event-stream")

    async def left_out(self, _request: Request) -> Response:
        """What is wrong in pieces that the site does without."""
        told = [f"{fault.place} {fault.code} {fault.message}".strip() for fault in self.preview.state.left_out]
        return JSONResponse({"title": _("有错误的没有放进来"), "faults": told})

    async def marks(self, _request: Request) -> Response:
        """The marks of pieces that are not published yet."""
        return JSONResponse(dict(self.preview.state.marks))

    async def static(self, request: Request) -> Response:
        """The script and the style that a preview adds to the site."""
        name = request.path_params["name"]
        if name not in STATIC:
            return self._missing(self.preview.state)
        data = (files("newsroom.previewing") / "static" / name).read_bytes()
        return Response(data, media_type=STATIC[name])

    async def page(self, request: Request) -> Response:
        """A file of the site, when there is one; before the first build that of the last preview, or of `linli build`."""
        path, state = request.scope["path"], self.preview.state  # before the file: a page is never older than it says
        file = self._file(path, state)
        is_page = path.endswith("/") or file is None or file.suffix == ".html"
        faults = state.faults or (state.left_out if file is None else ())
        if faults and is_page:
            return self._rendered(
                "fault",
                state,
                HTTPStatus.INTERNAL_SERVER_ERROR,
                title=_("稿件有错，暂不能显示"),
                advice=_("改好存盘，本页自动恢复。"),
                faults=faults,
            )
        if file is None and state.name == NOTHING:
            return self._rendered(
                "waiting",
                state,
                HTTPStatus.SERVICE_UNAVAILABLE,
                title=_("正在排版"),
                advice=_("第一次要把所有稿件都排一遍。排好以后，本页自动换成网页。"),
            )
        if file is None:
            return self._missing(state)
        if file.is_dir():
            own = request.url.path.lstrip("/\\")  # two slashes would be another host
            return RedirectResponse(f"/{own}/", HTTPStatus.MOVED_PERMANENTLY)
        if file.suffix == ".html":
            return Response(self._with_script(file.read_bytes(), state), media_type="text/html")
        return FileResponse(file, media_type=TYPES.get(file.suffix))

    def _file(self, path: str, state: PreviewState) -> Path | None:
        """The file or folder of an address; None when there is none, or it is not within the site."""
        if "\0" in path or "\\" in path:
            return None
        file = _within(self.preview.site, addresses.file_of(path))
        if file is None and state.name == NOTHING and self.preview.published is not None:
            file = _within(self.preview.published, addresses.file_of(path))
        if file is None and path.startswith(PHOTOS):
            file = _original(self.preview.photos, path)
        return file

    def _rendered(self, name: str, state: PreviewState, status: HTTPStatus, **values: object) -> Response:
        html = self.templates[name].render(lang="en" if language() == "en" else "zh-Hans", **values)
        return Response(self._with_script(html.encode(), state), status, media_type="text/html")

    def _missing(self, state: PreviewState) -> Response:
        page = self.preview.site / addresses.NOT_FOUND
        data = self._with_script(page.read_bytes(), state) if page.is_file() else b""
        return Response(data, HTTPStatus.NOT_FOUND, media_type="text/html")

    def _with_script(self, html: bytes, state: PreviewState) -> bytes:
        """A page that hears of the next state after the one in which it was read."""
        tags = f'<link rel="stylesheet" href="{OWN}live.css"><script src="{OWN}live.js?{state.name}" defer></script>'
        return html.replace(HEAD_END, tags.encode() + HEAD_END, 1)


def _within(folder: Path, path: str) -> Path | None:
    """The file of a folder at an address; None when there is none, or it is not within the folder."""
    root = folder.resolve()
    try:
        file = (root / path.lstrip("/")).resolve()
        return file if file.is_relative_to(root) and file.exists() else None
    except OSError:  # a name that is too long for a file
        return None


def _original(photos: Path, path: str) -> Path | None:
    """A picture as it is in the content folder, for one that is not worked on yet: this machine alone sees it."""
    wanted = RENDITION.sub("", path.removeprefix(PHOTOS))
    folder, name = _within(photos, posixpath.dirname(wanted)), posixpath.basename(wanted)
    if folder is None or not folder.is_dir():
        return None
    found = (file for file in folder.iterdir() if file.is_file() and name in (file.name, file.stem))
    return min((file for file in found if not leads_out(file, photos)), default=None)
