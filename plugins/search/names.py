"""Who contributes to the paper: a reader who types a name is led to that contributor's page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from linli.build.job import Job
from linli.build.page import File
from linli.model import addresses
from linli.model.paper import Paper
from linli.model.people import contributor_id
from linli.store.database import digest
from linli.store.library import Library
from linli.store.records import PERSON
from plugins.search.cutting import fold

TOGETHER = 100  # names in a file, or up to twice as many: 2 to 3 KB when they are compressed


def files_of(count: int) -> int:
    """In how many files so many names are: a power of two, which seldom changes, so that a new name changes one file."""
    return 1 << max(0, (count // TOGETHER).bit_length() - 1)


@dataclass(frozen=True, slots=True)
class Names:
    """All contributors. What begins with no such character is no name: then no file is asked for."""

    ids: tuple[str, ...]
    beginnings: str

    @classmethod
    def of(cls, library: Library) -> Names:
        """Those that have a page."""
        ids = tuple(library.ids(PERSON))
        return cls(ids, "".join(sorted({fold(name)[:1] for name in library.names()})) if ids else "")

    @property
    def files(self) -> int:
        """The number of files."""
        return files_of(len(self.ids))


@dataclass(frozen=True, slots=True)
class NamesJob(Job):
    """The names of contributors with their ids, each in the file that its first two characters tell, as a pair does."""

    names: Names

    @property
    def name(self) -> str:
        return "search:names"

    @property
    def themed(self) -> bool:
        return False

    @property
    def deferrable(self) -> bool:
        return True

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        ids = frozenset(self.names.ids)
        known = [(name, contributor_id(name)) for name in library.names()]
        parts = parted([one for one in known if one[1] in ids and fold(one[0])], self.names.files)
        for number, names in enumerate(parts):
            yield File(addresses.names(number), digest(names), partial(_json, names))


def parted(known: Sequence[tuple[str, str]], files: int) -> list[list[tuple[str, str]]]:
    """Names with their ids, as they are in so many files."""
    import numpy as np  # most builds have no new name

    from plugins.search.inverting import file_of

    folded = [fold(name) for name, _id in known]
    first = np.fromiter((ord(name[0]) for name in folded), np.int64, len(folded))
    second = np.fromiter((ord(name[1]) if name[1:] else -1 for name in folded), np.int64, len(folded))
    parts: list[list[tuple[str, str]]] = [[] for _ in range(files)]
    for one, number in zip(known, file_of(first, second, files).tolist(), strict=True):
        parts[number].append(one)
    return parts


def _json(names: list[tuple[str, str]]) -> bytes:
    return json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode()
