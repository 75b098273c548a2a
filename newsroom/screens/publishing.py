"""The screen to publish from: where to, and the commands `linli check` and `linli publish` with what they say."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from linli.errors import SettingsError
from linli.files import write_atomically
from linli.messages import _
from newsroom import settings as paper_settings
from newsroom.screens.desk import Desk
from newsroom.screens.screen import Screen, asked, fault, text_of, unclear, unwritten
from newsroom.starting.conf import put
from newsroom.starting.facts import value_of

CONFIG = "publishconf.py"
WORKS = {"check": ["check"], "look": ["publish", "--dry-run"], "publish": ["publish"]}
MOST = 2000  # lines that are shown


@dataclass
class Work:
    """A command at work, or the last one that was: what it says, and its exit code when all of that was heard."""

    lines: list[str] = field(default_factory=list)
    code: int | None = None
    thread: threading.Thread | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, command: list[str], folder: Path) -> subprocess.Popen[str]:
        """Runs a command of `linli` in a folder.

        Raises:
            HTTPException: one is at work.
        """
        with self.lock:
            if self.thread is not None and self.thread.is_alive():
                raise fault(_("正在做，请等它做完。"), HTTPStatus.CONFLICT)
            self.lines, self.code = [], None
            process = subprocess.Popen(
                [sys.executable, "-P", "-u", "-m", "newsroom", *command],
                cwd=folder,
                env=os.environ | {"PYTHONIOENCODING": "utf-8"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            )
            self.thread = threading.Thread(target=self._listen, args=[process], daemon=True)
            self.thread.start()
            return process

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout as said:
            for line in said:
                if len(self.lines) < MOST:
                    self.lines.append(line.rstrip("\n"))
        self.code = process.wait()


def routes(screen: Screen) -> list[Route]:
    """The addresses of the screen."""
    desk, work = screen.desk, Work()

    def page(request: Request) -> Response:
        url, place, told = _places(desk)
        return screen.render("publish", url=url, place=place, told=told, steps=desk.settings.steps)

    async def settle(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_settle, desk, await asked(request)))

    async def begin(request: Request) -> Response:
        values = await asked(request)
        command = WORKS.get(text_of(values, "work"))
        if command is None:
            raise unclear()
        over = ["--take-over"] if values.get("over") is True and command[0] == "publish" else []
        desk.keep(await run_in_threadpool(work.begin, [*command, *over], desk.settings.file.folder))
        return JSONResponse({})

    def look(request: Request) -> Response:
        return JSONResponse({"code": work.code, "lines": list(work.lines)})

    return [
        Route("/publish", page),
        Route("/api/publish", begin, methods=["POST"]),
        Route("/api/publish/look", look, methods=["POST"]),
        Route("/api/publish/settle", settle, methods=["POST"]),
    ]


def _places(desk: Desk) -> tuple[str, str, str]:
    """The address of the paper, where it is sent to, and what is wrong in the settings."""
    try:
        settings = paper_settings.read(desk.settings.file.folder / CONFIG)
    except SettingsError as error:
        return "", "", "\n".join(map(str, error.faults))
    return settings.url, settings.deploy_to, ""


def _settle(desk: Desk, values: Mapping[str, Any]) -> dict[str, str]:
    """Writes both into the settings."""
    file = desk.settings.file.folder / CONFIG
    try:
        url = value_of("url", text_of(values, "url"))
        place = value_of("deploy_to", text_of(values, "place"))
        text = put(put(file.read_bytes().decode(), "SITEURL", url), "DEPLOY_TO", place)
        write_atomically(file, text.encode(), durable=True)
    except UnicodeDecodeError:
        raise fault(_("{file} 不是 UTF-8 的文字，没有写。请用记事本另存为 UTF-8。", file=CONFIG)) from None
    except ValueError as wrong:
        raise fault(str(wrong)) from None
    except OSError as error:
        raise unwritten(error) from None
    _url, _place, told = _places(desk)
    if told:
        raise fault(told)
    return {"url": url, "place": place}
