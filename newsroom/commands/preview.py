"""`linli preview`: the site on this machine, built again when something is saved."""

from __future__ import annotations

import sys
import threading
import webbrowser
from contextlib import ExitStack, closing
from pathlib import Path

import click

from linli.messages import _
from newsroom import settings as paper_settings
from newsroom.previewing.live import LivePreview, until_ended
from newsroom.settings import config_option
from newsroom.terminal import say
from newsroom.usage import command, option

PORT = 8000


@command(
    short_help=_("在本机看网站，边改边看"),
    help=_("在本机看网站：存盘后网页自己更新，草稿和以后见报的稿件也显示。按 Ctrl-C 结束。"),
)
@option("--port", type=click.IntRange(0, 65535), help=_("端口（默认 8000，被占用就往后找）"))
@config_option
@option("--open/--no-open", "open_", default=None, help=_("是否自动打开浏览器（在终端里默认打开）"))
def preview(port: int | None, config: Path, open_: bool | None) -> None:
    """Serves the site until it is stopped."""
    with LivePreview(paper_settings.read(config), config) as live, ExitStack() as opened, until_ended():
        from newsroom.previewing.app import preview_app  # after the fork: builds have no need of a server
        from newsroom.web.guard import Guard
        from newsroom.web.server import serve

        server = opened.enter_context(closing(serve(Guard(preview_app(live.current)), port, PORT)))
        opened.callback(live.current.close)  # who waits for news is let go before the server ends
        say(_("请在浏览器里打开 {address} ；按 Ctrl-C 结束。", address=server.address))
        show(server.address, open_)
        live.run()


def show(address: str, wanted: bool | None) -> None:
    """Opens a browser, if that is wanted; when nothing is said, if somebody is at the terminal."""
    if wanted or (wanted is None and sys.stdout.isatty()):
        threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()
