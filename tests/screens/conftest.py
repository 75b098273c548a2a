"""The desk at work on a small paper: the real application behind the real guard, on a port of this machine."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import quote

import pytest

from newsroom import settings as paper_settings
from newsroom.screens.app import desk_app
from newsroom.screens.desk import Desk
from newsroom.web.guard import COOKIE, ENTRANCE, Guard
from newsroom.web.server import LocalServer
from tests.paper import CONFIG, ROOT, Paper

TOKEN = "t" * 24
PLUGINS = CONFIG.replace('"plugins.press"', '"plugins.issues", "plugins.hanzi", "plugins.press"')
SETTINGS = PLUGINS + 'TODAY = "2024-06-30"\nTWINS = {"hant": "s2tw"}\n'


@dataclass
class Answer:
    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> dict:
        return json.loads(self.body)


@dataclass
class Screens:
    """The desk of a paper, and what asks it."""

    paper: Paper
    desk: Desk
    port: int

    @property
    def entrance(self) -> str:
        return f"http://127.0.0.1:{self.port}{ENTRANCE}?token={TOKEN}"

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        known = {"Cookie": f"{COOKIE}={TOKEN}", "Origin": self.origin} | headers
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            with suppress(BrokenPipeError):  # it has answered before all was sent
                connection.request(method, path, body, known)
            response = connection.getresponse()
            return Answer(response.status, response.read(), dict(response.getheaders()))

    def get(self, path: str) -> Answer:
        return self.ask("GET", quote(path, safe="/?=&%"))

    def post(self, address: str, /, **values) -> Answer:
        return self.ask("POST", f"/api/{address}", json.dumps(values).encode())

    def announcing(self, path: str, length: int, begun: bytes = b"") -> http.client.HTTPConnection:
        """A connection on which a request has said how long it is, and has sent no more than its beginning."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest("POST", path)
        known = {"Cookie": f"{COOKIE}={TOKEN}", "Origin": self.origin, "Content-Length": str(length)}
        for name, value in known.items():
            connection.putheader(name, value)
        connection.endheaders(begun)
        return connection

    def sent_endlessly(self, path: str) -> int:
        """Sends a gigabyte that does not say how long it is, which is refused; how many bytes went before it was."""
        sent = 0

        def much():
            nonlocal sent
            for _ in range(1000):
                sent += 1_000_000
                yield b"x" * 1_000_000

        headers = {"Cookie": f"{COOKIE}={TOKEN}", "Origin": self.origin}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with closing(connection), suppress(BrokenPipeError, ConnectionResetError):  # it has hung up
            connection.request("POST", path, much(), headers, encode_chunked=True)
            with connection.getresponse() as response:
                assert response.status == 413
        return sent


@contextmanager
def at_work(paper: Paper, site: str = "about:blank"):
    desk = Desk(paper_settings.read(paper.root / "pelicanconf.py"), site)
    server = LocalServer(Guard(desk_app(desk), TOKEN), 0)
    server.start()
    try:
        yield Screens(paper, desk, server.port)
    finally:
        server.close()


@pytest.fixture
def screens(tmp_path):
    with at_work(Paper.make(tmp_path, SETTINGS)) as found:
        yield found


def start(paper, port: int | None = None) -> tuple[subprocess.Popen, str]:
    """`linli newsroom` in a process of its own, at a port; and its address."""
    command = [sys.executable, "-P", "-m", "newsroom", "newsroom", "--no-open"]
    command += ["--port", str(port)] if port else []
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command,
        cwd=paper.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    for line in process.stdout:
        if found := re.search(r"http://127\S+", line):
            return process, found[0]
    raise AssertionError("it did not start")


def kill(process) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
