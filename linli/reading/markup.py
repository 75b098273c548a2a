"""Markdown to safe HTML: one Python-Markdown instance for all files, and nh3 behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

import markdown
import nh3
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from linli.hooks import Caption
from linli.model.attachment import ATTACHMENTS
from linli.model.body import BodyText
from linli.model.picture import Picture
from linli.reading import attachments
from linli.reading.attachments import FILE, Look
from linli.reading.emphasis import literal
from linli.reading.figures import Figures
from linli.reading.html import html_of, read_body, tree_of
from linli.reading.lines import close_line_ends
from linli.reading.links import SCHEMES, encoded, refused
from linli.reading.marks import DOTS, RubyMarks
from linli.reading.plain import plain
from linli.text.furniture import Furniture, as_written

TAGS = {
    "a", "abbr", "audio", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details",
    "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "hr", "i", "img", "ins", "kbd", "li", "mark",
    "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "small", "span", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track", "u", "ul", "video",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"lang", "title", "translate"},
    "a": {"href"},
    "li": {"id"},  # those of notes alone
    "sup": {"id"},
    "img": {"src", "alt", Figures.MARK},
    "audio": {"src", "controls", "preload"},
    "video": {"src", "controls", "preload"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "ol": {"start"},
    "time": {"datetime"},
    "th": {"align", "scope", "colspan", "rowspan"},
    "td": {"align", "colspan", "rowspan"},
}
CLASSES = {"em": {DOTS}, "span": {"dateline", "credit", FILE}, "div": {"footnote"}}
MEDIA = ("audio", "video", "track")
NOTES = ("fn:", "fnref")  # how the ids of notes begin
REMOTE = re.compile(r"[a-z][a-z0-9+.-]+:|//", re.I)  # of one letter: a drive
MARKS = re.compile("[*_]")
RAW_TAG = re.compile(r"<\s*([a-zA-Z][a-zA-Z0-9-]*)\b[^>]*>?")
HEADING = r"#{2,6}|#(?=[ \t\u3000])"  # the marks before one; #话题# is text
INLINE = re.compile("[`\\\\[<&*_{\x02]|  \n")  # without one of these a text has no inline markup


@dataclass(slots=True)
class Rendered:
    """The HTML of a body and what it says, the pictures in it in order, those of them that are figures, and players without a file."""

    html: str
    text: BodyText
    pictures: list[Picture] = field(default_factory=list)
    figures: list[Picture] = field(default_factory=list)
    unplayable: list[tuple[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)  # addresses of links of which the words alone are left
    dropped: set[str] = field(default_factory=set)  # names of tags that were taken out


class Markup:
    """Turns the Markdown of bodies into HTML.

    What it says itself (a title of links, kinds of files) becomes what `furniture` makes of it.
    `render()` asks `picture(address, alt)` for what the page should show of a picture; with None it is left out.
    """

    def __init__(self, furniture: Furniture = as_written) -> None:
        self._furniture = furniture
        self._news = _NewsExtension(furniture)
        tables = TableExtension(use_align_attribute=True)  # the sanitiser takes out styles
        notes = FootnoteExtension(BACKLINK_TITLE=furniture("回到正文"))
        # Objects, not names: for a name Python-Markdown reads the metadata of every package there is.
        extensions = [tables, SaneListExtension(), FencedCodeExtension(), notes, self._news]
        self._markdown = markdown.Markdown(extensions=extensions, output_format="html")
        parser: Any = self._markdown.parser
        inline: Any = self._markdown.treeprocessors["inline"]
        self._markdown.preprocessors.register(_HtmlBlocks(self._markdown), "html_block", 20)
        # Editors indent a paragraph with spaces; four of them are no code here (``` makes code).
        parser.blockprocessors.deregister("code")
        parser.blockprocessors.register(_Tables(parser, tables.getConfigs()), "table", 75)
        parser.blockprocessors.register(_Headings(parser), "hashheader", 70)
        # Registries see to their order at every access, a hundred times a body: with lists it takes a tenth less time.
        parser.blockprocessors = list(parser.blockprocessors)
        inline.inlinePatterns = list(inline.inlinePatterns)
        self._cleaner = nh3.Cleaner(
            tags=TAGS,
            attributes=ATTRIBUTES,
            allowed_classes=CLASSES,
            url_schemes=SCHEMES,
            link_rel=None,
            attribute_filter=self._attribute,
        )

    def render(
        self,
        text: str,
        *,
        root: str,
        picture: Callable[[str, str], Picture | None],
        caption: Callable[[str], Caption],
        dateline: str = "",
        photo_news: bool = False,
        attachment: Look = lambda path: None,
    ) -> Rendered:
        """The HTML of one body.

        Args:
            text: Markdown.
            root: the way from the page to the root of the site, `../../../../`.
            picture: from address and alternative text to the picture.
            caption: from the text that stands with a picture to caption and credit.
            dateline: the words to set at the beginning of the first paragraph.
            photo_news: whether a single picture makes a gallery.
            attachment: from the path of an attachment to its size; None without one.
        """
        job = self._news.job = _Job(root, Figures(picture, caption, photo_news, self._furniture), dateline, attachment)
        marked = self._marked(text)
        html = self._cleaner.clean(marked)
        tree = tree_of(html)
        changed = close_line_ends(tree)
        unplayable = []
        if ATTACHMENTS in html or "<audio" in html or "<video" in html:
            changed = attachments.dress(tree, root, attachment, self._furniture) or changed
            unplayable = attachments.unplayable(tree, root, attachment)
        if "<img" in html:
            job.figures.dress(tree, root)
            changed = True
        if changed:
            html = html_of(tree).replace("\xa0", "&nbsp;")  # as the sanitiser writes it
        figures = job.figures
        dropped = {tag for _place, tag in _strange_tags(marked)} if "<" in text else set()
        return Rendered(html, read_body(tree), figures.shown, figures.figured, unplayable, refused(marked), dropped)

    def _marked(self, text: str) -> str:
        """The HTML of Markdown, which is not asked about the paragraphs at the beginning that are plain."""
        job = self._news.job
        blocks = text.split("\n\n")
        beginning = blocks if not job.dateline or plain(job.dateline) == job.dateline else []
        found = list(takewhile(bool, map(plain, beginning)))
        rest = "\n\n".join(blocks[len(found) :])
        if found and job.dateline:
            found[0] = f'<span class="dateline">{job.dateline}</span>{found[0]}'
            job.dateline = ""
        paragraphs = [f"<p>{paragraph}</p>" for paragraph in found]
        return "\n".join([*paragraphs, *filter(None, [self._markdown.reset().convert(rest)])])

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        """For the sanitiser: addresses inside the site get the way to its root."""
        root = self._news.job.root
        own = attachments.place_of(value) if name in ("href", "src") and not REMOTE.match(value) else None
        if own is not None:
            return root + quote(own) + encoded("".join(value.partition("#")[1:]))
        if tag in MEDIA:
            return None if name == "src" else value
        if name == "id":
            return value if value.startswith(NOTES) else None
        if name == "href":
            value = encoded(value)
            if value.startswith("/") and not value.startswith("//"):
                return root + value[1:]
        return value


def dropped_tags(text: str, dropped: set[str]) -> list[tuple[int, str]]:
    """Where in a body tags stand that were taken out: (line in the body from 0, tag)."""
    if not dropped:
        return []
    return [(text.count("\n", 0, place), tag) for place, tag in _strange_tags(text) if tag in dropped]


def _strange_tags(text: str) -> Iterator[tuple[int, str]]:
    """What looks like a tag that is not let through, in Markdown or in what became of it: its place, and its name.

    In Markdown it may be none: `[…](<files/…>)` is a link, and code is text.
    """
    for match in RAW_TAG.finditer(text):
        tag = match[1].lower()
        if tag not in TAGS and tag not in ("h1", "h5", "h6", "http", "https", "mailto"):
            yield match.start(), tag


@dataclass(slots=True)
class _Job:
    """What the tree processor must know of the body at hand."""

    root: str
    figures: Figures
    dateline: str
    attachment: Look


class _NewsExtension(Extension):
    """Adds what a newspaper needs of a Markdown tree; `job` is set for each body."""

    job: _Job

    def __init__(self, furniture: Furniture) -> None:
        super().__init__()
        self.furniture = furniture

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.inlinePatterns.register(RubyMarks(), "ruby", 165)  # behind code and what is escaped, before links
        md.treeprocessors.register(_LiteralMarks(md), "literal", 26)  # before inline patterns (20)
        md.treeprocessors.register(_PlainTexts(md), "plain", 25)
        md.treeprocessors.register(_NewsTree(md, self), "news", 5)  # after inline patterns (20)


class _HtmlBlocks(HtmlBlockPreprocessor):
    """Takes out blocks of HTML, where there can be any."""

    def run(self, lines: list[str]) -> list[str]:
        return super().run(lines) if any("<" in line or "&" in line for line in lines) else lines


class _Headings(HashHeaderProcessor):
    """Headings as newspapers mark them: `#话题#` at the beginning of a line is text."""

    RE = re.compile(HashHeaderProcessor.RE.pattern.replace("#{1,6}", HEADING, 1))


class _Tables(TableProcessor):
    """Tables that lose no cell: a row may have more than the head."""

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        super()._build_row(row, parent, align)  # type: ignore[misc]  # the stubs do not know it
        for cell in self._split_row(row)[len(align) :]:  # type: ignore[attr-defined]
            SubElement(parent[-1], "td").text = cell.strip()


class _LiteralMarks(Treeprocessor):
    """Keeps asterisks and underlines that are text from the patterns of emphasis."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and MARKS.search(element.text):
                element.text = literal(element.text)


class _PlainTexts(Treeprocessor):
    """Says of texts without inline markup, as most are, that they need not be searched for fourteen patterns."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not INLINE.search(element.text):
                element.text = AtomicString(element.text)


class _NewsTree(Treeprocessor):
    """Headings below the headline, pictures with captions as figures, the dateline in its place."""

    def __init__(self, md: markdown.Markdown, extension: _NewsExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        job = self.extension.job
        headings = [e for e in root.iter() if e.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
        levels = sorted({heading.tag for heading in headings})
        for heading in headings:
            heading.tag = f"h{min(levels.index(heading.tag) + 2, 4)}"
        attachments.play(root, job.attachment, self.extension.furniture)
        job.figures.arrange(root, self.md.htmlStash.rawHtmlBlocks)
        if job.dateline:
            self._dateline(root, job.dateline)

    def _dateline(self, root: Element, words: str) -> None:
        paragraph = next((e for e in root if e.tag == "p"), None)
        if paragraph is None:
            return
        span = Element("span", {"class": "dateline"})
        span.text = words
        span.tail = paragraph.text
        paragraph.text = None
        paragraph.insert(0, span)
