"""The plugin's place in Pelican: it has new pictures worked on, and submits what is published of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import Any

from linli.build.build import Build, JobQueue
from linli.build.request import request_of
from linli.build.workspace import fault
from linli.errors import BuildError, ContentError
from linli.findings import Finding
from linli.images.opening import Damaged
from linli.messages import _
from linli.model.addresses import ATTACHMENTS
from linli.model.photo import Photo
from plugins.pictures.cache import PictureCache
from plugins.pictures.jobs import jobs_of


class PicturesGenerator:
    """Between reading and printing: afterwards every file that pages refer to is in the cache."""

    def __init__(self, context: dict[str, Any], settings: Mapping[str, Any], **_settings: Any) -> None:
        self.context, self.request = context, request_of(settings)
        self.hurried = self.request.hurried

    def generate_context(self) -> None:
        """Works on the pictures that are new.

        Raises:
            ContentError: some cannot be read to their end.
            BuildError: the machine cannot do it.
        """
        build: Build = self.context["build"]
        try:
            # Of the content folder attachments alone are published as they are.
            build.copies = {path: stat for path, stat in build.copies.items() if path.startswith(ATTACHMENTS)}
            self.photos = build.store.shown_photos()
            self.cache = PictureCache(build.workspace.path / "pictures")
            damaged = [] if self.hurried else _develop(build, self.photos, self.cache)
            if damaged:
                shown_as = self.request.settings.shown_as
                found = [*build.warnings, *(_finding(path).below(shown_as) for path in damaged)]
                raise ContentError(found, build.store.wanting(damaged))
            self.cache.keep(self.photos.values())
        except OSError as error:
            raise fault(error, build.workspace) from error
        except BrokenExecutor as error:
            message = _("处理图片时进程中断了，可能是内存不够。请再运行一次：做好了的图片不用重做。")
            raise BuildError(message) from error

    def generate_output(self, writer: JobQueue) -> None:
        for job in jobs_of(self.photos, self.cache, self.hurried):
            writer.submit(job)


def develop_one(content: Path, path: str, photo: Photo, cache: PictureCache) -> bool:
    """Works on one picture, in any process, and keeps what came of it. False: it cannot be read to its end."""
    from plugins.pictures.encode import encode  # which imports Pillow: most builds have no new picture

    try:
        cache.put(photo.key, encode((content / path).read_bytes(), photo))
    except Damaged:
        return False
    return True


def _develop(build: Build, photos: Mapping[str, str], cache: PictureCache) -> list[str]:
    """Works on what is not in the cache; gives the paths of those that cannot be read."""
    kept = cache.kept()
    paths = sorted(
        {key: path for path, key in reversed(list(photos.items())) if key not in kept}.values()
    )  # a key once
    damaged = []
    for done, (path, whole) in enumerate(zip(paths, _results(build, paths, cache), strict=True), 1):
        build.progress(_("图片"), done, len(paths))
        if not whole:
            damaged.append(path)
    return damaged


def _results(build: Build, paths: list[str], cache: PictureCache) -> Iterator[bool]:
    tasks = [(build.content, path, build.store.photo(path), cache) for path in paths]
    if len(tasks) < 2:
        return (develop_one(*task) for task in tasks)
    return iter(build.workers().map(develop_one, *zip(*tasks, strict=True)))


def _finding(path: str) -> Finding:
    return Finding(path, 1, "E304", _("图片“{path}”不完整或已损坏。请重新存一份。", path=path))
