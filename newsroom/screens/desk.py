"""The desk of one paper: its settings, its manuscripts, and where its site can be looked at."""

from __future__ import annotations

import secrets
import subprocess
import threading
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any
from zoneinfo import ZoneInfo

from linli.settings.table import Settings
from newsroom.importing.tray import FOLDER as FOLDER_OF_TRAYS
from newsroom.importing.tray import Trays
from newsroom.manuscripts.catalogue import Catalogue
from newsroom.manuscripts.files import Manuscripts
from newsroom.manuscripts.versions import FOLDER, Versions


@dataclass
class Desk:
    """What the screens of the desk share."""

    settings: Settings
    site: str  # the address of the preview
    catalogue: Catalogue = field(init=False)
    run: str = field(default_factory=partial(secrets.token_hex, 6))  # no other desk has it, nor this one opened anew
    started: list[subprocess.Popen[Any]] = field(default_factory=list)  # processes that end with the desk

    def __post_init__(self) -> None:
        self.catalogue = Catalogue(self.settings.content, ZoneInfo(self.settings.timezone))

    @cached_property
    def manuscripts(self) -> Manuscripts:
        """The manuscripts of the paper."""
        return Manuscripts(self.settings.content, Versions(self.settings.file.folder / FOLDER))

    @cached_property
    def trays(self) -> Trays:
        """Files that came in and are not imported yet."""
        return Trays(self.settings.file.folder / FOLDER_OF_TRAYS)

    def close(self) -> None:
        """Throws away what is not to stay when the desk ends."""
        for process in self.started:
            process.terminate()
        self.trays.clear()

    def refresh(self) -> None:
        """Looks at the content folder anew, in a thread of its own: the first look at a long archive takes a while."""
        threading.Thread(target=self.catalogue.refresh, daemon=True).start()
