"""What every screen of the desk needs: templates, the paper, and requests that are read with care."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from jinja2 import Environment
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response

from linli.errors import reason_of
from linli.messages import _
from newsroom.manuscripts.files import Outside
from newsroom.screens.desk import Desk

LARGEST = 12_000_000  # bytes of a request in JSON; a manuscript has ten million at most


@dataclass(frozen=True)
class Screen:
    """The desk, and the templates of its screens."""

    desk: Desk
    environment: Environment

    def render(self, name: str, **values: object) -> Response:
        """A page of the desk."""
        return HTMLResponse(self.environment.get_template(f"{name}.html").render(**values))


def fault(message: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST, **more: object) -> HTTPException:
    """What is wrong with a request, for the editor."""
    raised = HTTPException(status)
    raised.detail = {"message": message, **more}  # type: ignore[assignment]  # rendered by the application alone
    return raised


async def received(request: Request, most: int, refusal: str) -> bytes:
    """The body of a request, if it has no more bytes than `most`. One that says that it has more is not read at all.

    Raises:
        HTTPException: it has more, or does not come to its end.
    """
    length = request.headers.get("content-length", "")
    data = bytearray()
    if not (length.isascii() and length.isdigit() and int(length[:20]) > most):
        try:
            async for chunk in request.stream():
                data += chunk
                if len(data) > most:
                    break
            else:
                return bytes(data)
        except ClientDisconnect:
            raise fault(_("文件没有传完，没有收下。")) from None
    refused = fault(refusal, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    refused.headers = {"Connection": "close"}  # or the rest would still come
    raise refused


async def asked(request: Request) -> Mapping[str, Any]:
    """The JSON object that a request sends.

    Raises:
        HTTPException: it is none, or larger than `LARGEST`.
    """
    data = await received(request, LARGEST, _("太大了，没有收下。"))
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise unclear()
    return found


def text_of(values: Mapping[str, Any], name: str) -> str:
    """A text of a request.

    Raises:
        HTTPException: it is not there, or no text.
    """
    value = values.get(name)
    if not isinstance(value, str):
        raise unclear()
    return value


def unclear() -> HTTPException:
    """What is said to a request that no page of ours sends."""
    return fault(_("没有看懂这个请求。请刷新页面再试。"))


def broken() -> str:
    """What is said when the fault is the desk's own."""
    return _("采编台出了错，没有做成。请刷新再试；打开采编台的那个窗口里写着是什么错。")


def missing() -> HTTPException:
    """What is said when a piece is not there, or cannot be one."""
    return fault(_("没有这篇稿件，可能刚被移走。"), HTTPStatus.NOT_FOUND)


def bytes_of(desk: Desk, path: str) -> bytes:
    """The bytes of the piece at a path.

    Raises:
        HTTPException: there is none, or it cannot be read.
    """
    try:
        data = desk.manuscripts.read(path)
    except (Outside, OSError):
        data = None
    if data is None:
        raise missing()
    return data


def unwritten(error: OSError) -> HTTPException:
    """What is said when a file cannot be written."""
    message = _("存不了（{reason}）。请检查磁盘和文件夹的权限。", reason=reason_of(error))
    return fault(message, HTTPStatus.INSUFFICIENT_STORAGE)
