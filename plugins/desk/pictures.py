"""Pictures under `content/photos`: whether they are there, and what is published of them."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from plugins.desk.article import Picture, Rendition
from plugins.desk.hooks import Sight, photo_seen

PHOTOS = "photos"
_SVG_HEAD = 2048  # bytes in which an SVG file tells its size
_NUMBER = r"[\"']\s*([\d.]+)(?:px)?\s*[\"']"


# What an address cannot have as it is. Letters of any language it can: browsers see to them.
_UNSAFE = re.compile(r"""[\s%?#,"'<>\\^`{|}]""")


@dataclass(frozen=True, slots=True)
class Photo:
    """What is published of a picture. `path`, and the `src` of renditions, are files below the root of the site.

    `width` and `height` are those of the published file, in pixels, 0 when it does not tell. `key` stands for the bytes
    of all the files; without one, the file of the content folder is published as it is.
    """

    path: str
    width: int
    height: int
    renditions: tuple[Rendition, ...] = ()
    key: str = ""

    def picture(self, alt: str) -> Picture:
        """The picture as pages show it."""
        renditions = tuple(replace(rendition, src=address_of(rendition.src)) for rendition in self.renditions)
        return Picture(address_of(self.path), alt, self.width, self.height, renditions=renditions)


@dataclass(slots=True)
class Photos:
    """Looks at pictures, once at each file. `seen` is keyed by the path below the content folder."""

    content: Path
    seen: dict[str, Sight | None] = field(default_factory=dict)

    def look(self, path: str) -> Sight | None:
        """What can be seen of a picture; None when there is no such file."""
        if path not in self.seen:
            file = self.content / path
            self.seen[path] = _sight(file, path) if file.is_file() else None
        return self.seen[path]


def address_of(path: str) -> str:
    """A file of the site as an address."""
    return _UNSAFE.sub(lambda match: quote(match[0]), path)


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


def _sight(file: Path, path: str) -> Sight:
    sight = Sight(file, path)
    photo_seen.send(sight)
    if sight.photo is None and not sight.faults:
        sight.photo = Photo(path, *size_of(file))
    return sight


def size_of(path: Path) -> tuple[int, int]:
    """Width and height of a picture as it is seen, in pixels; (0, 0) when the file does not tell."""
    if path.suffix.lower() == ".svg":
        with path.open("rb") as file:
            return svg_size(file.read(_SVG_HEAD).decode("utf-8", "replace"))
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as image:
            width, height = image.size
            turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)  # EXIF orientation: a quarter turn
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return 0, 0
    return (height, width) if turned else (width, height)


def svg_size(head: str) -> tuple[int, int]:
    """Width and height of a drawing, from the beginning of its text; (0, 0) when it does not tell."""
    tag = re.search(r"<svg\b[^>]*>", head)
    if tag is None:
        return 0, 0
    width = re.search(r"\swidth=" + _NUMBER, tag[0])
    height = re.search(r"\sheight=" + _NUMBER, tag[0])
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    box = re.search(r"\sviewBox=[\"']\s*[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)", tag[0])
    return (round(float(box[1])), round(float(box[2]))) if box else (0, 0)
