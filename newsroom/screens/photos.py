"""Pictures of pieces: shown from the content folder, and put there when they are dropped on the screen."""

from __future__ import annotations

import io
import secrets
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from linli.files import read_plain, write_atomically
from linli.images.opening import HEIF, Damaged, form_of, opened, turn_of, upright
from linli.messages import _
from linli.model.photo import PHOTOS
from linli.text.pinyin import slug_of
from newsroom.screens.desk import Desk
from newsroom.screens.screen import Screen, fault, received, unwritten

LARGEST = 60_000_000  # bytes of a picture
SUFFIXES = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "HEIF": "heic"}
LONGEST_NAME = 40  # characters
UNSHOWN = (".heic", ".heif", ".tif", ".tiff", ".bmp")  # browsers do not show them, or not all do
SHOWABLE = (*UNSHOWN, ".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg")
SHOWN = 1600  # pixels of the longer side of such a one


def routes(screen: Screen) -> list[Route]:
    """The addresses of pictures."""
    desk = screen.desk

    def show(request: Request) -> Response:
        file = file_of(desk, request.path_params["path"])
        if file.suffix.lower() in UNSHOWN:
            return Response(_shown(file), media_type="image/jpeg")
        return FileResponse(file)

    async def take(request: Request) -> Response:
        data = await received(request, LARGEST, _("图片太大了，没有收下。请用 60 MB 以内的。"))
        path = await run_in_threadpool(_take, desk, request.query_params.get("name", ""), data)
        return JSONResponse({"src": path})

    return [Route("/content/photos/{path:path}", show), Route("/api/photo", take, methods=["POST"])]


def file_of(desk: Desk, path: str) -> Path:
    """The file of a picture, by its path below the folder of pictures.

    Raises:
        HTTPException: there is none.
    """
    file = place_of(desk, path)
    with suppress(OSError):  # of a name that is too long
        if file.is_file():
            return file
    raise fault(_("没有这张图片。"), HTTPStatus.NOT_FOUND)


def place_of(desk: Desk, path: str) -> Path:
    """Where a picture is, or was, by its path below the folder of pictures.

    Raises:
        HTTPException: no picture can be there.
    """
    root = (desk.settings.content / PHOTOS).resolve()
    with suppress(OSError):
        file = (root / path.replace("\0", "/")).resolve()
        if file.is_relative_to(root) and file.suffix.lower() in SHOWABLE:
            return file
    raise fault(_("没有这张图片。"), HTTPStatus.NOT_FOUND)


def free_place(folder: Path, stem: str, suffix: str, data: bytes) -> Path:
    """A file for a picture, in the place of none that holds something else."""
    found = folder / f"{stem}.{suffix}"
    while found.exists() and read_plain(found) != data:
        found = folder / f"{stem}-{secrets.token_hex(2)}.{suffix}"
    return found


def _shown(file: Path) -> bytes:
    """A picture of a format that browsers do not show, as one that they do."""
    out = io.BytesIO()
    try:
        with opened(read_plain(file)) as image:
            seen = upright(image, 1 if image.format == HEIF else turn_of(image))
            seen.thumbnail((SHOWN, SHOWN))
            seen.convert("RGB").save(out, "JPEG")
    except (Damaged, OSError):
        raise fault(_("没有这张图片。"), HTTPStatus.NOT_FOUND) from None
    return out.getvalue()


def _take(desk: Desk, name: str, data: bytes) -> str:
    """Puts a picture into the folder of the month; gives its address in a body."""
    try:
        with opened(data) as image:
            suffix = SUFFIXES.get(form_of(image))
    except Damaged:
        suffix = None
    if suffix is None:
        raise fault(_("“{name}”不是能用的图片。请用 JPEG、PNG、WebP、GIF 或 HEIC。", name=name[:LONGEST_NAME]))
    stem = slug_of(Path(name).stem)[:LONGEST_NAME].strip("-") or "photo"
    folder = desk.settings.content / PHOTOS / f"{desk.today:%Y/%m}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = free_place(folder, stem, suffix, data)
        write_atomically(file, data, durable=True)
    except OSError as error:
        raise unwritten(error) from None
    return file.relative_to(desk.settings.content).as_posix()
