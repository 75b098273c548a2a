"""A preview at work: builds in a process of their own, again whenever something is saved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from linli import system
from linli.errors import BuildError
from linli.model.photo import PHOTOS
from linli.settings.table import Settings
from newsroom.previewing.builder import Outcome
from newsroom.previewing.process import BuildProcess
from newsroom.previewing.saves import Saves, Sources
from newsroom.previewing.state import Fault, Preview
from newsroom.terminal import complain

FOLDER = Path(".preview/site")  # beside the settings; it is kept, so that the next preview is there at once


@contextmanager
def until_ended() -> Iterator[None]:
    """What lasts until it is asked to end, by people with Ctrl-C, by programs otherwise; its end is not disturbed by more."""
    system.this.end_on_request()
    try:
        yield
    except KeyboardInterrupt:
        system.this.end_for_good()


class LivePreview:
    """The preview of one paper, until its context ends. It is to be made before any thread is begun, for it forks."""

    def __init__(self, settings: Settings, config: Path) -> None:
        self.current = Preview((settings.file.folder / FOLDER).resolve(), settings.content / PHOTOS, settings.output)
        self.current.site.parent.mkdir(exist_ok=True)
        self._sources = Sources.of(settings)
        self._process = BuildProcess(config, self.current.site)
        self._saves: Saves | None = None

    def run(self) -> None:
        """Builds until it is interrupted: pages first, then what they can do without for a moment."""
        saves = self._saves = Saves(self._sources)
        while True:
            outcome = self._built(hurried=True)
            self.current.put(outcome.faults, outcome.left_out, outcome.marks, changed=outcome.changed)
            if outcome.sources is not None:
                saves.sources = outcome.sources
            if outcome.postponed:
                outcome = self._built(hurried=False)
                self.current.put(outcome.faults, outcome.left_out, outcome.marks, changed=False)
            saves.wait()

    def _built(self, *, hurried: bool) -> Outcome:
        try:
            return self._process.build(hurried=hurried, progress=self.current.put_progress)
        except BuildError as error:
            complain(str(error))
            return Outcome((Fault(str(error)),))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.current.close()
        if self._saves is not None:
            self._saves.close()
        self._process.close()
