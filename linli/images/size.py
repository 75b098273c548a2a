"""The size of a picture, from the head of its file."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

from linli.images import opening

_SVG_HEAD = 2048  # bytes in which an SVG file tells its size
_NUMBER = r"[\"']\s*([\d.]+)(?:px)?\s*[\"']"


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
    tag = re.search(r"<svg\b[^>]*>", head)
    if tag is None:
        return 0, 0
    width = re.search(r"\swidth=" + _NUMBER, tag[0])
    height = re.search(r"\sheight=" + _NUMBER, tag[0])
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    box = re.search(r"\sviewBox=[\"']\s*[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)", tag[0])
    return (round(float(box[1])), round(float(box[2]))) if box else (0, 0)
