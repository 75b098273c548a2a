"""How a file is stored: in which encoding, with which line ends. The desk reads them all; other programs do not."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from linli.findings import Finding
from linli.messages import _
from linli.reading.encoding import INVISIBLE, LINE_END, usual_end
from linli.reading.legacy import GB18030, NAMES, encoding_of
from linli.text.radicals import RADICAL, radicals_in, without_radicals

AROUND = 6  # characters shown on either side
# What a program could not read, and characters that somebody has made for one machine.
LOST = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def encoding(path: str, data: bytes) -> Iterator[Finding]:
    """Findings on the bytes of a file that can be read."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield Finding(path, 1, "W121", _("文件是 UTF-16 编码的。请另存为 UTF-8。"))
        return
    try:
        text = data.decode()
    except UnicodeDecodeError:
        name = NAMES[encoding_of(data) or GB18030]
        yield Finding(path, 1, "W121", _("文件是 {name} 编码的。请另存为 UTF-8。", name=name))
        return
    if text.startswith("\ufeff"):
        yield Finding(path, 1, "W122", _("文件开头有一个看不见的标记（BOM）。请另存为不带 BOM 的 UTF-8。"))
    yield from _characters(path, text)
    if found := INVISIBLE.search(text.removeprefix("\ufeff")):
        line = len(LINE_END.findall(text[: found.start() + 1])) + 1
        yield Finding(path, line, "W125", _("这一行里有看不见的字（{code}）。请删去。", code=f"U+{ord(found[0]):04X}"))
    if len(ends := line_ends(text)) > 1 or ends & {"\r", "\u2028", "\u2029"}:
        line = next(number for number, end in enumerate(LINE_END.findall(text), 1) if end != usual_end(text))
        yield Finding(path, line, "W123", _("这一行的行尾和别的行不一样。请在编辑器里统一行尾。"))


def _characters(path: str, text: str) -> Iterator[Finding]:
    """Characters that were lost on the way, or that other machines show otherwise; one finding a line and kind."""
    told: set[tuple[int, str]] = set()
    for number, line in enumerate(text.split("\n"), 1) if LOST.search(text) or RADICAL.search(text) else ():
        for lost in LOST.findall(line):
            code = "W126" if lost == "\ufffd" else "W127"
            if (number, code) in told:
                continue
            told.add((number, code))
            near = _around(line, lost)
            if code == "W126":
                text = _("这一行里有丢失的字：“{near}”。请照原稿补上。", near=near)
            else:
                text = _(
                    "这一行里有一个造的字（{code}）：“{near}”，别的电脑显示不出。请改用字库里有的字。",
                    code=f"U+{ord(lost):04X}",
                    near=near,
                )
            yield Finding(path, number, code, text)
        if found := radicals_in(line):
            pairs = "、".join(f"{one}→{without_radicals(one)}" for one in found)
            yield Finding(
                path, number, "W128", _("这一行里有部首当了字用，别处搜不到：{pairs}。请改过来。", pairs=pairs)
            )


def _around(line: str, character: str) -> str:
    place = line.index(character)
    return line[max(place - AROUND, 0) : place + AROUND + 1].strip()


def line_ends(text: str) -> set[str]:
    """The kinds of line end in a text."""
    return set(LINE_END.findall(text))
