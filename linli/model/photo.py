"""Photos: what is published of a picture file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from linli.model import addresses
from linli.model.picture import Picture, Rendition

PHOTOS = addresses.PHOTOS.removesuffix("/")  # the folder of originals in the content folder, as of pictures on the site

# What an address cannot have as it is. Letters of any language it can: browsers see to them.
_UNSAFE = re.compile(r"""[\s%?#,"'<>\\^`{|}]""")


@dataclass(frozen=True, slots=True)
class Photo:
    """What is published of a picture. `path`, and the `src` of renditions, are files below the root of the site.

    `width` and `height` are those of the published file, in pixels, 0 when it does not tell. `key` is a fingerprint
    of the bytes of all the files; without one, the file of the content folder is published as it is.
    """

    path: str
    width: int
    height: int
    renditions: tuple[Rendition, ...] = ()
    key: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """All files that are published of it."""
        return self.path, *(rendition.src for rendition in self.renditions)

    def picture(self, alt: str) -> Picture:
        """The picture as pages show it."""
        renditions = tuple(replace(rendition, src=address_of(rendition.src)) for rendition in self.renditions)
        return Picture(address_of(self.path), alt, self.width, self.height, renditions=renditions)


@dataclass(slots=True)
class PhotoInspection:
    """A picture, looked at for what can be told without working on it. `faults` are codes of findings and messages."""

    file: Path
    path: str  # below the content folder, `photos/2024/a.jpg`
    photo: Photo | None = None
    faults: list[tuple[str, str]] = field(default_factory=list)


def address_of(path: str) -> str:
    """A file of the site as an address."""
    return _UNSAFE.sub(lambda match: quote(match[0]), path)
