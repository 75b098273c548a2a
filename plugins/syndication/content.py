"""The body of a piece for feeds: a tree that XML and HTML can be written from, its addresses those of the feed."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement, TreeBuilder

from linli.reading import html
from linli.reading.html import is_dateline, tree_of

UNWRAPPED = frozenset(["picture"])  # a feed shows the plain picture within
DROPPED = frozenset(["source"])
KEPT = frozenset(["alt", "cite", "datetime", "href", "lang", "src", "start", "title", "translate"])
KEPT |= {"controls", "default", "kind", "label", "preload", "srclang"}
KEPT |= {"align", "colspan", "height", "rowspan", "scope", "width"}
ADDRESSES = frozenset(["href", "src", "cite"])
# What XML 1.0 cannot have (https://www.w3.org/TR/xml/#charsets).
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """A text without characters that XML cannot have."""
    return FORBIDDEN.sub("", text)


def content_of(body: str, address: Callable[[str], str], before: list[Element] | None = None) -> Element:
    """The HTML of a body as the children of a `div`.

    Args:
        body: safe, as the desk has made it.
        address: from an address in it to that in the feed.
        before: what stands before the text.
    """
    builder = TreeBuilder()
    builder.start("div", {})
    _write(tree_of(plain(body)), builder, address)
    builder.end("div")
    content = builder.close()
    content[:0] = before or []
    return content


def paragraph(text: str, strong: str = "") -> Element:
    """A paragraph, with some words in bold at its beginning."""
    element = Element("p")
    if not strong:
        element.text = plain(text)
        return element
    words = SubElement(element, "strong")
    words.text, words.tail = plain(strong), plain(text)
    return element


def html_of(content: Element) -> str:
    """The HTML of what is in a tree."""
    return html.html_of(content).strip()


def _write(element: Element, builder: TreeBuilder, address: Callable[[str], str]) -> None:
    """Writes what is in an element as a feed has it."""
    builder.data(element.text or "")
    for child in element:
        if is_dateline(child):  # a style sheet of the site sets it apart; feeds have bold and a space for it
            builder.start("strong", {})
            _write(child, builder, address)
            builder.end("strong")
            builder.data("\u3000")
        elif child.tag in UNWRAPPED:
            _write(child, builder, address)
        elif child.tag not in DROPPED:
            builder.start(child.tag, _attributes(child, address))
            _write(child, builder, address)
            builder.end(child.tag)
        builder.data(child.tail or "")


def _attributes(element: Element, address: Callable[[str], str]) -> dict[str, str]:
    kept = {name: value for name, value in element.items() if name in KEPT}
    for name in ADDRESSES & kept.keys():
        kept[name] = address(kept[name])
    return {**kept, "loading": "lazy"} if element.tag == "img" else kept
