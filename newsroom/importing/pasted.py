"""What one pastes as Markdown, by the rules of the importer: structure is kept, and nothing else.

HTML comes from Word, WPS and web pages: lists that are paragraphs (`mso-list`), lines that are wrapped within words, bold that is
switched on and off. Text comes from anywhere, in columns too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from xml.etree.ElementTree import Element

from linli.reading.emphasis import literal
from linli.reading.html import BLOCKS, tree_of
from newsroom.importing.blocks import DEEPEST as BOLD_LINE
from newsroom.importing.blocks import BlockKind, split
from newsroom.importing.healing import ends
from newsroom.importing.posts.html import CONTAINERS, DROPPED, HEADINGS
from newsroom.importing.word.document import Cell, Paragraph, WordTable
from newsroom.importing.word.facts import Facts
from newsroom.importing.word.formats import Setting
from newsroom.importing.word.inline import ADDRESS, NOTHING, Span, line_of, raised
from newsroom.importing.word.tables import is_layout, to_markdown

WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’—…·"
WRAPPED = re.compile(rf"(?<=[{WIDE}])[ \t\r]*\n\s*(?=[{WIDE}])")  # Word wraps the lines of its HTML within words
REVEALED = re.compile(r"<!\[[^<>\[\]]*\]>")  # <![if !supportLists]>
WEIGHT = re.compile(r"(?<![\w-])font-weight:\s*(bold|bolder|normal|lighter|\d{3})")
LIST = re.compile(r"mso-list:\s*(?!none|ignore)\w")
NUMBER = re.compile(r"\D{0,3}(\d{1,4})\D{0,3}")
OTHERS = (
    "o:p",
    "xml",
    "math",
    "svg",
    "iframe",
    "object",
    "video",
    "audio",
    "canvas",
    "button",
    "select",
    "textarea",
    "input",
)
PICTURES = ("img", "v:imagedata", "picture")
HEAD = 40  # characters of a bold line that is a subheading
DEEPEST = 100  # elements within each other
MOST = 63  # columns and rows that a cell may take


@dataclass(slots=True)
class Pasted:
    """What was pasted: Markdown, and the number of pictures that did not come with it."""

    markdown: str
    pictures: int = 0


@dataclass(slots=True)
class _Block:
    kind: str  # text, heading, bullet, number, quote, table
    text: str
    number: int = 0  # the level of a heading, that of an item


def of_html(html: str) -> Pasted:
    """What some HTML says."""
    reader = _Reader()
    reader.inside(tree_of(_without_comments(html)), 0, Span(""))
    reader.end()
    blocks = reader.blocks
    if len(blocks) > 1:
        blocks = [_headed(block) for block in blocks]
    return Pasted(_joined(blocks), reader.pictures)


def _without_comments(html: str) -> str:
    """HTML without comments, one that is not closed included, and without the marks of Word's conditions."""
    kept = []
    for number, part in enumerate(html.split("<!--")):
        kept.append(part.partition("-->")[2] if number else part)
    return REVEALED.sub("", "".join(kept)).replace("<![", "")


