"""A command that is killed in the middle of its work.

It runs in a fork of the process of tests, which has loaded everything: to start Python anew would take longer than the work. It
dies by the same signal, and leaves nothing but files.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import IO, NamedTuple, NoReturn

from newsroom.cli import main

KILLED = -signal.SIGKILL
ENDLESS = 1_000_000_000
STEP = "tests.step"  # an audit event of tests themselves
Concerns = Callable[[str, tuple[object, ...]], bool]


class Ended(NamedTuple):
    """How a command has ended."""

    returncode: int
    steps: int  # that it has done, if it has not been killed
    stderr: str


def run_cut(folder: Path, arguments: list[str], steps: int, concerns: Concerns, group: bool = False) -> Ended:
    """`linli` in a folder, killed at the moment when it has done so many steps.

    Args:
        concerns: whether one of Python's audit events, with its arguments, is a step.
        group: all that it has started is killed with it.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, tempfile.TemporaryFile("w+", encoding="utf-8") as err:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads: those of pytest only wait here
            child = os.fork()
        if not child:
            _run(folder, arguments, _Counter(steps, concerns, group), out, err)
        status = os.waitpid(child, 0)[1]
        out.seek(0)
        err.seek(0)
        return Ended(os.waitstatus_to_exitcode(status), int(out.read() or 0), err.read())


class _Counter:
    """Counts the steps of its process, and ends it."""

    def __init__(self, steps: int, concerns: Concerns, group: bool) -> None:
        self.steps, self.concerns, self.group = steps, concerns, group
        self.done, self.process = 0, os.getpid()

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        if os.getpid() == self.process and self.concerns(event, args):  # workers have it too
            self.done += 1
            if self.done == self.steps:
                (os.killpg if self.group else os.kill)(self.process, signal.SIGKILL)


def _run(folder: Path, arguments: list[str], counter: _Counter, out: IO[str], err: IO[str]) -> NoReturn:
    """The child."""
    code = 99
    try:
        sys.settrace(None)  # nobody is told what has been covered by one that is killed
        os.setsid()
        os.chdir(folder)
        with Path(os.devnull).open("w") as nothing:
            sys.stdout, sys.stderr = nothing, err
            sys.addaudithook(counter)
            code = main(arguments)
        out.write(str(counter.done))
        out.flush()
    except BaseException:
        traceback.print_exc(file=err)
    finally:
        err.flush()
        os._exit(code)
