"""Where large type may break: between words, and not before what belongs to the word before it.

A headline that is set large has few characters on a line, and browsers break Chinese between any two of them. Here it is
parted into phrases: words that are short and what leans on them, such as 的 on the word before it and 在 on the next, numbers
with what is counted, brackets with what they hold. A line that ends behind a phrase ends behind a word.

Which marks begin no line and end none: Requirements for Chinese Text Layout (https://www.w3.org/TR/clreq/#prohibition_rules_for_line_start_end).
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from itertools import groupby, pairwise
from pathlib import Path

from linli.text.foreign import SOUNDS
from linli.text.numbers import UNITS
from linli.text.segmenter import Segmenter, is_han
from linli.text.simplified import simplified
from linli.text.surnames import surnames

OPENING = "（《〈「『【〔〖“‘([｛"
CLOSING = "）》〉」』】〕〗”’)]｝"
STOPS = "，。、；：！？…～·•‧・%％‰℃,.;:!?/／"
QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）", "【": "】"}
SHORT = 4  # characters in quotes that stay together
SHORTEST, FOREIGN = 3, 8  # characters of a foreign name
LONGEST = 5  # characters of a phrase, after which nothing more leans on it
# One character that is a word by itself, and leans: on what stands before it, on what follows, or begins something new.
BEHIND = frozenset("的了着过地得们吗呢吧啊呀嘛么之者等后前中里上下内外间时起来去")
BEFORE = frozenset(
    "第不未没无再最更很太也都还就又才已曾正将被把使给对向从在于由为与和及或跟同以按据因应比至到每各某本该此这那超逾约近达"
)
NEW = frozenset("在对向从被把将让由与和及或并为至同以按据因")
# What makes a word of the word before it: 物流业, 大运会.
SUFFIXES = frozenset(
    "业会城县市区乡镇村州省国人量场站院局部厅处科室所校厂店馆园路街桥河江湖山岛港机车船线网台队团组党派师生长家员工户"
    "桩法权费税率度期版篇号层类款式型级性化力感观论学史剧节日年月"
)
NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿几数多余半")
WORD = r"0-9A-Za-zÀ-ɏ０-９Ａ-Ｚａ-ｚ"
TOKEN = re.compile(
    rf"(?P<foreign>[{WORD}]+(?:[.,:'’/&+~@_-]+[{WORD}]+)*[%％‰℃°+]?)|(?P<dash>—+|…+)|(?P<mark>[^{WORD}\s㐀-鿿〇\U00020000-\U0003ffff])"
)
SPACES = re.compile(r"\s+")
TIES = frozenset("·•‧・/／-~～－")  # what stands between two parts of one
DASH = "—"
HOLDING = re.compile(f"[{''.join(QUOTES)}]")
SOUNDING = re.compile(f"[{''.join(sorted(SOUNDS))}]{{{SHORTEST},}}")
SURNAMES = (surnames().common | surnames().usual) - BEFORE - NEW
# What two longer words do not begin with, between which a phrase may end.
ODD = (
    frozenset(string.ascii_letters + string.digits + "０１２３４５６７８９—…") | NUMERALS | {*OPENING, *CLOSING, *STOPS}
)
COUNTED = re.compile("[0-9０-９][%％‰℃°]?$")


class Phrasing:
    """Parts headlines into phrases."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        """`names` are words besides those of the language, such as places that the paper writes about."""
        lines = Path(__file__).with_name("compounds.txt").read_text(encoding="utf-8").splitlines()
        self._names = frozenset(names)
        self._segmenter = Segmenter([*" ".join(lines[1:]).split(" "), *names])

    def phrases(self, text: str) -> list[str]:
        """The phrases of a text, which together are the text: a line may end behind each. Spaces belong to what is before them."""
        ends: list[int] = []
        start = 0
        simple = simplified(text)
        for gap in [*SPACES.finditer(simple), None]:
            end = gap.start() if gap else len(text)
            ends += [start + place for place in self._ends(simple[start:end])]
            start = gap.end() if gap else end
            ends[-1:] = [start]
        return [text[start:end] for start, end in pairwise([0, *ends]) if start < end]

    def _tokens(self, text: str) -> list[str]:
        words = self._segmenter.words
        tokens: list[str] = []
        place = 0
        for found in TOKEN.finditer(text):
            tokens += words(text[place : found.start()])
            tokens.append(found[0])
            place = found.end()
        return tokens + words(text[place:])

    def _ends(self, text: str) -> list[int]:
        """The places at which the phrases of a text without spaces end."""
        tokens = self._tokens(text)
        held = _held(text, tokens)
        ends: list[int] = []
        place = start = 0  # where the phrase at hand begins
        begun = 0  # the same but for what only leans on it
        for number, (left, right) in enumerate(pairwise(tokens)):
            first = begun == place
            place += len(left)
            if (first and (left in OPENING or left in BEFORE)) or left in TIES:
                begun = place
            if left in TIES:
                start = place
            length = place - start + len(right)
            behind = tokens[number + 2] if number + 2 < len(tokens) else ""
            plain = len(left) > 1 < len(right) and left[0] not in ODD and right[0] not in ODD
            if number in held or (not plain and _leans(left, right, first, behind, length <= LONGEST)):
                continue
            if length <= LONGEST and left not in self._names and self._segmenter.lies_across(text, place):
                continue
            ends.append(place)
            start = begun = place
        return [*ends, len(text)]


def _leans(left: str, right: str, first: bool, behind: str, room: bool) -> bool:
    """Whether no line ends between two tokens.

    Args:
        left: the token before.
        right: the token behind.
        first: whether the phrase has only the former yet, its brackets aside.
        behind: the token after that, if there is one.
        room: whether the phrase may have both.
    """
    if right[0] == DASH:
        return left in OPENING
    if left[0] in OPENING or right[0] in CLOSING or right[0] in STOPS:
        return True
    if left[0] == DASH or left in TIES or (left + right).isascii():
        return True
    if COUNTED.search(left):
        return room or right[0] in UNITS
    if not _is_word(left) or not _is_word(right):
        return left in BEFORE and first
    if NUMERALS.issuperset(left) and (len(right) == 1 or NUMERALS.issuperset(right)):
        return True
    if right in BEHIND or not is_han(right[0]) or not is_han(left[-1]):
        return right in BEHIND or (room and 1 in (len(left), len(right)) and right not in NEW)
    if len(left) > 1 or (left in BEHIND | SUFFIXES and not first):
        if len(right) > 1 or not room:
            return False
        return not _is_word(behind) or (right in SUFFIXES and len(behind) > 1)
    if len(right) > 1:
        return first and room
    return room and (right not in BEFORE or left in SURNAMES)


def _is_word(token: str) -> bool:
    return is_han(token[:1]) or token[:1].isalnum()


def _held(text: str, tokens: Sequence[str]) -> set[int]:
    """The tokens behind which no line ends, whatever they are: within brackets that hold little, and in foreign names."""
    held: set[int] = set()
    if HOLDING.search(text):
        for number, token in enumerate(tokens):
            closing = QUOTES.get(token)
            if closing in tokens[number + 1 : number + 2 + SHORT]:
                end = tokens.index(closing, number + 1)
                if len("".join(tokens[number + 1 : end])) <= SHORT:
                    held |= {*range(number, end)}
    if SOUNDING.search(text):
        for foreign, group in groupby(range(len(tokens)), lambda number: SOUNDS.issuperset(tokens[number])):
            name = [*group]
            length = sum(len(tokens[number]) for number in name)
            if foreign and SHORTEST <= length <= FOREIGN and any(len(tokens[number]) == 1 for number in name):
                held |= {*name[:-1]}
    return held
