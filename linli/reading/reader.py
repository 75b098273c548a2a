"""The reader: from the bytes of one file to a checked article, and what was wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import unquote

from linli.findings import Finding
from linli.hooks import Caption, caption_read, manuscript_read
from linli.messages import _, listed
from linli.model import addresses
from linli.model.article import Article, Correction, Kind, Status
from linli.model.paper import Paper
from linli.model.photo import PHOTOS, Photo
from linli.model.picture import Picture
from linli.reading import placeholder as hint
from linli.reading import values
from linli.reading.aliases import read_aliases
from linli.reading.encoding import UnreadableText, decode
from linli.reading.frontmatter import Source, split
from linli.reading.markup import REMOTE, Markup, forbidden_tags, plain_text
from linli.reading.photos import Photos, resolve
from linli.text.pinyin import slug_of

SUMMARY_LENGTH = 100  # characters
SPACES = " \t\u3000\u00a0"
FIRST_PARAGRAPH = re.compile(r"<p>(?:<span class=\"dateline\">.*?</span>)?(.*?)</p>", re.S)
# Blocks are parted by blank lines, or by the full-width indent that editors type before a paragraph.
BETWEEN_BLOCKS = re.compile(r"\n[ \t\u3000]*\n|\n(?=\u3000+\S)")
BANNERS, PAGES = "banners/", "pages/"


@dataclass(slots=True)
class Manuscript:
    """An article whose fields are checked and whose body is still Markdown, parted at blank lines."""

    article: Article
    blocks: list[str]


@dataclass(slots=True)
class Reading:
    """What came of reading one file. `pictures` are the files it asked for, each with what is published of it."""

    article: Article | None
    findings: list[Finding]
    pictures: dict[str, Photo | None] = field(default_factory=dict)


class Reader:
    """Reads articles of one paper. One Markdown instance serves all of them."""

    def __init__(self, paper: Paper, photos: Photos) -> None:
        self.paper = paper
        self.photos = photos
        self.markup = Markup()

    def read(self, path: str, data: bytes) -> Reading:
        """Reads one file.

        Args:
            path: below the content folder, with slashes.
            data: its bytes.
        """
        try:
            text = decode(data, path)
        except UnreadableText as fault:
            return Reading(None, [fault.finding])
        source, findings = split(text, path)
        if source is None:
            return Reading(None, findings)
        reading = Reading(None, findings)
        article = _FieldReader(self.paper, path, source, findings).article()
        if article.withdrawn:
            _blank(article)
        else:
            _BodyReader(self, path, source, article, reading).render()
        if not any(finding.is_error for finding in reading.findings):
            reading.article = article
        return reading


class _FieldReader:
    """The fields of one file, checked one by one."""

    def __init__(self, paper: Paper, path: str, source: Source, findings: list[Finding]) -> None:
        self.paper, self.path = paper, path
        self.source, self.findings = source, findings

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
            slug=self._slug(title, kind),
            subtitle=re.sub(r"^(?:—+|－+|--+)\s*", "", self._text("subtitle")),
            kicker=self._text("kicker") or place,
            section=self._section(kind),
            region=self.paper.region(place) if place else None,
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
            names=self._value("names", values.parse_list, [], "E110"),
            until=self._value("until", lambda text: values.parse_date(text)[0], None, "E205"),
            weight=self._value("weight", values.parse_weight, 0, "E210"),
        )

    def _text(self, key: str) -> str:
        return self.source.fields[key].value if key in self.source.fields else ""

    def _value(self, key: str, parse: Any, default: Any, code: str) -> Any:
        field_ = self.source.fields.get(key)
        if field_ is None or not field_.value:
            return default
        try:
            return parse(field_.value)
        except ValueError as fault:
            self.findings.append(Finding(self.path, field_.line, code, str(fault)))
            return default

    def _missing(self, key: str, code: str, message: str) -> None:
        field_ = self.source.fields.get(key)
        self.findings.append(Finding(self.path, field_.line if field_ else self.source.fence_line, code, message))

    def _kind(self) -> Kind:
        if self.path.startswith(PAGES):
            return Kind.PAGE
        default = Kind.BANNER if self.path.startswith(BANNERS) else Kind.STORY
        return self._value("kind", values.parse_kind, default, "E206")

    def _date(self, kind: Kind) -> tuple[date | None, str]:
        findings = len(self.findings)
        day, clock = self._value("date", values.parse_date, (values.date_from_path(self.path), ""), "E205")
        if day is None and len(self.findings) == findings and kind not in (Kind.BANNER, Kind.PAGE):
            message = _(
                "缺少日期。请在字段区加一行“日期: 2023-07-12”这样的日期，或把文件放进 2023/07/12 这样的文件夹。"
            )
            self._missing("date", "E204", message)
        return day, clock

    def _aliases(self) -> list[str]:
        field_ = self.source.fields.get("aliases")
        if field_ is None:
            return []
        aliases, findings = read_aliases(field_, self.path, self.paper.prefixes)
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
                correction = values.parse_correction(field_.value)
            except ValueError as fault:
                code = "E205" if isinstance(fault, values.NoSuchDay) else "E213"
                self.findings.append(Finding(self.path, field_.line, code, str(fault)))
                continue
            if published and correction.day.date < published:
                days = {"day": correction.day.iso, "published": published.isoformat()}
                message = _("更正的日期（{day}）早于稿件的日期（{published}）。请查对。", **days)
                self.findings.append(Finding(self.path, field_.line, "W214", message))
            found.append(correction)
        return sorted(found, key=lambda correction: correction.day, reverse=True)

    def _section(self, kind: Kind) -> Any:
        word = self._text("section")
        names = listed(section.name for section in self.paper.sections)
        if not word:
            if kind not in (Kind.BANNER, Kind.PAGE):
                message = _("缺少栏目。请在字段区加一行“栏目: ……”，可用的有：{names}。", names=names)
                self._missing("section", "E202", message)
            return None
        section = self.paper.section(word)
        if section is None:
            line = self.source.fields["section"].line
            message = _("没有“{word}”这个栏目。可用的有：{names}。", word=word, names=names)
            self.findings.append(Finding(self.path, line, "E203", message))
        return section

    def _slug(self, title: str, kind: Kind) -> str:
        slug = self._value("slug", values.parse_slug, "", "E208") if self._text("slug") else slug_of(title)
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


class _BodyReader:
    """The body of one file: pictures found, signature taken, Markdown rendered, summary made."""

    def __init__(self, reader: Reader, path: str, source: Source, article: Article, reading: Reading) -> None:
        self.reader, self.path, self.source = reader, path, source
        self.article, self.reading = article, reading

    def render(self) -> None:
        article = self.article
        blocks = [block.strip("\n") for block in BETWEEN_BLOCKS.split(self.source.body)]
        manuscript = Manuscript(article, [_outdented(block) for block in blocks if block.strip()])
        manuscript_read.send(manuscript)
        if article.kind is Kind.BANNER:
            article.lines = [line.strip() for block in manuscript.blocks for line in block.split("\n") if line.strip()]
        line = None if article.draft else hint.line_of(self.source.body)
        if line is not None:
            message = _(
                "正文还没有写：这一行是新稿件里的提示。写好正文，删掉这一行；一时写不好，就在字段区加一行“状态: 草稿”。"
            )
            self.reading.findings.append(Finding(self.path, self.source.body_line + line, "E801", message))
        for line, tag in forbidden_tags(self.source.body):
            message = _("正文里的 <{tag}> 不能用，页面上已去掉。请删去，或改用 Markdown 的写法。", tag=tag)
            self.reading.findings.append(Finding(self.path, self.source.body_line + line, "W501", message))
        rendered = self.reader.markup.render(
            "\n\n".join(manuscript.blocks),
            root="../" * (article.url.count("/") if article.date or article.kind is Kind.PAGE else 0),
            picture=self._picture,
            caption=self._caption,
            dateline=article.dateline,
            photo_news=article.kind is Kind.PHOTO,
        )
        article.body = rendered.html
        article.pictures = rendered.figures
        article.length = len(re.sub(r"\s", "", plain_text(rendered.html)))
        cover = self.source.fields.get("cover")
        if cover is not None and cover.value:
            own = self._picture(cover.value, "", cover.line)
            article.cover = next((picture for picture in rendered.pictures if own and picture.src == own.src), own)
        elif rendered.pictures:
            article.cover = rendered.pictures[0]
        if not article.summary:
            captions = (picture.caption for picture in article.pictures if picture.caption)
            article.summary = _summary(rendered.html) or _shortened(next(captions, ""))

    def _caption(self, text: str) -> Caption:
        caption = Caption(self.article, text)
        caption_read.send(caption)
        return caption

    def _picture(self, address: str, alt: str, line: int = 0) -> Picture | None:
        if REMOTE.match(address):
            shown = address if len(address) <= 80 else address[:80] + "…"
            message = _(
                "图片“{address}”不在本报的文件夹里：网页不向别处要东西。请把图片存进 photos，写成 photos/……。",
                address=shown,
            )
            self._finding("E307", message, address, line)
            return None
        src = resolve(address, self.path)
        if not src.startswith(PHOTOS + "/"):
            message = _("图片“{address}”不在 photos 文件夹里。请把图片放进 photos，写成 photos/……。", address=address)
            self._finding("E302", message, address, line)
            return None
        inspection = self.reader.photos.look(src)
        if inspection is None and "%" in address:  # as programs write spaces in addresses
            src = resolve(unquote(address), self.path)
            inspection = self.reader.photos.look(src)
        self.reading.pictures[src] = inspection.photo if inspection else None
        if inspection is None:
            message = _(
                "找不到图片“{address}”。请把它放进内容文件夹的 {src}，或改正文件名（大小写也要一样）。",
                address=address,
                src=src,
            )
            self._finding("E301", message, address, line)
            return None
        for code, fault in inspection.faults:
            self._finding(code, fault, address, line)
        return inspection.photo.picture(alt) if inspection.photo else None

    def _finding(self, code: str, message: str, address: str, line: int) -> None:
        position = self.source.body.find(address)
        line = line or self.source.body_line + self.source.body.count("\n", 0, max(position, 0))
        finding = Finding(self.path, line, code, message)
        if finding not in self.reading.findings:
            self.reading.findings.append(finding)


def _blank(article: Article) -> None:
    """Takes out of a withdrawn piece what no page is to show any more."""
    article.kicker = article.subtitle = article.byline = article.source = article.editor = article.summary = ""
    article.names.clear()


def _outdented(block: str) -> str:
    """A block without the two full-width spaces that editors type before a paragraph."""
    return re.sub(r"^[\u3000\u00a0]+", "", block, flags=re.M)


def _summary(html: str) -> str:
    """The first paragraph's text, at most `SUMMARY_LENGTH` characters."""
    for match in FIRST_PARAGRAPH.finditer(html):
        text = plain_text(match[1])
        if text:
            return _shortened(text)
    return ""


def _shortened(text: str) -> str:
    return text if len(text) <= SUMMARY_LENGTH else text[:SUMMARY_LENGTH].rstrip("，、；：") + "…"
