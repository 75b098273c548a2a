"""The desk of one paper: its settings, its manuscripts, and where its site can be looked at."""

from __future__ import annotations

import secrets
import subprocess
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any
from zoneinfo import ZoneInfo

from linli.files import clear_halves
from linli.settings.table import Settings
from newsroom.importing.tray import FOLDER as FOLDER_OF_TRAYS
from newsroom.importing.tray import Trays
from newsroom.manuscripts.catalogue import Catalogue
from newsroom.manuscripts.files import Manuscripts
from newsroom.manuscripts.versions import FOLDER, Versions
from newsroom.screens.held import Held
from newsroom.web.found import NOTE

PATIENCE = 5.0  # seconds that a process is given to end


@dataclass
class Desk:
    """What the screens of the desk share."""

    settings: Settings
    site: str  # the address of the preview
    catalogue: Catalogue = field(init=False)
    run: str = field(default_factory=partial(secrets.token_hex, 6))  # no other desk has it, nor this one opened anew
    started: list[subprocess.Popen[Any]] = field(default_factory=list)  # processes that end with the desk

    def __post_init__(self) -> None:
        self.catalogue = Catalogue(self.settings.content, self.zone)

    @property
    def zone(self) -> ZoneInfo:
        """Of the paper."""
        return ZoneInfo(self.settings.timezone)

    @property
    def now(self) -> datetime:
        """The moment by the paper's clock, or the one that the settings take for it: a desk stays open over midnight."""
        return datetime.now(self.zone) if self.settings.written.get("TODAY") is None else self.settings.now

    @property
    def today(self) -> date:
        """The day of now."""
        return self.now.date()

    @cached_property
    def manuscripts(self) -> Manuscripts:
        """The manuscripts of the paper."""
        return Manuscripts(self.settings.content, Versions(self.settings.file.folder / FOLDER))

    @cached_property
    def held(self) -> Held:
        """The pieces that wait for sign-offs."""
        return Held(self.settings, self.manuscripts)

    @cached_property
    def trays(self) -> Trays:
        """Files that came in and are not imported yet."""
        return Trays(self.settings.file.folder / FOLDER_OF_TRAYS)

    def keep(self, process: subprocess.Popen[Any]) -> None:
        """Has a process end with the desk; those that have ended meanwhile are forgotten."""
        self.started = [one for one in self.started if one.poll() is None] + [process]

    def close(self) -> None:
        """Throws away what is not to stay when the desk ends."""
        for process in self.started:
            process.terminate()
        for process in self.started:
            with suppress(subprocess.TimeoutExpired):
                process.wait(PATIENCE)
        self.trays.clear()

    def begin(self) -> None:
        """Looks at the content folder for the first time, and clears what saves that were killed left, while screens are there."""
        threading.Thread(target=self._begin, daemon=True).start()

    def _begin(self) -> None:
        self.catalogue.refresh()
        folder = self.settings.file.folder
        for one in (self.settings.content, folder / FOLDER):
            clear_halves(one)
        for one in (folder, folder / NOTE.parent):
            clear_halves(one, deep=False)

    def refresh(self) -> None:
        """Looks at the content folder anew, in a thread of its own: the first look at a long archive takes a while."""
        threading.Thread(target=self.catalogue.refresh, daemon=True).start()
