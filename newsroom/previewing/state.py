"""What a preview has to show: the site as it was built last, or what is wrong."""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

NOTHING = "0"  # the state before the first build


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
    """One state of the site.

    Attributes:
        name: no other state has it, nor one of a preview before or after this: pages that are open tell states apart by it.
        faults: what stands in the way of the site.
        left_out: what is wrong in pieces that the site does without.
        marks: of each piece that is not published yet its mark, by address.
    """

    name: str = NOTHING
    faults: tuple[Fault, ...] = ()
    left_out: tuple[Fault, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)


class Preview:
    """Where the newest state lies, and how far the next one is: one thread puts them there, the server looks."""

    def __init__(self, site: Path, photos: Path, published: Path | None = None) -> None:
        """`photos` has the originals of pictures, `published` the site as `linli build` made it last, if it did."""
        self.site, self.photos, self.published = site, photos, published
        self.closed = False
        self._state = PreviewState()
        self._progress = ""
        self._lock = threading.Lock()
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    @property
    def state(self) -> PreviewState:
        """The newest state."""
        return self._state

    @property
    def progress(self) -> str:
        """How far the build at work is, in words; empty when none is at work, or it does not take long."""
        return self._progress

    def put(
        self, faults: tuple[Fault, ...], left_out: tuple[Fault, ...], marks: Mapping[str, str], *, changed: bool
    ) -> None:
        """Puts a state there; `changed` says whether any file of the site has."""
        before = self._state
        same = (before.faults, before.left_out, before.marks) == (faults, left_out, marks)
        if before.name == NOTHING or changed or not same:
            self._state = PreviewState(secrets.token_hex(6), faults, left_out, marks)
        self._progress = ""
        self._tell()

    def put_progress(self, text: str) -> None:
        """Says how far the build at work is."""
        self._progress = text
        self._tell()

    def close(self) -> None:
        """Lets everybody go who waits."""
        self.closed = True
        self._tell()

    async def news(self, known: tuple[str, str], seconds: float) -> tuple[str, str]:
        """Name of the state and progress, as soon as they are others than those known; in any case after a time."""
        waiter = (asyncio.get_running_loop(), asyncio.Event())
        with self._lock:
            self._waiting.add(waiter)
        try:
            async with asyncio.timeout(seconds):
                while not self.closed and self._news == known:
                    await waiter[1].wait()
                    waiter[1].clear()
        except TimeoutError:
            pass
        finally:
            with self._lock:
                self._waiting.discard(waiter)
        return self._news

    @property
    def _news(self) -> tuple[str, str]:
        return self._state.name, self._progress

    def _tell(self) -> None:
        with self._lock:
            for loop, event in self._waiting:
                loop.call_soon_threadsafe(event.set)
