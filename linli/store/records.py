"""The records of the store: shelves, stored articles, old addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

PAPER, SECTION, REGION, PERSON = "paper", "section", "region", "person"
KIN = "kin"  # the whole paper again, with a digest of no more than what makes pieces related
CORRECTED, WITHDRAWN = "corrected", "withdrawn"  # on shelves of their own month; a withdrawn piece is on no others

# What tells that a file is still the one that was read: mtime in nanoseconds, size in bytes, inode. A bare tuple:
# there is one for every file of the archive at every build.
Stat = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The pieces of one month in one scope. `digest` changes with anything that lies on it."""

    scope: str
    id: str
    month: str  # 2023/07
    count: int
    digest: bytes

    @property
    def key(self) -> tuple[str, str, str]:
        """What the store has it by."""
        return self.scope, self.id, self.month


@dataclass(frozen=True, slots=True)
class Stored:
    """An article in the store, by the digest of all its fields and of the words in it that plugins asked for."""

    path: str
    digest: str


class Alias(NamedTuple):
    """An old address (旧址), and the piece it leads to."""

    address: str  # as the table of addresses has it
    piece: Stored
    url: str  # of the piece
    month: str  # empty for what is not dated
    published: bool
