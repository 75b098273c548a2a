"""What the pictures plugin has published: the files of all pictures in a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from posixpath import dirname

from plugins.desk.page import File, Job
from plugins.desk.paper import Paper
from plugins.desk.pictures import Photo
from plugins.desk.store import Library, digest
from plugins.pictures.darkroom import Darkroom
from plugins.pictures.plan import WHOLE


@dataclass(frozen=True, slots=True)
class Prints(Job):
    """The pictures of a folder below `photos`, from the darkroom."""

    folder: str
    photos: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # key; path and name of each file
    darkroom: Darkroom

    @property
    def name(self) -> str:
        return f"pictures:{self.folder}"

    @property
    def inputs(self) -> bytes:
        return digest(self.photos)

    @property
    def weight(self) -> int:
        return len(self.photos)

    @property
    def themed(self) -> bool:
        return False

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        for key, files in self.photos:
            for path, name in files:
                yield File(path, digest(key, name), partial(self.darkroom.read, key, name), shared=True)


def jobs_of(photos: Mapping[str, Photo], darkroom: Darkroom) -> Iterator[Prints]:
    """A job for each folder; `photos` are by path, sorted."""
    for folder, paths in groupby(sorted(photos, key=lambda path: (dirname(path), path)), key=dirname):
        yield Prints(folder, tuple(_files(photos[path]) for path in paths), darkroom)


def _files(photo: Photo) -> tuple[str, tuple[tuple[str, str], ...]]:
    renditions = ((rendition.src, str(rendition.width)) for rendition in photo.renditions)
    return photo.key, ((photo.path, WHOLE), *renditions)
