"""Marks beside characters, by a notation of our own: {邻|lín} has a reading above, {要紧|·} dots below (着重号).

Ruby has no Markdown; this is what several programs for Chinese and Japanese have agreed on. Neither brace nor bar stands in
news otherwise.
"""

from __future__ import annotations

from re import Match
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

DOTS = "dots"  # the class of an `em` whose characters have dots
DOT = frozenset("·•．.")
NOTATION = r"\{([^{}|｜\n]+)[|｜]([^{}|｜\n]+)\}"  # full-width in a table, whose cells end at the other


class RubyMarks(InlineProcessor):
    """Makes elements of them."""

    def __init__(self) -> None:
        super().__init__(NOTATION)

    def handleMatch(self, m: Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]
        words, marks = m[1].strip(), m[2].strip()
        if not words or not marks or words.isascii():
            return None, None, None
        if marks in DOT:
            element = Element("em", {"class": DOTS})
            element.text = AtomicString(words)
        else:
            element = _ruby(words, marks)
        return element, m.start(0), m.end(0)


def _ruby(words: str, marks: str) -> Element:
    """Characters with their readings: each its own where there are as many."""
    ruby = Element("ruby")
    readings = marks.split()
    pairs = zip(words, readings, strict=True) if len(readings) == len(words) else [(words, marks)]
    last: Element | None = None
    for word, reading in pairs:
        if last is None:
            ruby.text = AtomicString(word)
        else:
            last.tail = AtomicString(word)
        for tag, text in (("rp", "（"), ("rt", reading), ("rp", "）")):
            last = SubElement(ruby, tag)
            last.text = AtomicString(text)
    return ruby
