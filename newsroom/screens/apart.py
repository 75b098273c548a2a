"""Work in a process of its own: what it reads may crash a library, or take for ever."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")
PATIENCE = 60.0  # seconds


class Failed(Exception):
    """The work came to nothing: it crashed, took too long, or said so itself."""


def apart(work: Callable[..., T], *arguments: Any, patience: float = PATIENCE) -> T:
    """What comes of the work.

    Raises:
        Failed: nothing.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(there, work, arguments), daemon=True)
    process.start()
    there.close()
    try:
        found = here.recv() if here.poll(patience) else None
    except (EOFError, OSError):
        found = None
    finally:
        process.kill()
        process.join()
        here.close()
    if not found:
        raise Failed
    return found[0]  # type: ignore[no-any-return]


def _do(out: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    try:
        out.send((work(*arguments),))
    except Exception:  # whatever it is, the other side is told the same
        out.send(())
