"""Who may ask a server on this machine: a browser here, and with a token only one that was let in.

A page elsewhere can have a browser ask any address of this machine. So a request is refused that names another host
(DNS rebinding), that changes something and comes from another page (its Origin), or that has no token.
"""

from __future__ import annotations

import secrets
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from linli.files import digest_of
from linli.messages import _

HOST = "127.0.0.1"
NAMES = frozenset([HOST, "localhost"])  # a page elsewhere that gives this machine a name of its own is not served
SAFE = frozenset(["GET", "HEAD"])
ENTRANCE = "/.linli/enter"
COOKIE = "linli-token"
FROM_HERE = frozenset(["same-origin", "none"])  # Sec-Fetch-Site of what this server's own pages, or the reader, ask for


def cookie_of(folder: Path) -> str:
    """The name of the cookie for the paper in a folder: several papers may be open in one browser."""
    return f"{COOKIE}-{digest_of(str(folder.resolve()).encode())[:12]}"


class Guard:
    """An ASGI application before another one, which sees nothing that is refused here.

    Args:
        app: the application.
        token: without it nothing is answered; the entrance has it in its address and leaves it as a cookie. Empty:
            whoever is on this machine may look, and nothing can be changed.
        home: where the entrance leads.
        cookie: its name. Browsers part cookies by host, not by port: servers of one paper share it, those of others do not.
    """

    def __init__(self, app: ASGIApp, token: str = "", home: str = "/", cookie: str = COOKIE) -> None:
        self.app, self.token, self.home, self.cookie = app, token, home, cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":  # nothing else is served
            return
        answer = self._refusal(scope) or self._entrance(scope) or self.app
        await answer(scope, receive, _kept_here(send))

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", HOST)
        if _hostname(f"//{host}") not in NAMES:
            return Response(status_code=HTTPStatus.MISDIRECTED_REQUEST)
        if scope["method"] not in SAFE:
            if not self.token:
                return Response(status_code=HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": "GET, HEAD"})
            site = headers.get("sec-fetch-site", "same-origin")
            if headers.get("origin") != f"http://{host}" or site not in FROM_HERE:
                return _refused()
        if (
            self.token
            and scope["path"] != ENTRANCE
            and not self._knows(HTTPConnection(scope).cookies.get(self.cookie, ""))
        ):
            return _refused()
        return None

    def _entrance(self, scope: Scope) -> Response | None:
        """Lets in who has the token in the address."""
        if not self.token or scope["path"] != ENTRANCE:
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if not self._knows(given):
            return _refused()
        response = RedirectResponse(self.home, HTTPStatus.SEE_OTHER)
        response.set_cookie(self.cookie, self.token, httponly=True, samesite="strict")
        return response

    def _knows(self, token: str) -> bool:
        return secrets.compare_digest(token.encode(), self.token.encode())


def _refused() -> Response:
    text = _(
        "这一页只给采编台自己打开的浏览器看。请再双击一次报纸文件夹里的 start.cmd（macOS、Linux 是再运行一次 start.sh）：采编台还开着，就打开那一个。"
        "要换一个浏览器，把 start.cmd 的黑窗口里以 http://127.0.0.1 开头的那一整行网址，复制到浏览器里打开。"
    )
    return PlainTextResponse(text, HTTPStatus.FORBIDDEN)


def _hostname(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _kept_here(send: Send) -> Send:
    """Adds to every answer that it is kept nowhere, is what it says, and tells other hosts nothing."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Cache-Control"] = "no-store"
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "same-origin"
        await send(message)

    return sent
