"""The body of a file: pictures found, signature taken, Markdown rendered, summary made."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from linli.files import leads_out
from linli.findings import Finding
from linli.hooks import Caption, Manuscript, caption_read, manuscript_read
from linli.messages import _
from linli.model import addresses
from linli.model.article import Article, Kind
from linli.model.attachment import KINDS, suffix_of
from linli.model.photo import PHOTOS, Photo, PhotoInspection
from linli.model.picture import Picture
from linli.reading import paragraphs, placeholder
from linli.reading.frontmatter import Source
from linli.reading.limits import excess
from linli.reading.markup import REMOTE, Markup, dropped_tags
from linli.reading.photos import Photos, resolve
from linli.text.private import PrivateKind, private_numbers

FRAMES = ("iframe", "frame", "embed", "object", "source", "param")  # by which pages show what is elsewhere
SUMMARY_LENGTH = 100  # characters
SHOWN = 80  # characters of an address in a message
INDENT = re.compile(r"^[\u3000\u00a0]+", re.M)


class BodyReader:
    """Reads the body of one file into its article. `pictures` are those that it asked for, each with what is published."""

    def __init__(
        self, markup: Markup, photos: Photos, source: Source, article: Article, findings: list[Finding]
    ) -> None:
        self.markup, self.photos = markup, photos
        self.source, self.article, self.findings = source, article, findings
        self.body = paragraphs.without_comments(source.body)
        self.pictures: dict[str, Photo | None] = {}

    def read(self) -> None:
        """Fills in all that the article has of its body."""
        article = self.article
        beyond = excess(self.body)
        if beyond:
            line = self.source.body_line + beyond.line
            self.findings.append(Finding(article.path, line, beyond.code, beyond.message))
            return
        blocks, notes = paragraphs.blocks(self.body)
        manuscript = Manuscript(article, [_outdented(block) for block in blocks])
        manuscript_read.send(manuscript)
        if article.kind is Kind.BANNER:
            article.lines = [line.strip() for block in manuscript.blocks for line in block.split("\n") if line.strip()]
        self._look_for_what_cannot_stay()
        rendered = self.markup.render(
            "\n\n".join(manuscript.blocks + notes),
            root="../" * (article.url.count("/") if article.date or article.kind in (Kind.PAGE, Kind.TOPIC) else 0),
            picture=self._picture,
            caption=self._caption,
            dateline=article.dateline,
            photo_news=article.kind is Kind.PHOTO,
            attachment=self._attachment,
        )
        self._tell_of_dropped(rendered.dropped)
        for tag, place in rendered.unplayable:
            self._unplayable(tag, place)
        for target in rendered.refused:
            message = _(
                "链接“{target}”不能用，页面上只剩下文字。网址以 https:// 开头，本站的以 / 开头。", target=_short(target)
            )
            self._finding("W321", message, target, 0)
        article.body = rendered.html
        article.pictures = rendered.figures
        article.text = rendered.text
        cover = self.source.fields.get("cover")
        if cover is not None and cover.value:
            own = self._picture(cover.value, "", cover.line)
            article.cover = next((picture for picture in rendered.pictures if own and picture.src == own.src), own)
        elif rendered.pictures:
            article.cover = rendered.pictures[0]
        if not article.summary:
            captions = (picture.caption for picture in article.pictures if picture.caption)
            article.summary = _shortened(rendered.text.lead or next(captions, ""))

    def _look_for_what_cannot_stay(self) -> None:
        """Finds the line that tells where to write, left in, and numbers that are nobody's business."""
        body, first = self.body, self.source.body_line
        line = None if self.article.draft else placeholder.line_of(body)
        if line is not None:
            message = _(
                "正文还没有写：这一行是新稿件里的提示。写好正文，删掉这一行；一时写不好，就在字段区加一行“状态: 草稿”。"
            )
            self.findings.append(Finding(self.article.path, first + line, "E801", message))
        for number in private_numbers(body):
            if number.kind is not PrivateKind.TELEPHONE:
                what = _("身份证号") if number.kind is PrivateKind.IDENTITY else _("银行卡号")
                message = _(
                    "正文里有像{what}的数字（{number}），发布了谁都看得见。请删去，或用 * 遮住几位。",
                    what=what,
                    number=number.masked,
                )
                line = body.count("\n", 0, number.start)
                self.findings.append(Finding(self.article.path, first + line, "W218", message))

    def _caption(self, text: str) -> Caption:
        caption = Caption(self.article, text)
        caption_read.send(caption)
        return caption

    def _picture(self, address: str, alt: str, line: int = 0) -> Picture | None:
        shown = _short(address)
        if REMOTE.match(address):
            message = _(
                "图片“{address}”不在本报的文件夹里：网页不用外站的文件。请把图片存进 photos，写成 photos/……。",
                address=shown,
            )
            self._finding("E307", message, address, line)
            return None
        src, inspection = self._look(address)
        if not src.startswith(PHOTOS + "/"):
            message = _("图片“{address}”不在 photos 文件夹里。请把图片放进 photos，写成 photos/……。", address=shown)
            self._finding("E302", message, address, line)
            return None
        if inspection is None:
            message = _(
                "找不到图片“{address}”。请把它放进内容文件夹的 {src}，或改正文件名（大小写也要一样）。",
                address=shown,
                src=_short(src),
            )
            self._finding("E301", message, address, line)
            return None
        if len(posixpath.basename(src).encode()) > addresses.LONGEST_PICTURE:
            message = _(
                "图片“{address}”的文件名太长，网站上放不下：最多 {most} 个字节（一个汉字是 3 个）。请改短。",
                address=shown,
                most=addresses.LONGEST_PICTURE,
            )
            self._finding("E309", message, address, line)
            return None
        for code, fault in inspection.faults:
            self._finding(code, fault, address, line)
        return inspection.photo.picture(alt) if inspection.photo else None

    def _look(self, address: str) -> tuple[str, PhotoInspection | None]:
        """The path of a picture below the content folder, and what can be seen of it.

        Programs write spaces in addresses as `%20`: where there is no file of the name as it stands, that is meant.
        """
        src, inspection = resolve(address, self.article.path), None
        for meant in dict.fromkeys((src, resolve(unquote(address), self.article.path))):
            src = meant
            if not src.startswith(PHOTOS + "/"):
                break
            inspection = self.photos.look(src)
            self.pictures[src] = inspection.photo if inspection else None  # when there is one of this name, it is meant
            if inspection is not None:
                break
        return src, inspection

    def _attachment(self, path: str) -> int | None:
        """The size of an attachment; None when there is none. The article is read again when that changes."""
        self.pictures[path] = None
        file = self.photos.content / path
        try:
            there = suffix_of(path) in KINDS and file.is_file() and not leads_out(file, self.photos.content)
            return file.stat().st_size if there else None
        except (OSError, ValueError):
            return None

    def _tell_of_dropped(self, dropped: set[str]) -> None:
        for line, tag in dropped_tags(self.body, dropped):
            message = _("正文里的 <{tag}> 不能用，页面上已去掉。请删去，或改用 Markdown 的写法。", tag=tag)
            if tag in FRAMES:
                message = _(
                    "正文里的 <{tag}> 不能用，页面上已去掉：网页不用外站的文件。视频、音频请存进 files，写成 ![说明](files/文件名)；别的网站上的，请写成链接。",
                    tag=tag,
                )
            self.findings.append(Finding(self.article.path, self.source.body_line + line, "W501", message))

    def _unplayable(self, tag: str, place: str) -> None:
        if place:
            message = _("找不到“{place}”。请把它放进内容文件夹的 files，或改正文件名（大小写也要一样）。", place=place)
            self._finding("E301", message, place, 0)
        elif "<source" not in self.body:  # which is told of
            message = _(
                "正文里的 <{tag}> 放不出来，里面没有本报的文件：网页不向别处要东西。视频、音频请存进 files，写成 ![说明](files/文件名)；别的网站上的，请写成链接。",
                tag=tag,
            )
            self._finding("W501", message, f"<{tag}", 0)

    def _finding(self, code: str, message: str, address: str, line: int) -> None:
        position = self.source.body.find(address)
        line = line or self.source.body_line + self.source.body.count("\n", 0, max(position, 0))
        finding = Finding(self.article.path, line, code, message)
        if finding not in self.findings:
            self.findings.append(finding)


def _outdented(block: str) -> str:
    """A block without the two full-width spaces that editors type before a paragraph."""
    return INDENT.sub("", block)


def _shortened(text: str) -> str:
    """A text as a summary, at most `SUMMARY_LENGTH` characters."""
    return text if len(text) <= SUMMARY_LENGTH else text[:SUMMARY_LENGTH].rstrip("，、；：") + "…"


def _short(address: str) -> str:
    """An address as a message has it."""
    return address if len(address) <= SHOWN else address[:SHOWN] + "…"
