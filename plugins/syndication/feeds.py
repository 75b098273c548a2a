"""What is printed of feeds: Atom for the paper and each section, JSON Feed for the paper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from plugins.desk.article import Section
from plugins.desk.page import File, Job, Page
from plugins.desk.paper import Paper
from plugins.desk.store import Library, Stored, digest
from plugins.syndication.addresses import Addresses
from plugins.syndication.atom import AtomFeed
from plugins.syndication.content import html_of, plain
from plugins.syndication.entries import Entry, Person, entry_of
from plugins.syndication.moments import moment

ATOM, JSON = "feed.atom", "feed.json"
ENTRIES = 30
ROOM = 100_000  # bytes of text; entries after that have their summary alone


@dataclass(frozen=True, slots=True)
class Feed(Job):
    """The feed of the paper, or of a section."""

    scope: Section | None
    pieces: tuple[Stored, ...]  # newest first
    today: date | None  # for a feed without any entry, which must say of when it is

    @property
    def url(self) -> str:
        return self.scope.url if self.scope else ""

    @property
    def name(self) -> str:
        return f"feed:{self.url}"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page | File]:
        articles = [article for stored in self.pieces if not (article := library.article(stored)).draft]
        file = self.url + ATOM
        addresses = Addresses(paper, file)
        entries = _sized([entry_of(article, paper, addresses) for article in articles])
        title = f"{paper.name}·{self.scope.name}" if self.scope else paper.name
        feed = AtomFeed(
            title=plain(title),
            link=addresses.of(self.url),
            description="",
            subtitle=plain(paper.motto) if not self.scope else None,
            language=paper.lang,
            author_name=plain(paper.name),
            author_link=addresses.of(""),
            feed_url=addresses.of(file),
            feed_guid=addresses.identity(file),
            updated=max((entry.updated for entry, _whole in entries), default=None)
            or moment(self.today, paper.timezone),
            note=_note(title, paper, addresses.of(self.url)),
        )
        for entry, whole in entries:
            feed.add_item(entry.title, entry.url, None, entry=entry, whole=whole)
        marks = tuple(stored.digest for stored in self.pieces)  # the twin depends on words in the pieces, too
        yield Page(file, "feed.atom", title, data={"feed": feed.element(), "marks": marks})
        if self.scope is None:
            data = _json(paper, addresses, entries)
            yield File(JSON, digest(data, marks), lambda: data)


def _sized(entries: list[Entry]) -> list[tuple[Entry, bool]]:
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
    text.text = "这一页是给阅读器看的订阅源。把它的网址放进阅读器，有了新文章，阅读器会告诉您。要看报纸，请到"
    link = SubElement(text, "a", {"href": url})
    link.text, link.tail = plain(f"{paper.name}网站"), "。"
    return note


def _json(paper: Paper, addresses: Addresses, entries: list[tuple[Entry, bool]]) -> bytes:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plain(paper.name),
        "home_page_url": addresses.of(""),
        "feed_url": addresses.of(JSON),
        "description": plain(paper.motto),
        "language": paper.lang,
        "authors": [{"name": plain(paper.name), "url": addresses.of("")}],
    }
    items = [_item(entry, whole) for entry, whole in entries]
    return json.dumps(_filled(feed) | {"items": items}, ensure_ascii=False, indent=1).encode()


def _item(entry: Entry, whole: bool) -> dict[str, Any]:
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
