"""The article and its vocabulary: what every plugin may know of a piece in the paper.

All addresses here are relative to the root of the site, without a leading slash and with a
trailing one (`2023/07/12/slug/`); templates put the page's own `root` before them.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from linli.model import addresses
from linli.model.body import BodyText
from linli.model.calendar import Day, Moment, Month
from linli.model.people import Contributor, Role, byline_of, in_role
from linli.model.picture import Picture
from linli.model.places import Region, Section, Topic
from linli.text.words import IGNORED


class Kind(StrEnum):
    """The kinds of piece (体裁)."""

    STORY = "story"
    COMMENTARY = "commentary"
    PHOTO = "photo"
    BANNER = "banner"
    PAGE = "page"  # about, contact: under content/pages
    TOPIC = "topic"  # what gathers pieces: under content/topics

    @property
    def dated(self) -> bool:
        """Whether pieces of this kind belong to a day of the paper."""
        return self in (Kind.STORY, Kind.COMMENTARY, Kind.PHOTO)


class Status(StrEnum):
    """Whether a piece is in the paper (状态)."""

    PUBLISHED = "published"
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"  # it was: its address says so


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction (更正): the day it was made, and what it says."""

    day: Day
    text: str


@dataclass(slots=True)
class Teaser:
    """What a list shows of an article: all that other pages may know of it."""

    url: str
    kind: str
    title: str
    subtitle: str
    kicker: str
    summary: str
    day: Day
    page: int | None
    section: Section | None
    region: Region | None
    contributors: list[Contributor]
    source: str
    cover: Picture | None
    weight: int
    topics: list[Topic] = field(default_factory=list)
    draft: bool = False
    corrected: Day | None = None
    updated: Day | None = None

    @property
    def byline_people(self) -> list[Contributor]:
        """Who stands in the byline: nobody of the desk."""
        return byline_of(self.contributors)

    @property
    def modified(self) -> Day:
        """The day of the piece, or on which it was changed or corrected."""
        return max(day for day in (self.day, self.corrected, self.updated) if day)


class Kin(NamedTuple):
    """What tells whether two pieces have to do with each other. Ids of section and region are empty without one."""

    url: str
    title: str
    date: datetime.date
    section: str
    region: str
    people: tuple[str, ...]  # who stands in the byline, and who is named


@dataclass(slots=True)
class Article:
    """A checked piece. Every field is filled in; text fields are plain text, `body` is safe HTML."""

    path: str  # of the file, relative to the content folder
    kind: Kind
    title: str
    date: datetime.date | None  # banners and pages may have none
    slug: str
    clock: str = ""  # HH:MM when the date had a time: it appears then; and by it the pieces of a day are ordered
    updated: Moment | None = None  # when it was last changed for readers
    subtitle: str = ""
    kicker: str = ""
    section: Section | None = None
    region: Region | None = None
    topics: list[Topic] = field(default_factory=list)  # that have a page
    place: str = ""  # the region as it was written, with its lower parts
    page: int | None = None
    byline: str = ""  # the signature as it was written
    contributors: list[Contributor] = field(default_factory=list)
    source: str = ""
    dateline: str = ""
    signatures: list[str] = field(default_factory=list)  # as they stood in the text, with the words next to them
    editor: str = ""
    summary: str = ""
    cover: Picture | None = None
    draft: bool = False  # not published: the editor says so, or it is in review
    in_review: str = ""  # the last step of its review (终审), when somebody has still to sign it off
    aliases: list[str] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)  # the newest first
    withdrawn: bool = False  # nothing is left of it but headline, day and the reason, which is its newest correction
    names: list[str] = field(default_factory=list)
    until: Moment | None = None  # of a banner: the last day that it is shown, or an hour of it
    weight: int = 0
    lines: list[str] = field(default_factory=list)  # of a banner
    pictures: list[Picture] = field(default_factory=list)  # in the body, each with a line of its own
    body: str = ""
    text: BodyText = field(default_factory=BodyText, repr=False)  # of the body, which its digest has anyway

    @property
    def url(self) -> str:
        """The address; empty for a banner, which has no page of its own."""
        if self.kind is Kind.PAGE:
            return addresses.standing_page(self.slug)
        if self.kind is Kind.TOPIC:
            return addresses.topic(self.slug)
        if self.kind is Kind.BANNER:
            return ""
        return addresses.article(self.issued.date, self.slug)

    @property
    def day(self) -> Day | None:
        return Day(self.date) if self.date else None

    @property
    def issued(self) -> Day:
        """The day of the paper that it is in.

        Raises:
            ValueError: it has no date. Only banners and standing pages may be without.
        """
        if self.date is None:
            raise ValueError(f"{self.path} has no date")
        return Day(self.date)

    @property
    def byline_people(self) -> list[Contributor]:
        """Who stands in the byline: nobody of the desk."""
        return byline_of(self.contributors)

    @property
    def editors(self) -> list[Contributor]:
        """Who is named as 责任编辑."""
        return in_role(self.contributors, Role.EDITOR)

    @property
    def correction(self) -> Correction | None:
        """The newest correction."""
        return self.corrections[0] if self.corrections else None

    @property
    def gallery(self) -> bool:
        """Whether its pictures can be looked through, one by one: photo news, or several pictures."""
        return len(self.pictures) > (0 if self.kind is Kind.PHOTO else 1)

    @property
    def month(self) -> str:
        """The path of its month, `2023/07`; empty without a date."""
        return Month.of(self.date).path if self.date else ""

    @property
    def length(self) -> int:
        """Characters of the body, white space aside."""
        return self.text.length

    @property
    def furniture(self) -> list[str]:
        """What its page says beside headline and body, and what stood in the text until it was taken to the byline."""
        people = [contributor.name for contributor in self.contributors]
        corrections = [correction.text for correction in self.corrections]
        written = [self.byline, self.source, self.dateline, self.editor]
        return [*written, *corrections, *self.signatures, *people, self.cover.alt if self.cover else ""]

    @property
    def all_text(self) -> str:
        """All text that pages can show of it; what does not stand together is parted by line ends."""
        headlines = [self.title, self.subtitle, self.kicker, self.place, self.summary]
        return IGNORED.sub("", "\n".join([*headlines, *self.furniture, *self.lines, *self.text.phrases]))

    def kin(self) -> Kin:
        """What tells which other pieces it has to do with."""
        signed = [person.name for person in self.byline_people]
        return Kin(
            url=self.url,
            title=self.title,
            date=self.issued.date,
            section=self.section.id if self.section else "",
            region=self.region.id if self.region else "",
            people=tuple(dict.fromkeys([*signed, *self.names])),
        )

    def teaser(self) -> Teaser:
        """What lists show of this article."""
        return Teaser(
            url=self.url,
            kind=self.kind.value,
            title=self.title,
            subtitle=self.subtitle,
            kicker=self.kicker,
            summary=self.summary,
            day=self.issued,
            page=self.page,
            section=self.section,
            region=self.region,
            topics=self.topics,
            contributors=self.contributors,
            source=self.source,
            cover=self.cover,
            weight=self.weight,
            draft=self.draft,
            corrected=self.correction.day if self.correction else None,
            updated=self.updated.day if self.updated else None,
        )
