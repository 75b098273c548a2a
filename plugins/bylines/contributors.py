"""The pages of contributors: what each wrote, and in which roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from linli.build.banners import Banners
from linli.build.build import Build, JobQueue
from linli.build.job import Job
from linli.build.page import Page
from linli.model.article import Teaser
from linli.model.calendar import Month
from linli.model.paper import Paper
from linli.model.people import Contributor, Role
from linli.store.library import Library
from linli.store.records import PERSON, Shelf
from plugins.bylines.everybody import LINK, Person, jobs_of


@dataclass(frozen=True, slots=True)
class Credit:
    """A piece, and what the contributor did for it."""

    teaser: Teaser
    role_names: list[str]


@dataclass(frozen=True, slots=True)
class CreditMonth:
    """The pieces of a month; `url` is that of the month in the archive."""

    of: Month
    credits: list[Credit]

    @property
    def text(self) -> str:
        return self.of.text

    @property
    def url(self) -> str:
        return self.of.url


@dataclass(frozen=True, slots=True)
class ContributorPage(Job):
    """The page of one contributor. Its shelves are all their months, newest first."""

    id: str
    shelves: tuple[Shelf, ...]
    banners: Banners

    @property
    def name(self) -> str:
        return f"contributor:{self.id}"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        name = ""  # as the newest piece has it: very few ids are those of two names
        months, held = [], set()
        for shelf in self.shelves:
            credits = []
            for teaser in library.teasers(shelf):
                own = next(c for c in teaser.contributors if c.id == self.id)
                name = name or own.name
                held.update(own.roles)
                credits.append(Credit(teaser, [paper.furniture(role) for role in own.role_names]))
            months.append(CreditMonth(Month.parse(shelf.month), credits))
        count = sum(shelf.size for shelf in self.shelves)
        contributor = Contributor(name, [role.value for role in Role if role in held])
        yield Page(
            url=contributor.url,
            template="contributor.html",
            title=name,
            description=paper.furniture(
                "{name}在{paper}发表的作品，共{count}篇", name=name, paper=paper.name, count=count
            ),
            day=months[0].credits[0].teaser.day,
            data={"contributor": contributor, "months": months, "count": count, **self.banners.at("contributor")},
        )


class ContributorsGenerator:
    """Submits a page for every contributor, and those of everybody."""

    def __init__(self, context: dict[str, Any], **_: Any) -> None:
        self.context = context

    def generate_context(self) -> None:
        """Every page leads to all contributors."""
        build: Build = self.context["build"]
        build.paper = replace(build.paper, pages=(*build.paper.pages, build.paper.link(LINK)))

    def generate_output(self, writer: JobQueue) -> None:
        build: Build = self.context["build"]
        people = []
        for id, of_id in groupby(build.store.shelves(PERSON), key=lambda shelf: shelf.id):
            shelves = tuple(of_id)
            writer.submit(ContributorPage(id, shelves, build.banners))
            people.append(Person(id, shelves[0], sum(shelf.size for shelf in shelves)))
        for job in jobs_of(people, build.banners):
            writer.submit(job)
