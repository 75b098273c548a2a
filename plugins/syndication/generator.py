"""The plugin's place in Pelican: it submits feeds and the like, and tells the press who describes pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from linli.build.build import Build, JobQueue
from linli.build.request import request_of
from linli.model import addresses
from linli.model.calendar import Day
from linli.model.moments import seconds
from linli.model.places import Section, Topic
from linli.store.former import former_addresses
from linli.store.records import CORRECTED, PAPER, SECTION, TOPIC, WITHDRAWN, Stored
from plugins.syndication.feeds import ENTRIES, Feed
from plugins.syndication.furniture import Furniture, Manifest
from plugins.syndication.logo import logo_of
from plugins.syndication.moved import jobs_of
from plugins.syndication.sitemaps import NEWS_MOST, News, Sitemaps
from plugins.syndication.structured import Structured

MOST_CORRECTED = 10  # older pieces in a feed for their corrections


class SyndicationGenerator:
    """Submits what programs read of the paper."""

    def __init__(self, context: dict[str, Any], settings: Mapping[str, Any], **_others: Any) -> None:
        self.context, self.settings = context, request_of(settings).settings

    def generate_context(self) -> None:
        build: Build = self.context["build"]
        path = self.settings.logo
        self.logo = logo_of(build.store, build.content / path) if path else None
        build.paper = replace(build.paper, syndicated=True, logo=self.logo.picture if self.logo else None)
        build.metadata = Structured()
        if build.paper.url:
            build.sitewide.append(Sitemaps())

    def generate_output(self, writer: JobQueue) -> None:
        build: Build = self.context["build"]
        for scope in (None, *build.paper.sections, *(topic for topic, _stored in build.store.topics())):
            writer.submit(_feed(build, scope))
        if build.paper.url:
            writer.submit(News(tuple(build.store.first(PAPER, "", NEWS_MOST)), build.today))
        for job in jobs_of(build.store.aliases(seconds(build.now)), former_addresses(build.store)):
            writer.submit(job)
        writer.submit(Manifest())
        writer.submit(Furniture(self.settings.theme / "static" / "img" / addresses.ICON, self.logo))


def _feed(build: Build, scope: Section | Topic | None) -> Feed:
    store = build.store
    shelved = PAPER if scope is None else TOPIC if isinstance(scope, Topic) else SECTION
    pieces = store.first(shelved, scope.id if scope else "", ENTRIES)
    if pieces:
        oldest = store.article(pieces[-1]).issued
        pieces += [stored for stored in _corrected(build, scope, oldest) if stored not in pieces]
    entries = any(not store.article(stored).draft for stored in pieces)  # a preview shows drafts, a feed does not
    return Feed(scope, tuple(pieces), None if entries else build.today)


def _corrected(build: Build, scope: Section | Topic | None, since: Day) -> list[Stored]:
    """Older pieces that were corrected since a day, the newest corrections first: whoever reads the feed is to know."""
    found = [
        (teaser.corrected, teaser.url, stored)
        for shelf in build.store.shelves(CORRECTED)
        for stored, teaser in build.store.pieces(shelf)
        if teaser.corrected
        and teaser.corrected > since
        and (scope is None or scope == teaser.section or scope in teaser.topics)
    ]
    withdrawn = {stored for shelf in build.store.shelves(WITHDRAWN) for stored, _teaser in build.store.pieces(shelf)}
    found = sorted(one for one in found if one[2] not in withdrawn)
    return [stored for _day, _url, stored in found[: -MOST_CORRECTED - 1 : -1]]
