"""What the sections plugin has printed in a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any, TypeVar

from linli.build.banners import Banners
from linli.build.build import Build, JobQueue
from linli.model import addresses
from linli.model.places import Place, Region, Section, Topic
from linli.store.library import Library
from linli.store.records import CORRECTED, PAPER, REGION, SECTION, TOPIC, Shelf
from plugins.sections.corrections import LINK, Corrections
from plugins.sections.front import Front
from plugins.sections.lists import Archive, MonthPage, Newest
from plugins.sections.overviews import REGIONS, SECTIONS, TOPICS, LeadingOn, Places, YearInArchive, YearPage

Known = TypeVar("Known", Section, Region, Topic)


class SectionsGenerator:
    """Submits the front page, sections, regions, topics, years and the archive."""

    def __init__(self, context: dict[str, Any], **_: Any) -> None:
        self.context = context

    def generate_context(self) -> None:
        """Every page leads to the corrections, whether there are any: where mistakes are owned to is no secret."""
        build: Build = self.context["build"]
        self.topics = build.store.topics()
        overviews = [SECTIONS, *([TOPICS] if self.topics else [])]
        links = (*build.paper.pages, *map(build.paper.link, overviews), LINK)
        build.paper = replace(build.paper, pages=links)

    def generate_output(self, writer: JobQueue) -> None:
        build: Build = self.context["build"]
        library, banners = build.store, build.banners
        whole = tuple(library.shelves(PAPER))
        sections = _by_id(library, SECTION, build.paper.sections)
        regions = _by_id(library, REGION, build.paper.regions)
        writer.submit(Front(whole, tuple(sections), banners))
        writer.submit(Corrections(tuple(library.shelves(CORRECTED)), banners))
        writer.submit(Places(SECTIONS, tuple(sections), banners))
        if regions:
            writer.submit(Places(REGIONS, tuple(regions), banners))
        topics = _by_id(library, TOPIC, [topic for topic, _stored in self.topics])
        if topics:
            writer.submit(Places(TOPICS, tuple(sorted(topics, key=_newest)), banners))
        days = library.days()
        taken = library.taken(_above(days))
        years = [year for year in _years(whole) if addresses.year(year) not in taken]
        writer.submit(Archive(tuple((shelf.month, shelf.size) for shelf in whole), tuple(years), banners))
        for number, year in enumerate(years):
            shelves = tuple(shelf for shelf in whole if shelf.month.startswith(addresses.year(year)))
            earlier = years[number + 1] if number + 1 < len(years) else None
            writer.submit(YearPage(year, shelves, earlier, years[number - 1] if number else None, banners))
            writer.submit(YearInArchive(year))
        for month, of_month in days.items():
            others = tuple(sorted(address for address in taken if address.startswith(f"{month}/")))
            writer.submit(LeadingOn(month, of_month, others))
        about = dict(self.topics)
        places: list[tuple[Place | None, tuple[Shelf, ...]]] = [(None, whole), *sections, *regions, *topics]
        for scope, shelves in places:
            if scope is not None:
                stored = about[scope] if isinstance(scope, Topic) else None
                writer.submit(Newest(scope, shelves, banners, stored))
            for page in _months(scope, shelves, banners):
                writer.submit(page)


def _by_id(library: Library, scope: str, known: Sequence[Known]) -> list[tuple[Known, tuple[Shelf, ...]]]:
    """The shelves of each section, region or topic, in the order in which they are given."""
    shelves = {id: tuple(of_id) for id, of_id in groupby(library.shelves(scope), key=lambda shelf: shelf.id)}
    return [(one, shelves.get(one.id, ())) for one in known]


def _newest(topic: tuple[Place, tuple[Shelf, ...]]) -> tuple[int, str]:
    """Topics with the newest pieces first."""
    month = topic[1][0].month.replace("/", "") if topic[1] else "0"
    return -int(month), topic[0].id


def _years(shelves: Iterable[Shelf]) -> list[int]:
    """The years of shelves, in their order."""
    return list(dict.fromkeys(int(shelf.month[:4]) for shelf in shelves))


def _above(days: Mapping[str, Iterable[date]]) -> set[str]:
    """The addresses above those of pieces, by the days that there are pieces of."""
    months = {f"{month}/" for month in days}
    return months | {month[:5] for month in months} | {addresses.day(day) for of in days.values() for day in of}


def _months(scope: Place | None, shelves: tuple[Shelf, ...], banners: Banners) -> Iterator[MonthPage]:
    months = ["", *(shelf.month for shelf in shelves), ""]  # newest first
    for number, shelf in enumerate(shelves, 1):
        yield MonthPage(scope, shelf, earlier=months[number + 1], later=months[number - 1], banners=banners)
