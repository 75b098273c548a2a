"""Hears of every save that the site is made from."""

from __future__ import annotations

import threading
from pathlib import Path

from linli.errors import SettingsError
from newsroom import settings as paper_settings

STEP, LONGEST = 50, 400  # milliseconds without a further save after which one is told, and at most
LOOK = 1000  # milliseconds after which the settings file is looked at
FOREVER = 3600.0  # seconds; a wait without an end cannot be interrupted on Windows


class Saves:
    """Watches the folders of content and theme, and the settings file, in a thread of its own."""

    def __init__(self, config: Path) -> None:
        self.config = config
        self._saved, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Until something was saved since this was asked last."""
        while not self._saved.wait(FOREVER):
            pass
        self._saved.clear()

    def close(self) -> None:
        """Ends watching."""
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        from watchfiles import watch

        seen = _stat(self.config)
        while not self._ended.is_set():
            folders = self._folders()
            for changes in watch(
                *folders,
                step=STEP,
                debounce=LONGEST,
                rust_timeout=LOOK,
                yield_on_timeout=True,
                stop_event=self._ended,
                raise_interrupt=False,
            ):
                before, seen = seen, _stat(self.config)
                if changes or seen != before:
                    self._saved.set()
                if seen != before and self._folders() != folders:
                    break

    def _folders(self) -> list[Path]:
        """The folders of content and theme, as the settings name them; the paper's own while these cannot be read."""
        folder = self.config.absolute().parent
        try:
            values = paper_settings.values_told(self.config)
        except SettingsError:
            values = {}
        folders = [folder / values.get("PATH", "content"), folder / values.get("THEME", "theme")]
        return [found for found in folders if found.is_dir()] or [folder]


def _stat(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
