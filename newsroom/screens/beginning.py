"""A paper of one's own, begun on a page: its folder is made beside the code, and its desk opened."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from linli.errors import SettingsError
from linli.messages import _
from linli.settings.values import TIMEZONE
from newsroom.screens.desk import Desk
from newsroom.screens.screen import Screen, asked, fault, text_of, unwritten
from newsroom.starting.facts import Facts, places_of, script_named, steps_of, usual_sections, value_of
from newsroom.starting.folder import CODE, NotEmpty, make
from newsroom.web import found

NUMBERS = ("serial", "icp", "police", "licence")
UNNAMED = re.compile(r'[\\/:*?"<>|\s]+|^\.+')  # what the name of a folder has not on every system
PATIENCE, BETWEEN = 30.0, 0.2  # seconds until another desk answers


def routes(screen: Screen) -> list[Route]:
    """The addresses of the page; the first screen leads to it from the demo paper alone."""
    desk = screen.desk
    screen.environment.globals["is_demo"] = desk.settings.file.folder.resolve() == CODE

    def page(request: Request) -> Response:
        return screen.render("begin", beside=CODE.parent)

    async def begin(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_begin, desk, await asked(request)))

    return [Route("/begin", page), Route("/api/begin", begin, methods=["POST"])]


def _begin(desk: Desk, values: Mapping[str, Any]) -> dict[str, str]:
    """Makes the paper; answers with the address of its desk."""
    try:
        facts = _facts(values)
        name = text_of(values, "folder").strip() or UNNAMED.sub("", facts.name) or "mypaper"
        if not name.isprintable():
            raise fault(_("“{name}”不能做文件夹的名字，请换一个。", name=name))
        folder = CODE.parent / name
        make(folder, facts, datetime.now(ZoneInfo(TIMEZONE)).date())
    except (ValueError, NotEmpty) as wrong:
        raise fault(str(wrong)) from None
    except SettingsError as wrong:
        raise fault("\n".join(map(str, wrong.faults))) from None
    except OSError as error:
        raise unwritten(error) from None
    return {"address": _opened(desk, folder.resolve())}


def _facts(values: Mapping[str, Any]) -> Facts:
    """What was typed.

    Raises:
        ValueError: something cannot be so; the text says what.
    """
    script = script_named(text_of(values, "script"))
    return Facts(
        value_of("name", text_of(values, "name")),
        value_of("motto", text_of(values, "motto")),
        places_of(text_of(values, "sections"), "section") or usual_sections(script),
        places_of(text_of(values, "regions"), "region"),
        **{key: value_of(key, text_of(values, key)) for key in NUMBERS},
        script=script,
        steps=steps_of(text_of(values, "steps")),
    )


def _opened(desk: Desk, folder: Path) -> str:
    """The address of the desk of another paper, which is started; it ends with this one."""
    command = [sys.executable, "-P", "-m", "newsroom", "newsroom", "--no-open"]
    process = subprocess.Popen(command, cwd=folder)
    desk.keep(process)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if address := found.running(folder):
            return address
        time.sleep(BETWEEN)
    told = _(
        "建好了，在 {folder}，只是没有能打开。请双击里面的 start.cmd（别的电脑运行里面的 start.sh）。", folder=folder
    )
    raise fault(told, HTTPStatus.INTERNAL_SERVER_ERROR)
