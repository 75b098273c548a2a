"""The paper's own picture (`LOGO`), for those who show where an article is from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from linli.findings import Finding
from linli.hooks import Review
from linli.images.opening import Damaged, opened
from linli.messages import _
from linli.model import addresses
from linli.model.picture import Picture
from linli.store.database import digest
from linli.store.store import Store

LARGEST = 1024  # pixels of the published logo
SCOPE = "logo"


@dataclass(frozen=True, slots=True)
class Logo:
    """The logo as it is published: a PNG without anything but its pixels."""

    file: str  # where it lies
    picture: Picture

    @classmethod
    def of(cls, file: Path) -> Logo:
        """What is published of a picture.

        Raises:
            Damaged: it cannot be read to its end.
        """
        data = file.read_bytes()
        fingerprint = hashlib.blake2b(data, digest_size=5).hexdigest()
        return cls(str(file), Picture(addresses.asset(f"logo.{fingerprint}.png"), "", *_upright(data).size))

    def png(self) -> bytes:
        """The bytes of the published file."""
        published = BytesIO()
        _upright(Path(self.file).read_bytes()).save(published, "PNG", optimize=True)
        return published.getvalue()


def logo_of(store: Store, file: Path) -> Logo | None:
    """The logo that a file becomes, looked at when the file is new; None when it is damaged."""
    status = file.stat()
    fingerprint = digest(str(file), status.st_mtime_ns, status.st_size, status.st_ino)

    def find() -> Logo | None:
        try:
            return Logo.of(file)
        except Damaged:
            return None

    found: Logo | None = store.note(SCOPE, "", fingerprint, find)
    return found


def review(review: Review) -> None:
    """Answers `content_shelved`: the logo must be whole."""
    path = review.settings.logo
    if path and logo_of(review.library, review.content / path) is None:
        message = _("图片“{path}”不完整或已损坏。请重新存一份。", path=path)
        review.findings.append(Finding(path, 1, "E304", message))


def _upright(data: bytes) -> Any:
    """A picture of the size that is published, its rotation applied, without what it tells beside its pixels."""
    from PIL import ImageOps

    with opened(data) as image:
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    upright.thumbnail((LARGEST, LARGEST))
    upright.info.clear()
    return upright
