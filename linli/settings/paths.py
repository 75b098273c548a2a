"""Kinds of values that name folders and files."""

from __future__ import annotations

import os
from pathlib import Path

from linli.messages import _
from linli.model.photo import PHOTOS
from linli.settings.option import Kind, Verdict
from linli.settings.values import line_of

OWN_THEME = "theme"  # beside a settings file
THEME = Path(__file__).parents[2] / "theme"  # of this release
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # how files of PNG and JPEG begin


class Folder(Kind[Path]):
    """A folder, below that of the settings file unless it is absolute."""

    def __init__(self, *, there: bool = True) -> None:
        """`there`: it must exist."""
        self.there = there

    @property
    def expected(self) -> str:
        return _("文件夹的路径")

    def read(self, value: object, verdict: Verdict) -> Path | None:
        try:
            folder = folder_of(value, verdict.around.folder)
        except ValueError:
            verdict.wrong(value)
            return None
        if self.there and not folder.is_dir():
            text = _(
                "找不到{title} {folder}。请建好它，或改正 {name}。",
                title=verdict.option.title,
                folder=folder,
                name=verdict.option.name,
            )
            verdict.tell("E005", text)
        return folder


class Theme(Folder):
    """The folder of the theme. A paper that names none has its own `theme`, if there is one, else that of the release."""

    def read(self, value: object, verdict: Verdict) -> Path | None:
        if value is None:
            own = verdict.around.folder / OWN_THEME
            value = OWN_THEME if own.is_dir() else str(THEME)
        return super().read(value, verdict)


class Folders(Kind[tuple[Path, ...]]):
    """Several folders, whether they exist or not."""

    @property
    def expected(self) -> str:
        return _("几个文件夹的路径，写在方括号里，用逗号隔开")

    def read(self, value: object, verdict: Verdict) -> tuple[Path, ...] | None:
        try:
            if not isinstance(value, (list, tuple)):
                raise ValueError
            return tuple(folder_of(one, verdict.around.folder) for one in value)
        except ValueError:
            verdict.wrong(value)
            return None


class Picture(Kind[str]):
    """A picture of the content folder, as a path below it; or nothing."""

    @property
    def expected(self) -> str:
        return _("内容文件夹里的一张 PNG 或 JPEG 图片")

    def read(self, value: object, verdict: Verdict) -> str | None:
        if value == "":
            return ""
        try:
            path = line_of(value)
            if not path.startswith(f"{PHOTOS}/") or ".." in path.split("/"):
                raise ValueError
            content = folder_of(verdict.around.values.get("PATH", "content"), verdict.around.folder)
            if content.is_dir() and not _head(content / path).startswith(PICTURES):
                raise ValueError
        except OSError:
            text = _(
                "{name}（{title}）的图片 {path} 打不开，或不在内容文件夹里。请放好图片，或删去这一行。",
                name=verdict.option.name,
                title=verdict.option.title,
                path=value,
            )
            verdict.tell("E005", text)
            return None
        except ValueError:
            verdict.wrong(value)
            return None
        return path


def _head(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(8)


def folder_of(value: object, base: Path) -> Path:
    """The folder that a value names, below `base` unless it is absolute.

    Raises:
        ValueError: it names none.
    """
    name = line_of(str(value) if isinstance(value, Path) else value)
    if not name.strip():
        raise ValueError
    return Path(os.path.normpath((base / name).absolute()))
