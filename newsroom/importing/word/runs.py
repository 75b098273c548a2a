"""Runs of a paragraph that was made ready."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from newsroom.importing.word.names import W

PLAIN = {W + name for name in ("rPr", "t", "tab", "br", "sym")}
TAB = 4  # width of a tab, a Han character being 2


def joined(elements: Iterable[Element]) -> list[Element]:
    """Runs that follow each other and are set alike, as one: WPS writes a run for every character it was once typed in."""
    joined: list[Element] = []
    for element in elements:
        before = joined[-1] if joined else None
        if before is None or not _is_plain(before) or not _is_plain(element) or _set(before) != _set(element):
            joined.append(element)
            continue
        for child in element[1:]:
            if child.tag == before[-1].tag == f"{W}t":
                before[-1].text = (before[-1].text or "") + (child.text or "")
            else:
                before.append(child)
    return joined


def _is_plain(element: Element) -> bool:
    """Whether it is a run with no more than text in it: fields begin and end between runs."""
    return element.tag == f"{W}r" and len(element) > 1 and all(child.tag in PLAIN for child in element)


def _set(run: Element) -> list[tuple[str, str]]:
    """How a run that was made here is set."""
    return [(child.tag, child.get(f"{W}val", "")) for child in run[0]]


def leading(paragraph: Element) -> int:
    """The width of the white space at the beginning: editors centre a line with the space bar."""
    width = 0
    for element in paragraph.iter():
        if element.tag == f"{W}tab":
            width += TAB
        elif element.tag == f"{W}t":
            text = element.text or ""
            rest = text.lstrip()
            width += sum(2 if character == "\u3000" else 1 for character in text[: len(text) - len(rest)])
            if rest:
                break
    return width
