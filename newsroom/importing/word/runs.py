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
    plain = False  # the last of them is
    words: list[str] = []  # of the text that it ends with
    for element in elements:
        if not (_is_plain(element) and plain and _set(joined[-1]) == _set(element)):
            _end(joined, words)
            joined.append(element)
            plain = _is_plain(element)
            words = [element[-1].text or ""] if plain else []
            continue
        run = joined[-1]
        for child in element[1:]:
            if child.tag == run[-1].tag == f"{W}t":
                words.append(child.text or "")
            else:
                _end(joined, words)
                run.append(child)
                words = [child.text or ""]
    _end(joined, words)
    return joined


def _end(joined: list[Element], words: list[str]) -> None:
    """Gives the last run the words of the text that it ends with."""
    if len(words) > 1:
        joined[-1][-1].text = "".join(words)


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
