"""Marks of Markdown as a Chinese keyboard writes them: ＃＃ before a subhead, ＊＊ around bold, ![…]（…）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linli.reading.emphasis import literal
from newsroom.checking.edits import Edit
from newsroom.checking.galley import HOLE, Galley, GalleyLine, Sort

NARROW = str.maketrans("＃＊！［］（）“”", '#*![]()""')
HEADING = re.compile(r"^(＃{1,6})[ \u3000]*(?=[^＃\s][^＃。；]{0,40}$)")
BOLD = re.compile(r"(?<!＊)＊＊(?![\s＊])[^＊\n]{1,200}?(?<!\s)＊＊(?!＊)")
_ADDRESS = r"(?:https?://|mailto:|tel:|\.{0,2}/|photos/|files/)[^\s（）()“”\"]+|[^\s（）()“”\"]+\.[A-Za-z0-9]{2,5}"
LINK = re.compile(
    rf"(?P<bang>[!！]?)[\[［](?P<words>[^\[\]［］\n]{{0,200}})[\]］](?P<open>[（(])[ \u3000]*(?:{_ADDRESS})(?:[ \u3000]+(?P<title>[“\"][^“”\"\n]*[”\"]))?[ \u3000]*(?P<close>[）)])"
)


def full_width(galley: Galley) -> Iterator[Edit]:
    """What such marks should be."""
    for line in galley.lines:
        if line.sort not in (Sort.FIELD, Sort.CAPTION):
            yield from _heading(line)
            yield from _bold(line)
            yield from _links(line)


def _heading(line: GalleyLine) -> Iterator[Edit]:
    found = HEADING.match(line.words)
    if found and HOLE not in found[0] and line.places[0] == len(line.text) - len(line.text.lstrip()):
        start, end = line.place(*found.span())
        yield Edit(line.number, start, end, f"{'#' * len(found[1])} ")


def _bold(line: GalleyLine) -> Iterator[Edit]:
    if "＊＊" not in line.words:
        return
    narrow = BOLD.sub(lambda found: found[0].translate(NARROW), line.words).replace("＊", "")
    if literal(narrow).count("\x02") > literal(line.words).count("\x02"):
        return  # 赵＊＊和钱＊＊: names that are masked
    for found in BOLD.finditer(line.words):
        if _whole(line, found):
            for start, end in ((found.start(), found.start() + 2), (found.end() - 2, found.end())):
                yield Edit(line.number, *line.place(start, end), "**")


def _links(line: GalleyLine) -> Iterator[Edit]:
    found_links = list(LINK.finditer(line.text))
    words = set(line.places) if found_links else set()  # not in code
    for found in found_links:
        marks = [found.start(), found.start("words") - 1, found.end("words"), found.start("open"), found.start("close")]
        if found["title"]:
            marks += [found.start("title"), found.end("title") - 1]
        if not {found.start("open"), found.start("close")} <= words:
            continue
        for place in sorted(set(marks)):
            narrow = line.text[place].translate(NARROW)
            if narrow != line.text[place]:
                yield Edit(line.number, place, place + 1, narrow)


def _whole(line: GalleyLine, found: re.Match[str]) -> bool:
    """Whether nothing lies between these words in the file, such as code."""
    start, end = line.place(*found.span())
    return end - start == found.end() - found.start() and HOLE not in found[0]
