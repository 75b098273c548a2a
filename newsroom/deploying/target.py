"""What every place has to offer that a site is sent to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Protocol

from linli.build.finished import FinishedSite

MANIFEST = ".linli-deployed.json"  # the list of the files that we have sent
LOCK = ".linli-lock.json"  # who is sending now


class DeployError(Exception):
    """The site cannot be sent, told in one line."""


class Kind(Enum):
    """What stands at a target under a name."""

    FILE = "file"
    LINK = "link"  # it may lead anywhere
    OTHER = "other"  # a pipe, a device


Listing = Mapping[str, Kind]  # by path, all but folders


class Target(Protocol):
    """A place that holds files by path. Each call leaves it whole: a file is the old one or the new one.

    What stands there is not believed: nothing is read or written outside, whatever links are there. All calls raise
    `DeployError`.
    """

    shown: str  # as messages name it
    may_be_taken_over: bool  # files of others may stand there

    def look(self) -> Listing:
        """All that stands there."""

    def read(self, path: str, most: int) -> bytes | None:
        """A file, `most` bytes at most; None if there is none; nothing of what is no file."""

    def same(self, paths: Sequence[str], site: FinishedSite) -> set[str]:
        """Those of the paths, which all stand there, that have the bytes of the site."""

    def put(self, path: str, data: bytes) -> None:
        """Puts a small file of our own in its place."""

    def claim(self, data: bytes, there: bytes | None) -> bool:
        """Puts the lock in its place if what stands there is what is said (None: nothing); whether it did."""

    def send(self, paths: Sequence[str], site: FinishedSite, done: Callable[[int], None]) -> None:
        """Puts files of the site in their places, in this order; `done` hears how many more are there."""

    def remove(self, paths: Sequence[str]) -> None:
        """Removes files that may be there, what lies beside them for servers, and folders that are empty then."""

    def leftovers(self, listing: Listing, known: set[str]) -> list[str]:
        """What somebody who was cut off left half written while sending some of the files."""
