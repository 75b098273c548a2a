"""The plugin's place in Pelican: it has new pictures worked on, and submits what is published of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import Any

from plugins.desk.build import Build
from plugins.desk.findings import ContentError, Finding
from plugins.desk.messages import _
from plugins.desk.page import Press
from plugins.desk.pictures import Photo
from plugins.desk.workshop import BuildError, told
from plugins.pictures.darkroom import Darkroom
from plugins.pictures.jobs import jobs_of
from plugins.pictures.opening import Damaged


class PicturesGenerator:
    """Between reading and printing: afterwards every file that pages refer to is in the darkroom."""

    def __init__(self, context: dict[str, Any], settings: Mapping[str, Any], **_settings: Any) -> None:
        self.context, self.settings = context, settings
        self.hurried = bool(settings.get("HURRIED", False))

    def generate_context(self) -> None:
        """Works on the pictures that are new.

        Raises:
            ContentError: some cannot be read to their end.
            BuildError: the machine cannot do it.
        """
        build: Build = self.context["build"]
        try:
            build.copies = {}  # no file of the content folder is published as it is
            self.photos = build.store.shown_photos()
            self.darkroom = Darkroom(build.workshop.path / "pictures")
            damaged = [] if self.hurried else _develop(build, self.photos, self.darkroom)
            if damaged:
                shown_as = self.settings.get("CONTENT_SHOWN_AS", f"{build.content.name}/")
                raise ContentError([*build.warnings, *(_finding(path).below(shown_as) for path in damaged)])
            self.darkroom.keep(self.photos.values())
        except BaseException as error:
            build.close()
            if isinstance(error, OSError):
                raise BuildError(told(error, build.workshop)) from error
            if isinstance(error, BrokenExecutor):
                message = _("处理图片时进程中断了，可能是内存不够。请再运行一次：做好了的图片不用重做。")
                raise BuildError(message) from error
            raise

    def generate_output(self, writer: Press) -> None:
        for job in jobs_of(self.photos, self.darkroom, self.hurried):
            writer.submit(job)


def develop_one(content: Path, path: str, photo: Photo, darkroom: Darkroom) -> bool:
    """Works on one picture, in any process, and keeps what came of it. False: it cannot be read to its end."""
    from plugins.pictures.development import develop  # which imports Pillow: most builds have no new picture

    try:
        darkroom.put(photo.key, develop((content / path).read_bytes(), photo))
    except Damaged:
        return False
    return True


def _develop(build: Build, photos: Mapping[str, str], darkroom: Darkroom) -> list[str]:
    """Works on what is not in the darkroom; gives the paths of those that cannot be read."""
    kept = darkroom.kept()
    paths = sorted({key: path for path, key in reversed(photos.items()) if key not in kept}.values())  # a key once
    damaged = []
    for done, (path, whole) in enumerate(zip(paths, _results(build, paths, darkroom), strict=True), 1):
        build.progress(_("图片"), done, len(paths))
        if not whole:
            damaged.append(path)
    return damaged


def _results(build: Build, paths: list[str], darkroom: Darkroom) -> Iterator[bool]:
    tasks = [(build.content, path, build.store.photo(path), darkroom) for path in paths]
    if len(tasks) < 2:
        return (develop_one(*task) for task in tasks)
    return iter(build.workforce().map(develop_one, *zip(*tasks, strict=True)))


def _finding(path: str) -> Finding:
    return Finding(path, 1, "E304", _("图片“{path}”不完整或已损坏。请重新存一份。", path=path))
