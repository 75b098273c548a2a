"""An entry of a feed: what Atom and JSON Feed both say of a piece."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element

from linli.model.article import Article
from linli.model.calendar import Day
from linli.model.moments import modified, published
from linli.model.paper import Paper
from linli.model.people import BYLINE, Contributor, Role
from plugins.syndication.addresses import FeedAddresses, uri
from plugins.syndication.content import content_of, paragraph, plain

WRITERS = BYLINE - {Role.PHOTOGRAPHER}


@dataclass(frozen=True, slots=True)
class Person:
    """Who signed a piece; `url` is empty for one without a page, such as an office."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry. Texts are plain, addresses as the feed has them."""

    id: str
    url: str
    title: str
    summary: str
    day: Day  # by which feeds are ordered: that of the piece or of its correction, whatever else was changed since
    published: datetime
    updated: datetime
    authors: tuple[Person, ...]
    contributors: tuple[Person, ...]  # who did not write
    tags: tuple[tuple[str, str], ...]  # id and name of section, region and topics
    image: str
    content: Element


def writers(article: Article) -> list[Contributor]:
    """Who wrote a piece; of a photograph, who took it."""
    signed = article.byline_people
    return [person for person in signed if WRITERS.intersection(person.roles)] or signed


def entry_of(article: Article, paper: Paper, addresses: FeedAddresses) -> FeedEntry:
    """The entry of a piece in the feed that `addresses` are for."""
    wrote = writers(article)
    office = article.byline or article.source
    authors = [_person(person, addresses) for person in wrote] or ([Person(plain(office))] if office else [])
    named = {person.name for person in wrote}
    others = [_person(person, addresses) for person in article.contributors if person.name not in named]
    places = [place for place in (article.section, article.region, *article.topics) if place]
    return FeedEntry(
        id=addresses.identity(article.url),
        url=addresses.of(article.url),
        title=plain(article.title),
        summary=plain(article.summary),
        day=max(article.issued, article.correction.day) if article.correction else article.issued,
        published=published(article, paper.timezone),
        updated=modified(article, paper.timezone),
        authors=tuple(authors),
        contributors=tuple(others),
        tags=tuple((place.id, place.name) for place in places),
        image=addresses.of(uri(article.cover.src)) if article.cover else "",
        content=content_of(article.body, lambda address: addresses.within(article.url, address), _before(article)),
    )


def _person(contributor: Contributor, addresses: FeedAddresses) -> Person:
    return Person(plain(contributor.name), addresses.of(contributor.url))


def _before(article: Article) -> list[Element]:
    """What the page shows between the headline and the text."""
    found = []
    for correction in article.corrections:
        found.append(paragraph(f"（{correction.day.text}）：{correction.text}", strong="更正"))
    if article.subtitle:
        found.append(paragraph(f"——{article.subtitle}"))
    return found
