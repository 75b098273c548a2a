"""Marks that come in pairs: 「」『』“”‘’《》〈〉（）【】.

A quotation that runs over paragraphs opens each of them anew and closes once, at its end (GB/T 15834-2011, 4.8.3.5); an
apostrophe in a Latin word is no mark; nor is the bracket of 1） at the head of a point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.checking.galley import HOLE, Galley, GalleyLine, Sort

PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）", "【": "】", "(": ")"}
SAME = {"(": "（", ")": "）"}  # whose width is another rule's
OPENERS = {close: open_ for open_, close in PAIRS.items()}
NEAR = 8  # characters in which the number of a point stands
DEEPEST = 50  # marks within each other
RUN_ON = "“‘「『"  # may run over paragraphs
POINT = re.compile(r"(?:^|[，。；：、！？\s\u3000“（])[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z①-⑳])$")


@dataclass(slots=True)
class Open:
    """A mark that was opened."""

    mark: str
    line: GalleyLine
    place: int
    carried: bool = False  # from the paragraph before


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A mark without its other half; `words` are those around it."""

    line: int
    mark: str
    words: str

    @property
    def opens(self) -> bool:
        return self.mark in PAIRS


def unpaired(galley: Galley) -> Iterator[Unpaired]:
    """The first unpaired mark of each kind in every paragraph."""
    carried: list[Open] = []
    following = _following(galley.paragraphs)
    for paragraph, after in zip(galley.paragraphs, following, strict=True):
        open_, faults = _follow(paragraph, carried if _speaks(paragraph) else [])
        if not _speaks(paragraph):
            yield from _once([*faults, *map(_left, open_)])
            continue
        carried = [mark for mark in open_ if mark.mark in RUN_ON] if _goes_on(open_, after) else []
        yield from _once([*faults, *(_left(mark) for mark in open_ if mark not in carried)])


def _following(paragraphs: list[list[GalleyLine]]) -> list[list[GalleyLine] | None]:
    """For each paragraph the next one that has words."""
    found: list[list[GalleyLine] | None] = []
    after = None
    for paragraph in reversed(paragraphs):
        found.append(after)
        after = paragraph if _speaks(paragraph) else after
    return found[::-1]


def _speaks(paragraph: list[GalleyLine]) -> bool:
    """Whether a paragraph has words: one that is a picture alone interrupts no quotation."""
    return paragraph[0].sort is Sort.TEXT and any(line.words.strip(HOLE + " ") for line in paragraph)


def _follow(paragraph: list[GalleyLine], carried: list[Open]) -> tuple[list[Open], list[Unpaired]]:
    """Goes through a paragraph; gives the marks that are open at its end, and those that close nothing."""
    stack: list[Open] = []
    expected = list(carried)
    faults = []
    for line in paragraph:
        for place, character in enumerate(line.words):
            mark = SAME.get(character, character)
            if mark in PAIRS:
                if expected and mark == expected[0].mark:
                    stack.append(Open(mark, line, place, carried=True))
                    expected.pop(0)
                else:
                    stack.append(Open(mark, line, place))
                    expected = []
            elif mark not in OPENERS or _apostrophe(line.words, place, stack) or _close(stack, mark):
                continue
            elif not _point(line.words, place, mark):
                faults.append(_fault(line, place))
    return stack, faults


def _close(stack: list[Open], mark: str) -> bool:
    """Closes the innermost mark of its kind. Those within it stay open, and are told."""
    for number in range(len(stack) - 1, max(len(stack) - DEEPEST, 0) - 1, -1):
        if stack[number].mark == OPENERS[mark]:
            del stack[number]
            return True
    return False


def _apostrophe(words: str, place: int, stack: list[Open]) -> bool:
    if words[place] != "’":
        return False
    before, after = words[place - 1 : place] if place else "", words[place + 1 : place + 2]
    latin = before.isascii() and before.isalnum(), after.isascii() and after.isalnum()
    return all(latin) or (any(latin) and not any(mark.mark == "‘" for mark in stack))


def _point(words: str, place: int, mark: str) -> bool:
    """Whether this is the bracket after the number of a point: 1）, 一）, a)."""
    near = words[max(place - NEAR, 0) : place] if place <= NEAR else "甲" + words[place - NEAR : place]
    return mark == "）" and bool(POINT.search(near))


def _goes_on(open_: list[Open], after: list[GalleyLine] | None) -> bool:
    """Whether the next paragraph opens the quotation anew."""
    if after is None or not open_ or open_[0].mark not in RUN_ON:
        return False
    return after[0].words.lstrip(" \u3000").startswith(open_[0].mark)


def _left(mark: Open) -> Unpaired:
    return _fault(mark.line, mark.place)


def _fault(line: GalleyLine, place: int) -> Unpaired:
    return Unpaired(line.number, line.words[place], line.words[max(place - 6, 0) : place + 7])


def _once(faults: list[Unpaired]) -> Iterator[Unpaired]:
    seen: set[str] = set()
    for fault in sorted(faults, key=lambda fault: fault.line):
        kind = SAME.get(fault.mark, fault.mark)
        kind = OPENERS.get(kind, kind)
        if kind not in seen:
            seen.add(kind)
            yield fault
