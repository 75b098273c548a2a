"""The plugin's place in Pelican: it submits feeds and the like, and tells the press who describes pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from plugins.desk.article import Section
from plugins.desk.build import Build
from plugins.desk.page import Press
from plugins.desk.store import PAPER, SECTION
from plugins.syndication.feeds import ENTRIES, Feed
from plugins.syndication.furniture import ICON, Furniture, Manifest
from plugins.syndication.moved import jobs_of
from plugins.syndication.settings import Syndication
from plugins.syndication.sitemaps import NEWS_MOST, News, Sitemaps
from plugins.syndication.structured import Structured


class SyndicationGenerator:
    """Submits what programs read of the paper."""

    def __init__(self, context: dict[str, Any], settings: Mapping[str, Any], **_others: Any) -> None:
        self.context, self.settings = context, settings

    def generate_context(self) -> None:
        build: Build = self.context["build"]
        try:
            known = Syndication.from_settings(self.settings, build.content)
        except BaseException:
            build.close()
            raise
        build.paper = replace(build.paper, syndicated=True, logo=known.logo.picture if known.logo else None)
        self.logo = known.logo
        build.describer = Structured()
        if build.paper.url:
            build.afterwords.append(Sitemaps())

    def generate_output(self, writer: Press) -> None:
        build: Build = self.context["build"]
        for scope in (None, *build.paper.sections):
            writer.submit(_feed(build, scope))
        if build.paper.url:
            writer.submit(News(tuple(build.store.first(PAPER, "", NEWS_MOST)), build.today))
        for job in jobs_of(build.store.aliases(build.today)):
            writer.submit(job)
        writer.submit(Manifest())
        writer.submit(Furniture(Path(self.settings["THEME"]) / "static" / "img" / ICON, self.logo))


def _feed(build: Build, scope: Section | None) -> Feed:
    pieces = build.store.first(SECTION if scope else PAPER, scope.id if scope else "", ENTRIES)
    today: date | None = None if pieces else build.today
    return Feed(scope, tuple(pieces), today)
