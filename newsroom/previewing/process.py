"""Builds in a process of their own: the server answers while they run, and they fork workers without its threads."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from linli import system
from linli.errors import BuildError
from linli.messages import _
from newsroom.previewing.builder import Builder, Outcome

PATIENCE = 3.0  # seconds that a build at work is given to end; a site is whole also when it is killed


class BuildProcess:
    """A process that builds one paper whenever it is asked to. It is to be started before any thread is."""

    def __init__(self, config: Path, site: Path) -> None:
        context: Any = multiprocessing.get_context(system.this.start_method)
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._connection, config, site))
        self._process.start()
        theirs.close()

    def build(self, *, hurried: bool, progress: Callable[[str], None]) -> Outcome:
        """What came of a build; `progress` hears how far it is, in words.

        Raises:
            BuildError: the process has ended.
        """
        try:
            self._connection.send(hurried)
            while isinstance(heard := self._connection.recv(), str):
                progress(heard)
        except (EOFError, OSError):
            raise BuildError(_("出报的进程中断了，可能是内存不够。请再运行一次 linli preview。")) from None
        outcome: Outcome = heard
        return outcome

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
