"""The article and its vocabulary: what every plugin may know of a piece in the paper.

All addresses here are relative to the root of the site, without a leading slash and with a
trailing one (`2023/07/12/slug/`); templates put the page's own `root` before them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from plugins.desk.day import Day
from plugins.desk.pinyin import name_slug


class Kind(StrEnum):
    """The kinds of piece (体裁)."""

    STORY = "story"
    COMMENTARY = "commentary"
    PHOTO = "photo"
    BANNER = "banner"
    PAGE = "page"  # about, contact: under content/pages, not dated


class Status(StrEnum):
    """Whether a piece is in the paper (状态)."""

    PUBLISHED = "published"
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"  # it was: its address says so


class Role(StrEnum):
    """What somebody did for a piece, in the order in which a byline names them."""

    AUTHOR = "author"
    REPORTER = "reporter"
    CORRESPONDENT = "correspondent"
    INTERN = "intern"
    PHOTOGRAPHER = "photographer"
    EDITOR = "editor"
    REVIEWER = "reviewer"


ROLE_NAMES = {
    Role.AUTHOR: "作者",
    Role.REPORTER: "记者",
    Role.CORRESPONDENT: "通讯员",
    Role.INTERN: "实习生",
    Role.PHOTOGRAPHER: "摄影",
    Role.EDITOR: "编辑",
    Role.REVIEWER: "审核",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A section (栏目) of the paper."""

    id: str
    name: str

    @property
    def url(self) -> str:
        return f"section/{self.id}/"


@dataclass(frozen=True, slots=True)
class Region:
    """A region (地区) that has a page of its own."""

    id: str
    name: str

    @property
    def url(self) -> str:
        return f"region/{self.id}/"


@lru_cache(maxsize=4096)
def contributor_id(name: str) -> str:
    """The id of a contributor in addresses: pinyin and four hex digits, `zhang-ting-1f3a`.

    It depends on the name alone, so that an article's page never changes because somebody
    with the same pinyin joins the paper; the digits keep 张婷 and 章婷 apart.
    """
    digest = hashlib.blake2s(name.encode(), digest_size=2).hexdigest()
    slug = name_slug(name)
    return f"{slug}-{digest}" if slug else digest


@dataclass(slots=True)
class Contributor:
    """Somebody who contributed to a piece. `roles` are values of `Role`, as they were signed."""

    name: str
    roles: list[str]

    @property
    def id(self) -> str:
        return contributor_id(self.name)

    @property
    def url(self) -> str:
        return f"by/{self.id}/"

    @property
    def role_names(self) -> list[str]:
        """The roles in Chinese, in the order of `roles`."""
        return [ROLE_NAMES[Role(role)] for role in self.roles]


@dataclass(frozen=True, slots=True)
class Rendition:
    """A picture in another size or format. `src` is relative to the root of the site; pixels."""

    src: str
    width: int
    height: int
    type: str = "image/webp"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture under `content/photos`, as it is published. `src` is relative to the root of the site.

    `width` and `height` are in pixels, 0 when the file does not tell. `caption` and `credit` are plain text:
    what the picture shows, and who took it, as it was signed (`记者 张三 摄`); `creators` are those people.
    """

    src: str
    alt: str
    width: int = 0
    height: int = 0
    caption: str = ""
    credit: str = ""
    creators: tuple[Contributor, ...] = ()
    renditions: tuple[Rendition, ...] = ()  # in a format that most browsers know, narrowest first

    def srcset(self, root: str) -> str:
        """The renditions as `srcset` has them. `root` is the way from the page to the root of the site."""
        return ", ".join(f"{root}{rendition.src} {rendition.width}w" for rendition in self.renditions)

    @property
    def thumbnail(self) -> Rendition:
        """The smallest there is of it."""
        return self.renditions[0] if self.renditions else Rendition(self.src, self.width, self.height, "")


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
    draft: bool = False
    corrected: Day | None = None
    words: str = ""  # stands for the words in the piece that plugins asked for: its twins depend on them

    @property
    def modified(self) -> Day:
        """The day of the piece, or of its correction."""
        return max(self.day, self.corrected) if self.corrected else self.day


class Kin(NamedTuple):
    """What tells whether two pieces have to do with each other. Ids of section and region are empty without one."""

    url: str
    title: str
    date: date
    section: str
    region: str
    people: tuple[str, ...]  # who signed, and who is named


@dataclass(slots=True)
class Article:
    """A checked piece. Every field is filled in; text fields are plain text, `body` is safe HTML."""

    path: str  # of the file, relative to the content folder
    kind: Kind
    title: str
    date: date | None  # banners and pages may have none
    slug: str
    clock: str = ""  # HH:MM when the date had a time, to order the pieces of a day
    subtitle: str = ""
    kicker: str = ""
    section: Section | None = None
    region: Region | None = None
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
    draft: bool = False
    aliases: list[str] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)  # the newest first
    withdrawn: bool = False  # nothing is left of it but headline, day and the reason, which is its newest correction
    names: list[str] = field(default_factory=list)
    until: date | None = None
    weight: int = 0
    lines: list[str] = field(default_factory=list)  # of a banner
    pictures: list[Picture] = field(default_factory=list)  # in the body, each with a line of its own
    body: str = ""
    length: int = 0  # of the body, in characters

    @property
    def url(self) -> str:
        """The address; empty for a banner, which has no page of its own."""
        if self.kind is Kind.PAGE:
            return f"{self.slug}/"
        if self.kind is Kind.BANNER:
            return ""
        return f"{self.date:%Y/%m/%d}/{self.slug}/"

    @property
    def day(self) -> Day | None:
        return Day(self.date) if self.date else None

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
        """`2023/07`, as addresses have it; empty without a date."""
        return f"{self.date:%Y/%m}" if self.date else ""

    def kin(self) -> Kin:
        """What tells which other pieces it has to do with."""
        desk = {Role.EDITOR.value, Role.REVIEWER.value}
        signed = [one.name for one in self.contributors if not desk.issuperset(one.roles)]
        return Kin(
            url=self.url,
            title=self.title,
            date=self.date,
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
            day=self.day,
            page=self.page,
            section=self.section,
            region=self.region,
            contributors=self.contributors,
            source=self.source,
            cover=self.cover,
            weight=self.weight,
            draft=self.draft,
            corrected=self.correction.day if self.correction else None,
        )
