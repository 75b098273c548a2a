"""Half-width punctuation in Chinese text: what a keyboard leaves that was not switched over.

The marks are those of GB/T 15834-2011, 标点符号用法. Numbers (1,000 and 3.5 and 10:30), Latin text, addresses and code
are left alone: a mark counts only with a Chinese character or mark before it or, of a comma between a number and Chinese,
behind it. What stands in a link or a picture is never changed, only told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom.checking.edits import Edit
from newsroom.checking.galley import HOLE, Galley, GalleyLine
from plugins.bylines.names import HAN

QUOTES = "“”"  # of a paper in Simplified Chinese
OPENING, CLOSING = "“‘「『《〈（【", "”’」』》〉）】"
FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）", ".": "。"}

MARK = re.compile(
    rf"(?<=[{HAN}{CLOSING}])(?P<before>[ \u00a0]?)(?P<mark>[!?]{{1,3}}|[,;:])(?P<after>[ \u00a0]*)(?=[{HAN}{OPENING}{CLOSING}{HOLE}0-9A-Za-z\"]|$)"
    rf"|(?<=[0-9A-Za-z%‰℃])(?P<mark_>[,;])(?=[{HAN}{OPENING}])"
)
DOTS = re.compile(rf"(?<=[{HAN}{CLOSING}])(?:\.{{6}}|\.{{3}})(?=[{HAN}{OPENING}{CLOSING}，。！？]|$)")
PERIOD = re.compile(rf"(?<=[{HAN}{CLOSING}])\.(?=[{CLOSING}\"]|$| *[{OPENING}(]| +[{HAN}])")
BETWEEN = re.compile(rf"(?<=[{HAN}])\.(?=[{HAN}])")
NUMERAL = re.compile("[〇零一二三四五六七八九十百千万亿点萬億點]")
NUMBERED = re.compile(r"\s*[（(]?[一二三四五六七八九十甲乙丙丁戊己庚辛]{1,3}\.")
BRACKETS = re.compile(r"(?P<open>[(（])(?P<inside>[^()（）]*)(?P<close>[)）])")
WORD = re.compile(f"[{HAN}]")


def half_width(galley: Galley, quotes: str = QUOTES) -> Iterator[Edit]:
    """What half-width marks should be; straight quotes those of the paper."""
    for paragraph in galley.paragraphs:
        for line in paragraph:
            yield from _marks(line)
            yield from _periods(line)
            yield from _brackets(line)
        yield from _quotes(paragraph, quotes)


def _edit(line: GalleyLine, start: int, end: int, new: str, safe: bool = True) -> Edit:
    return Edit(line.number, *line.place(start, end), new, safe and not line.is_sealed(start, end))


def _marks(line: GalleyLine) -> Iterator[Edit]:
    for match in MARK.finditer(line.words):
        start, end = match.span()
        group = "mark" if match["mark"] else "mark_"
        if end == len(line.words):  # spaces at the end of a line can be a line break
            end = match.end(group)
        if line.places[end - 1] - line.places[start] != end - 1 - start:
            start, end = match.span(group)  # something that is no word stands between
        yield _edit(line, start, end, "".join(FULL[mark] for mark in match[group]))
    for match in DOTS.finditer(line.words):
        yield _edit(line, *match.span(), "……")


def _periods(line: GalleyLine) -> Iterator[Edit]:
    numbered = NUMBERED.match(line.words)
    for match in PERIOD.finditer(line.words):
        if numbered is None or match.start() >= numbered.end():
            spaces = len(line.words[match.end() :]) - len(line.words[match.end() :].lstrip(" "))
            yield _edit(
                line, match.start(), match.end() + (spaces if match.end() + spaces < len(line.words) else 0), "。"
            )
    for match in BETWEEN.finditer(line.words):
        number = NUMERAL.match(line.words, match.start() - 1) and NUMERAL.match(line.words, match.end())
        if not number and (numbered is None or match.start() >= numbered.end()):
            yield _edit(line, *match.span(), "。", safe=False)  # or · in a name


def _brackets(line: GalleyLine) -> Iterator[Edit]:
    for match in BRACKETS.finditer(line.words):
        before = line.words[match.start() - 1 : match.start()]
        if match["open"] + match["close"] == "（）" or (before.isascii() and (before.isalpha() or before == "]")):
            continue
        if WORD.search(match["inside"]) or match["open"] + match["close"] != "()":
            safe = not any(line.is_sealed(*match.span(place)) for place in ("open", "close"))
            for place in ("open", "close"):
                if match[place] in FULL:
                    yield _edit(line, *match.span(place), FULL[match[place]], safe)


def _quotes(paragraph: list[GalleyLine], quotes: str) -> Iterator[Edit]:
    """Straight quotes in pairs; when they do not pair, nobody but the editor knows."""
    found = [(line, place) for line in paragraph for place, c in enumerate(line.words) if c == '"']
    found = [(line, place) for line, place in found if not re.match(r"[0-9]", line.words[place - 1 : place])]
    if any(line.words[place - 1 : place] == "=" for line, place in found):
        return  # a tag that goes over several lines
    if not found or not any(_touches(line, place) for line, place in found):
        return
    safe = len(found) % 2 == 0 and all(
        _opens(*found[number]) and _closes(*found[number + 1]) for number in range(0, len(found), 2)
    )
    safe = safe and not any(line.is_sealed(place, place + 1) for line, place in found)
    for number, (line, place) in enumerate(found):
        yield _edit(line, place, place + 1, quotes[number % 2], safe)


def _touches(line: GalleyLine, place: int) -> bool:
    around = line.words[max(place - 1, 0) : place] + line.words[place + 1 : place + 2]
    return bool(re.search(f"[{HAN}，。！？；：、]", around))


def _opens(line: GalleyLine, place: int) -> bool:
    """Whether a straight quote can be an opening one: no space after it, no end of a word without one before it."""
    after = line.words[place + 1 : place + 2]
    return bool(after) and not after.isspace() and after not in "，。！？；：、）】》,.!?;:)"


def _closes(line: GalleyLine, place: int) -> bool:
    before = line.words[place - 1 : place] if place else ""
    return bool(before) and not before.isspace() and before not in "（【《(：:"
