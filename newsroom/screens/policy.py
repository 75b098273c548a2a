"""What the pages of the desk may load: what this server has, the preview in a frame, and nothing from another host."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
# Elements have styles of their own in the post for WeChat, whose editor keeps no others, and where browsers put them: text that one edits.
STYLED = {"style-src-attr": "'unsafe-inline'"}
INLINE = {"/share": STYLED, "/write": STYLED}
PICTURES = "/content/"
PICTURE = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"  # a drawing runs nothing


class Policy:
    """Adds the policy (CSP Level 3) to every answer. `site` is the address of the preview."""

    def __init__(self, app: ASGIApp, site: str) -> None:
        self.app = app
        parts = urlsplit(site)
        self.frames = {"frame-src": f"{parts.scheme}://{parts.netloc}" if parts.netloc else "'none'"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                sources = SOURCES | self.frames | INLINE.get(scope["path"], {})
                policy = "; ".join(f"{kind} {allowed}" for kind, allowed in sources.items())
                is_picture = scope["path"].startswith(PICTURES)
                MutableHeaders(scope=message)["Content-Security-Policy"] = PICTURE if is_picture else policy
            await send(message)

        await self.app(scope, receive, sent)
