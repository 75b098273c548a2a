"""Spaces in running Chinese text, where none belong.

Left alone are spaces that mean something: between the halves of a headline or a slogan, in verse and tables, between names
in a signature, and within marks, whose words may be a headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom.checking.edits import Edit
from newsroom.checking.galley import HAN, HOLE, Galley, Line, Sort

SPACE = "[ \u00a0\u3000\u2002-\u200a]"
PAUSE = "，。；：！？、"
BETWEEN = re.compile(rf"(?<=[{HAN}])[ \u00a0]+(?=[{HAN}])")
BESIDE = re.compile(rf"(?<=[{PAUSE}])[ \u00a0]+(?=[{HAN}“‘《（])|(?<=[{HAN}”’》）])[ \u00a0]+(?=[{PAUSE}])")
CLAUSE = re.compile(rf"[^{PAUSE}…—{HOLE}]+")
MARKED = re.compile(
    "“[^”]*”|‘[^’]*’|《[^》]*》|（[^）]*）|【[^】]*】|「[^」]*」|『[^』]*』|〈[^〉]*〉|\\([^)]*\\)|\\[[^\\]]*\\]"
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


def _spaces(line: Line) -> Iterator[Edit]:
    closed = MARKED.sub(_closed, line.words)
    for clause in CLAUSE.finditer(closed, line.dateline):
        parts = re.split(f"{SPACE}+", clause[0].strip())
        if len(parts) < 2 or ROLE.search(clause[0]) or (len(parts) > 2 and max(map(len, parts)) <= SHORT):
            continue
        for space in BETWEEN.finditer(closed, clause.start(), clause.end()):
            before = re.search(f"[{HAN}]*$", closed[clause.start() : space.start()])[0]
            after = re.match(f"[{HAN}]*", closed[space.end() : clause.end()])[0]
            if max(len(before), len(after)) >= LONG and len(before) != len(after):  # 气象万千 运动无限
                yield from _edit(line, space)
    for space in BESIDE.finditer(line.words, line.dateline):
        yield from _edit(line, space)


def _closed(marked: re.Match[str]) -> str:
    """Words within marks, out of sight; speech stays: it has a full stop."""
    speech = marked[0][0] in "“‘「『" and _runs(marked[0])
    return HOLE + marked[0][1:-1] + HOLE if speech else HOLE * len(marked[0])


def _edit(line: Line, space: re.Match[str]) -> Iterator[Edit]:
    start, end = line.place(*space.span())
    if line.text[start:end] == space[0]:
        yield Edit(line.number, start, end, "")
