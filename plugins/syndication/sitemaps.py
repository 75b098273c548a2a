"""Sitemaps (https://www.sitemaps.org/protocol.html): all pages of the site, and the news of the last two days.

All pages are in parts: one for each month, which holds what has the month in its address, and one or more for what
has none. So the part of a month that is over stays as it is. Each page is there in every script that it can be read
in, and each of these names all (https://developers.google.com/search/docs/specialty/international/localized-versions).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from xml.etree.ElementTree import Element, SubElement, tostring
from zlib import crc32

from linli.build.extensions import SITEWIDE, ListedPage, PrintedPages
from linli.build.job import Job
from linli.build.page import File
from linli.model import addresses
from linli.model.moments import published
from linli.model.paper import Paper, news_language
from linli.store.database import digest
from linli.store.library import Library
from linli.store.records import Stored
from plugins.syndication.content import plain

MONTH = re.compile(r"(?:^|/)(\d{4})[/-](\d{2})(?=[/-]|$)")
PAGES = 5_000  # of a part, each in every script; a sitemap may have 50,000 addresses
BUCKET = 1_000  # pages without a month, of a part
PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
LINKS = "http://www.w3.org/1999/xhtml"
GOOGLE_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
NEWS_DAYS, NEWS_MOST = 2, 1_000  # as Google takes them


@dataclass(frozen=True, slots=True)
class Sitemaps:
    """The sitewide pages that list all pages."""

    def jobs(self, pages: PrintedPages) -> Iterator[Job]:
        parts = [SitemapPart(name, tuple(listed)) for name, listed in sorted(parts_of(pages).items())]
        yield from parts
        yield Index(tuple((part.file, part.day) for part in parts))


def parts_of(pages: Iterable[ListedPage]) -> dict[str, list[ListedPage]]:
    """Pages by the name of the part that has them: `2024-03`, `pages`."""
    months: dict[str, list[ListedPage]] = {}
    others: list[ListedPage] = []
    for page in pages:
        dated = MONTH.search(page.url)
        if dated:
            months.setdefault(f"{dated[1]}-{dated[2]}", []).append(page)
        else:
            others.append(page)
    parts: dict[str, list[ListedPage]] = {}
    for month, listed in months.items():
        for start in range(0, len(listed), PAGES):
            parts[f"{month}-{start // PAGES + 1}" if start else month] = listed[start : start + PAGES]
    buckets = 1
    while len(others) > buckets * BUCKET:
        buckets *= 2
    for page in others:
        number = crc32(page.url.encode()) % buckets
        parts.setdefault(f"pages-{number + 1}" if buckets > 1 else "pages", []).append(page)
    return parts


@dataclass(frozen=True, slots=True)
class SitemapPart(Job):
    """A part of the list."""

    part: str
    listed: tuple[ListedPage, ...]

    @property
    def name(self) -> str:
        return f"{SITEWIDE}sitemap:{self.part}"

    @property
    def fingerprint(self) -> bytes:
        return digest("\n".join(["\t".join(page) for page in self.listed]))

    @property
    def weight(self) -> int:
        return len(self.listed) // 20 + 1

    @property
    def themed(self) -> bool:
        return False

    @property
    def file(self) -> str:
        return addresses.sitemap_part(self.part)

    @property
    def day(self) -> str:
        """The day of what is newest in it; empty when unknown."""
        return max(page.day for page in self.listed)

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        yield File(self.file, self.fingerprint, lambda: self._xml(paper), shared=True)

    def _xml(self, paper: Paper) -> bytes:
        root = Element("urlset", {"xmlns": PROTOCOL, "xmlns:xhtml": LINKS})
        scripts = [(script.lang, script.prefix) for script in paper.scripts] or [(paper.lang, "")]
        for page in self.listed:
            own = [(lang, f"{paper.url}/{prefix}{page.url}") for lang, prefix in scripts]
            alternates = [*own, ("x-default", own[0][1])] if len(scripts) > 1 else []
            for _lang, address in own:
                entry = SubElement(root, "url")
                SubElement(entry, "loc").text = address
                if page.day:
                    SubElement(entry, "lastmod").text = page.day
                for lang, other in alternates:
                    SubElement(entry, "xhtml:link", {"rel": "alternate", "hreflang": lang, "href": other})
        return _written(root)


@dataclass(frozen=True, slots=True)
class Index(Job):
    """The list of all parts, and of the news in every script."""

    parts: tuple[tuple[str, str], ...]  # file, day

    @property
    def name(self) -> str:
        return f"{SITEWIDE}sitemap"

    @property
    def themed(self) -> bool:
        return False

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        yield File(addresses.SITEMAP, self.fingerprint, lambda: self._xml(paper), shared=True)

    def _xml(self, paper: Paper) -> bytes:
        root = Element("sitemapindex", {"xmlns": PROTOCOL})
        for file, day in [*self.parts, *((file, "") for file in news_files(paper))]:
            entry = SubElement(root, "sitemap")
            SubElement(entry, "loc").text = f"{paper.url}/{file}"
            if day:
                SubElement(entry, "lastmod").text = day
        return _written(root)


@dataclass(frozen=True, slots=True)
class News(Job):
    """The news of the last two days, for news searches. Without a build every day it is of days long past."""

    pieces: tuple[Stored, ...]  # newest first, of two days or more
    today: date

    @property
    def name(self) -> str:
        return "sitemap-news"

    @property
    def themed(self) -> bool:
        return False

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        yield File(addresses.NEWS_SITEMAP, self.fingerprint, lambda: self._xml(library, paper))

    def _xml(self, library: Library, paper: Paper) -> bytes:
        since = self.today - timedelta(days=NEWS_DAYS - 1)
        root = Element("urlset", {"xmlns": PROTOCOL, "xmlns:news": GOOGLE_NEWS})
        for stored in self.pieces[:NEWS_MOST]:
            article = library.article(stored)
            if article.draft or not since <= article.issued.date <= self.today:
                continue
            entry = SubElement(root, "url")
            SubElement(entry, "loc").text = f"{paper.url}/{article.url}"
            news = SubElement(entry, "news:news")
            publication = SubElement(news, "news:publication")
            SubElement(publication, "news:name").text = plain(paper.name)
            SubElement(publication, "news:language").text = news_language(paper.lang)
            SubElement(news, "news:publication_date").text = published(article, paper.timezone).isoformat()
            SubElement(news, "news:title").text = plain(article.title)
        return _written(root)


def news_files(paper: Paper) -> list[str]:
    """The news sitemap in every script."""
    return [f"{script.prefix}{addresses.NEWS_SITEMAP}" for script in paper.scripts] or [addresses.NEWS_SITEMAP]


def _written(root: Element) -> bytes:
    """XML with an entry a line."""
    root.text = "\n"
    for entry in root:
        entry.tail = "\n"
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))
