"""What is printed of feeds: Atom for the paper, each section and topic, JSON Feed for the paper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from linli.build.job import Job
from linli.build.page import File, Page
from linli.model import addresses
from linli.model.calendar import Day, Moment
from linli.model.paper import Paper
from linli.model.places import Section, Topic
from linli.store.database import digest
from linli.store.library import Library
from linli.store.records import Stored
from plugins.syndication.addresses import FeedAddresses
from plugins.syndication.atom import AtomFeed
from plugins.syndication.content import html_of, plain
from plugins.syndication.entries import FeedEntry, Person, entry_of

ENTRIES = 30
ROOM = 100_000  # bytes of text; entries after that have their summary alone


@dataclass(frozen=True, slots=True)
class Feed(Job):
    """The feed of the paper, or of a section or topic."""

    scope: Section | Topic | None
    pieces: tuple[Stored, ...]  # the newest first, then older ones that were corrected
    today: date | None  # for a feed without any piece, which must say of when it is

    @property
    def url(self) -> str:
        return self.scope.url if self.scope else ""

    @property
    def name(self) -> str:
        return f"feed:{self.url}"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page | File]:
        articles = [article for stored in self.pieces if not (article := library.article(stored)).draft]
        file = addresses.atom(self.url)
        feed_addresses = FeedAddresses(paper, file)
        found = [entry_of(article, paper, feed_addresses) for article in articles]
        entries = _sized(sorted(found, key=lambda entry: entry.day, reverse=True))
        moments = [entry.updated for entry, _whole in entries]
        if self.today:
            moments.append(Moment(Day(self.today)).at(paper.timezone))
        title = f"{paper.name}·{self.scope.name}" if self.scope else paper.name
        feed = AtomFeed(
            title=plain(title),
            link=feed_addresses.of(self.url),
            description="",
            subtitle=plain(paper.motto) if not self.scope else None,
            language=paper.lang,
            author_name=plain(paper.name),
            author_link=feed_addresses.of(""),
            feed_url=feed_addresses.of(file),
            feed_guid=feed_addresses.identity(file),
            updated=max(moments),
            note=_note(title, paper, feed_addresses.of(self.url)),
        )
        for entry, whole in entries:
            feed.add_item(entry.title, entry.url, None, entry=entry, whole=whole)
        opening, rest = feed.written()
        yield Page(file, "feed.atom", title, data={"opening": opening, "rest": rest})
        if self.scope is None:
            data = _json(paper, feed_addresses, entries)
            yield File(addresses.JSON_FEED, digest(data), lambda: data)


def _sized(entries: list[FeedEntry]) -> list[tuple[FeedEntry, bool]]:
    """Entries, each with whether its whole text is in the feed: the newest are, as long as there is room."""
    sized, room = [], ROOM
    for entry in entries:
        room -= len(html_of(entry.content).encode())
        sized.append((entry, room >= 0))
    return sized


def _note(title: str, paper: Paper, url: str) -> Element:
    """What a reader is told who has opened the feed itself."""
    note = Element("div")
    SubElement(note, "h1").text = plain(title)
    text = SubElement(note, "p")
    text.text = paper.furniture(
        "这一页是给阅读器看的订阅源。把它的网址放进阅读器，有了新文章，阅读器会告诉您。要看报纸，请到"
    )
    link = SubElement(text, "a", {"href": url})
    link.text, link.tail = plain(paper.furniture("{paper}网站", paper=paper.name)), "。"
    return note


def _json(paper: Paper, feed_addresses: FeedAddresses, entries: list[tuple[FeedEntry, bool]]) -> bytes:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plain(paper.name),
        "home_page_url": feed_addresses.of(""),
        "feed_url": feed_addresses.of(addresses.JSON_FEED),
        "description": plain(paper.motto),
        "language": paper.lang,
        "authors": [{"name": plain(paper.name), "url": feed_addresses.of("")}],
    }
    items = [_item(entry, whole) for entry, whole in entries]
    return json.dumps(_filled(feed) | {"items": items}, ensure_ascii=False, indent=1).encode()


def _item(entry: FeedEntry, whole: bool) -> dict[str, Any]:
    return _filled(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "summary": entry.summary,
            "content_html": html_of(entry.content) if whole else "",
            "content_text": "" if whole else entry.summary or entry.title,
            "image": entry.image,
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": [_author(person) for person in entry.authors],
            "tags": [name for _id, name in entry.tags],
        }
    )


def _author(person: Person) -> dict[str, str]:
    return _filled({"name": person.name, "url": person.url})


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", [])}
