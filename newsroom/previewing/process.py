"""Builds in a process of their own: the server answers while they run, and they fork workers without its threads."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from linli import system
from linli.errors import BuildError
from linli.messages import _
from newsroom.previewing.builder import Builder, Outcome

PATIENCE = 3.0  # seconds that a build at work is given to end; a site is whole also when it is killed


class BuildProcess:
    """A process that builds one paper whenever it is asked to. It is to be started before any thread is.

    One that was killed is followed by another, which is spawned: there are threads by then.
    """

    def __init__(self, config: Path, site: Path) -> None:
        self._paper = config, site
        self._start(system.this.start_method)

    def _start(self, method: str) -> None:
        context: Any = multiprocessing.get_context(method)
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._connection, *self._paper))
        self._process.start()
        theirs.close()

    def build(self, *, hurried: bool, progress: Callable[[str], None]) -> Outcome:
        """What came of a build; `progress` hears how far it is, in words.

        Raises:
            BuildError: the process was killed, and so was the one that followed it.
        """
        with suppress(EOFError, OSError):
            return self._built(hurried, progress)
        self._follow()
        with suppress(EOFError, OSError):
            # What the one before it has published, nobody was told.
            return replace(self._built(hurried, progress), changed=True)
        self._follow()
        raise BuildError(_("出报的进程中断了两次，可能是内存不够。请关掉不用的程序，再存一次盘。"))

    def _built(self, hurried: bool, progress: Callable[[str], None]) -> Outcome:
        self._connection.send(hurried)
        while isinstance(heard := self._heard(), str):
            progress(heard)
        return heard

    def _heard(self) -> str | Outcome:
        """What the process says next.

        Raises:
            EOFError: it has ended. Its workers, which have the other end of the connection too, may live a moment longer.
        """
        if self._connection not in wait([self._connection, self._process.sentinel]):
            raise EOFError
        heard: str | Outcome = self._connection.recv()
        return heard

    def _follow(self) -> None:
        self.close()
        self._start("spawn")

    def close(self) -> None:
        """Ends it."""
        self._connection.close()
        self._process.join(PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _serve(connection: Connection, parents: Connection, config: Path, site: Path) -> None:
    """What the process does: builds until nobody asks any more."""
    parents.close()
    system.this.end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this

    def tell(text: str) -> None:
        with suppress(OSError):  # nobody hears it any more: no fault of the build
            connection.send(text)

    builder = Builder(config, site, tell)
    while True:
        try:
            connection.send(builder.build(connection.recv()))
        except (EOFError, OSError):
            return
