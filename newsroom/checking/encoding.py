"""How a file is stored: in which encoding, with which line ends. The desk reads them all; other programs do not."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from linli.findings import Finding
from linli.messages import _
from linli.reading.encoding import INVISIBLE

LINE_END = re.compile(r"\r\n|\r|\n|\u2028|\u2029")


def encoding(path: str, data: bytes) -> Iterator[Finding]:
    """Findings on the bytes of a file that can be read."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield Finding(path, 1, "W121", _("文件是 UTF-16 编码的。请另存为 UTF-8。"))
        return
    try:
        text = data.decode()
    except UnicodeDecodeError:
        yield Finding(path, 1, "W121", _("文件是 GB18030 编码的。请另存为 UTF-8。"))
        return
    if text.startswith("\ufeff"):
        yield Finding(path, 1, "W122", _("文件开头有一个看不见的标记（BOM）。请另存为不带 BOM 的 UTF-8。"))
    if found := INVISIBLE.search(text.removeprefix("\ufeff")):
        line = len(LINE_END.findall(text[: found.start() + 1])) + 1
        yield Finding(path, line, "W125", _("这一行里有看不见的字（{code}）。请删去。", code=f"U+{ord(found[0]):04X}"))
    if len(ends := line_ends(text)) > 1 or ends & {"\r", "\u2028", "\u2029"}:
        line = next(number for number, end in enumerate(LINE_END.findall(text), 1) if end != usual_end(text))
        yield Finding(path, line, "W123", _("这一行的行尾和别的行不一样。请在编辑器里统一行尾。"))


def line_ends(text: str) -> set[str]:
    """The kinds of line end in a text."""
    return set(LINE_END.findall(text))


def usual_end(text: str) -> str:
    """The line end that a text should have: that of Windows where most of its lines have it, else a line feed."""
    ends = LINE_END.findall(text)
    return "\r\n" if 2 * ends.count("\r\n") > len(ends) else "\n"
