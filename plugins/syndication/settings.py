"""The settings of this plugin."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from linli.errors import SettingsError
from linli.messages import _
from linli.model import addresses
from linli.model.photo import PHOTOS
from linli.model.picture import Picture

LARGEST = 1024  # pixels of the published logo


@dataclass(frozen=True, slots=True)
class Logo:
    """The paper's own picture (`LOGO`), as it is published: a PNG without anything but its pixels."""

    file: Path
    picture: Picture

    @classmethod
    def of(cls, file: Path) -> Logo:
        """What is published of a picture.

        Raises:
            OSError, ValueError: it is none.
        """
        data = file.read_bytes()
        mark = hashlib.blake2b(data, digest_size=5).hexdigest()
        return cls(file, Picture(addresses.asset(f"logo.{mark}.png"), "", *_opened(data).size))

    def png(self) -> bytes:
        """The bytes of the published file."""
        published = BytesIO()
        _opened(self.file.read_bytes()).save(published, "PNG", optimize=True)
        return published.getvalue()


@dataclass(frozen=True, slots=True)
class Syndication:
    """What `pelicanconf.py` says of feeds and sharing."""

    logo: Logo | None = None  # LOGO: a picture for those who show where an article is from; None: the theme's

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any], content: Path) -> Syndication:
        """The settings, with the logo looked at.

        Raises:
            SettingsError: LOGO is no picture below `content/photos`.
        """
        path = settings.get("LOGO", "")
        if path == "":
            return cls()
        try:
            if not isinstance(path, str) or not path.startswith(f"{PHOTOS}/") or ".." in path.split("/"):
                raise ValueError
            return cls(Logo.of(content / path))
        except (OSError, ValueError) as error:
            text = _(
                "LOGO 应当是内容文件夹里的一张 PNG 或 JPEG 图片，例如 {example}，现在是 {value}。请改正后再试，或删去这一行。",
                example=f'"{PHOTOS}/logo.png"',
                value=repr(path),
            )
            raise SettingsError([f"pelicanconf.py: {text}"]) from error


def _opened(data: bytes) -> Any:
    """A picture of the size that is published, its rotation applied, without what it tells beside its pixels."""
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data)) as image:
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except Image.DecompressionBombError as error:
        raise ValueError from error
    upright.thumbnail((LARGEST, LARGEST))
    upright.info.clear()
    return upright
