"""Asterisks and underlines that are text: 张*明, 138****5678, 4*100米, 五星*****. They are published as typed.

Markdown pairs whatever marks it finds; newspapers mask names and numbers with them. A pair is emphasis where it can be
nothing else:

- one mark (`*甲*`) outside of words: not between two letters, digits or characters;
- two or three (`**甲**`) also within Chinese text, but not where both stand behind a surname (赵**和钱**) or in a number;
- not around a comma or half a bracket; four and more are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"\\.|`+|<[^<>\n]*>|\]\((?:[^()\n]|\([^()\n]*\))*\)|[*_]+|[（(《〈【「『“‘）)》〉】」』”’]", re.S)
PAIRS = {"（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "「": "」", "『": "』", "“": "”", "‘": "’"}
PAUSES = "，。、；：！？,.;:!?"
CLOSERS = "".join(PAIRS.values())
MOST = 3  # marks of one emphasis
# The hundred and twenty commonest, which nine in ten people have; 某 stands for any.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹"
    "熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪季温牛樊葛邢安齐伍庞颜倪章鲁张陳楊黃趙吳孫馬羅鄭謝許韓鄧馮呂盧鐘鍾譚陸範韋賈鄒龍賀顧龔萬錢嚴湯喬賴齊龐顏魯葉蘇劉蔣某"
)


@dataclass(slots=True)
class _Run:
    """Marks of one kind that follow each other. `count` are those that are not yet paired."""

    start: int
    end: int
    opens: bool
    closes: bool
    bracket: int  # the innermost bracket that is open there
    count: int


def literal(text: str) -> str:
    """Inline Markdown in which marks that are text are as Python-Markdown writes what was escaped."""
    parts, place = [], 0
    for start, end in _literal_marks(text):
        parts += [text[place:start], *(f"\x02{ord(mark)}\x03" for mark in text[start:end])]
        place = end
    return "".join([*parts, text[place:]]) if parts else text


def _literal_marks(text: str) -> list[tuple[int, int]]:
    """Where marks stand that are text."""
    pauses = [found.start() for found in re.finditer("[，。、；：,;]", text)]
    spans: list[tuple[int, int]] = []
    waiting: dict[str, list[_Run]] = {"*": [], "_": []}
    for whole in _runs(text):
        stack = waiting[text[whole.start]]
        for run in _parted(text, whole, stack):
            if run.closes:
                _close(text, run, stack, pauses, spans)
            if run.count and run.opens:
                stack.append(run)
            elif run.count:
                spans.append((run.end - run.count, run.end))
    spans += [(run.end - run.count, run.end) for stack in waiting.values() for run in stack]
    return sorted(spans)


def _parted(text: str, run: _Run, stack: list[_Run]) -> list[_Run]:
    """A run of four between two bold words, as programs write them, is the end of one and the beginning of the other."""
    if run.count != 4 or not stack or stack[-1].count != 2:
        return [run]
    before, after = text[run.start - 1], text[run.end : run.end + 1]
    if not (_is_han(before) and _is_han(after)):
        return [run]
    middle = run.start + 2
    halves = (run.start, middle), (middle, run.end)
    return [_run(text, start, end, before, after, run.bracket) for start, end in halves]


def _close(text: str, run: _Run, stack: list[_Run], pauses: list[int], spans: list[tuple[int, int]]) -> None:
    """Pairs a run with those before it; what cannot be paired any more is text."""
    while run.count and stack:
        opener = stack[-1]
        pair = min(opener.count, run.count)
        if opener.count != run.count and MOST not in (opener.end - opener.start, run.end - run.start):
            if not any(one.count == run.count for one in stack[-MOST:]):
                return
        elif not _masks(text, opener, run, pauses):
            opener.count -= pair
            run.count -= pair
            if not opener.count:
                stack.pop()
            continue
        stack.pop()
        spans.append((opener.end - opener.count, opener.end))


def _masks(text: str, opener: _Run, closer: _Run, pauses: list[int]) -> bool:
    """Whether two runs are no emphasis around what stands between them."""
    if opener.bracket != closer.bracket:
        return True
    before, last = text[opener.start - 1 : opener.start], text[closer.start - 1]
    if before in SURNAMES and last in SURNAMES:
        return True
    sets_apart = text[opener.end] in PAIRS and not _is_word(text[closer.end : closer.end + 1])
    paused = bisect_right(pauses, opener.end) < bisect_right(pauses, closer.start - 1)
    return _is_word(before) and sets_apart and paused  # 赵**（男）、钱**（女）


def _runs(text: str) -> Iterator[_Run]:
    """All runs of marks outside of code, tags and addresses."""
    code_ends = _code(text)
    brackets: list[int] = []
    skip = 0
    for found in TOKEN.finditer(text):
        start, end = found.span()
        token = found[0]
        if start < skip or token[0] in "\\<]":
            continue
        if token[0] == "`":
            skip = code_ends.get(start, end)
        elif token in PAIRS:
            brackets.append(start)
        elif token in CLOSERS:
            if brackets and PAIRS[text[brackets[-1]]] == token:
                brackets.pop()
        else:
            yield from _of_one_mark(text, start, end, brackets[-1] if brackets else -1)


def _of_one_mark(text: str, start: int, end: int, bracket: int) -> Iterator[_Run]:
    """The runs of a stretch of marks: `*_甲_*` has two where it begins."""
    while start < end:
        stop = start + 1
        while stop < end and text[stop] == text[start]:
            stop += 1
        before, after = text[start - 1 : start] if start else "", text[stop : stop + 1]
        yield _run(text, start, stop, before, after, bracket)
        start = stop


def _run(text: str, start: int, end: int, before: str, after: str, bracket: int) -> _Run:
    count = end - start
    opens = bool(after) and not after.isspace() and after not in PAUSES and after not in CLOSERS
    closes = bool(before) and not before.isspace() and before not in PAIRS
    if count == 1 or text[start] == "_":
        opens, closes = opens and not _is_word(before), closes and not _is_word(after)
    elif _is_ascii_word(before) and _is_ascii_word(after):
        opens = closes = False
    return _Run(start, end, opens and count <= MOST, closes and count <= MOST, bracket, count)


def _is_word(character: str) -> bool:
    return character.isalnum()


def _is_ascii_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _is_han(character: str) -> bool:
    return character.isalpha() and not character.isascii()


def _code(text: str) -> dict[int, int]:
    """Where code begins and ends: between backticks, as many before as behind."""
    if "`" not in text:
        return {}
    ends: dict[int, int] = {}
    behind: dict[int, int] = {}
    for found in reversed(list(re.finditer("`+", text))):
        length = len(found[0])
        if length in behind:
            ends[found.start()] = behind[length]
        behind[length] = found.end()
    return ends
