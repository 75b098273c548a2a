"""A look at a picture: what is published of it, and what is wrong with it. Its pixels are not touched."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from linli.images.containers import Truncated, check_whole
from linli.images.opening import (
    Damaged,
    TooLarge,
    form_of,
    has_alpha,
    is_heic,
    is_kept,
    opened,
    opens_heic,
    size_of,
)
from linli.messages import _
from linli.model.photo import Photo, PhotoInspection
from plugins.pictures import drawing
from plugins.pictures.plan import LARGEST, key_of, plan, published

if TYPE_CHECKING:
    from PIL.Image import Image

SUFFIXES = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "PNG": (".png", ".apng"),
    "GIF": (".gif",),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
    "TIFF": (".tif", ".tiff"),
    "BMP": (".bmp",),
    "HEIF": (".heic", ".heif", ".hif"),
    "SVG": (".svg",),
}
HEADS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"BM")
HEAVY = 3_000_000  # bytes of an animation that a phone waits long for


def look(inspection: PhotoInspection) -> None:
    """Fills in what is published of a picture, or why it cannot be."""
    try:
        data = inspection.file.read_bytes()
    except OSError:
        return _fault(inspection, "E305", _("打不开图片“{path}”：系统不让读。请检查这个文件。", path=inspection.path))
    if not data:
        return _fault(inspection, "E303", _("图片“{path}”是空的，没有内容。请重新存一份。", path=inspection.path))
    if inspection.path.lower().endswith(".svg") or drawing.is_drawing(data):
        return _look_at_drawing(inspection, data)
    try:
        with opened(data) as image:
            return _look_at_raster(inspection, data, image)
    except Damaged as damage:
        return _fault(inspection, *_told(inspection.path, data, damage))


def _look_at_raster(inspection: PhotoInspection, data: bytes, image: Image) -> None:
    form = form_of(image)
    if image.width * image.height > LARGEST:
        raise TooLarge
    try:
        if form in ("AVIF", "TIFF", "BMP"):
            image.load()
        else:
            check_whole(data, form)
    except Truncated:
        raise Damaged from None
    _check_suffix(inspection, form)
    width, height = size_of(image)
    if is_kept(image):
        suffix = posixpath.splitext(inspection.path)[1].lower()
        path = inspection.path if suffix == SUFFIXES[form][0] else inspection.path + SUFFIXES[form][0]
        inspection.photo = Photo(path, *image.size, key=key_of(data, path))
        if len(data) > HEAVY:
            message = _(
                "动图“{path}”有 {size} MB，手机上要等很久。请剪短或缩小。",
                path=inspection.path,
                size=round(len(data) / 1e6),
            )
            inspection.faults.append(("W304", message))
        return
    if image.mode == "CMYK":
        message = _(
            "图片“{path}”是印刷用的颜色（CMYK），已转成屏幕用的，可能略有不同。请在网页上看一眼。", path=inspection.path
        )
        inspection.faults.append(("W302", message))
    path = published(inspection.path, has_alpha(image))
    inspection.photo = plan(path, width, height, key_of(data, path))


def _look_at_drawing(inspection: PhotoInspection, data: bytes) -> None:
    try:
        clean = drawing.cleaned(data)
    except drawing.TooMuch:
        message = _(
            "图片“{path}”太大：SVG 图最多 {size} MB、{elements:,} 个图形，里面嵌的照片一共最多 {limit} 万像素。请在画图的软件里简化，或导出为 PNG。",
            path=inspection.path,
            size=drawing.HEAVIEST // 1_000_000,
            elements=drawing.MOST_ELEMENTS,
            limit=LARGEST // 10_000,
        )
        return _fault(inspection, "E306", message)
    except drawing.UnreadableDrawing:
        message = _("图片“{path}”读不懂：它不是完好的 SVG。请重新导出一份。", path=inspection.path)
        return _fault(inspection, "E304", message)
    _check_suffix(inspection, "SVG")
    if clean.dropped:
        message = _(
            "图片“{path}”里有脚本、要从别处取的东西，或不是图画的部分，网页上已去掉。请在网页上看一眼。",
            path=inspection.path,
        )
        inspection.faults.append(("W303", message))
    if clean.unsized:
        message = _(
            "图片“{path}”的宽或高（width、height）不是数字，网页上当作 {width}×{height}。请重新导出一份。",
            path=inspection.path,
            width=clean.width,
            height=clean.height,
        )
        inspection.faults.append(("W305", message))
    path = inspection.path if inspection.path.lower().endswith(".svg") else inspection.path + ".svg"
    inspection.photo = Photo(path, clean.width, clean.height, key=key_of(data, path))
    return None


def _check_suffix(inspection: PhotoInspection, form: str) -> None:
    suffix = posixpath.splitext(inspection.path)[1]
    if suffix.lower() in SUFFIXES[form]:
        return
    message = _(
        "图片“{path}”里面其实是 {form}。网页上能看；请把文件名的末尾改成 {suffix}。",
        path=inspection.path,
        form=form,
        suffix=SUFFIXES[form][0],
    )
    inspection.faults.append(("W301", message))


def _told(path: str, data: bytes, damage: Damaged) -> tuple[str, str]:
    if isinstance(damage, TooLarge):
        limit = LARGEST // 10_000
        return "E306", _(
            "图片“{path}”太大，超过了 {limit} 万像素。请缩小后再用；宽 1600 像素就够了。", path=path, limit=limit
        )
    if is_heic(data) and not opens_heic():
        return "E305", _(
            "图片“{path}”是手机的 HEIC 格式，这台电脑上读不了。请在手机或电脑上导出为 JPEG，换上新的文件名。", path=path
        )
    if data.startswith(HEADS) or data[4:8] == b"ftyp":
        return "E304", _("图片“{path}”不完整或已损坏。请重新存一份。", path=path)
    return "E305", _("“{path}”不是认得的图片。可用的有：JPEG、PNG、WebP、GIF、HEIC、AVIF、TIFF、BMP、SVG。", path=path)


def _fault(inspection: PhotoInspection, code: str, message: str) -> None:
    inspection.faults.append((code, message))
