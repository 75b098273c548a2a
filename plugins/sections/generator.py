"""What the sections plugin has printed in a build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any, TypeVar

from linli.build.banners import Banners
from linli.build.build import Build, JobQueue
from linli.model.places import Region, Section
from linli.store.library import Library
from linli.store.records import CORRECTED, PAPER, REGION, SECTION, Shelf
from plugins.sections.corrections import LINK, Corrections
from plugins.sections.front import Front
from plugins.sections.lists import Archive, MonthPage, Newest

Place = TypeVar("Place", Section, Region)


class SectionsGenerator:
    """Submits the front page, sections, regions and the archive."""

    def __init__(self, context: dict[str, Any], **_: Any) -> None:
        self.context = context

    def generate_context(self) -> None:
        """Every page leads to the corrections, whether there are any: where mistakes are owned to is no secret."""
        build: Build = self.context["build"]
        build.paper = replace(build.paper, pages=(*build.paper.pages, LINK))

    def generate_output(self, writer: JobQueue) -> None:
        build: Build = self.context["build"]
        library, banners = build.store, build.banners
        whole = tuple(library.shelves(PAPER))
        sections = _by_id(library, SECTION, build.paper.sections)
        regions = _by_id(library, REGION, build.paper.regions)
        writer.submit(Front(whole, tuple(sections), banners))
        writer.submit(Corrections(tuple(library.shelves(CORRECTED)), banners))
        writer.submit(Archive(tuple((shelf.month, shelf.size) for shelf in whole), banners))
        for scope, shelves in [(None, whole), *sections, *regions]:
            if scope is not None:
                writer.submit(Newest(scope, shelves, banners))
            for page in _months(scope, shelves, banners):
                writer.submit(page)


def _by_id(library: Library, scope: str, known: tuple[Place, ...]) -> list[tuple[Place, tuple[Shelf, ...]]]:
    """The shelves of each section or region, in the order in which the paper names them."""
    shelves = {id: tuple(of_id) for id, of_id in groupby(library.shelves(scope), key=lambda shelf: shelf.id)}
    return [(one, shelves.get(one.id, ())) for one in known]


def _months(scope: Section | Region | None, shelves: tuple[Shelf, ...], banners: Banners) -> Iterator[MonthPage]:
    months = ["", *(shelf.month for shelf in shelves), ""]  # newest first
    for number, shelf in enumerate(shelves, 1):
        yield MonthPage(scope, shelf, earlier=months[number + 1], later=months[number - 1], banners=banners)
