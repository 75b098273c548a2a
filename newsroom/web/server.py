"""A web server on the loopback of this machine, in a thread of its own."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading

import click
import uvicorn
from starlette.types import ASGIApp

from linli import system
from linli.messages import _
from newsroom.terminal import complain
from newsroom.web.guard import HOST

TRIES = 20  # ports
PATIENCE = 1  # seconds that answers on the way are given when the server ends


class LocalServer:
    """Serves an application until it is closed.

    Args:
        app: an ASGI application, behind a `Guard`.
        port: 0 takes any that is free.

    Raises:
        OSError: the port is taken.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._socket = socket.socket()
        try:
            if system.this.takes_ports_again:
                self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._socket.bind((HOST, port))
            self._socket.listen()
        except OSError:
            self._socket.close()
            raise
        self.port: int = self._socket.getsockname()[1]
        config = uvicorn.Config(
            app,
            log_config=None,  # the terminal is for the editor
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=PATIENCE,
        )
        log = logging.getLogger("uvicorn.error")
        log.handlers, log.propagate = [_Told(logging.ERROR)], False
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=[[self._socket]], daemon=True)

    @property
    def address(self) -> str:
        """Where to look at it."""
        return f"http://{HOST}:{self.port}/"

    def start(self) -> None:
        """Begins to answer."""
        self._thread.start()

    def close(self) -> None:
        """Ends it."""
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join(2 * PATIENCE)
        self._socket.close()


def serve(app: ASGIApp, port: int | None, usual: int) -> LocalServer:
    """A server at work on the port that is asked for, else on the first free one from the usual one on.

    Raises:
        click.UsageError: there is none.
    """
    for number in [port] if port is not None else range(usual, usual + TRIES):
        try:
            server = LocalServer(app, number)
        except OSError:
            continue
        server.start()
        return server
    taken = usual if port is None else port
    message = _("端口 {port} 被占用。请用 --port 换一个，例如 --port {other}。", port=taken, other=taken + TRIES)
    raise click.UsageError(message)


class _Told(logging.Handler):
    """Tells of a fault in an answer in one line. Answers that are cut off when the server ends are none."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and not isinstance(error, asyncio.CancelledError):
            complain(_("网页没有答上来（{kind}：{error}）。请刷新再试。", kind=type(error).__name__, error=error))
