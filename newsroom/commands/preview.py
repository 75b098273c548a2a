"""`linli preview`: the site on this machine, built again when something is saved."""

from __future__ import annotations

import signal
import sys
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linli.messages import _
from linli.model.photo import PHOTOS
from newsroom import settings as paper_settings
from newsroom.previewing.process import BuildProcess
from newsroom.previewing.saves import Saves, Sources
from newsroom.previewing.state import Preview
from newsroom.settings import config_option
from newsroom.terminal import say
from newsroom.usage import command, option

if TYPE_CHECKING:
    from newsroom.web.server import LocalServer

PORT, TRIES = 8000, 20
FOLDER = Path(".preview/site")  # beside the settings; it is kept, so that the next preview is there at once


@command(
    short_help=_("在本机看网站，边改边看"),
    help=_("在本机看网站：存盘后网页自己更新，草稿和以后见报的稿件也显示。按 Ctrl-C 结束。"),
)
@option("--port", type=click.IntRange(0, 65535), help=_("端口（默认 8000，被占用就往后找）"))
@config_option
@option("--open/--no-open", "open_", default=None, help=_("是否自动打开浏览器（在终端里默认打开）"))
def preview(port: int | None, config: Path, open_: bool | None) -> None:
    """Serves the site until it is stopped."""
    settings = paper_settings.read(config)
    current = Preview((settings.file.folder / FOLDER).resolve(), settings.content / PHOTOS)
    current.site.parent.mkdir(exist_ok=True)
    process = BuildProcess(config, current.site)  # before there are threads, and before the server's modules are there
    server = _server(current, port)
    server.start()
    saves = Saves(Sources.of(settings))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # programs end it so, people by Ctrl-C
    try:
        say(_("请在浏览器里打开 {address} ；按 Ctrl-C 结束。", address=server.address))
        if open_ or (open_ is None and sys.stdout.isatty()):
            threading.Thread(target=webbrowser.open, args=[server.address], daemon=True).start()
        while True:
            _build(process, current, saves)
            saves.wait()
    except KeyboardInterrupt:
        pass
    finally:
        current.close()
        saves.close()
        process.close()
        server.close()


def _build(process: BuildProcess, current: Preview, saves: Saves) -> None:
    """Brings the preview up to date: pages first, then what they can do without for a moment."""
    outcome = process.build(hurried=True, progress=current.put_progress)
    current.put(outcome.faults, outcome.left_out, outcome.marks, changed=outcome.changed)
    if outcome.sources is not None:
        saves.sources = outcome.sources
    if outcome.postponed:
        outcome = process.build(hurried=False, progress=current.put_progress)
        current.put(outcome.faults, outcome.left_out, outcome.marks, changed=False)


def _server(current: Preview, port: int | None) -> LocalServer:
    """A server on the port that is asked for, else on the first that is free."""
    from newsroom.previewing.app import preview_app
    from newsroom.web.guard import Guard
    from newsroom.web.server import LocalServer

    app = Guard(preview_app(current))
    for number in [port] if port is not None else range(PORT, PORT + TRIES):
        try:
            return LocalServer(app, number)
        except OSError:
            continue
    taken = PORT if port is None else port
    message = _("端口 {port} 被占用。请用 --port 换一个，例如 --port {other}。", port=taken, other=taken + TRIES)
    raise click.UsageError(message)
