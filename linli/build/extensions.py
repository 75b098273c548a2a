"""How plugins extend a build: transforms of finished pages, metadata of pages, pages about the whole site.

Each of them goes to other processes with the build, so it is small, frozen and picklable.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from linli.build.job import Job
from linli.build.page import Page
from linli.model.paper import Paper
from linli.model.picture import Picture
from linli.store.library import Library

SITEWIDE = "after:"  # how the names of jobs begin that print sitewide pages


class FinishedPage(NamedTuple):
    """A page or a file as it is published."""

    path: str
    data: bytes


class PageTransform(Protocol):
    """Makes more files out of each finished page, such as its twin in another script.

    They depend on the bytes of the page, on the transform, the paper and the code, and on those of its words that
    stand in the page. Words are what plugins answer to `words_wanted`.
    """

    @property
    def scope(self) -> str:
        """Under which the store has its words."""

    def paths(self, path: str) -> list[str]:
        """The files that it makes out of the one at `path`; none if it leaves that alone."""

    def open(self, library: Library, paper: Paper) -> Callable[[FinishedPage], list[bytes]]:
        """What makes them in one process: from a page to the bytes of each of its `paths`."""

    def having(self, words: Collection[str]) -> Callable[[FinishedPage], bool]:
        """What tells whether any of some words stands in a page. It may say so of a page without one, not the other way."""


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What machines are told of a page."""

    structured: tuple[Mapping[str, Any], ...] = ()  # JSON-LD
    published: str = ""  # ISO 8601 with time and zone; empty for what is not dated
    modified: str = ""
    picture: Picture | None = None  # shown with the page where it is shared
    pictured: bool = False  # that is a picture of what the page is about, not of the paper


Describe = Callable[[Page, Mapping[str, Any]], PageMetadata]


class MetadataProvider(Protocol):
    """Says what machines are told of a page, by what the page declares alone."""

    def open(self, paper: Paper, assets: Mapping[str, str]) -> Describe:
        """What says it in one process, of a page and its data with articles fetched. `assets` from name to published path."""


class ListedPage(NamedTuple):
    """A page of the site that search engines may list, in the paper's own script."""

    url: str
    day: str  # `2023-07-12`, of what is newest on it; empty when unknown


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """The pages that search engines may list, sorted by address; and what else there is to know of a site when everything is
    printed but what is about all pages."""

    listed: Sequence[ListedPage]
    tree: Path  # the folder that it lies in
    assets: Mapping[str, str]  # the theme's static files: from name to published path
    state: Callable[[str], tuple[int, int]]  # of files whose paths begin so: another when one changed

    def __iter__(self) -> Iterator[ListedPage]:
        return iter(self.listed)


class SitewidePages(Protocol):
    """Has pages or files printed about all pages of the site, such as a list of them."""

    def jobs(self, pages: PrintedPages) -> Iterable[Job]:
        """Jobs that are done when all others are; their names begin with `SITEWIDE`."""
