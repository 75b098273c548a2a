"""What is printed of old addresses: a page at each of them, and a table for hosts that lead on by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from linli.build.banners import Banners
from linli.build.job import Job
from linli.build.page import File, Page
from linli.model import addresses
from linli.model.paper import Paper
from linli.store.library import Library
from linli.store.records import Alias, Stored

SAFE = "/-._~!$&'()*+,;=@%"


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
        data = Banners().at("")  # a page to pass through has no banners
        for url, piece in self.moved:
            yield Page(url, "moved.html", paper.furniture("新的网址"), data={"article": piece, **data}, indexed=False)


@dataclass(frozen=True, slots=True)
class RedirectTable(Job):
    """Old and new addresses, a pair a line, as Netlify, Cloudflare Pages and GitLab Pages read them."""

    moved: tuple[tuple[str, str], ...]  # old address, address of the piece

    @property
    def name(self) -> str:
        return "moved"

    @property
    def themed(self) -> bool:
        return False

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        yield File(addresses.REDIRECTS, self.fingerprint, lambda: self._lines(paper).encode(), shared=True)

    def _lines(self, paper: Paper) -> str:
        root = urlsplit(paper.url).path
        lines = []
        for script in [script.prefix for script in paper.scripts] or [""]:
            for old, url in self.moved:
                lines.append(f"{quote(f'{root}/{script}{old}', SAFE)} {quote(f'{root}/{script}{url}', SAFE)} 301\n")
        return "".join(lines)


def jobs_of(aliases: Iterable[Alias]) -> Iterator[Job]:
    """What is to be printed of old addresses."""
    published = [alias for alias in aliases if alias.published]
    months: dict[str, list[tuple[str, Stored]]] = {}
    for alias in published:
        months.setdefault(alias.month, []).append((alias.address, alias.piece))
    for month, pages in sorted(months.items()):
        yield Moved(month, tuple(pages))
    if published:
        yield RedirectTable(tuple((alias.address, alias.url) for alias in published))
