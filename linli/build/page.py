"""What the press prints: pages, each with all that it shows, and files that no template makes.

A page declares here all that it shows, and nothing else can reach its template. So its fingerprint is a digest of what
it declares, and a page whose fingerprint did not change is not printed again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from linli.model import addresses
from linli.model.calendar import Day
from linli.store.database import digest


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
        return addresses.file_of(self.url)

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

    @property
    def fingerprint(self) -> bytes:
        """A digest of all that the page shows, but for the paper, the theme and the code."""
        return digest(self)


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site that no template makes. `fingerprint` is a digest of all that its bytes depend on."""

    path: str
    fingerprint: bytes
    make: Callable[[], bytes]  # called when the fingerprint changed
    shared: bool = False  # the same for all scripts: no transform makes anything of it
    fixed: bool = False  # depends on its fingerprint alone, neither on the paper's facts nor on the code
