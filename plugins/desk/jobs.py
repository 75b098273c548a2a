"""The pages that the desk itself has printed: articles, and the pages of `content/pages`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plugins.desk.article import Article
from plugins.desk.banners import Banners
from plugins.desk.page import Job, Page
from plugins.desk.paper import Paper
from plugins.desk.store import Library, Shelf, Stored


@dataclass(frozen=True, slots=True)
class Articles(Job):
    """The articles of a section in a month: each knows its neighbours on this shelf, and nothing else of the paper."""

    shelf: Shelf
    banners: Banners

    @property
    def name(self) -> str:
        return f"articles:{self.shelf.id}:{self.shelf.month}"

    @property
    def weight(self) -> int:
        return self.shelf.count

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        pieces = library.pieces(self.shelf)  # newest first
        furniture = self.banners.at("article")
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
                    "peers_url": f"section/{self.shelf.id}/{self.shelf.month}/",
                    **furniture,
                },
                indexed=not teaser.draft,
                modified=teaser.modified,
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
            yield Page("404.html", "404.html", "没有这一页", data=furniture, anywhere=True)
            return
        article: Article = library.article(self.stored)
        yield Page(article.url, "page.html", article.title, article.summary, data={"article": self.stored, **furniture})
