"""Hostile drawings, cleaned and opened in a real browser as pages of their own: no script runs, no host is asked."""

import http.server
import threading
from contextlib import contextmanager

import pytest
from playwright.sync_api import Error

from plugins.pictures import drawing
from tests.pictures.hostile import drawings

pytestmark = pytest.mark.browser


@contextmanager
def listening():
    """A host that notes what it is asked for, and gives the drawings that it is told to."""
    asked: list[str] = []
    files: dict[str, bytes] = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            data = files.get(self.path)
            if data is None:
                asked.append(self.path)
            self.send_response(200 if data is not None else 404)
            self.send_header("Content-Type", "image/svg+xml")
            self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, format, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked, files
    server.shutdown()
    server.server_close()


def harm(browser, made: list[bytes | None]) -> tuple[list[int], list[str]]:
    """Which drawings run a script or go elsewhere; and what was asked for beside them."""
    found = []
    with listening() as (host, asked, files):
        files["/favicon.ico"] = b""
        page = browser.new_page()
        for number, data in enumerate(made):
            if data is None:
                continue
            own = data.replace(b"http://leak.example", f"{host}/leak".encode())
            files[f"/{number}.svg"] = own.replace(b"//leak.example", f"//{host[7:]}/leak".encode())
            try:
                page.goto(f"{host}/{number}.svg")
                ran = page.evaluate("document.documentElement.getAttribute('data-ran')")
            except Error:  # it went to another page, or was too much for the browser
                ran = True
                page.close()
                page = browser.new_page()
            if ran:
                found.append(number)
        page.wait_for_timeout(500)
        page.close()
        return found, asked


def test_no_hostile_drawing_runs_or_asks(browser):
    made = [one.encode() for one in drawings("http://leak.example/a")]
    assert len(made) > 400
    clean: list[bytes | None] = []
    for one in made:
        try:
            clean.append(drawing.cleaned(one).data)
        except drawing.UnreadableDrawing:
            clean.append(None)
    assert sum(one is not None for one in clean) > 0.9 * len(clean)
    assert harm(browser, clean) == ([], [])
    ran, asked = harm(browser, made)
    assert len(ran) > 10 and len(asked) > 50  # as they were written they do, so the test would see it
