"""What is printed of old addresses: a page at each of them, and tables for servers that lead on by themselves.

Editors write those of pieces; those of contributors are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from linli.build.banners import Banners
from linli.build.job import Job
from linli.build.page import File, Page
from linli.model import addresses
from linli.model.paper import Link, Paper
from linli.store.former import FormerAddress
from linli.store.library import Library
from linli.store.records import Alias, Stored
from plugins.syndication.hosts import NEEDED, TABLES, Table, not_found


@dataclass(frozen=True, slots=True)
class Moved(Job):
    """The pages at the old addresses of a month's pieces, or of those that are not dated."""

    month: str
    moved: tuple[tuple[str, Stored], ...]  # old address, piece

    @property
    def name(self) -> str:
        return f"moved:{self.month}"

    @property
    def weight(self) -> int:
        return len(self.moved)

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        for url, stored in self.moved:
            piece = library.article(stored)
            yield _page(paper, url, "这篇文章换了网址：", Link(piece.title, piece.url))


@dataclass(frozen=True, slots=True)
class MovedPeople(Job):
    """The pages at the former addresses of contributors."""

    moved: tuple[FormerAddress, ...]

    @property
    def name(self) -> str:
        return "moved:people"

    @property
    def weight(self) -> int:
        return len(self.moved)

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        for one in self.moved:
            yield _page(paper, one.address, "这位作者的网页换了网址：", Link(one.name, one.url))


def _page(paper: Paper, url: str, note: str, target: Link) -> Page:
    data = {
        "note": paper.furniture(note),
        "target": target,
        **Banners().at(""),
    }  # a page to pass through has no banners
    return Page(url, "moved.html", paper.furniture("新的网址"), data=data, indexed=False)


@dataclass(frozen=True, slots=True)
class RedirectTables(Job):
    """Old and new addresses in every script, a table for each kind of server."""

    moved: tuple[tuple[str, str], ...]  # old address, address of the piece

    @property
    def name(self) -> str:
        return "moved"

    @property
    def themed(self) -> bool:
        return False

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        root = urlsplit(paper.url).path
        scripts = [script.prefix for script in paper.scripts] or [""]  # the paper's own first: hosts read so many lines
        moved = [(f"{root}/{script}{old}", f"{root}/{script}{new}") for script in scripts for old, new in self.moved]
        missing = [f"{root}/{script}" for script in scripts if script]
        for file, lines_of in TABLES.items():
            lines = partial(_written, lines_of, moved, missing if file == addresses.REDIRECTS else [])
            if moved or file == NEEDED or (missing and file == addresses.REDIRECTS):
                yield File(file, self.fingerprint, lines, shared=True)


def _written(lines_of: Callable[[Table], Iterable[str]], moved: Table, missing: list[str]) -> bytes:
    lines = [*lines_of(moved), *not_found(missing)]
    return "".join(f"{line}\n" for line in lines).encode()


def jobs_of(aliases: Iterable[Alias], people: Iterable[FormerAddress]) -> Iterator[Job]:
    """What is to be printed of old addresses. What somebody else has by now leads nowhere."""
    published = [alias for alias in aliases if alias.published]
    months: dict[str, list[tuple[str, Stored]]] = {}
    for alias in published:
        months.setdefault(alias.month, []).append((alias.address, alias.piece))
    for month, pages in sorted(months.items()):
        yield Moved(month, tuple(pages))
    moved = tuple(one._replace(path="") for one in people if one.free)  # the file says nothing of the page
    if moved:
        yield MovedPeople(moved)
    pairs = [(alias.address, alias.url) for alias in published] + [(one.address, one.url) for one in moved]
    yield RedirectTables(tuple(pairs))
