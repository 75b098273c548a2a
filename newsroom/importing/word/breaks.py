"""Manual line breaks: text that came over the web or a chat is one paragraph for Word, in lines.

Such a line is a paragraph of its own where it is set as one: after an empty line, indented, set in another way than the
one before, behind the end of a sentence, or as a short title between sentences.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, tostring

from linli.reading.paragraphs import ENDED, TITLE
from newsroom.importing.word.names import W

BREAKS = (f"{W}br", f"{W}cr")
INDENT = re.compile(r"[\u3000\u00a0 ]{2}|\u3000|\t")
SENTENCE = re.compile("[，。；！？]")


@dataclass(slots=True)
class _Line:
    """A line of a paragraph: what is in it, and its words."""

    elements: list[Element] = field(default_factory=list)
    text: str = ""
    face: bytes = b""  # how its first words are set


def parted(paragraph: Element) -> list[Element]:
    """The paragraphs that the lines of one are; the same alone if it has no line breaks that part it."""
    if not any(_is_break(child) for run in paragraph.findall(f"{W}r") for child in run):
        return [paragraph]
    lines = _lines(paragraph)
    groups: list[list[_Line]] = []
    before: _Line | None = None
    for number, line in enumerate(lines):
        if before is None or not groups or _begins(before, line, lines[number + 1 :]):
            groups.append([line])
        else:
            groups[-1].append(line)
        before = line
    whole = [group for group in groups if any(line.elements for line in group)]
    return [_paragraph(paragraph, group) for group in whole] or [paragraph]


def _begins(before: _Line, line: _Line, after: Sequence[_Line]) -> bool:
    """Whether a line begins a paragraph, beside the one before it."""
    if not before.text.strip() or not line.text.strip():
        return True
    if INDENT.match(line.text) or ENDED.search(before.text.rstrip()) or line.face != before.face:
        return True
    following = after[0].text if after else ""
    return _is_title(before.text) and bool(SENTENCE.search(line.text)) and not _is_title(following)


def _is_title(text: str) -> bool:
    return bool(text.strip()) and TITLE.fullmatch(text.strip()) is not None


def _lines(paragraph: Element) -> list[_Line]:
    lines = [_Line()]
    for child in paragraph:
        if child.tag == f"{W}pPr":
            continue
        if child.tag != f"{W}r" or not any(_is_break(one) for one in child):
            _add(lines[-1], child)
            continue
        for number, run in enumerate(_runs(child)):
            if number:
                lines.append(_Line())
            if run is not None:
                _add(lines[-1], run)
    return lines


def _add(line: _Line, element: Element) -> None:
    text = "".join(
        "\t" if one.tag == f"{W}tab" else one.text or "" for one in element.iter() if one.tag in (f"{W}t", f"{W}tab")
    )
    if text.strip() and not line.face:
        properties = element.find(f"{W}rPr")
        line.face = b"-" + (tostring(properties) if properties is not None else b"")
    line.elements.append(element)
    line.text += text


def _runs(run: Element) -> list[Element | None]:
    """A run, parted at its breaks."""
    properties = run.find(f"{W}rPr")
    parts: list[list[Element]] = [[]]
    for child in run:
        if child is properties:
            continue
        if _is_break(child):
            parts.append([])
        else:
            parts[-1].append(child)
    made: list[Element | None] = []
    for part in parts:
        copied = Element(run.tag, run.attrib)
        if properties is not None:
            copied.append(properties)
        copied.extend(part)
        made.append(copied if part else None)
    return made


def _paragraph(paragraph: Element, lines: Sequence[_Line]) -> Element:
    """A paragraph of some of the lines, set as the whole."""
    made = Element(paragraph.tag, paragraph.attrib)
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        made.append(copy.deepcopy(properties))
    for number, line in enumerate(lines):
        if number:
            run = Element(f"{W}r")
            run.append(Element(f"{W}br"))
            made.append(run)
        made.extend(line.elements)
    return made


def _is_break(element: Element) -> bool:
    return element.tag in BREAKS and element.get(f"{W}type", "textWrapping") == "textWrapping"
