"""What readers keep of an issue on their devices, who ask for it: a list of its files, and a page that shows what is kept.

A list names every file with a version and its size, so that a reader is told how much it is before anything is fetched, and
so that what was kept is brought up to date by what changed alone. It is made of the files themselves, when all of them are
there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from linli.build.banners import Banners
from linli.build.extensions import SITEWIDE, PrintedPages
from linli.build.job import Job
from linli.build.page import File, Page
from linli.model import addresses
from linli.model.paper import Paper
from linli.model.picture import Picture
from linli.store.database import digest
from linli.store.library import Library
from linli.store.records import Shelf, Stored
from plugins.issues.issue import Issue, issues_of

TITLE = "离线看报"
WIDTH = 800  # pixels of a picture that is kept: what a phone shows
STYLES, SCRIPTS = "css", "js"
# Of the theme's sheets and scripts, those that no page of an issue asks for: of the search, of feeds, of what is printed.
OTHERS = frozenset(
    (
        *("cut", "direct", "engine-pagefind", "excerpt", "near", "pagefind-api", "postings", "recent"),
        *("script-table", "spelling", "feed", "front", "offline-worker", "printed"),
    )
)
SEARCH = "search"  # how the names of the others of the search begin

Listed = tuple[str, str, int]  # path, version (empty when the name has it), bytes


@dataclass(frozen=True, slots=True)
class Offline:
    """The sitewide files that list what readers may keep of each issue."""

    shelves: tuple[Shelf, ...]  # all months of the paper
    prefixes: tuple[str, ...]  # of the scripts that pages can be read in

    def jobs(self, pages: PrintedPages) -> Iterator[Job]:
        theme = tuple(_theme(pages))
        for shelf in self.shelves:
            issues = addresses.ISSUES + shelf.month.replace("/", "-")
            beginnings = (f"{shelf.month}/", issues, addresses.file_of(addresses.OFFLINE))
            state = tuple(pages.state(prefix + one) for prefix in self.prefixes for one in beginnings)
            yield OfflineMonth(shelf, theme, state, pages.tree)


def _theme(pages: PrintedPages) -> Iterator[Listed]:
    """The sheets and scripts that pages of an issue ask for."""
    for name, path in sorted(pages.assets.items()):
        place = PurePosixPath(name)
        if place.parent.name in (STYLES, SCRIPTS) and place.stem not in OTHERS and not place.stem.startswith(SEARCH):
            yield path, "", (pages.tree / path).stat().st_size


@dataclass(frozen=True, slots=True)
class OfflineMonth(Job):
    """The lists of a month's issues, in every script."""

    shelf: Shelf  # of the whole paper
    theme: tuple[Listed, ...]
    state: tuple[tuple[int, int], ...]  # what tells that pages changed
    tree: Path  # where they lie

    @property
    def name(self) -> str:
        return f"{SITEWIDE}offline:{self.shelf.month}"

    @property
    def group(self) -> str:
        return self.shelf.month

    @property
    def weight(self) -> int:
        return self.shelf.size // 4 + 1

    @property
    def themed(self) -> bool:
        return False

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        for issue in issues_of(library.pieces(self.shelf), {}):
            pictures = list(self._pictures(library, issue.stored))
            for prefix in prefixes_of(paper):
                texts = [self._listed(prefix + addresses.file_of(url), prefix + url) for url in _urls(issue)]
                data = _list(issue, [*texts, *self.theme, *pictures], len(pictures))
                yield File(prefix + addresses.offline(issue.day.date), digest(data), partial(bytes, data), shared=True)

    def _pictures(self, library: Library, pieces: Iterable[Stored]) -> Iterator[Listed]:
        """Every picture of some pieces once, in the width that is kept; those that are not there yet are left out."""
        articles = [library.article(stored) for stored in pieces]
        shown = [picture for article in articles for picture in (article.cover, *article.pictures) if picture]
        for path in dict.fromkeys(_kept(picture) for picture in shown):
            if (self.tree / path).is_file():
                yield self._listed(path, path)

    def _listed(self, path: str, address: str) -> Listed:
        data = (self.tree / path).read_bytes()
        version = "" if addresses.is_fingerprinted(path) else hashlib.blake2b(data, digest_size=5).hexdigest()
        return address, version, len(data)


def prefixes_of(paper: Paper) -> tuple[str, ...]:
    """Of the addresses in each script that pages can be read in."""
    return tuple(script.prefix for script in paper.scripts) or ("",)


def _urls(issue: Issue) -> list[str]:
    """The pages that are kept of an issue; and the one that lists what is kept."""
    pieces = [teaser.url for contents in issue.contents for teaser in contents.teasers]
    return [issue.day.url, *(folio.url for folio in issue.folios), *pieces, addresses.OFFLINE]


def _kept(picture: Picture) -> str:
    """The file of a picture that is kept: the narrowest that a phone can show, else the widest."""
    widths = picture.renditions
    wide = [rendition.src for rendition in widths if rendition.width >= WIDTH]
    return wide[0] if wide else widths[-1].src if widths else picture.src


def _list(issue: Issue, files: list[Listed], pictures: int) -> bytes:
    known = {
        "url": issue.day.url,
        "text": issue.day.text,
        "articles": issue.count,
        "pictures": pictures,
        "bytes": sum(size for _path, _version, size in files),
        "files": files,
    }
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Device(Job):
    """The page that shows what is kept on the reader's device, and the service worker that keeps it."""

    banners: Banners

    @property
    def name(self) -> str:
        return "offline"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        title, data = paper.furniture(TITLE), self.banners.at("page")
        about = paper.furniture("把{paper}的一期存在手机上，没有网络也能看", paper=paper.name)
        yield Page(addresses.OFFLINE, "offline.html", title, about, data=data, indexed=False)
        yield Page(addresses.WORKER, "sw.js", title, indexed=False)
