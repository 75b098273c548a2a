"""The paragraphs of a body as it was pasted: lines without blank lines between them, notes among the text."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence

# Blocks are parted by blank lines, or by the full-width indent that editors type before a paragraph.
BETWEEN = re.compile(r"\n[ \t\u3000]*\n|\n(?=\u3000+\S)")
FENCE = re.compile(r"(?<!\s)\s*+(`{3,}+|~{3,}+)")
NOWHERE = (sys.maxsize, sys.maxsize)
NOTE = re.compile(r"[ ]{0,3}\[\^([^\]\s]+)\][:：][ \t]*")
MARKED = re.compile(r"\s*+(?:#{2,6}|#[ \t\u3000]|[>|<=]|[-*+][ \t]|\d{1,9}[.)][ \t]|!\[|\[[^\]]*\]:|[-*_= ]{3,}$)")
BREAK = re.compile(r"  $|\\$|<br|\|")  # at the end of a line or in it: the line was meant to end there
ENDED = re.compile("[。！？…：；:;!?][”’」』）)》】*_]*$")
TITLE = re.compile(r"[^，。、；：！？,;!?]{1,25}$")
LEAST_WRAPPED = 15
EVENLY = 0.75  # of the longest line: lines that a program has wrapped are about as long as each other


def blocks(body: str) -> tuple[list[str], list[str]]:
    """The blocks of a body, and the notes among them (`[^1]: …`), which stand at its end."""
    found: list[str] = []
    notes: list[str] = []
    noted = False  # the block before was a note: what is indented goes on with it
    for block, fenced in _fenced(block.strip("\n") for block in BETWEEN.split(body)):
        if not block.strip():
            continue
        if fenced:
            found.append(block)
            continue
        if noted and block.startswith("    "):
            notes.append(block)
            continue
        lines = block.split("\n")
        start = next((number for number, line in enumerate(lines) if NOTE.match(line)), len(lines))
        if start:
            found += parted(lines[:start])
        noted = start < len(lines)
        if noted:
            notes.append("\n".join(NOTE.sub(r"[^\1]: ", line, count=1) for line in lines[start:]))
    return found, notes


def without_comments(text: str, blank: str = "") -> str:
    """A text without what stands between `<!--` and `-->`, outside of fenced code; its line ends stay.

    Args:
        blank: stands for every character of a comment.
    """
    if "<!--" not in text:
        return text
    parts, place, start = [], 0, text.find("<!--")
    code = _fences(text)
    first, last = next(code, NOWHERE)
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        while last <= start:
            first, last = next(code, NOWHERE)
        if first <= start:
            start = text.find("<!--", last)
            continue
        parts += [text[place:start], re.sub(r"[^\n]", blank, text[start : end + 3])]
        place = end + 3
        start = text.find("<!--", place)
    return "".join([*parts, text[place:]])


def _fences(text: str) -> Iterator[tuple[int, int]]:
    """Where fenced code begins and ends; a fence that nothing closes is none."""
    fence, place, begun = "", 0, 0
    for line in text.split("\n"):
        mark = FENCE.match(line)
        if not fence and mark:
            fence, begun = mark[1], place
        elif fence and line.lstrip(" \t").startswith(fence):
            yield begun, place + len(line)
            fence = ""
        place += len(line) + 1


def parted(lines: Sequence[str]) -> list[str]:
    """The paragraphs that lines without a blank line between them are: each line one, if they end as paragraphs do."""
    return list(lines) if are_paragraphs(lines) else ["\n".join(lines)]


def are_paragraphs(lines: Sequence[str]) -> bool:
    """Whether each of these lines is a paragraph: it ends as one, or is a short title between such lines."""
    if len(lines) < 2 or not _are_plain(lines):
        return False
    ended = [bool(ENDED.search(line.rstrip())) for line in lines[:-1]]
    others = [line for line, end in zip(lines, ended, strict=False) if not end]
    return any(ended) and 2 * len(others) <= len(ended) and all(TITLE.match(line.strip()) for line in others)


def run_together(lines: Sequence[str]) -> bool:
    """Whether lines become one paragraph that were perhaps meant to stand alone: not as a program wraps them."""
    if len(lines) < 2 or not _are_plain(lines) or are_paragraphs(lines):
        return False
    *wrapped, _last = (len(line.strip()) for line in lines)
    longest = max(wrapped)
    return longest < LEAST_WRAPPED or min(wrapped) < EVENLY * longest


def paragraphs_of_lines(lines: Sequence[str], start: int) -> Iterator[tuple[int, list[str]]]:
    """The stretches of lines between blank ones from `start` on, outside of fenced code: the first's number, the lines."""
    fence, first, run = "", start, list[str]()
    for number in range(start, len(lines)):
        line = lines[number]
        mark = FENCE.match(line)
        if run and (mark or not line.strip() or line[:1] == "\u3000"):
            yield first, run
            run = []
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not line.strip(" `~"):
            fence = ""
        elif not fence and line.strip():
            first = first if run else number
            run.append(line)
    if run:
        yield first, run


def _are_plain(lines: Iterable[str]) -> bool:
    """Whether lines are text without marks of Markdown that say how they belong together."""
    return not any(MARKED.match(line) or BREAK.search(line) for line in lines)


def _fenced(found: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Blocks, and whether each belongs to fenced code, which may have blank lines in it."""
    fence = ""
    for block in found:
        inside = bool(fence)
        for mark in FENCE.finditer(block):
            if not fence:
                fence, inside = mark[1], True
            elif mark[1].startswith(fence):
                fence = ""
        yield block, inside
