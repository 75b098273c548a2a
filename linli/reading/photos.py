"""Pictures under `content/photos`: whether they are there, and what is published of them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from pathlib import Path

from linli.files import leads_out
from linli.hooks import photo_inspected
from linli.images.size import size_of
from linli.model.photo import PHOTOS, Photo, PhotoInspection


@dataclass(slots=True)
class Photos:
    """Looks at pictures, once at each file. `seen` is keyed by the path below the content folder."""

    content: Path
    seen: dict[str, PhotoInspection | None] = field(default_factory=dict)

    def look(self, path: str) -> PhotoInspection | None:
        """What can be seen of a picture; None when there is no such file."""
        if path not in self.seen:
            file = self.content / path
            try:
                there = file.is_file() and not leads_out(file, self.content)
            except (OSError, ValueError):  # no system has a file of such a name
                there = False
            self.seen[path] = _inspected(file, path) if there else None
        return self.seen[path]


def resolve(address: str, article: str) -> str:
    """The path below the content folder of a picture named in an article.

    An editor writes `photos/2024/a.jpg`, `/photos/2024/a.jpg`, or the way from the article's own
    file (`../../../../photos/2024/a.jpg`); `2024/a.jpg` is taken to be under `photos` too.
    """
    address = address.strip().replace("\\", "/")
    if address.startswith(("./", "../")):
        return posixpath.normpath(posixpath.join(posixpath.dirname(article), address))
    address = posixpath.normpath(address.lstrip("/"))
    return address if address.startswith((PHOTOS + "/", "..")) else f"{PHOTOS}/{address}"


def _inspected(file: Path, path: str) -> PhotoInspection:
    inspection = PhotoInspection(file, path)
    photo_inspected.send(inspection)
    if inspection.photo is None and not inspection.faults:
        inspection.photo = Photo(path, *size_of(file))
    return inspection
