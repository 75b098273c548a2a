"""Which files are made of a picture: known from its size alone, before any of them is made."""

from __future__ import annotations

import hashlib
import posixpath

from linli.model import addresses
from linli.model.photo import Photo
from linli.model.picture import Rendition

WIDEST = 1600  # pixels: what fills a window; a phone of three pixels to the point asks for 1100
WIDTHS = (480, 800, 1200, WIDEST)
STEP = 0.85  # a width that is nearly the whole is left out
LONGEST_WEBP = 16383  # pixels, of the format
LARGEST = 50_000_000  # pixels of a file; opened it takes 150 MB

# Measured on seven photographs: at the same likeness (SSIM 0.966) WebP has 64% of the bytes of JPEG, AVIF 58% at six times
# the time of WebP (docs/pictures.md).
WEBP = {"quality": 75, "method": 4}
JPEG = {"quality": 80, "progressive": True, "optimize": True}
RECIPE = repr((2, WIDTHS, STEP, WEBP, JPEG))  # the number counts changes of the code that makes them

NATIVE = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}  # what browsers show
WHOLE = "whole"  # the file that every browser shows


def key_of(data: bytes, path: str) -> str:
    """A fingerprint of all that is made of the bytes of a picture, published at `path`: 32 hex digits."""
    form = posixpath.splitext(path)[1].lower()
    return hashlib.blake2b(data, digest_size=16, key=hashlib.sha256(f"{RECIPE}{form}".encode()).digest()).hexdigest()


def published(path: str, alpha: bool) -> str:
    """Where the file that every browser shows is published: at the picture's own path if browsers know its format."""
    if posixpath.splitext(path)[1].lower() in NATIVE:
        return path
    return path + (".png" if alpha else ".jpg")


def plan(path: str, width: int, height: int, key: str) -> Photo:
    """What is published of a picture of this size, rotation applied; never larger than it is.

    The name of a rendition holds the key, so that browsers may keep it for ever.
    """
    widest = min(width, WIDEST)
    renditions = []
    for wanted in [*(w for w in WIDTHS if w <= widest * STEP), widest]:
        tall = scaled(width, height, wanted)
        if tall <= LONGEST_WEBP:
            renditions.append(Rendition(addresses.rendition(path, wanted, key), wanted, tall))
    return Photo(path, widest, scaled(width, height, widest), tuple(renditions), key)


def scaled(width: int, height: int, wanted: int) -> int:
    """The height of a picture at the width that is wanted."""
    return max(1, round(height * wanted / width))