def of_text(text: str) -> Pasted:
    """What some text says: Markdown, or none; lines that were wrapped are paragraphs again."""
    found = []
    for block in split(text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")):
        if block.kind is BlockKind.HEADING and block.level < BOLD_LINE:
            found.append(f"{'#' * min(max(block.level, 2), 4)} {block.text}")
        elif block.kind is BlockKind.HEADING:
            found.append(f"**{block.text}**")
        else:
            found.append(block.text if block.kind is BlockKind.TEXT and not block.kept else "\n".join(block.lines))
    return Pasted("\n\n".join(found))


def _headed(block: _Block) -> _Block:
    """A short line that is bold from end to end and no sentence is a subheading."""
    whole = re.fullmatch(r"\*\*([^*\n]+)\*\*", block.text)
    if block.kind == "text" and whole and len(whole[1]) <= HEAD and not ends(whole[1]):
        return _Block("heading", whole[1], 2)
    return block


def _joined(blocks: Iterable[_Block]) -> str:
    parts = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        some = list(group)
        if kind == "bullet":
            parts.append("\n".join(f"- {block.text}" for block in some))
        elif kind == "number":
            parts.append("\n".join(f"{some[0].number + place}. {block.text}" for place, block in enumerate(some)))
        elif kind == "quote":
            parts.append("\n>\n".join("> " + block.text.replace("\n", "\n> ") for block in some))
        elif kind == "heading":
            parts += [f"{'#' * block.number} {block.text}" for block in some]
        else:
            parts += [block.text for block in some]
    return "\n\n".join(parts)


@dataclass(slots=True)
class _Reader:
    blocks: list[_Block] = field(default_factory=list)
    pictures: int = 0
    run: list[Span] = field(default_factory=list)
    mark: str = ""  # what stands before an item of Word's
    item: _Block | None = None  # that is being read
    quoted: bool = False

    def inside(self, element: Element, depth: int, around: Span) -> None:
        """Reads what is in an element."""
        self._say(element.text, around)
        for child in element:
            self._element(child, depth + 1, around)
            self._say(child.tail, around)

    def end(self) -> None:
        """Ends the block that is being read."""
        lines = list(_lines(self.run))
        self.run, item, self.item, self.mark = [], self.item, None, ""
        if item is not None:
            if text := " ".join(filter(None, lines)):
                self.blocks.append(replace(item, text=text))
            return
        for filled, group in groupby(lines, key=bool):
            if filled:
                self.blocks.append(_Block("quote" if self.quoted else "text", "\n".join(group)))

    def _say(self, text: str | None, around: Span) -> None:
        if text:
            text = WRAPPED.sub("", NOTHING.sub("", text)).replace("\n", " ").replace("\r", " ")
            self.run.append(replace(around, text=text))

    def _element(self, element: Element, depth: int, around: Span) -> None:
        tag, style = str(element.tag).lower(), element.get("style", "").lower()
        if tag in PICTURES:
            self.pictures += 1
        elif (
            tag in DROPPED
            or tag in OTHERS
            or element.get("hidden") is not None
            or re.search(r"display:\s*none|mso-hide:", style)
        ):
            return
        elif re.search(r"mso-list:\s*ignore", style):
            self.mark = "".join(element.itertext())
            if self.item is not None:
                self.item = _item(self.mark)
        elif tag == "br":
            self.run.append(replace(around, text="\n"))
        elif depth > DEEPEST:
            self._say("".join(element.itertext()), around)
        elif tag in BLOCKS or tag in CONTAINERS or tag in ("tr", "td", "th", "tbody", "thead", "caption"):
            self._block(element, tag, style, depth)
        else:
            self.inside(element, depth, _set(around, element, tag, style))

    def _block(self, element: Element, tag: str, style: str, depth: int) -> None:
        if tag in HEADINGS:
            self.end()
            self.inside(element, depth, Span(""))
            spans = [replace(span, bold=False, address="", text=span.text.replace("\n", " ")) for span in self.run]
            text, self.run = _bare(line_of(spans, False).markdown), []
            if text:
                self.blocks.append(_Block("heading", text, min(max(int(tag[1]), 2), 4)))
        elif tag == "table":
            self.end()
            self._table(element, depth)
        elif tag in ("ul", "ol", "blockquote"):
            self.end()
            self._within(element, tag, depth)
        elif LIST.search(style):
            self.end()
            self.item = _Block("bullet", "")
            self.inside(element, depth, Span(""))
            self.end()
        elif self.item is not None and tag != "li":
            self.run.append(Span(" "))
            self.inside(element, depth, Span(""))
            self.run.append(Span(" "))
        else:
            self.end()
            self.inside(element, depth, Span(""))
            self.end()

    def _within(self, element: Element, tag: str, depth: int) -> None:
        """A list, or a quotation."""
        if tag == "blockquote":
            before, self.quoted = self.quoted, True
            self.inside(element, depth, Span(""))
            self.end()
            self.quoted = before
            return
        number = _number(element.get("start"), 1) if tag == "ol" else 0
        for child in element:
            if child.tag == "li":
                self.end()
                self.item = _Block("number", "", number) if tag == "ol" else _Block("bullet", "")
                number += 1
                self.inside(child, depth + 1, Span(""))
            else:
                self._element(child, depth + 1, Span(""))
        self.end()

    def _table(self, element: Element, depth: int) -> None:
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
        rows = [row for row in rows if row]
        nested = any(inner is not element for inner in element.iter("table"))
        table = WordTable([] if nested else [[self._cell(cell, depth) for cell in row] for row in rows])
        if not table.rows or is_layout(table):
            self.inside(element, depth, Span(""))
            self.end()
        elif any(line.text for paragraph in table.paragraphs() for line in paragraph.lines):
            self.blocks.append(_Block("table", "\n".join(to_markdown(table)[0])))

    def _cell(self, cell: Element, depth: int) -> Cell:
        inner = _Reader(item=_Block("bullet", ""))
        inner.inside(cell, depth, Span(""))
        inner.end()
        text = " ".join(block.text for block in inner.blocks)
        line = line_of([Span(text)], False)
        line.markdown = re.sub(r"\*\*", "", text) if cell.tag == "th" else text
        return Cell(
            [Paragraph(0, [line], Facts(Setting()))], _number(cell.get("colspan"), 1), _number(cell.get("rowspan"), 1)
        )


def _set(around: Span, element: Element, tag: str, style: str) -> Span:
    """How the text in an element is set."""
    bold = around.bold or tag in ("b", "strong")
    if weight := WEIGHT.search(style):
        bold = weight[1] in ("bold", "bolder") or (weight[1] >= "600" and weight[1].isdigit())
    address = element.get("href", "").strip() if tag == "a" else ""
    if tag in ("sup", "sub") and not len(element):
        element.text = raised(element.text or "", {"sup": "superscript", "sub": "subscript"}[tag])
    return replace(around, bold=bold, address=address if ADDRESS.fullmatch(address) else around.address)


def _lines(run: list[Span]) -> Iterator[str]:
    """The lines of a run in Markdown; empty ones part paragraphs."""
    lines: list[list[Span]] = [[]]
    for span in run:
        first, *others = span.text.split("\n")
        lines[-1].append(replace(span, text=first))
        lines += [[replace(span, text=text)] for text in others]
    return (_bare(line_of(line, True).markdown) for line in lines)


def _bare(markdown: str) -> str:
    """Markdown without backslashes before asterisks that mask or multiply, which are none of its marks."""
    bare = markdown.replace("\\*", "*")
    marks = markdown.replace("\\*", "").count("*")
    return bare if literal(bare).count("*") == marks else markdown


def _item(mark: str) -> _Block:
    """An item of Word's, by what stands before it."""
    found = NUMBER.fullmatch(mark.strip())
    return _Block("number", "", int(found[1])) if found else _Block("bullet", "")


def _number(text: str | None, least: int) -> int:
    found = re.fullmatch(r"\s*(\d{1,4})\s*", text or "", re.ASCII)
    return min(max(int(found[1]), least), MOST) if found else least
