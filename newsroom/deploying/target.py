"""What every place has to offer that a site is sent to."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class DeployError(Exception):
    """The site cannot be sent, told in one line."""


class Target(Protocol):
    """A place that holds files by path. Each call leaves it whole: a file is the old one or the new one."""

    def unchanged(self, paths: list[str], local: Path) -> set[str]:
        """Those of the paths that are there with the same bytes as in `local`."""

    def read(self, path: str) -> bytes | None:
        """A file, or None."""

    def write(self, path: str, data: bytes) -> None:
        """Puts a file in place."""

    def remove(self, paths: list[str]) -> None:
        """Removes files that may be there."""
