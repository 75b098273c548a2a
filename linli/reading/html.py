"""The HTML of a body as a tree, and what it says.

Every finished body is read here, by one parser: for its pictures, its texts, and for feeds.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree.ElementTree import XML, Element, ParseError, TreeBuilder, tostring

from linli.model.body import LINE_BREAK, BodyText

VOID = frozenset(["br", "col", "hr", "img", "source", "track", "wbr"])
BLOCKS = frozenset([
    "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "li", "ol", "p", "pre", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
])  # fmt: skip
BESIDE = ("rt", "rp")  # these stand beside the line, which goes on after them
DATELINE = "dateline"  # the class of the `span` that has it


# What XML reads otherwise: comments and the like, numbers of characters, ends of lines within attributes.
OTHER_IN_XML = re.compile(r"""<[!?]|&\#|=(?:"[^"]*|'[^']*)[\t\n\r]""")


def tree_of(html: str) -> Element:
    """HTML as the children of a `div`. What is left open is closed at the end; what closes nothing is passed over.

    Most bodies are XML too, and its parser takes a tenth of the time.
    """
    if not OTHER_IN_XML.search(html):
        try:
            return XML(f"<div>{html}</div>")
        except ParseError:  # a picture, a line break, a letter with a name
            pass
    reader = _TreeReader()
    reader.feed(html)
    reader.close()
    return reader.tree()


def html_of(tree: Element) -> str:
    """The HTML of what is in a tree."""
    return (
        tostring(tree, encoding="unicode", method="html").removeprefix(f"<{tree.tag}>").removesuffix(f"</{tree.tag}>")
    )


def replace_child(parent: Element, child: Element, new: Element | None) -> None:
    """Puts another element, or none, in the place of one; what follows it stays."""
    place = list(parent).index(child)
    if new is not None:
        parent[place], new.tail = new, child.tail
        return
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")
    parent.remove(child)


def is_dateline(element: Element) -> bool:
    """Whether an element is the dateline at the beginning of a body."""
    return element.tag == "span" and DATELINE in element.get("class", "").split()


def is_note_mark(element: Element) -> bool:
    """Whether an element is the number of a note in the text, or the way back from it."""
    return element.tag == "a" and element.get("href", "").startswith("#fn")


def is_aside(element: Element) -> bool:
    """Whether an element says something about the text, and is none of it: the mark of a note, what a file is."""
    return is_note_mark(element) or (element.tag == "span" and element.get("class") == "file")


def read_body(tree: Element) -> BodyText:
    """What a body says."""
    texts = _Texts(tree)
    return BodyText(
        blocks=tuple(texts.blocks),
        readings=tuple("".join(reading.itertext()) for reading in tree.iter("rt")),
        descriptions=tuple(filter(None, (image.get("alt") for image in tree.iter("img")))),
        titles=tuple(filter(None, (element.get("title") for element in tree.iter()))),
        lead=next(filter(None, map(_without_dateline, tree.iter("p"))), ""),
        length=sum(map(len, "".join(tree.itertext()).split())),
    )


class _TreeReader(HTMLParser):
    """Builds the tree."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._builder = TreeBuilder()
        self._open: list[str] = []
        self.handle_starttag("div", [])

    def tree(self) -> Element:
        self._close(0)
        return self._builder.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._builder.start(tag, {name: value or "" for name, value in attributes})
        if tag in VOID:
            self._builder.end(tag)
        else:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open[-1] and len(self._open) > 1:
            self._builder.end(self._open.pop())
        elif tag in self._open[1:]:
            self._close(len(self._open) - 1 - self._open[::-1].index(tag))

    def handle_data(self, data: str) -> None:
        self._builder.data(data)

    def updatepos(self, start: int, end: int) -> int:
        """Lines are not counted: nobody asks where something stood."""
        return end

    def _close(self, depth: int) -> None:
        """Closes what is open, the outermost so many aside."""
        while len(self._open) > depth:
            self._builder.end(self._open.pop())


class _Texts:
    """The blocks of a tree, from its beginning to its end."""

    def __init__(self, tree: Element) -> None:
        self.blocks: list[str] = []
        self._run: list[str] = []  # the words of the block at hand
        self._lists: list[int | None] = []  # that are open: the number of the next item, or none
        self._number = ""  # of the item at hand, until its first words
        self._inside(tree)
        self._end()

    def _inside(self, element: Element) -> None:
        """Takes what an element says."""
        self._words(element.text)
        for child in element:
            if child.tag == "br":
                self._run.append(LINE_BREAK)
            elif child.tag in BLOCKS:
                self._block(child)
            elif child.tag not in BESIDE and not is_aside(child):
                self._inside(child)
            self._words(child.tail)

    def _block(self, block: Element) -> None:
        self._end()
        if block.tag in ("ol", "ul"):
            self._lists.append(_first_number(block) if block.tag == "ol" else None)
            self._inside(block)
            self._lists.pop()
        elif block.tag == "li":
            self._count()
            self._inside(block)
            self._begin()  # the number of an item without words stands alone
        else:
            self._inside(block)
        self._end()

    def _count(self) -> None:
        number = self._lists[-1] if self._lists else None
        if number is not None:
            self._lists[-1] = number + 1
            self._number += f"{number}. "

    def _words(self, text: str | None) -> None:
        if text:
            if not text.isspace():
                self._begin()
            self._run.append(text)

    def _begin(self) -> None:
        if self._number:
            self._run.append(self._number)
            self._number = ""

    def _end(self) -> None:
        if text := "".join(self._run).strip():
            self.blocks.append(text)
        self._run.clear()


def _first_number(element: Element) -> int:
    """The number of the first item of an ordered list."""
    try:
        return int(element.get("start", "1"))
    except ValueError:
        return 1


def _without_dateline(paragraph: Element) -> str:
    """The text of a paragraph that a dateline may begin, white space folded."""
    parts = [paragraph.text or ""]
    for child in paragraph:
        parts += () if is_dateline(child) or any(map(is_aside, child.iter())) else child.itertext()
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())
