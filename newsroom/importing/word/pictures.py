"""The pictures in a Word file: those that pages can show, and why the others cannot be taken."""

from __future__ import annotations

import io
import warnings

from linli.findings import Finding
from linli.messages import _
from linli.reading.encoding import UnreadableText
from newsroom.importing.page import ImportedPicture
from newsroom.importing.word.graphics import Shown
from newsroom.importing.word.package import LARGEST_PICTURE, Package, Relation

SUFFIXES = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp"}
VECTORS = {
    b"\x01\x00\x00\x00": "EMF",
    b"\xd7\xcd\xc6\x9a": "WMF",
    b"\x01\x00\x09\x00": "WMF",
    b"\x02\x00\x09\x00": "WMF",
}


class Album:
    """Takes pictures out of a file, each once."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.pictures: list[ImportedPicture] = []
        self.findings: list[Finding] = []
        self._known: dict[str, int | None] = {}

    def take(self, number: int, shown: Shown, relation: Relation | None) -> int | None:
        """The place in `pictures` of one that is shown in the paragraph `number`; None, and a finding, if it cannot be taken."""
        if shown.linked or (relation is not None and relation.external):
            self._find(number, _("这里的图片只是一个链接，没有取出。请找到原图，放进 content/photos，再写进稿件。"))
            return None
        if relation is None or not self.package.has(relation.target):
            self._find(number, _("这里的图片不在 Word 文件里，没有取出。请找到原图，放进 content/photos，再写进稿件。"))
            return None
        if relation.target not in self._known:
            self._known[relation.target] = self._read(number, shown, relation.target)
        place = self._known[relation.target]
        if place is not None and shown.cropped:
            message = _("这里的图片在 Word 里裁剪过，取出的是没有裁剪的原图。请裁好再用。")
            self.findings.append(Finding(self.package.name, number, "W802", message))
        return place

    def _read(self, number: int, shown: Shown, part: str) -> int | None:
        try:
            data = self.package.read(part, LARGEST_PICTURE)
        except UnreadableText:
            self._find(number, _("这里的图片坏了或太大，没有取出。请找到原图，放进 content/photos，再写进稿件。"))
            return None
        form = _form(data)
        if form not in SUFFIXES:
            name = form or _("不认识的")
            self._find(
                number,
                _(
                    "这里的图片是 {form} 格式，网页上显示不了，没有取出。请另存为 JPG 或 PNG，放进 content/photos，再写进稿件。",
                    form=name,
                ),
            )
            return None
        self.pictures.append(ImportedPicture(data, SUFFIXES[form], shown.description))
        return len(self.pictures) - 1

    def _find(self, number: int, message: str) -> None:
        self.findings.append(Finding(self.package.name, number, "W801", message))


def _form(data: bytes) -> str:
    """The format of a picture by its first bytes; empty if nobody knows it."""
    from PIL import Image, UnidentifiedImageError

    if data[:4] in VECTORS:
        return VECTORS[data[:4]]
    if b"<svg" in data[:1024]:
        return "SVG"
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data)) as image:
            return image.format or ""  # its head alone is read, however large it is
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return ""
