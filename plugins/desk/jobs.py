"""The pages that the desk itself has printed: articles, and the pages of `content/pages`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby

from linli.build.banners import Banners
from linli.build.job import Job
from linli.build.page import File, Page
from linli.images.qr import qr_codes
from linli.model import addresses
from linli.model.article import Article
from linli.model.calendar import Month
from linli.model.paper import Paper
from linli.store.database import digest
from linli.store.library import Library
from linli.store.records import Shelf, Stored
from plugins.desk.related import Bearers, Related, related

KEPT = 8  # months whose signs a process remembers
FORM = 2  # of QR codes: to be counted up when they are drawn otherwise


@dataclass(frozen=True, slots=True)
class Articles(Job):
    """The articles of a section in a month.

    Each knows its neighbours on this shelf, and headlines of related pieces of this month and those before it: nothing
    that a later month could change.
    """

    shelf: Shelf
    kin: tuple[Shelf, ...]  # of this month and those before it, in which related pieces are looked for
    banners: Banners

    @property
    def name(self) -> str:
        return f"articles:{self.shelf.id}:{self.shelf.month}"

    @property
    def group(self) -> str:
        return self.shelf.month

    @property
    def weight(self) -> int:
        return self.shelf.size

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        pieces = library.pieces(self.shelf)  # newest first
        furniture = self.banners.at("article")
        month = Month.parse(self.shelf.month)
        relations = self._related(library, [teaser.url for _, teaser in pieces])
        for number, (stored, teaser) in enumerate(pieces):
            yield Page(
                url=teaser.url,
                template="article.html",
                title=teaser.title,
                description=teaser.summary,
                day=teaser.day,
                data={
                    "article": stored,
                    "previous": pieces[number + 1][1] if number + 1 < len(pieces) else None,
                    "next": pieces[number - 1][1] if number else None,
                    "related": relations[number],
                    "month": month,
                    "peers_url": addresses.month(addresses.section(self.shelf.id), month.path),
                    **furniture,
                },
                indexed=not teaser.draft,
                modified=teaser.modified,
            )

    def _related(self, library: Library, urls: list[str]) -> list[list[Related]]:
        months = [_bearers(library, shelf) for shelf in self.kin]
        neighbours = {url: urls[max(number - 1, 0) : number + 2] for number, url in enumerate(urls)}
        return related([months[0].pieces[url] for url in urls], months, neighbours)


@lru_cache(maxsize=KEPT)
def _bearers(library: Library, shelf: Shelf) -> Bearers:
    """What the sections of a month, and the months after it, all look at."""
    return Bearers(library.kin(shelf))


@dataclass(frozen=True, slots=True)
class Withdrawn(Job):
    """The pieces of a month that were withdrawn: their addresses say so, and when and why."""

    shelf: Shelf
    banners: Banners

    @property
    def name(self) -> str:
        return f"withdrawn:{self.shelf.month}"

    @property
    def group(self) -> str:
        return self.shelf.month

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        for stored, teaser in library.pieces(self.shelf):
            yield Page(
                url=teaser.url,
                template="withdrawn.html",
                title=paper.furniture("本文已撤下：{title}", title=teaser.title),
                day=teaser.day,
                data={"article": stored, **self.banners.at("article")},
                indexed=False,
            )


@dataclass(frozen=True, slots=True)
class StandingPage(Job):
    """A page of `content/pages`, or the page for an address that is not there (without an article)."""

    stored: Stored | None
    banners: Banners

    @property
    def name(self) -> str:
        return f"page:{self.stored.path if self.stored else '404'}"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        furniture = self.banners.at("page")
        if self.stored is None:
            title = paper.furniture("没有这一页")
            about = paper.furniture("{paper}没有这个网址，请到头版或往期查找", paper=paper.name)
            yield Page(addresses.NOT_FOUND, "404.html", title, about, data=furniture, anywhere=True)
            return
        article: Article = library.article(self.stored)
        yield Page(
            url=article.url,
            template="page.html",
            title=article.title,
            description=article.summary,
            data={"article": self.stored, **furniture},
            modified=article.updated.day if article.updated else None,
        )


@dataclass(frozen=True, slots=True)
class QrCodes(Job):
    """The QR codes of a month's articles, a file for each day and script; none before the paper has an address.

    They are for printed pages, and for WeChat, which has no other way of sharing a page.
    """

    shelf: Shelf  # of the scope KIN: addresses change with nothing less

    @property
    def name(self) -> str:
        return f"codes:{self.shelf.month}"

    @property
    def group(self) -> str:
        return self.shelf.month

    @property
    def weight(self) -> int:
        return self.shelf.size

    @property
    def themed(self) -> bool:
        return False

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        prefixes = [script.prefix for script in paper.scripts] or [""]
        days = groupby(sorted(kin.url for kin in library.kin(self.shelf)), addresses.qr_codes)
        for path, articles in ((path, list(articles)) for path, articles in days):
            for prefix in prefixes:
                codes = [(addresses.slug(url), f"{paper.url}/{prefix}{url}") for url in articles]
                yield File(f"{prefix}{path}", digest(FORM, codes), partial(qr_codes, codes), shared=True, fixed=True)
