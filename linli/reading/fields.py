"""The fields of a file, checked one by one, as an article without its body."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from datetime import date
from pathlib import PurePosixPath
from typing import TypeVar
from zoneinfo import ZoneInfo

from linli.findings import Finding
from linli.messages import _, listed
from linli.model import addresses
from linli.model.article import Article, Correction, Kind, Status
from linli.model.calendar import Day, Moment
from linli.model.paper import Paper
from linli.model.places import Section, Topic
from linli.reading import values
from linli.reading.aliases import read_aliases
from linli.reading.frontmatter import Source
from linli.reading.topics import NONE, KnownTopics
from linli.text.dates import NoSuchDay, parse_date
from linli.text.pinyin import slug_of

BANNERS, PAGES, TOPICS = "banners/", "pages/", "topics/"
UNDATED = (Kind.BANNER, Kind.PAGE, Kind.TOPIC)

Value = TypeVar("Value")


class FieldReader:
    """The fields of one file, checked one by one."""

    def __init__(
        self, paper: Paper, path: str, source: Source, findings: list[Finding], topics: KnownTopics = NONE
    ) -> None:
        self.paper, self.path, self.topics = paper, path, topics
        self.source, self.findings = source, findings
        self.zone = ZoneInfo(paper.timezone)

    def article(self) -> Article:
        """The article without its body. Faulty fields have their defaults, and a finding."""
        kind = self._kind()
        title = self._text("title")
        if not title:
            self._missing("title", "E201", _("缺少标题。请在字段区加一行“标题: ……”。"))
        day, clock = self._date(kind)
        place = self._text("region")
        status = self._value("status", values.parse_status, Status.PUBLISHED, "E209")
        corrections = self._corrections(day)
        if status is Status.WITHDRAWN and not self._text("correction"):
            message = _("撤下的稿件要说明日期和原因。请加一行“更正: 2024-05-01 与事实不符，本报撤下此文。”这样的话。")
            self._missing("status", "E215", message)
        return Article(
            path=self.path,
            kind=kind,
            title=title,
            date=day,
            clock=clock,
            updated=self._updated(day, clock),
            slug=self._slug(title, kind),
            subtitle=re.sub(r"^(?:—+|－+|--+)\s*", "", self._text("subtitle")),
            kicker=self._text("kicker") or place,
            section=self._section(kind),
            region=self.paper.region(place) if place else None,
            topics=self._topics(kind),
            place=place,
            page=self._value("page", values.parse_page, None, "E207"),
            byline=self._text("byline"),
            source=self._text("source"),
            editor=self._text("editor"),
            summary=self._text("summary"),
            draft=status is Status.DRAFT,
            withdrawn=status is Status.WITHDRAWN,
            aliases=self._aliases(),
            corrections=corrections,
            names=self._names(),
            until=self._value("until", self._moment, None, "E205"),
            weight=self._value("weight", values.parse_weight, 0, "E210"),
        )

    def _text(self, key: str) -> str:
        return self.source.fields[key].value if key in self.source.fields else ""

    def _value(self, key: str, parse: Callable[[str], Value], default: Value, code: str) -> Value:
        field_ = self.source.fields.get(key)
        if field_ is None or not field_.value:
            return default
        try:
            return parse(field_.value)
        except ValueError as fault:
            self.findings.append(Finding(self.path, field_.line, code, str(fault)))
            return default

    def _names(self) -> list[str]:
        names = values.parse_names(self._text("names"))
        for name in names:
            if not values.is_name(name):
                text = _(
                    "“{name}”不像人名。“人名”一栏只写人名，用顿号隔开；外国人和少数民族的名字写上间隔号。", name=name
                )
                self.findings.append(Finding(self.path, self.source.fields["names"].line, "W209", text))
        return names

    def _missing(self, key: str, code: str, message: str) -> None:
        field_ = self.source.fields.get(key)
        self.findings.append(Finding(self.path, field_.line if field_ else self.source.fence_line, code, message))

    def _kind(self) -> Kind:
        if self.path.startswith(PAGES):
            return Kind.PAGE
        if self.path.startswith(TOPICS):
            return Kind.TOPIC
        default = Kind.BANNER if self.path.startswith(BANNERS) else Kind.STORY
        return self._value("kind", values.parse_kind, default, "E206")

    def _date(self, kind: Kind) -> tuple[date | None, str]:
        findings = len(self.findings)
        folder = values.date_from_path(self.path)
        day, clock = self._value("date", lambda text: parse_date(text, self.zone), (folder, ""), "E205")
        if day is None and len(self.findings) == findings and kind not in UNDATED:
            message = _(
                "缺少日期。请在字段区加一行“日期: 2023-07-12”这样的日期，或把文件放进 2023/07/12 这样的文件夹。"
            )
            self._missing("date", "E204", message)
        return day, clock

    def _moment(self, text: str) -> Moment:
        day, clock = parse_date(text, self.zone)
        return Moment(Day(day), clock)

    def _updated(self, day: date | None, clock: str) -> Moment | None:
        updated = self._value("updated", self._moment, None, "E205")
        if updated is None or day is None or (updated.day.date, updated.clock or "24:00") >= (day, clock):
            return updated
        moments = {"updated": updated.written, "published": Moment(Day(day), clock).written}
        self._missing("updated", "E216", _("更新的时间（{updated}）早于稿件的日期（{published}）。请查对。", **moments))
        return None

    def _aliases(self) -> list[str]:
        field = self.source.fields.get("aliases")
        if field is None:
            return []
        aliases, findings = read_aliases(field, self.path, self.paper.prefixes)
        self.findings += findings
        return aliases

    def _corrections(self, published: date | None) -> list[Correction]:
        """The corrections, the newest first."""
        found: list[Correction] = []
        fields = [self.source.fields.get("correction"), *self.source.again.get("correction", ())]
        for field_ in fields:
            if field_ is None or not field_.value:
                continue
            try:
                correction = values.parse_correction(field_.value, self.zone)
            except ValueError as fault:
                code = "E205" if isinstance(fault, NoSuchDay) else "E213"
                self.findings.append(Finding(self.path, field_.line, code, str(fault)))
                continue
            if published and correction.day.date < published:
                days = {"day": correction.day.iso, "published": published.isoformat()}
                message = _("更正的日期（{day}）早于稿件的日期（{published}）。请查对。", **days)
                self.findings.append(Finding(self.path, field_.line, "W214", message))
            found.append(correction)
        return sorted(found, key=lambda correction: correction.day, reverse=True)

    def _section(self, kind: Kind) -> Section | None:
        word = self._text("section")
        if not word:
            if kind not in UNDATED:
                message = _("缺少栏目。请在字段区加一行“栏目: ……”，可用的有：{names}。", names=self._sections())
                self._missing("section", "E202", message)
            return None
        section = self.paper.section(word)
        if section is None:
            line = self.source.fields["section"].line
            message = _("没有“{word}”这个栏目。可用的有：{names}。", word=word, names=self._sections())
            self.findings.append(Finding(self.path, line, "E203", message))
        return section

    def _topics(self, kind: Kind) -> list[Topic]:
        """The topics that have a page, of those that are named."""
        if not kind.dated or "topic" not in self.source.fields:
            return []
        found: list[Topic] = []
        for word in values.parse_list(self._text("topic")):
            topic = self.topics.named(word)
            if topic is None:
                self.findings.append(
                    Finding(self.path, self.source.fields["topic"].line, "W225", _no_topic(word, self.topics))
                )
            elif topic in self.topics.published and topic not in found:
                found.append(topic)
        return found

    def _topic_id(self) -> str:
        """The id of a topic: the name of its file."""
        name = PurePosixPath(self.path).stem
        try:
            return values.parse_slug(name)
        except ValueError:
            message = _(
                "专题的文件名就是它的网址，只用小写字母、数字和连字号，例如 topics/xiu-lu.md。请给“{name}”改名。",
                name=name,
            )
            self._missing("slug", "E208", message)
            return ""

    def _sections(self) -> str:
        return listed(section.name for section in self.paper.sections)

    def _slug(self, title: str, kind: Kind) -> str:
        slug = self._value("slug", values.parse_slug, "", "E208") if self._text("slug") else slug_of(title)
        if kind is Kind.TOPIC:
            return self._topic_id()
        if kind is Kind.PAGE and slug and addresses.is_reserved(addresses.standing_page(slug), self.paper.prefixes):
            message = _("短名“{slug}”是本站留用的。请加一行“短名: ……”，换一个。", slug=slug)
            self._missing("slug", "E208", message)
        if self._text("slug"):
            return slug
        if title and not slug and kind is not Kind.BANNER:
            message = _(
                "标题“{title}”里没有能用作网址的字。请加一行“短名: ……”，用小写字母、数字和连字号。", title=title
            )
            self._missing("title", "E212", message)
        return slug


def _no_topic(word: str, topics: KnownTopics) -> str:
    names = [topic.name for topic in topics.all]
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    if near:
        return _("没有“{word}”这个专题。是不是“{near}”？", word=word, near=near[0])
    if names:
        return _(
            "没有“{word}”这个专题。可用的有：{names}；新的专题，在 topics 里加一个文件。",
            word=word,
            names=listed(names),
        )
    return _("没有“{word}”这个专题。请在 topics 里加一个文件，例如 topics/xiu-lu.md，标题写“{word}”。", word=word)
