"""What stands at the root of the site for programs: `robots.txt`, the web manifest, the icon that is asked for unasked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from linli.build.job import Job
from linli.build.page import File, Page
from linli.model import addresses
from linli.model.paper import Paper
from linli.store.database import digest
from linli.store.library import Library
from plugins.syndication.logo import Logo
from plugins.syndication.sitemaps import news_files


@dataclass(frozen=True, slots=True)
class Manifest(Job):
    """The web manifest, by a template: its icons and colours are the theme's."""

    @property
    def name(self) -> str:
        return "manifest"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        yield Page(addresses.MANIFEST, "manifest.webmanifest", paper.name)


@dataclass(frozen=True, slots=True)
class Furniture(Job):
    """The others."""

    icon: Path  # of the theme; published if it is there
    logo: Logo | None

    @property
    def name(self) -> str:
        return "furniture"

    @property
    def fingerprint(self) -> bytes:
        return digest(self._icon(), self.logo)

    @property
    def themed(self) -> bool:
        return False

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        robots = robots_of(paper).encode()
        yield File(addresses.ROBOTS, digest(robots), lambda: robots, shared=True)
        if icon := self._icon():
            yield File(addresses.ICON, digest(icon), lambda: icon, shared=True)

        if self.logo:
            yield File(self.logo.picture.src, digest(self.logo), self.logo.png, shared=True)

    def _icon(self) -> bytes:
        return self.icon.read_bytes() if self.icon.is_file() else b""


def robots_of(paper: Paper) -> str:
    """`robots.txt` (RFC 9309): everything may be read; and where the sitemaps are, when the site has an address.

    Programs ask for it at the root of a host alone.
    """
    lines = ["User-agent: *", "Allow: /"]
    if paper.url:
        lines += ["", *(f"Sitemap: {paper.url}/{file}" for file in [addresses.SITEMAP, *news_files(paper)])]
    return "\n".join([*lines, ""])
