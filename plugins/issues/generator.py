"""The plugin's place in Pelican: it submits the issues of every month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from linli.build.banners import Banners
from linli.build.build import Build, JobQueue
from linli.build.job import Job
from linli.build.request import request_of
from linli.model.calendar import Day
from linli.store.records import PAPER
from linli.store.store import Store
from plugins.issues.all import LINK, overviews_of
from plugins.issues.jobs import IssueMonth, Names, PrintFiles
from plugins.issues.offline import Device, Offline, prefixes_of
from plugins.issues.prints import by_month


class IssuesGenerator:
    """Tells the theme that days have pages, and submits these pages."""

    def __init__(self, context: dict[str, Any], settings: Mapping[str, Any], **_: Any) -> None:
        self.context = context
        self.names = request_of(settings).settings.page_names

    def generate_context(self) -> None:
        build: Build = self.context["build"]
        build.paper = replace(build.paper, issues=True, pages=(*build.paper.pages, build.paper.link(LINK)))

    def generate_output(self, writer: JobQueue) -> None:
        build: Build = self.context["build"]
        for job in jobs_of(build.store, build.content, self.names, build.banners):
            writer.submit(job)
        for job in overviews_of(build.store.days(), build.banners):
            writer.submit(job)
        if build.paper.url:  # what is not published yet is kept by nobody
            writer.submit(Device(build.banners))
            build.sitewide.append(Offline(tuple(build.store.shelves(PAPER)), prefixes_of(build.paper)))


def jobs_of(store: Store, content: Path, names: Names, banners: Banners) -> Iterator[Job]:
    """The issues of every month, and the files of printed pages, the newest month first."""
    shelves = store.shelves(PAPER)
    spans = [store.span(shelf) for shelf in shelves]
    prints = by_month(store.stats("prints"))
    for number, shelf in enumerate(shelves):
        earlier = Day(spans[number + 1][1]) if number + 1 < len(shelves) else None
        later = Day(spans[number - 1][0]) if number else None
        of_month = prints.get(shelf.month, ())
        yield IssueMonth(shelf, earlier, later, of_month, names, content, banners)
        if of_month:
            yield PrintFiles(shelf, of_month, content)
