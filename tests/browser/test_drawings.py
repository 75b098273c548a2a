"""Hostile drawings, cleaned and opened in a real browser as pages of their own: no script runs, no host is asked."""

import http.server
import threading
from contextlib import contextmanager

import pytest
from playwright.sync_api import Error

from plugins.pictures import drawing
from tests.pictures.hostile import drawings

pytestmark = pytest.mark.browser
TOGETHER = 10
XHTML = "http://www.w3.org/1999/xhtml"
FRAMES = '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject width="1200" height="700">{}</foreignObject></svg>'
# Whether each frame shows the drawing that it is to show, and that has run nothing.
KEPT = """names => names.map((name, number) => { const shown = frames[number];
    return shown.location.pathname === name && shown.document.documentElement.getAttribute('data-ran') === null; })"""


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


def harm(browser, made: list[bytes | None], together: int = TOGETHER) -> tuple[list[int], list[str]]:
    """Which drawings run a script or go elsewhere; and what was asked for beside them.

    Some are opened at a time, each as the document of a frame. Where one has them all go elsewhere, each is opened by itself.
    """
    found = []
    shown = [number for number, data in enumerate(made) if data is not None]
    with listening() as (host, asked, files):
        files["/favicon.ico"] = b""
        for number in shown:
            own = made[number].replace(b"http://leak.example", f"{host}/leak/{number}".encode())
            files[f"/{number}.svg"] = own.replace(b"//leak.example", f"//{host[7:]}/leak/{number}".encode())
        page = browser.new_page()
        todo = [shown[start : start + together] for start in range(0, len(shown), together)]
        while todo:
            some = todo.pop()
            names = [f"/{number}.svg" for number in some]
            files["/frames.svg"] = FRAMES.format(
                "".join(f'<iframe xmlns="{XHTML}" src="{name}"/>' for name in names)
            ).encode()
            try:
                page.goto(f"{host}/frames.svg")
                found += [number for number, kept in zip(some, page.evaluate(KEPT, names), strict=True) if not kept]
            except Error:  # one went to another page, or was too much for the browser
                page.close()
                page = browser.new_page()
                if len(some) == 1:
                    found += some
                else:
                    todo += [[number] for number in some]
        page.wait_for_timeout(500)
        page.close()
        return sorted(found), asked


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
