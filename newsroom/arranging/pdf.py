"""A printed page's PDF: its picture, and where on it which words stand. To be called in a process apart: PDFium is no Python.

Places are in percent of the picture, from the left and from the top.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

SIGN = b"%PDF-"
WIDTH, TALLEST = 1600, 4800  # pixels of a picture
MOST_CHARACTERS = 100_000  # of a page; a large one has 10,000
FINE = 10_000  # parts of a page's width and height, in which PDFium tells places
NEAR, SAME = 1.3, 0.6  # heights of a line: to the next character of it; by which two may be on different ones


class Unopened(Exception):
    """It cannot be opened here."""


@dataclass(slots=True)
class Run:
    """Words in a line, from left to right or from top to bottom, and their place."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float  # of its characters, in percent of the height of the picture

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def works() -> bool:
    """Whether there is a PDFium for this platform."""
    return find_spec("pypdfium2") is not None


def looked_at(data: bytes) -> tuple[int, bytes]:
    """How many pages it has, and the picture of the first.

    Raises:
        Unopened: it is damaged or locked, or there is no PDFium here.
    """
    count, page = _first(data)
    try:
        width, height = page.get_size()
        image: Image = page.render(scale=min(WIDTH / width, TALLEST / height)).to_pil()
        made = BytesIO()
        image.convert("RGB").save(made, "JPEG", quality=82, optimize=True, progressive=True)
    except (RuntimeError, ValueError, ZeroDivisionError, OverflowError, MemoryError) as error:
        raise Unopened from error
    return count, made.getvalue()


def runs_of(data: bytes) -> list[Run]:
    """The words of the first page.

    Raises:
        Unopened: as `looked_at`.
    """
    try:
        return list(_runs(_first(data)[1]))
    except (RuntimeError, ValueError) as error:
        raise Unopened from error


def _first(data: bytes) -> tuple[int, Any]:
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError:  # a platform without a wheel
        raise Unopened from None
    try:
        document = PdfDocument(data)
        return len(document), document[0]
    except (PdfiumError, IndexError, ValueError, TypeError) as error:
        raise Unopened from error


def _runs(page: Any) -> Iterator[Run]:
    """Characters one after another that stand in one line."""
    open_: Run | None = None
    across = False
    for character, (left, top, right, bottom) in _characters(page):
        size, width = bottom - top, right - left
        if open_ is not None:
            level = abs(open_.bottom - bottom) + abs(open_.top - top) < SAME * size
            beside = level and -width < left - open_.right < NEAR * max(width, open_.size * width / size)
            column = abs(open_.left - left) < SAME * width and -SAME * size < top - open_.bottom < SAME * size
            alike = 0.6 < size / open_.size < 1.7
            if alike and (
                (beside and (across or len(open_.text) == 1)) or (column and not (across and len(open_.text) > 1))
            ):
                across = beside
                open_.text += character
                open_.left, open_.top = min(open_.left, left), min(open_.top, top)
                open_.right, open_.bottom = max(open_.right, right), max(open_.bottom, bottom)
                continue
            yield open_
        open_, across = Run(character, left, top, right, bottom, size), True
    if open_ is not None:
        yield open_


def _characters(page: Any) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    from ctypes import c_int

    from pypdfium2 import raw

    text = page.get_textpage()
    x, y = c_int(), c_int()
    for number in range(min(text.count_chars(), MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text, number)
        character = chr(code) if 32 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        if character.isspace():
            continue
        left, bottom, right, top = text.get_charbox(number, loose=True)
        corners = []
        for across, up in ((left, top), (right, bottom)):
            raw.FPDF_PageToDevice(page, 0, 0, FINE, FINE, 0, across, up, x, y)
            corners.append((x.value * 100 / FINE, y.value * 100 / FINE))
        (x0, y0), (x1, y1) = corners
        if x0 != x1 and y0 != y1:
            yield character, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
