"""What a preview has to show: the site as it was built last, or what is wrong."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that stands in the way of the site, or, when it is no error, that an editor should know."""

    message: str
    place: str = ""  # file and line, when it is in a file
    code: str = ""
    source: str = ""  # the line itself
    is_error: bool = True


@dataclass(frozen=True, slots=True)
class PreviewState:
    """One state of the site. `number` grows with every state that looks otherwise than the one before."""

    number: int = 0  # 0: nothing is built yet
    faults: tuple[Fault, ...] = ()
    left_out: tuple[Fault, ...] = ()  # what is wrong in pieces that the site does without
    marks: Mapping[str, str] = field(default_factory=dict)  # address of a piece that is not published yet: its mark


class Preview:
    """Where the newest state lies: one thread puts it there, others look at it or wait for the next."""

    def __init__(self, site: Path, photos: Path) -> None:
        """`photos` has the originals of pictures."""
        self.site, self.photos = site, photos
        self.closed = False
        self._state = PreviewState()
        self._changed = threading.Condition()

    @property
    def state(self) -> PreviewState:
        """The newest state."""
        return self._state

    def put(
        self, faults: tuple[Fault, ...], left_out: tuple[Fault, ...], marks: Mapping[str, str], *, changed: bool
    ) -> None:
        """Puts a state there; `changed` says whether any file of the site has."""
        with self._changed:
            before = self._state
            same = (before.faults, before.left_out, before.marks) == (faults, left_out, marks)
            if before.number and not changed and same:
                return
            self._state = PreviewState(before.number + 1, faults, left_out, marks)
            self._changed.notify_all()

    def wait(self, known: int, seconds: float) -> PreviewState:
        """The newest state, as soon as it is another than `known`; in any case after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self._state.number != known, seconds)
            return self._state

    def close(self) -> None:
        """Lets everybody go who waits."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()
