"""Pictures, opened: all that the rest asks Pillow about a file."""

from __future__ import annotations

import struct
import warnings
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")  # those that Pillow may open
HEIF = "HEIF"  # photos of telephones, HEIC: pillow-heif opens them, where there is one
BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")  # of HEIC (ISO/IEC 23008-12, annex B)
ORIENTATION = 0x0112  # of EXIF (CIPA DC-008, 4.6.4)
TRANSPOSED = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}  # its values to Pillow's `Transpose`
TURNED = (5, 6, 7, 8)  # those that are a quarter turn
# What Pillow raises of files that are broken in one place or another.
BROKEN = (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, OverflowError, struct.error)


class Damaged(Exception):
    """A picture cannot be read."""


class TooLarge(Damaged):
    """A picture has so many pixels that Pillow does not open it."""


@contextmanager
def opened(data: bytes) -> Iterator[Image]:
    """A picture, opened.

    Raises:
        Damaged: it cannot be; or, within, its pixels cannot be read.
    """
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of sizes, which are looked at, and of notes that make no sense
        try:
            with Image.open(
                BytesIO(data), formats=(*FORMATS, HEIF) if is_heic(data) and opens_heic() else FORMATS
            ) as image:
                yield image
        except BROKEN as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise  # of the machine, not of the picture
            raise Damaged from error
        except Image.DecompressionBombError:
            raise TooLarge from None


def is_heic(data: bytes) -> bool:
    """Whether a file says that it is a photo in HEIC."""
    return data[4:8] == b"ftyp" and data[8:12] in BRANDS


@lru_cache(maxsize=1)
def opens_heic() -> bool:
    """Whether photos in HEIC can be opened here: Pillow is told of them. The decoder turns them, as the file says."""
    try:
        from pillow_heif import register_heif_opener
    except ImportError:  # a platform without a wheel
        return False
    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    return True


def size_of(image: Image) -> tuple[int, int]:
    """Width and height, rotation applied."""
    width, height = image.size
    return (height, width) if turn_of(image) in TURNED else (width, height)


def turn_of(image: Image) -> int:
    """The EXIF orientation: 1 is upright; so is what tells it in a way that cannot be read."""
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:  # notes of cameras are broken in every way there is
        return 1


def upright(image: Image, turn: int) -> Image:
    """A copy of a picture that lies as an EXIF orientation says, as it is to be seen."""
    from PIL.Image import Transpose

    return image.transpose(Transpose(TRANSPOSED[turn])) if turn in TRANSPOSED else image.copy()


def form_of(image: Image) -> str:
    """The format of a file. A JPEG with further pictures behind it (MPO) is one with them left away."""
    return "JPEG" if image.format == "MPO" else image.format or ""


def is_kept(image: Image) -> bool:
    """Whether it is published in the format that it has, picture by picture: an animation, and any GIF."""
    return image.format == "GIF" or (image.format in ("PNG", "WEBP") and getattr(image, "is_animated", False))


def has_alpha(image: Image) -> bool:
    """Whether something shows through it."""
    return image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info
