"""Serves a preview on this machine alone: the site as it is, or a page that says what is wrong."""

from __future__ import annotations

import json
import posixpath
import re
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from linli.files import leads_out
from linli.messages import _, language
from linli.model import addresses
from newsroom.previewing.state import Preview

HOST = "127.0.0.1"
NAMES = frozenset([HOST, "localhost"])  # a page elsewhere that gives this machine a name of its own is not served
OWN = "/.linli/"  # no site has a folder of this name
STATIC = {"live.js": "text/javascript; charset=utf-8", "live.css": "text/css; charset=utf-8"}
PATIENCE = 600.0  # seconds that a page waits for the first state
PULSE = 15.0  # seconds after which a silent stream of events says that it is there
HEAD_END = b"</head>"
PHOTOS = f"/{addresses.PHOTOS}"
RENDITION = re.compile(
    r"\.\d+w\.[0-9a-f]+\.webp$|(?<=\.(?:tif|bmp))\.jpg$"
)  # what pictures are published as beside themselves
TYPES = {".atom": "application/xml", ".webmanifest": "application/manifest+json"}  # as `linli deploy` sends them


class PreviewServer(ThreadingHTTPServer):
    """One preview. It listens on the loopback alone.

    Raises:
        OSError: the port is taken.
    """

    daemon_threads = True
    allow_reuse_address = False  # two previews on one port would take turns

    def __init__(self, preview: Preview, port: int) -> None:
        super().__init__((HOST, port), partial(_Handler, preview))
        environment = Environment(
            loader=PackageLoader("newsroom.previewing", "."), autoescape=True, undefined=StrictUndefined
        )
        self.fault_page = environment.get_template("fault.html")

    @property
    def address(self) -> str:
        """Where to look at it."""
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is nothing to speak of."""


class _Handler(SimpleHTTPRequestHandler):
    """Answers one connection."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES

    def __init__(self, preview: Preview, *arguments: Any) -> None:
        self.preview = preview
        super().__init__(*arguments, directory=str(preview.site))

    def do_GET(self) -> None:
        path = self._path()
        if path is None:
            self._answer(HTTPStatus.BAD_REQUEST, "text/plain; charset=utf-8", b"")
        elif not self._is_ours():
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, "text/plain; charset=utf-8", b"")
        elif path.startswith(OWN):
            self._own(path.removeprefix(OWN))
        else:
            self._site(path)

    do_HEAD = do_GET

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:
        """The terminal is for the editor."""

    def _path(self) -> str | None:
        """What is asked for; None when nobody can tell."""
        try:
            return unquote(urlsplit(self.path).path)
        except ValueError:  # http://[
            return None

    def _is_ours(self) -> bool:
        try:
            return urlsplit(f"//{self.headers.get('Host', HOST)}").hostname in NAMES
        except ValueError:
            return False

    def _own(self, name: str) -> None:
        """What a preview adds to the site: a script, its style, and the news of the next state."""
        if name == "events":
            self._events()
        elif name == "left-out.json":
            told = [f"{fault.place} {fault.code} {fault.message}".strip() for fault in self.preview.state.left_out]
            title = _("有错误的没有放进来")
            self._answer(HTTPStatus.OK, "application/json", json.dumps({"title": title, "faults": told}).encode())
        elif name == "marks.json":
            self._answer(HTTPStatus.OK, "application/json", json.dumps(dict(self.preview.state.marks)).encode())
        elif name in STATIC:
            self._answer(HTTPStatus.OK, STATIC[name], (files("newsroom.previewing") / "static" / name).read_bytes())
        else:
            self._missing()

    def _site(self, path: str) -> None:
        """A file of the site, when there is one: a page waits until it is built."""
        state = self.preview.wait(0, PATIENCE)
        file = self._file(path)
        is_page = path.endswith("/") or file is None or file.suffix == ".html"
        faults = state.faults or (state.left_out if file is None else ())
        if faults and is_page:
            html = self.server.fault_page.render(
                lang="en" if language() == "en" else "zh-Hans",
                title=_("有错误，等您改好"),
                advice=_("改好以后存盘，这一页会自己换成网页，不用刷新。"),
                faults=faults,
            )
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, "text/html; charset=utf-8", self._with_script(html.encode()))
        elif file is None:
            self._missing()
        elif file.is_dir():
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", urlsplit(self.path).path + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            kind = self.guess_type(str(file))
            kind += "; charset=utf-8" if kind.startswith("text/") else ""
            data = file.read_bytes()
            self._answer(HTTPStatus.OK, kind, self._with_script(data) if file.suffix == ".html" else data)

    def _file(self, path: str) -> Path | None:
        """The file or folder of an address; None when there is none, or it is not within the site."""
        if "\0" in path or "\\" in path:
            return None
        file = _within(self.preview.site, addresses.file_of(path))
        if file is None and path.startswith(PHOTOS):
            file = _original(self.preview.photos, path)
        return file

    def _missing(self) -> None:
        page = self.preview.site / addresses.NOT_FOUND
        data = self._with_script(page.read_bytes()) if page.is_file() else b""
        self._answer(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", data)

    def _with_script(self, html: bytes) -> bytes:
        """A page that hears of the next state."""
        state = self.preview.state.number
        tags = f'<link rel="stylesheet" href="{OWN}live.css"><script src="{OWN}live.js?{state}" defer></script>'
        return html.replace(HEAD_END, tags.encode() + HEAD_END, 1)

    def _events(self) -> None:
        """Server-sent events (HTML standard, 9.2): the number of the state, now and whenever it changes."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        known = -1
        while not self.preview.closed:
            state = self.preview.wait(known, PULSE)
            line = f"data: {state.number}\n\n" if state.number != known else ":\n\n"
            known = state.number
            self.wfile.write(line.encode())
            self.wfile.flush()

    def _answer(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def _within(folder: Path, path: str) -> Path | None:
    """The file of a folder at an address; None when there is none, or it is not within the folder."""
    try:
        file = (folder / path.lstrip("/")).resolve()
        return file if not leads_out(file, folder) and file.exists() else None
    except OSError:  # no system has a file of such a name
        return None


def _original(photos: Path, path: str) -> Path | None:
    """A picture as it is in the content folder, for one that is not worked on yet: this machine alone sees it."""
    wanted = RENDITION.sub("", path.removeprefix(PHOTOS))
    folder, name = _within(photos, posixpath.dirname(wanted)), posixpath.basename(wanted)
    if folder is None or not folder.is_dir():
        return None
    found = (file for file in folder.iterdir() if file.is_file() and name in (file.name, file.stem))
    return min((file for file in found if not leads_out(file, photos)), default=None)
