"""The settings of this plugin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.desk.article import Picture
from plugins.desk.findings import SettingsError
from plugins.desk.messages import _
from plugins.desk.pictures import PHOTOS, PictureSizes


@dataclass(frozen=True, slots=True)
class Syndication:
    """What `pelicanconf.py` says of feeds and sharing."""

    logo: Picture | None = None  # LOGO: a picture for those who show where an article is from; None: the theme's

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any], content: Path) -> Syndication:
        """The settings, with the logo looked at.

        Raises:
            SettingsError: LOGO is no picture below `content/photos`.
        """
        path = settings.get("LOGO", "")
        if not path and isinstance(path, str):
            return cls()
        inside = isinstance(path, str) and path.startswith(f"{PHOTOS}/") and ".." not in path.split("/")
        size = PictureSizes(content).size(path) if inside else None
        if size is None or 0 in size:
            text = _(
                "LOGO 应当是内容文件夹里的一张图片，例如 {example}，现在是 {value}。请改正后再试，或删去这一行。",
                example=f'"{PHOTOS}/logo.png"',
                value=repr(path),
            )
            raise SettingsError([f"pelicanconf.py: {text}"])
        return cls(Picture(path, "", *size))
