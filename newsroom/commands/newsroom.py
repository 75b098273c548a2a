"""`linli newsroom`: the desk in the browser, to write and arrange the paper on."""

from __future__ import annotations

import secrets
from contextlib import ExitStack, closing
from pathlib import Path

import click

from linli.messages import _
from newsroom import settings as paper_settings
from newsroom.commands.preview import show
from newsroom.previewing.live import LivePreview, until_ended
from newsroom.settings import config_option
from newsroom.terminal import say
from newsroom.usage import command, option
from newsroom.web import found

PORT = 8100
APART = 50  # between the ports of the desk and of the site
LAST = 65535


@command(
    short_help=_("在浏览器里写稿、编排"),
    help=_("打开采编台：在浏览器里写稿、编排，边写边看网页的样子。只有这台电脑能打开。按 Ctrl-C 结束。"),
)
@option("--port", type=click.IntRange(0, LAST), help=_("端口（默认 8100，被占用就往后找）"))
@config_option
@option("--open/--no-open", "open_", default=None, help=_("是否自动打开浏览器（在终端里默认打开）"))
def newsroom(port: int | None, config: Path, open_: bool | None) -> None:
    """Serves the desk, and the site beside it, until it is stopped."""
    settings = paper_settings.read(config)
    folder = settings.file.folder
    if there := found.running(folder):
        say(_("采编台已经开着：{address}", address=there))
        show(there, open_)
        return
    with LivePreview(settings, config) as live, ExitStack() as opened, until_ended():
        from newsroom.previewing.app import preview_app
        from newsroom.screens.app import desk_app  # after the fork: builds have no need of a server
        from newsroom.screens.desk import Desk
        from newsroom.web.guard import ENTRANCE, Guard, cookie_of
        from newsroom.web.server import serve

        token, cookie = secrets.token_urlsafe(24), cookie_of(folder)
        app = Guard(preview_app(live.current), token, cookie=cookie)
        site = opened.enter_context(closing(serve(app, 0 if port == 0 else None, _beside(port or PORT))))
        desk = opened.enter_context(closing(Desk(settings, site.address)))
        server = opened.enter_context(closing(serve(Guard(desk_app(desk), token, cookie=cookie), port, PORT)))
        opened.callback(live.current.close)  # who waits for news is let go before the servers end
        address = f"{server.address.rstrip('/')}{ENTRANCE}?token={token}"
        opened.callback(found.forget, folder)
        found.note(folder, address)
        desk.begin()
        say(_("请在浏览器里打开 {address} ；按 Ctrl-C 结束。", address=address))
        show(address, open_)
        live.run()
    say(_("《{paper}》的采编台关上了。", paper=settings.name))


def _beside(port: int) -> int:
    """The port of the site, the same at every start: pages that stayed open find it again."""
    return port + APART if port + 2 * APART < LAST else port - APART
