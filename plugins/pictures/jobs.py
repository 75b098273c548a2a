"""What the pictures plugin has published: the files of all pictures in a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from posixpath import dirname

from linli.build.job import Job
from linli.build.page import File
from linli.model.paper import Paper
from linli.store.database import digest
from linli.store.library import Library
from plugins.pictures.cache import PictureCache
from plugins.pictures.plan import WHOLE


@dataclass(frozen=True, slots=True)
class PictureFiles(Job):
    """The pictures of a folder below `photos`, from the cache."""

    folder: str
    photos: tuple[tuple[str, str], ...]  # path below the content folder, and key
    cache: PictureCache
    waiting: bool = False  # some are still to be worked on: a build in a hurry leaves them to the next

    @property
    def name(self) -> str:
        return f"pictures:{self.folder}"

    @property
    def fingerprint(self) -> bytes:
        return digest(self.photos)

    @property
    def weight(self) -> int:
        return len(self.photos)

    @property
    def deferrable(self) -> bool:
        return self.waiting

    @property
    def themed(self) -> bool:
        return False

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        for path, key in self.photos:
            photo = library.photo(path)
            renditions = ((rendition.src, str(rendition.width)) for rendition in photo.renditions)
            for file, name in ((photo.path, WHOLE), *renditions):
                yield File(file, digest(key, name), partial(self.cache.read, key, name), shared=True)


def jobs_of(photos: Mapping[str, str], cache: PictureCache, hurried: bool) -> Iterator[PictureFiles]:
    """A job for each folder; `photos` are keys by path."""
    kept = cache.kept() if hurried else set(photos.values())
    for folder, paths in groupby(sorted(photos, key=lambda path: (dirname(path), path)), key=dirname):
        keys = tuple((path, photos[path]) for path in paths)
        yield PictureFiles(folder, keys, cache, waiting=any(key not in kept for _path, key in keys))
