"""Numbers that Word sets before paragraphs by itself: 一、 （二） 第三条 1. ① •."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from newsroom.importing.word.names import W, children, value

DIGITS = "〇一二三四五六七八九"
CHINESE = (
    "chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "japaneseCounting", "ideographDigital",
    "taiwaneseCounting", "taiwaneseCountingThousand", "ideographTraditional", "japaneseDigitalTenThousand",
)  # fmt: skip
CIRCLED = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese", "ideographEnclosedCircle")


@dataclass(frozen=True, slots=True)
class Label:
    """What is set before a paragraph. `listed`: it is an item of a list, with a bullet or a plain number."""

    text: str
    listed: bool
    depth: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document, counted from its top."""

    root: Element | None
    counts: dict[str, dict[int, int]] = field(default_factory=dict)  # of each list, by level

    def label(self, number: str, level: int) -> Label | None:
        """The label of the next paragraph of a list."""
        definition, overrides = self._definition(number)
        levels = {int(found.get(f"{W}ilvl") or 0): found for found in children(definition, f"{W}lvl")}
        if definition is None or level not in levels:
            return None
        identity = definition.get(f"{W}abstractNumId", number)
        counts = self.counts.setdefault(identity if not overrides else f"{identity} {number}", {})
        start = overrides.get(level, _number(value(levels[level], f"{W}start"), 1))
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        form = value(levels[level], f"{W}numFmt") or "decimal"
        pattern = value(levels[level], f"{W}lvlText") or ""
        if form == "bullet":
            return Label("-", True, level)
        if form == "none":
            return None

        def counted(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            count = counts.get(other, _number(value(levels.get(other), f"{W}start"), 1))
            return written(count, value(levels.get(other), f"{W}numFmt") or "decimal")

        text = re.sub(r"%(\d)", counted, pattern)
        listed = form == "decimal" and bool(re.fullmatch(r"%\d[.．]?", pattern))
        return Label(f"{counts[level]}." if listed else text, listed, level)

    def _definition(self, number: str) -> tuple[Element | None, dict[int, int]]:
        """The levels of a list, and where it begins otherwise than they say."""
        found = next((n for n in children(self.root, f"{W}num") if n.get(f"{W}numId") == number), None)
        abstract = value(found, f"{W}abstractNumId")
        definition = next(
            (a for a in children(self.root, f"{W}abstractNum") if a.get(f"{W}abstractNumId") == abstract), None
        )
        overrides = {
            int(override.get(f"{W}ilvl") or 0): _number(value(override, f"{W}startOverride"), 1)
            for override in children(found, f"{W}lvlOverride")
            if override.find(f"{W}startOverride") is not None
        }
        return definition, overrides


def written(count: int, form: str) -> str:
    """A number in one of Word's forms (17.18.59): the Chinese ones, circled, letters; any other as digits."""
    if form in CHINESE:
        return chinese(count)
    if form in CIRCLED and 1 <= count <= 20:
        return chr(0x245F + count)
    if form in ("upperLetter", "lowerLetter") and 1 <= count <= 26:
        return chr((65 if form == "upperLetter" else 97) + count - 1)
    return str(count)


def chinese(count: int) -> str:
    """一, 十二, 二十: up to 99; beyond that, digit by digit."""
    if not 0 < count < 100:
        return "".join(DIGITS[int(digit)] for digit in str(count))
    tens, ones = divmod(count, 10)
    return ("" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十") + (DIGITS[ones] if ones else "")


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() else default
