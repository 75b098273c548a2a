"""The files of printed pages in `content/issues`: found, taken in, and never over what is there without a copy of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from linli.files import digest_of, leads_out, read_plain, remove, write_atomically
from linli.images.opening import Damaged, TooLarge, form_of, has_alpha, opened, size_of, turn_of, upright
from newsroom.arranging.pdf import TALLEST, WIDTH
from plugins.issues.prints import PRINTS, Print, Prints

if TYPE_CHECKING:
    from PIL.Image import Image

LARGE = 2_000_000  # bytes of a picture as it is published: half a minute on a slow phone
MOST_PIXELS = 50_000_000
WRITING = threading.Lock()  # two windows may save at the same moment
SUFFIXES = {"JPEG": ".jpg", "PNG": ".png"}


class Changed(Exception):
    """A file is not as it was seen."""


class NoPicture(Exception):
    """It is none that can be used; `large` says that it has too many pixels."""

    def __init__(self, *, large: bool = False) -> None:
        self.large = large
        super().__init__()


@dataclass(frozen=True, slots=True)
class Printed:
    """The printed pages of one day.

    Attributes:
        content: the content folder.
        keep: is given what is about to be replaced, by its path below the content folder.
        day: of the paper.
    """

    content: Path
    keep: Callable[[str, bytes], object]
    day: date

    @property
    def folder(self) -> Path:
        """That of the day."""
        return self.content / PRINTS / self.day.isoformat()

    def pages(self) -> dict[int, Print]:
        """Its pages by number."""
        try:
            names = sorted(file.name for file in self.folder.iterdir() if file.is_file())
        except OSError:
            return {}
        prefix = f"{PRINTS}/{self.day.isoformat()}"
        inside = [name for name in names if name[0] not in ".~" and not leads_out(self.folder / name, self.content)]
        return Prints.of(f"{prefix}/{name}" for name in inside).of_day(self.day)

    def page(self, number: int) -> Print:
        """One of them, as it is in the folder; without files when there is none."""
        return self.pages().get(number) or Print(self.day, number)

    def read(self, number: int, kind: str) -> bytes | None:
        """The bytes of a page's picture, PDF or regions; None without them."""
        path = getattr(self.page(number), kind)
        try:
            return read_plain(self.content / path) if path else None
        except OSError:
            return None

    def save(self, number: int, kind: str, data: bytes, known: str, suffix: str) -> str:
        """Puts bytes in the place of the file whose digest is `known` (empty: there is none), and gives its path.

        Raises:
            Changed: something else is there. Nothing is written.
            OSError: it cannot be written, or leads out of the content folder.
        """
        with WRITING:
            return self._save(number, kind, data, known, suffix)

    def _save(self, number: int, kind: str, data: bytes, known: str, suffix: str) -> str:
        before, old = self.read(number, kind), getattr(self.page(number), kind)
        if digest_of(before) != known:
            raise Changed
        path = old if Path(old).suffix.lower() == suffix else f"{PRINTS}/{self.day.isoformat()}/{number}{suffix}"
        if leads_out(self.folder, self.content):
            raise OSError(None, path)
        if before == data and path == old:
            return path
        if before is not None:
            self.keep(old, before)
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self.content / path, data, durable=True)
        if old and old != path:
            remove(self.content / old)
        return path


def fitted(data: bytes) -> tuple[bytes, str, bool]:
    """A picture as it can be published, the end of its name, and whether it was made smaller.

    Raises:
        NoPicture: it is none, or has too many pixels.
    """
    try:
        with opened(data) as image:
            width, height = size_of(image)
            if width * height > MOST_PIXELS:
                raise NoPicture(large=True)
            image.load()
            suffix = SUFFIXES.get(form_of(image))
            if suffix and len(data) <= LARGE:
                return data, suffix, False
            plain = _on_white(upright(image, turn_of(image)))
            plain.thumbnail((WIDTH, TALLEST))
            made = BytesIO()
            plain.save(made, "JPEG", quality=85, optimize=True, progressive=True)
    except TooLarge:
        raise NoPicture(large=True) from None
    except Damaged:
        raise NoPicture from None
    return made.getvalue(), ".jpg", True


def _on_white(image: Image) -> Image:
    """A picture as it looks on paper."""
    from PIL import Image as images

    if not has_alpha(image):
        return image.convert("RGB")
    image = image.convert("RGBA")
    return images.alpha_composite(images.new("RGBA", image.size, "white"), image).convert("RGB")
