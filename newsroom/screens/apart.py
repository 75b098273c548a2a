"""Work in a process of its own: what it reads may crash a library, or take for ever."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from linli import system

T = TypeVar("T")
PATIENCE = 60.0  # seconds
GRACE = 3.0  # seconds that a process is given to end when its work is done


class Failed(Exception):
    """The work came to nothing: it crashed, took too long, or said so itself."""


def apart(work: Callable[..., T], *arguments: Any, patience: float = PATIENCE, starts_others: bool = False) -> T:
    """What comes of the work.

    Args:
        patience: seconds that it is given.
        starts_others: it may have processes of its own, and is waited for when the desk ends.

    Raises:
        Failed: nothing.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(there, work, arguments), daemon=not starts_others)
    process.start()
    there.close()
    found = None
    try:
        found = here.recv() if here.poll(patience) else None
    except (EOFError, OSError):
        pass
    finally:
        process.join(GRACE if found else 0)
        process.kill()
        process.join()
        here.close()
    if not found:
        raise Failed
    return found[0]  # type: ignore[no-any-return]


def _do(out: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    system.this.end_with_parent()
    try:
        out.send((work(*arguments),))
    except Exception:  # whatever it is, the other side is told the same
        out.send(())
