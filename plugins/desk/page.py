"""What the press prints: pages, each with all that it shows, and jobs, each a set of pages.

A page's inputs are what it declares here, and nothing else can reach its template: so two pages
with the same inputs are the same page, and a page whose inputs did not change is not printed again.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from plugins.desk.article import Picture
from plugins.desk.day import Day
from plugins.desk.paper import Paper
from plugins.desk.store import Library, digest

if TYPE_CHECKING:
    from plugins.desk.build import Build


@dataclass(frozen=True, slots=True)
class Step:
    """How far a long job is."""

    task: str
    done: int
    total: int


class JobError(Exception):
    """A job could not be done, and the site can do without it; the text says so to the editor. It is tried again."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site.

    `data` has the names that its template is given, beside those every template has; its values are
    texts, numbers, dataclasses of them, and lists. A `Stored` article in it, or in a list in it, is fetched
    when the page is rendered.
    """

    url: str  # "" for the front page, `2023/07/12/slug/`, `404.html`
    template: str  # `article.html`
    title: str
    description: str = ""
    day: Day | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    anywhere: bool = False  # served in place of pages that are not there, at whatever address
    indexed: bool = True  # search engines may list it
    modified: Day | None = None  # of what is newest on it, where that is not `day`

    @property
    def path(self) -> str:
        """The file, below the root of the site."""
        return self.url + "index.html" if not self.url or self.url.endswith("/") else self.url

    @property
    def root(self) -> str:
        """The way from the page to the root of the site."""
        return "../" * self.url.count("/") or "./"

    @property
    def listed(self) -> str | None:
        """The day of what is newest on it, as a list of pages has it, empty when unknown; None if it is not listed."""
        if self.anywhere or not self.indexed or not self.path.endswith(".html"):
            return None
        day = self.modified or self.day
        return day.iso if day else ""

    def inputs(self) -> bytes:
        """Stands for all that the page shows, but for the paper, the theme and the code."""
        return digest(self)


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site that no template makes. `inputs` stands for all that its bytes depend on."""

    path: str
    inputs: bytes
    make: Callable[[], bytes]  # called when the inputs changed
    shared: bool = False  # the same for all scripts: no finisher makes anything of it
    fixed: bool = False  # depends on `inputs` alone, neither on the paper's facts nor on the code


class Job(ABC):
    """A set of pages that are made together, in any process.

    A job is a frozen dataclass, small and picklable: its fields name all that it reads (shelves, stored articles,
    banners), each with its digest, and it finds them in the library.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def name(self) -> str:
        """Its own among all jobs, from build to build."""

    @property
    def inputs(self) -> bytes:
        """Stands for all that its pages can depend on."""
        return digest(self)

    @property
    def weight(self) -> int:
        """About how many pages it has."""
        return 1

    @property
    def themed(self) -> bool:
        """Whether templates have a part in what it makes."""
        return True

    @property
    def beside(self) -> bool:
        """Whether it is done in the build's own process, which hears how far it is: one after the other, beside all
        others."""
        return False

    @abstractmethod
    def pages(self, library: Library, paper: Paper) -> Iterator[Page | File | Step]:
        """Its pages and files, each declared with all that it shows; and, when it is long, how far it is."""


class Finisher(Protocol):
    """Makes more files out of each finished page, such as its twin in another script. Small, frozen and picklable."""

    def mark(self, library: Library, furniture: str) -> bytes:
        """Stands for all that its files depend on beside the page. `furniture` is the text that all pages share."""

    def paths(self, path: str) -> list[str]:
        """The files that it makes out of the one at `path`; none if it leaves that alone."""

    def open(self, library: Library, paper: Paper) -> Callable[[str, bytes], list[bytes]]:
        """What makes them in one process: from the path of a page and its bytes to those of each of `paths`."""


@dataclass(frozen=True, slots=True)
class Description:
    """What machines are told of a page."""

    structured: tuple[Mapping[str, Any], ...] = ()  # JSON-LD
    published: str = ""  # ISO 8601 with time and zone; empty for what is not dated
    modified: str = ""
    picture: Picture | None = None  # what stands for the page where it is shared
    pictured: bool = False  # that is a picture of what the page is about, not of the paper


class Describer(Protocol):
    """Describes pages to machines, by what they declare alone. Small, frozen and picklable."""

    def describe(self, page: Page, data: Mapping[str, Any], paper: Paper, assets: Mapping[str, str]) -> Description:
        """Of one page. `data` is that of the page with its articles fetched, `assets` from name to published path."""


class Listed(NamedTuple):
    """A page of the site that search engines may list, in the paper's own script."""

    url: str
    day: str  # `2023-07-12`, of what is newest on it; empty when unknown


AFTER = "after:"  # how the names of jobs of afterwords begin


class Afterword(Protocol):
    """Has something printed about all pages of the site, such as a list of them."""

    def jobs(self, pages: Iterable[Listed]) -> Iterable[Job]:
        """Jobs that are done when all others are; their names begin with `AFTER`. `pages` are sorted by address."""


class Press(Protocol):
    """What plugins may ask of the writer."""

    def open(self, build: Build) -> None:
        """Makes ready to print a build."""

    def submit(self, job: Job) -> None:
        """Has the pages of a job printed in this build."""
