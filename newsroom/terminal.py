"""What editors see: lines on the terminal, progress when it takes long, and exit codes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from linli.findings import Finding

CONTENT_ERROR, USAGE_ERROR = 1, 2
PATIENCE = 1.0  # seconds of work before progress is drawn
BETWEEN = 0.1  # seconds between two lines of progress that somebody hears


def say(text: str) -> None:
    """A line of result, on standard output."""
    click.echo(text)


def complain(text: str) -> None:
    """A line of what is wrong, on standard error."""
    click.echo(text, err=True)


def show_findings(findings: Iterable[Finding]) -> None:
    """Findings, a line each, on standard error."""
    for finding in findings:
        complain(str(finding))


def shown(path: Path) -> str:
    """A path as short as it can be from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


class Progress:
    """Draws one line on a terminal, after `PATIENCE`: how far each task is that is not done. Nothing elsewhere.

    Args:
        hear: hears the line as well, a terminal or not, at most ten times a second.
    """

    def __init__(self, hear: Callable[[str], None] | None = None) -> None:
        self.started = self.heard = time.monotonic()
        self.hear = hear
        self.drawn = False
        self.tasks: dict[str, str] = {}
        self.live = sys.stderr.isatty()

    def __call__(self, task: str, done: int, total: int) -> None:
        self.tasks[task] = f"{task} {done}/{total}"
        line = "  ".join(self.tasks.values())
        if done >= total:
            del self.tasks[task]
        now = time.monotonic()
        if self.hear and now - self.heard > BETWEEN:
            self.heard = now
            self.hear(line)
        if self.live and (self.drawn or now - self.started > PATIENCE):
            self.drawn = True
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Takes the line away."""
        if self.drawn:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self.drawn = False

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self.started
