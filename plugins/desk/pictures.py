"""Pictures under `content/photos`: whether they are there, and their size in pixels."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path

PHOTOS = "photos"
REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)  # an address on another site, or no address at all (`data:`)
_SVG_HEAD = 2048  # bytes in which an SVG file tells its size
_NUMBER = r"[\"']\s*([\d.]+)(?:px)?\s*[\"']"


@dataclass(slots=True)
class PictureSizes:
    """The sizes of pictures, read once for each file.

    `sizes` is keyed by the path below the content folder (`photos/2024/a.jpg`).
    """

    content: Path
    sizes: dict[str, tuple[int, int] | None] = field(default_factory=dict)

    def size(self, src: str) -> tuple[int, int] | None:
        """Width and height in pixels, (0, 0) when the file does not tell; None when there is no such file."""
        if src not in self.sizes:
            path = self.content / src
            self.sizes[src] = _size(path) if path.is_file() else None
        return self.sizes[src]


def resolve(address: str, article: str) -> str:
    """The path below the content folder of a picture named in an article.

    An editor writes `photos/2024/a.jpg`, `/photos/2024/a.jpg`, or the way from the article's own
    file (`../../../../photos/2024/a.jpg`); `2024/a.jpg` is taken to be under `photos` too.
    """
    address = address.strip().replace("\\", "/")
    if address.startswith(("./", "../")):
        return posixpath.normpath(posixpath.join(posixpath.dirname(article), address))
    address = posixpath.normpath(address.lstrip("/"))
    return address if address.startswith((PHOTOS + "/", "..")) else f"{PHOTOS}/{address}"


def _size(path: Path) -> tuple[int, int]:
    if path.suffix.lower() == ".svg":
        return _svg_size(path)
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as image:
            width, height = image.size
            turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)  # EXIF orientation: a quarter turn
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return 0, 0
    return (height, width) if turned else (width, height)


def _svg_size(path: Path) -> tuple[int, int]:
    with path.open("rb") as file:
        head = file.read(_SVG_HEAD).decode("utf-8", "replace")
    tag = re.search(r"<svg\b[^>]*>", head)
    if tag is None:
        return 0, 0
    width = re.search(r"\swidth=" + _NUMBER, tag[0])
    height = re.search(r"\sheight=" + _NUMBER, tag[0])
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    box = re.search(r"\sviewBox=[\"']\s*[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)", tag[0])
    return (round(float(box[1])), round(float(box[2]))) if box else (0, 0)
