"""The size of a picture, from the head of its file."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

from linli.images import opening

_SVG_HEAD = 2048  # bytes in which an SVG file tells its size
_NUMBER = r"(\d{1,6}(?:\.\d{0,20})?|\.\d{1,20})(?!\d|\.)"  # of more digits no drawing is so large
_SIDES = r"[\"']\s{0,20}" + _NUMBER + r"(?:px)?\s{0,20}[\"']"
_TAG = re.compile(r"<svg\b[^<>]*+>")
_WIDTH, _HEIGHT = re.compile(r"\swidth=" + _SIDES), re.compile(r"\sheight=" + _SIDES)
_BOX = re.compile(
    r"\sviewBox=[\"'][\s,]{0,20}[-+\d.e]{1,30}[\s,]{1,20}[-+\d.e]{1,30}[\s,]{1,20}" + _NUMBER + r"[\s,]{1,20}" + _NUMBER
)


def size_of(path: Path) -> tuple[int, int]:
    """Width and height of a picture as it is seen, in pixels; (0, 0) when the file does not tell."""
    if path.suffix.lower() == ".svg":
        with path.open("rb") as file:
            return svg_size(file.read(_SVG_HEAD).decode("utf-8", "replace"))
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of notes that make no sense
            with Image.open(path) as image:
                return opening.size_of(image)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return 0, 0


def svg_size(head: str) -> tuple[int, int]:
    """Width and height of a drawing, from the beginning of its text; (0, 0) when it does not tell."""
    tag = _TAG.search(head)
    if tag is None:
        return 0, 0
    width, height, box = _WIDTH.search(tag[0]), _HEIGHT.search(tag[0]), _BOX.search(tag[0])
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    return (round(float(box[1])), round(float(box[2]))) if box else (0, 0)
