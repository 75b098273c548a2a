"""The body of a piece for feeds: a tree that XML and HTML can be written from, its addresses those of the feed."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement, TreeBuilder, tostring

VOID = frozenset(["br", "col", "hr", "img", "wbr"])
UNWRAPPED = frozenset(["picture"])  # a feed shows the plain picture within
DROPPED = frozenset(["source"])
KEPT = frozenset(["alt", "cite", "datetime", "href", "lang", "src", "start", "title", "translate"])
KEPT |= {"align", "colspan", "height", "rowspan", "scope", "width"}
DATELINE = "dateline"  # a span that a style sheet of the site sets apart; feeds have a space for it
ADDRESSES = frozenset(["href", "src", "cite"])
# What XML 1.0 cannot have (https://www.w3.org/TR/xml/#charsets).
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """A text without characters that XML cannot have."""
    return FORBIDDEN.sub("", text)


def tree_of(html: str, address: Callable[[str], str], before: list[Element] | None = None) -> Element:
    """The HTML of a body as the children of a `div`.

    Args:
        html: safe, as the desk has made it.
        address: from an address in it to that in the feed.
        before: what stands before the text.
    """
    reader = _Reader(address)
    reader.feed(plain(html))
    reader.close()
    tree = reader.tree()
    tree[:0] = before or []
    return tree


def paragraph(text: str, strong: str = "") -> Element:
    """A paragraph, with some words in bold at its beginning."""
    element = Element("p")
    if not strong:
        element.text = plain(text)
        return element
    words = SubElement(element, "strong")
    words.text, words.tail = plain(strong), plain(text)
    return element


def html_of(tree: Element) -> str:
    """The HTML of what is in a tree."""
    return "".join(tostring(child, encoding="unicode", method="html") for child in tree).strip()


class _Reader(HTMLParser):
    """Builds the tree. The desk's HTML closes what it opens; what is left open at the end is closed."""

    def __init__(self, address: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.builder = TreeBuilder()
        self.builder.start("div", {})
        self.open: list[str] = []

    def tree(self) -> Element:
        """What was built."""
        self._close(0)
        self.builder.end("div")
        return self.builder.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in UNWRAPPED or tag in DROPPED:
            return
        if ("class", "dateline") in attributes:
            self.builder.start("strong", {})
            self.open.append(DATELINE)
            return
        kept = {name: value or "" for name, value in attributes if name in KEPT}
        for name in ADDRESSES & kept.keys():
            kept[name] = self.address(kept[name])
        if tag == "img":
            kept["loading"] = "lazy"
        self.builder.start(tag, kept)
        if tag in VOID:
            self.builder.end(tag)
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and DATELINE in self.open and "span" not in self.open:
            tag = DATELINE
        if tag in self.open:
            self._close(len(self.open) - 1 - self.open[::-1].index(tag))

    def _close(self, depth: int) -> None:
        """Closes what is open, the outermost so many aside."""
        while len(self.open) > depth:
            last = self.open.pop()
            self.builder.end("strong" if last == DATELINE else last)
            if last == DATELINE:
                self.builder.data("\u3000")

    def handle_data(self, data: str) -> None:
        self.builder.data(data)
