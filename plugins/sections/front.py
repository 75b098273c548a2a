"""The front page: what leads, what follows, and what each section has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linli.build.banners import Banners
from linli.build.job import Job
from linli.build.page import Page
from linli.model.article import Kind, Teaser
from linli.model.calendar import Day
from linli.model.paper import Paper
from linli.model.places import Section
from linli.store.library import Library
from linli.store.records import Shelf

SECONDS, BLOCK, PHOTOS, COMMENTARIES = 4, 5, 4, 4
RECENT_DAYS = 3  # days of the paper from which lead and seconds are chosen
HORIZON = 400  # pieces looked at for photo news and commentaries


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """A section on the front page."""

    section: Section
    teasers: list[Teaser]


@dataclass(frozen=True, slots=True)
class Front(Job):
    """The front page. Its shelves are all months of the paper and of each section, newest first."""

    paper: tuple[Shelf, ...]
    sections: tuple[tuple[Section, tuple[Shelf, ...]], ...]
    banners: Banners

    @property
    def name(self) -> str:
        return "front"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        recent = library.newest(self.paper, HORIZON)
        leads = choose_leads(recent)
        shown = {teaser.url for teaser in leads}
        photos = _take(recent, Kind.PHOTO, PHOTOS, shown)
        commentaries = _take(recent, Kind.COMMENTARY, COMMENTARIES, shown)
        shown |= {teaser.url for teaser in photos + commentaries}
        blocks = []
        for section, shelves in self.sections:
            newest = library.newest(shelves, BLOCK + len(shown))
            teasers = [teaser for teaser in newest if teaser.url not in shown][:BLOCK]
            if teasers:
                blocks.append(SectionBlock(section, teasers))
        yield Page(
            url="",
            template="front.html",
            title=paper.name,
            description=paper.motto,
            day=recent[0].day if recent else None,
            data={
                "lead": leads[0] if leads else None,
                "seconds": leads[1:],
                "blocks": blocks,
                "photos": photos,
                "commentaries": commentaries,
                **self.banners.at("front"),
            },
        )


def choose_leads(newest: list[Teaser]) -> list[Teaser]:
    """The lead and the seconds: of the newest day the weightiest stories, filled up from the days before.

    A printed page number counts after the weight: what stood on page 1 comes before page 2. Photo news
    and commentaries have places of their own, unless there is nothing else.
    """
    days: list[Day] = []
    for teaser in newest:
        if teaser.day not in days:
            days.append(teaser.day)
    recent = [teaser for teaser in newest if teaser.day in days[:RECENT_DAYS]]
    stories = [teaser for teaser in recent if teaser.kind == Kind.STORY] or recent[:1]
    return sorted(stories, key=lambda t: (t.day.date.toordinal(), t.weight), reverse=True)[: 1 + SECONDS]


def _take(teasers: list[Teaser], kind: Kind, count: int, shown: set[str]) -> list[Teaser]:
    return [teaser for teaser in teasers if teaser.kind == kind and teaser.url not in shown][:count]
