"""Which pieces wait for sign-offs (三审): found once, and again when a file that the answer depends on is another."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from linli import system
from linli.reading.encoding import UnreadableText
from linli.settings.table import Settings
from newsroom.manuscripts.files import Manuscripts, Outside
from newsroom.signing import Signing

Seen = tuple[tuple[int, int, int] | None, ...]  # time, size and inode of each file


class Held:
    """The pieces of one paper that wait for sign-offs. It may be asked by several threads."""

    def __init__(self, settings: Settings, manuscripts: Manuscripts) -> None:
        self._settings, self._manuscripts = settings, manuscripts
        self._known: dict[str, tuple[list[str], Seen, bool]] = {}  # the files of a piece, as they were, and the answer

    def is_held(self, path: str) -> bool:
        """Whether the piece at a path waits; one that cannot be read does not."""
        if not self._settings.steps:
            return False
        known = self._known.get(path)
        if known is not None and self._seen(known[0]) == known[1]:
            return known[2]
        with suppress(UnreadableText, Outside, OSError):
            signing = Signing(self._settings)
            own = self._seen([path])  # looked at before it is read: what is saved meanwhile is read again
            data = self._manuscripts.read(path)
            if data is None:
                return False
            files = signing.files(path, data)
            seen = own + self._seen(files)
            review = signing.review(path, data)
            held = review is not None and not review.is_complete
            self._known[path] = [path, *files], seen, held
            return held
        return False

    def _seen(self, files: list[str]) -> Seen:
        return tuple(_stat(self._settings.content / file) for file in files)


def _stat(file: Path) -> tuple[int, int, int] | None:
    try:
        return system.this.kept(file.stat())
    except (OSError, ValueError):  # no system has a file of such a name
        return None
