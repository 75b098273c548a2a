"""`linli preview`: the site on this machine, built again when something is saved."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from newsroom import building
from newsroom import settings as paper_settings
from newsroom.settings import CONFIG
from newsroom.terminal import complain, say, show_findings
from plugins.desk.findings import ContentError, SettingsError

HOST = "127.0.0.1"


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site, always fresh, and says nothing of each request."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@click.command(short_help="在本机看网站，边改边看")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="端口")
@click.option("--config", type=click.Path(path_type=Path), default=Path(CONFIG), show_default=True, help="设置文件")
def preview(port: int, config: Path) -> None:
    """在本机看网站：存盘后自动重做，草稿也显示。按 Ctrl-C 结束。"""
    from watchfiles import watch

    settings = paper_settings.read(config, {})
    with TemporaryDirectory(prefix="linli-") as folder:
        site = Path(folder) / "site"
        _build(config, site)
        try:
            server = ThreadingHTTPServer((HOST, port), partial(_Handler, directory=str(site)))
        except OSError:
            raise click.UsageError(f"端口 {port} 被占用。请用 --port 换一个，例如 --port {port + 1}。") from None
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"请在浏览器里打开 http://{HOST}:{server.server_port}/ ；按 Ctrl-C 结束。")
        try:
            for _ in watch(settings["PATH"], settings["THEME"], config, raise_interrupt=False):
                _build(config, site)
        finally:
            server.shutdown()
            server.server_close()


def _build(config: Path, site: Path) -> None:
    try:
        built = building.run(config, output=site, drafts=True)
    except ContentError as error:
        show_findings(error.findings)
        complain("有错误，网页还是改之前的样子。改好存盘就会更新。")
    except SettingsError as error:
        for fault in error.faults:
            complain(fault)
    else:
        show_findings(built.warnings)
        say(f"已更新：{built.articles} 篇稿件，新写 {built.written} 个文件。")
