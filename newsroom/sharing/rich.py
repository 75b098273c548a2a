"""The body of a piece as rich text that WeChat's editor keeps: few elements, inline styles, no links but its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from linli.messages import _
from linli.reading.html import BLOCKS, html_of
from newsroom.sharing.look import style
from newsroom.sharing.words import MEDIA, Words, trim

LISTS = ("ol", "ul")
ROWS = ("table", "thead", "tbody", "tfoot")  # what rows are in
DEEPEST = 2  # lists in lists that the editor keeps
WIDEST = 4  # columns of a table that a phone shows


@dataclass(slots=True)
class RichText(Words):
    """Rich text while it is made: `root` has it."""

    root: Element = field(default_factory=lambda: Element("section", style("whole")))

    @property
    def html(self) -> str:
        """The text as HTML, all in one element."""
        whole = Element("div")
        whole.append(self.root)
        return html_of(whole)

    def line(self, text: str, look: str, tag: str = "p") -> None:
        """A line of our own."""
        SubElement(self.root, tag, style(look)).text = text

    def body(self, tree: Element, url: str) -> None:
        """Takes the body of the piece at an address of the site, as `tree_of` gives it."""
        self.base = f"{self.root_address}{self.prefix}{url}"
        self._blocks(tree, self.root, "paragraph")

    def sources(self) -> None:
        """Lists where the numbers in brackets lead."""
        if self.links:
            self.line(self.furniture("文中链接"), "subhead")
        for number, address in enumerate(self.links, 1):
            self.line(f"[{number}] {address}", "source")

    # blocks

    def _blocks(self, source: Element, parent: Element, look: str) -> None:
        """What is in a container, block by block; words between blocks are paragraphs."""
        run: list[str | Element] = [source.text or ""]
        for child in source:
            if child.tag in BLOCKS or child.tag in MEDIA or _is_pictures(child):
                self._run(run, parent, look)
                self._block(child, parent, look)
                run = [child.tail or ""]
            else:
                run += [child, child.tail or ""]
        self._run(run, parent, look)

    def _run(self, run: Iterable[str | Element], parent: Element, look: str) -> None:
        paragraph = Element("p", style(look))
        for part in run:
            self.add(part, paragraph)
        if "".join(paragraph.itertext()).strip() or paragraph.find(".//br") is not None:
            trim(paragraph)
            parent.append(paragraph)

    def _block(self, block: Element, parent: Element, look: str) -> None:
        makers = {
            "figure": self._figure,
            "blockquote": self._quote,
            "ul": self._list,
            "ol": self._list,
            "table": self._table,
            "pre": self._verbatim,
            "hr": self._line_across,
        }
        if block.tag in makers:
            makers[block.tag](block, parent, look)
        elif block.tag in MEDIA:
            self.media(block)
        elif _is_pictures(block):
            self._pictures(block, parent)
        elif block.tag in ("h2", "h3", "h4"):
            self._headed(block, parent, "subhead", block.tag)
        elif block.tag in ("summary", "dt", "caption"):
            self._headed(block, parent, "line", "p", strong=True)
        elif block.get("class") == "footnote":
            SubElement(parent, "p", style("subhead")).text = self.furniture("注释")
            for child in block:
                if child.tag != "hr":
                    self._block(child, parent, "line")
        else:
            self._blocks(block, parent, "line" if block.tag == "dd" else look)

    def _headed(self, block: Element, parent: Element, look: str, tag: str, strong: bool = False) -> None:
        made = SubElement(parent, tag, style(look))
        inner = SubElement(made, "strong", style("strong")) if strong else made
        self.words(block, inner)
        trim(inner)

    def _figure(self, figure: Element, parent: Element, look: str) -> None:
        self._run([figure.text or ""], parent, look)
        for child in figure:
            if child.tag == "figcaption":
                caption = SubElement(parent, "p", style("caption"))
                self.words(child, caption)
                trim(caption)
            elif _is_pictures(child):
                self._pictures(child, parent)
            elif child.tag in BLOCKS or child.tag in MEDIA:
                self._block(child, parent, look)
            else:
                self._run([child], parent, look)
            self._run([child.tail or ""], parent, look)

    def _pictures(self, block: Element, parent: Element) -> None:
        """Places for pictures: WeChat shows none that were not uploaded to it."""
        for image in block.iter("img"):
            SubElement(parent, "p", style("picture")).text = self.place(image)

    def _quote(self, quote: Element, parent: Element, look: str) -> None:
        self._blocks(quote, SubElement(parent, "blockquote", style("quote")), "line")

    def _verbatim(self, block: Element, parent: Element, look: str) -> None:
        """Lines that stand as they were typed: the editor closes line ends and runs of spaces."""
        made = SubElement(parent, "p", style("line"))
        for number, line in enumerate("".join(block.itertext()).rstrip("\n").split("\n")):
            text = line.replace("\t", "    ").replace("  ", "\xa0\xa0")
            if number:
                SubElement(made, "br").tail = text
            else:
                made.text = text

    def _line_across(self, block: Element, parent: Element, look: str) -> None:
        SubElement(parent, "hr", style("hr"))

    # lists and tables

    def _list(self, source: Element, parent: Element, look: str) -> None:
        """A list; one that is in it stands behind the item, as the editor has it."""
        first = _first_of(source)
        if first != 1:
            self._numbered(source, parent, first)
        else:
            self._items(source, SubElement(parent, source.tag, style("list")), 1)

    def _items(self, source: Element, made: Element, depth: int) -> None:
        for item in source:
            if item.tag != "li":
                continue
            self._item(item, SubElement(SubElement(made, "li", style("item")), "section"))
            for inner in (child for child in item if child.tag in LISTS):
                if _first_of(inner) != 1:
                    self.tell(_("列表里面的列表，在公众号里从 1 数起。"))
                if depth < DEEPEST:
                    self._items(inner, SubElement(made, inner.tag, style("list")), depth + 1)
                else:
                    self.tell(_("列表套了三层以上，公众号只有两层，更里面的并成了第二层。"))
                    self._items(inner, made, depth)

    def _item(self, item: Element, words: Element) -> None:
        """The words of an item, in one line or parted by line breaks: the editor tears blocks in items apart."""
        self.add(item.text or "", words)
        for child in item:
            if child.tag in LISTS:
                self.add(child.tail or "", words)
                continue
            if child.tag in BLOCKS:
                if "".join(words.itertext()).strip():
                    SubElement(words, "br")
                self._loose(child, words)
            else:
                self.add(child, words)
            self.add(child.tail or "", words)
        trim(words)

    def _numbered(self, source: Element, parent: Element, first: int) -> None:
        """A list that does not begin with 1: the editor counts for itself, so the numbers are text."""
        for number, item in enumerate((child for child in source if child.tag == "li"), first):
            line = SubElement(parent, "p", style("line"))
            line.text = f"{number}. "
            inner = SubElement(line, "span")
            self._item(item, inner)
            for child in item:
                if child.tag in LISTS:
                    self._list(child, parent, "line")

    def _table(self, source: Element, parent: Element, look: str) -> None:
        """A table of rows and cells, with borders: no groups of columns, no tables in it."""
        for caption in source.findall("caption"):
            self._headed(caption, parent, "line", "p", strong=True)
        made = SubElement(SubElement(parent, "table", style("table")), "tbody")
        widest = 0
        rows = [row for part in (source, *source) if part.tag in ROWS for row in part if row.tag == "tr"]
        for row in rows:
            line = SubElement(made, "tr")
            for cell in row:
                spans = {name: cell.get(name, "") for name in ("colspan", "rowspan") if cell.get(name, "").isdecimal()}
                look = "head" if cell.tag == "th" else "cell"
                align = cell.get("align", "")
                kept = style(look)
                if align in ("left", "right", "center") and cell.tag == "td":
                    kept["style"] += f";text-align:{align}"
                here = SubElement(line, "th" if cell.tag == "th" else "td", kept | spans)
                self._loose(cell, here)
                trim(here)
            widest = max(widest, len(line))
        if widest > WIDEST:
            self.tell(_("有一个表格有 {count} 栏，手机上会很挤。请预览，不行就改成图片。", count=widest))

    def _loose(self, source: Element, target: Element) -> None:
        """All that is in an element, in one place; blocks are parted by line breaks."""
        self.add(source.text or "", target)
        for child in source:
            if child.tag in BLOCKS:
                if "".join(target.itertext()).strip() and (
                    not len(target) or target[-1].tag != "br" or target[-1].tail
                ):
                    SubElement(target, "br")
                self._loose(child, target)
            else:
                self.add(child, target)
            self.add(child.tail or "", target)


def _is_pictures(element: Element) -> bool:
    """Whether all that an element has is pictures."""
    if element.find(".//img") is None and element.tag != "img":
        return False
    others = (
        one.tag in MEDIA or (one.tag == "a" and not one.get("href", "").startswith("#")) for one in element.iter()
    )
    return not "".join(element.itertext()).strip() and not any(others)


def _first_of(source: Element) -> int:
    """The number that a list begins with."""
    first = source.get("start", "1")
    return int(first) if source.tag == "ol" and first.isdecimal() else 1
