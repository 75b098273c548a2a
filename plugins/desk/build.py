"""One build: what the desk has made ready, and every other plugin works from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from plugins.desk.banners import Banners
from plugins.desk.findings import Finding
from plugins.desk.page import Afterword, Describer, Finisher
from plugins.desk.paper import Paper
from plugins.desk.store import Stat, Store
from plugins.desk.workforce import Workforce
from plugins.desk.workshop import Workshop


@dataclass(slots=True)
class Build:
    """A build at work: plugins find it in Pelican's context as `build`."""

    content: Path
    paper: Paper
    store: Store
    workshop: Workshop
    workforce: Workforce
    today: date
    progress: Callable[[str, int, int], None]
    banners: Banners
    warnings: list[Finding]
    copies: dict[str, Stat] = field(default_factory=dict)  # files of the content folder that are published as they are
    finishers: list[Finisher] = field(default_factory=list)
    afterwords: list[Afterword] = field(default_factory=list)
    describer: Describer | None = None
    faults: list[str] = field(default_factory=list)  # what the site has to do without, for the editor

    def close(self) -> None:
        """Ends the build: the workers go home, another build may begin."""
        self.workforce.close()
        self.store.connection.close()
        self.workshop.leave()
