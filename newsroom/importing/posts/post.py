"""A post as an item of a page: its fields are those of the article, its body stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, tzinfo
from email.utils import parsedate_to_datetime
from pathlib import Path

from linli.messages import _, listed
from linli.model.addresses import NAME
from linli.model.article import Kind
from linli.model.fields import KEYS
from linli.reading import values
from linli.reading.aliases import BadAddress, old_address
from linli.reading.paragraphs import blocks
from linli.text.dates import parse_date
from newsroom.importing.item import Item
from newsroom.importing.markdown import plain
from newsroom.importing.page import ImportedPage
from newsroom.importing.posts.body import PostBody
from newsroom.importing.posts.matter import Matter
from newsroom.importing.trailer import cut, give
from plugins.bylines import parse_dateline, parse_signature

DATED_NAME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)")
HEADING = re.compile(r"#{1,6}\s++(.*[^\s#]|)[\s#]*+")
MARKED = ("#", "!", ">", "|", "<", "-", "*", "`", "~", "[^")
DRAFTS = "_drafts"
TAKEN_OVER = (
    "subtitle", "kicker", "region", "page", "source", "editor", "names", "until", "correction", "status", "topic",
)  # fmt: skip
TRUE, FALSE = ("true", "yes", "on", "1", "是"), ("false", "no", "off", "0", "否")


def import_post(
    matter: Matter,
    file: Path,
    sections: Mapping[str, str],
    regions: Mapping[str, str],
    zone: tzinfo,
    *,
    body: PostBody | None = None,
) -> ImportedPage:
    """The page of one item that a file with fields is. A `body` that is given gets pictures and findings too."""
    return _Post(matter, file, sections, regions, zone).page(body or PostBody(file))


class _Post:
    """Reads one post."""

    def __init__(
        self, matter: Matter, file: Path, sections: Mapping[str, str], regions: Mapping[str, str], zone: tzinfo
    ) -> None:
        self.matter, self.file, self.sections, self.regions, self.zone = matter, file, sections, regions, zone
        self.item = Item(1)
        self.left = list(matter.others)

    def page(self, body: PostBody) -> ImportedPage:
        """The page."""
        item, templates = self.item, body.templates
        text = body.read(self.matter.body, self.matter.body_line)
        item.title = self._one("title") or self._title_from(text)
        self._fields()
        page = ImportedPage([item], pictures=body.pictures, findings=body.findings)
        page.folio.date = self._date()
        self._updated(page.folio.date)
        page.own_day = not self.matter.loose
        self._body(text)
        if left := body.templates - templates:
            item.guess(_("正文"), _("有 {count} 处模板的记号没有带过来", count=left))
        if self.left:
            item.guess(_("字段"), _("没有带过来：{names}", names=listed(dict.fromkeys(self.left))))
        return page

    def _one(self, key: str) -> str:
        return " ".join(self.matter.fields.get(key, ())).strip()

    def _fields(self) -> None:
        item, fields = self.item, self.matter.fields
        kind = self._one("kind")
        if kind:
            try:
                item.kind = values.parse_kind(kind)
            except ValueError:
                self.left.append("体裁")
        for key in TAKEN_OVER:
            if (value := self._one(key)) and (self.matter.own or self.matter.loose or key != "status"):
                self.set(key, value)
        if self.matter.own and (weight := self._one("weight")):
            self.set("weight", weight)
        item.subtitle, item.kicker = self._one("subtitle") or None, self._one("kicker") or None
        self.set("summary", plain(self._one("summary")))
        self._byline()
        self._section(fields.get("section", []))
        self._addresses()
        item.comments += self.matter.private
        if tags := fields.get("TAGS"):
            item.comments.append(f"标签：{'、'.join(tags)}")
        if self._is_draft():
            self.set("status", "草稿")

    def set(self, key: str, value: str) -> None:
        """A field of the article, by its English name."""
        if value:
            self.item.fields[KEYS[key][0]] = value

    def _byline(self) -> None:
        people = self.matter.fields.get("byline", [])
        written = "、".join(people)
        if not written:
            return
        signature = parse_signature(written) or parse_signature(f"作者：{written}")
        if signature is None or not (signature.contributors or signature.source):
            self.item.guess(_("署名"), _("“{name}”不像人名，没有当作署名", name=written[:20]))
            return
        self.item.sign(signature.contributors, signature.source)
        self.set("byline", written if parse_signature(written) else f"作者：{written}")

    def _section(self, categories: list[str]) -> None:
        """The first category that is a section of the paper; others may be regions."""
        names = {**{name: name for name in self.sections.values()}, **self.sections}
        known = [names[word] for category in categories for word in (category, category.lower()) if word in names]
        self.item.section = known[0] if known else None
        others = [category for category in categories if names.get(category, names.get(category.lower())) is None]
        region = next((one for one in others if any(one.startswith(name) for name in self.regions.values())), None)
        if region and "地区" not in self.item.fields:
            self.set("region", region)
            others.remove(region)
        self.item.categories = others

    def _addresses(self) -> None:
        named = DATED_NAME.fullmatch(self.file.stem)
        for slug in (self._one("slug"), named[4] if named else ""):
            if NAME.fullmatch(slug.lower()):
                self.item.slug = slug.lower()
                break
        found = []
        for alias in self.matter.fields.get("aliases", []):
            if alias.lower() in ("false", "true") or ":" in alias.strip("/"):
                continue  # a pattern such as :year/:title
            try:
                old_address(alias)
            except BadAddress:
                self.left.append(f"旧址 {alias}")
            else:
                found.append(alias)
        self.set("aliases", "，".join(found))

    def _is_draft(self) -> bool:
        drafted = self._one("DRAFT").lower() in TRUE or self._one("PUBLISHED").lower() in FALSE
        status = self._one("status").lower()
        return drafted or status in ("draft", "hidden", "草稿") or DRAFTS in self.file.parts

    def _date(self) -> date | None:
        written = self._one("date")
        if written:
            day, clock = _day_and_clock(written, self.zone)
            if day is not None:
                self.item.clock = "" if self.matter.loose else clock
                return day
            self.item.guess(_("日期"), _("读不懂“{date}”", date=written[:20]))
        named = DATED_NAME.fullmatch(self.file.stem)
        try:
            return date(*map(int, named.groups()[:3])) if named else values.date_from_path(self.file.as_posix())
        except ValueError:
            return None

    def _updated(self, day: date | None) -> None:
        """When it was last changed: programs note that of every file, so one that cannot be is left out."""
        changed, clock = _day_and_clock(self._one("updated"), self.zone)
        if changed is None or day is None or (changed, clock or "24:00") < (day, self.item.clock):
            self.left += ["更新"] * bool(self._one("updated"))
        elif (changed, clock) != (day, self.item.clock):
            self.set("updated", f"{changed.isoformat()} {clock}".strip())

    def _title_from(self, text: str) -> str:
        first = text.lstrip().split("\n", 1)[0]
        heading = HEADING.fullmatch(first)
        self.item.guess(_("标题"), _("字段里没有标题"))
        return plain(heading[1] if heading else first[:30]) or self.file.stem

    def _body(self, text: str) -> None:
        item = self.item
        found, notes = blocks(text)
        if found and (heading := HEADING.fullmatch(found[0].strip())) and plain(heading[1]) == item.title:
            found.pop(0)
        if item.kind is Kind.BANNER:
            item.lines = [line.strip() for block in found for line in block.split("\n")]
            return
        found, private, doubtful = cut(found)
        item.line = 0
        give([item], private, doubtful)
        item.line = 1
        item.body = found + notes
        for block in found:
            if heading := HEADING.fullmatch(block.strip()):
                item.subheads.append(plain(heading[1]))
            elif not block.lstrip().startswith(MARKED):
                item.paragraphs.append(plain(block))
        dateline = parse_dateline(item.paragraphs[0]) if item.paragraphs else None
        if dateline is not None:
            item.dateline, item.paragraphs[0] = dateline.text, dateline.rest
            item.sign(dateline.contributors, dateline.source)


def _day_and_clock(text: str, zone: tzinfo) -> tuple[date | None, str]:
    """A date as our fields have it, or as mail does: `Sat, 02 Mar 2019 08:30:00 +0800`; in a zone."""
    try:
        return parse_date(text, zone)
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(text)
        moment = moment.astimezone(zone) if moment.tzinfo else moment
    except (ValueError, TypeError, IndexError, OverflowError):
        return None, ""
    return moment.date(), f"{moment:%H:%M}"
