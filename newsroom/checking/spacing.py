"""Spaces in running Chinese text, where none belong.

Left alone are spaces that mean something: between the halves of a headline or a slogan, in verse and tables, between names
in a signature, and within marks, whose words may be a headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from linli.text.simplified import simplified
from newsroom.checking.edits import Edit
from newsroom.checking.galley import HOLE, Galley, GalleyLine, Sort
from plugins.bylines.names import HAN

SPACE = "[ \u00a0\u3000\u2002-\u200a]"
PAUSE = "，。；：！？、"
WORDS = re.compile(f"[{HAN}]+")
BESIDE = re.compile(rf"(?<=[{PAUSE}])[ \u00a0]+(?=[{HAN}“‘「『《（])|(?<=[{HAN}”’」』》）])[ \u00a0]+(?=[{PAUSE}])")
CLAUSE = re.compile(rf"[^{PAUSE}…—{HOLE}]+")
MARKED = re.compile(
    "“[^“”]*”|‘[^‘’]*’|《[^《》]*》|（[^（）]*）|【[^【】]*】|「[^「」]*」|『[^『』]*』|〈[^〈〉]*〉|\\([^()]*\\)|\\[[^\\[\\]]*\\]"
)
ROLE = re.compile(
    "记者|通讯员|作者|编辑|编导|主编|责编|校对|摄影|摄像|文/图|图/文|实习生|评论员|供稿|供图|撰文|撰稿|审核|监制|策划|翻译|播音|主持"
)
SHORT, LONG = 5, 4  # characters: parts of a list are at most the one, words that run on at least the other


def spacing(galley: Galley) -> Iterator[Edit]:
    """Spaces to be closed up."""
    for line in galley.lines:
        if line.sort in (Sort.TEXT, Sort.CAPTION) and _runs(line.words):
            yield from _spaces(line)


def _runs(words: str) -> bool:
    """Whether these are sentences: verse, headlines and lists of names have no full stop."""
    return bool(re.search("[。；！？]|，.*，", words))


def _spaces(line: GalleyLine) -> Iterator[Edit]:
    closed = MARKED.sub(_closed, line.words)
    for clause in CLAUSE.finditer(closed, line.dateline):
        parts = re.split(f"{SPACE}+", clause[0].strip())
        if len(parts) < 2 or ROLE.search(simplified(clause[0])) or (len(parts) > 2 and max(map(len, parts)) <= SHORT):
            continue
        for before, after in pairwise(WORDS.finditer(closed, clause.start(), clause.end())):
            space = closed[before.end() : after.start()]
            lengths = len(before[0]), len(after[0])
            if not space.strip(" \u00a0") and max(lengths) >= LONG and lengths[0] != lengths[1]:  # 运动无限 气象万千
                yield from _edit(line, before.end(), after.start())
    for match in BESIDE.finditer(line.words, line.dateline):
        yield from _edit(line, *match.span())


def _closed(marked: re.Match[str]) -> str:
    """Words within marks, out of sight; speech stays: it has a full stop."""
    speech = marked[0][0] in "“‘「『" and _runs(marked[0])
    return HOLE + marked[0][1:-1] + HOLE if speech else HOLE * len(marked[0])


def _edit(line: GalleyLine, start: int, end: int) -> Iterator[Edit]:
    space, safe = line.words[start:end], not line.is_sealed(start, end)
    start, end = line.place(start, end)
    if line.text[start:end] == space:
        yield Edit(line.number, start, end, "", safe)
