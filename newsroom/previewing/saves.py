"""Hears of every save that the site is made from."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from linli import system
from linli.settings.table import Settings

STEP, LONGEST = 50, 400  # milliseconds without a further save after which one is told, and at most
LOOK = 1000  # milliseconds after which the settings file is looked at


@dataclass(frozen=True, slots=True)
class Sources:
    """What a site is made from: folders, and the files of the settings."""

    folders: tuple[Path, ...]
    files: tuple[Path, ...]

    @classmethod
    def of(cls, settings: Settings) -> Sources:
        """Those of a paper."""
        return cls((settings.content, settings.theme), tuple(file.absolute() for file in settings.file.files))

    def stats(self) -> list[tuple[int, int] | None]:
        """Time and size of each file; None for one that is not there."""
        return [_stat(file) for file in self.files]


class Saves:
    """Watches the sources of a site, in a thread of its own."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources  # may be put in place of by others
        self._saved, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Until something was saved since this was asked last."""
        while not self._saved.wait(system.this.longest_wait):
            pass
        self._saved.clear()

    def close(self) -> None:
        """Ends watching."""
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        from watchfiles import watch

        while not self._ended.is_set():
            sources = self.sources
            seen = sources.stats()
            folders = [folder for folder in sources.folders if folder.is_dir()] or [sources.files[0].parent]
            for changes in watch(
                *folders,
                step=STEP,
                debounce=LONGEST,
                rust_timeout=LOOK,
                yield_on_timeout=True,
                stop_event=self._ended,
                raise_interrupt=False,
            ):
                before, seen = seen, sources.stats()
                if changes or seen != before:
                    self._saved.set()
                if self.sources != sources:
                    self._saved.set()  # what was saved there before it was watched
                    break


def _stat(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
