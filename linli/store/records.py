"""The records of the store: shelves, stored articles, old addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from linli.findings import Finding

PAPER, SECTION, REGION, TOPIC, PERSON = "paper", "section", "region", "topic", "person"
KIN = "kin"  # the whole paper again, with a digest of no more than what makes pieces related
CORRECTED, WITHDRAWN = "corrected", "withdrawn"  # on shelves of their own month; a withdrawn piece is on no others

# What tells that a file is still the one that was read: mtime in nanoseconds, size in bytes, inode. A bare tuple:
# there is one for every file of the archive at every build.
Stat = tuple[int, int, int]


@dataclass(slots=True)
class Scan:
    """What lies in the content folder: paths below it, with slashes, as the file system gives them, in no order."""

    sources: dict[str, Stat] = field(default_factory=dict)
    pictures: dict[str, Stat] = field(default_factory=dict)
    tables: dict[str, Stat] = field(default_factory=dict)  # such as the glossary
    prints: dict[str, Stat] = field(default_factory=dict)  # of the pages of printed issues
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The pieces of one month in one scope. `digest` changes with anything that lies on it."""

    scope: str
    id: str
    month: str  # 2023/07
    size: int  # how many pieces
    digest: bytes

    @property
    def key(self) -> tuple[str, str, str]:
        """What the store has it by."""
        return self.scope, self.id, self.month


@dataclass(frozen=True, slots=True)
class Stored:
    """An article in the store, by the digest of all its fields."""

    path: str
    digest: str


class Waiting(NamedTuple):
    """A piece that is not online before its hour."""

    due: int  # seconds since 1970
    path: str
    url: str


class Alias(NamedTuple):
    """An old address (旧址), and the piece it leads to."""

    address: str  # as the table of addresses has it
    piece: Stored
    url: str  # of the piece
    month: str  # empty for what is not dated
    published: bool
