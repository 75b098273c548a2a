"""Pictures turned and cropped: the file is written anew, and the one before is among the versions."""

from __future__ import annotations

import io
import threading
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from linli.files import write_atomically
from linli.images.opening import (
    BROKEN,
    HEIF,
    ORIENTATION,
    Damaged,
    form_of,
    has_alpha,
    is_kept,
    opened,
    turn_of,
    upright,
)
from linli.messages import _
from newsroom.screens.desk import Desk
from newsroom.screens.photos import file_of, free_place
from newsroom.screens.screen import Screen, asked, fault, text_of, unclear, unwritten

if TYPE_CHECKING:
    from PIL.Image import Image

SAME = {"JPEG": ("jpg", "jpeg"), "PNG": ("png",), "WEBP": ("webp",)}  # formats that are written as they came
LARGEST = 100_000_000  # pixels
SMALLEST = 8  # pixels of a side
_lock = threading.Lock()


def routes(screen: Screen) -> list[Route]:
    """The addresses of what is done to pictures."""
    desk = screen.desk

    async def retouch(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_retouch, desk, await asked(request)))

    async def original(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_put_back, desk, await asked(request)))

    return [
        Route("/api/picture", retouch, methods=["POST"]),
        Route("/api/picture/before", original, methods=["POST"]),
    ]


def _retouch(desk: Desk, values: Mapping[str, Any]) -> dict[str, Any]:
    """Turns by quarters to the right (`turn`), then crops (`crop`: left, top, width, height in parts of one).

    With `cover` a file of its own is made for the cover. Else the file itself is another; one of a format that is not
    written here stays, and the new one is beside it.
    """
    file = _file(desk, values)
    turn, crop = _turn(values), _crop(values)
    with _lock:
        before = file.read_bytes()
        data, suffix = retouched(before, turn, crop)
        try:
            if values.get("cover") is True:
                target = free_place(file.parent, f"{file.stem.removesuffix('-cover')}-cover", suffix, data)
            elif file.suffix.lower().lstrip(".") in SAME.get({"jpg": "JPEG"}.get(suffix, suffix.upper()), ()):
                target = file
                desk.manuscripts.versions.keep(_path(desk, file), before)
            else:
                target = free_place(file.parent, file.stem, suffix, data)
            write_atomically(target, data, durable=True)
        except OSError as error:
            raise unwritten(error) from None
    return {"src": _path(desk, target), "has_before": bool(desk.manuscripts.versions.of(_path(desk, target)))}


def _put_back(desk: Desk, values: Mapping[str, Any]) -> dict[str, Any]:
    """Puts the newest version of a picture in its place; what is there becomes a version too."""
    file = _file(desk, values)
    path, versions = _path(desk, file), desk.manuscripts.versions
    with _lock:
        now = file.read_bytes()
        try:
            held = (versions.data(one) for one in versions.of(path))
            before = next((data for data in held if data != now), None)
            if before is None:
                raise fault(_("这张图片没有改过。"), HTTPStatus.NOT_FOUND)
            versions.keep(path, now)
            write_atomically(file, before, durable=True)
        except OSError as error:
            raise unwritten(error) from None
    return {"src": path, "has_before": True}


def retouched(data: bytes, turn: int, crop: tuple[float, float, float, float] | None) -> tuple[bytes, str]:
    """The bytes of a picture that is turned and cropped as it is seen, and the end of its name.

    Raises:
        HTTPException: it cannot be done.
    """
    from PIL.Image import Transpose

    try:
        with opened(data) as image:
            if is_kept(image):
                raise fault(_("会动的图片不能转、不能裁。"))
            if image.width * image.height > LARGEST:
                raise fault(_("图片太大了，改不了。请先用别的程序缩小。"))
            seen = upright(image, 1 if image.format == HEIF else turn_of(image))
            quarters = {90: Transpose.ROTATE_270, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_90}
            seen = seen.transpose(quarters[turn]) if turn else seen
            return _written(image, _cropped(seen, crop))
    except Damaged:
        raise fault(_("这张图片打不开，可能是坏的。")) from None


def _cropped(image: Image, crop: tuple[float, float, float, float] | None) -> Image:
    if crop is None:
        return image
    left, top, width, height = crop
    box = (
        round(left * image.width),
        round(top * image.height),
        min(round((left + width) * image.width), image.width),
        min(round((top + height) * image.height), image.height),
    )
    if box[2] - box[0] < SMALLEST or box[3] - box[1] < SMALLEST:
        raise fault(_("裁得太小了。"))
    return image.crop(box)


def _written(image: Image, seen: Image) -> tuple[bytes, str]:
    """The bytes of what is to be seen of a picture, in its format if that is one of those that are written."""
    form = form_of(image) if form_of(image) in SAME else "PNG" if has_alpha(image) else "JPEG"
    if form == "JPEG" and seen.mode not in ("RGB", "L", "CMYK"):
        seen = seen.convert("RGB")
    options: dict[str, Any] = {"quality": 95} if form != "PNG" else {}
    if profile := image.info.get("icc_profile"):
        options["icc_profile"] = profile
    seen.info.clear()
    out = io.BytesIO()
    try:
        notes = image.getexif()
        notes[ORIENTATION] = 1
        seen.save(out, form, exif=notes, **options)
    except BROKEN:  # notes of cameras are broken in every way there is
        out = io.BytesIO()
        seen.save(out, form, **options)
    return out.getvalue(), SAME[form][0]


def _file(desk: Desk, values: Mapping[str, Any]) -> Path:
    return file_of(desk, text_of(values, "src").removeprefix("photos/"))


def _turn(values: Mapping[str, Any]) -> int:
    turn = values.get("turn", 0)
    if turn not in (0, 90, 180, 270) or isinstance(turn, bool):
        raise unclear()
    return int(turn)


def _crop(values: Mapping[str, Any]) -> tuple[float, float, float, float] | None:
    crop = values.get("crop")
    if crop is None:
        return None
    is_box = (
        isinstance(crop, list) and len(crop) == 4 and all(type(one) in (int, float) and 0 <= one <= 1 for one in crop)
    )
    if not is_box:
        raise unclear()
    left, top, width, height = map(float, crop)
    return left, top, width, height


def _path(desk: Desk, file: Path) -> str:
    return file.relative_to(desk.settings.content.resolve()).as_posix()
