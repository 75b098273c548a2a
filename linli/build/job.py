"""Jobs: sets of pages that are made together, in any process."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

from linli.build.page import File, Page
from linli.model.paper import Paper
from linli.store.database import digest
from linli.store.library import Library


class JobError(Exception):
    """A job could not be done, and the site can do without it; the text says so to the editor. It is tried again."""


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
    def fingerprint(self) -> bytes:
        """A digest of all that its pages can depend on."""
        return digest(self)

    @property
    def weight(self) -> int:
        """About how many pages it has."""
        return 1

    @property
    def group(self) -> str:
        """What it has in common with others, such as the month of its articles: one worker does them, one after the other."""
        return ""

    @property
    def themed(self) -> bool:
        """Whether templates have a part in what it makes."""
        return True

    @property
    def deferrable(self) -> bool:
        """Whether a build in a hurry leaves it to the next: pages can do without it for a moment."""
        return False

    @abstractmethod
    def pages(self, library: Library, paper: Paper) -> Iterator[Page | File]:
        """Its pages and files, each declared with all that it shows."""
