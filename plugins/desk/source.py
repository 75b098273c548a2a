"""From the bytes of a file to its text: encodings and line ends as editors' programs leave them."""

from __future__ import annotations

import codecs

from plugins.desk.findings import Finding
from plugins.desk.messages import _

LONGEST_LINE = 100_000  # characters; the longest paragraph of a printed page has under 2,000


class Unreadable(Exception):
    """The bytes are no text an editor can have meant; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(str(finding))


def decode(data: bytes, path: str) -> str:
    """The text of a file: UTF-8 with or without BOM, UTF-16 with BOM, or GB18030; line ends become `\\n`.

    Raises:
        Unreadable: the file is empty, in none of these encodings, or has a line over `LONGEST_LINE`.
    """
    text = _decoded(data, path).replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    if not text.strip():
        raise Unreadable(Finding(path, 1, "E101", _("文件是空的。请写上内容；不需要它，就把文件删掉。")))
    if len(text) > LONGEST_LINE:
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > LONGEST_LINE:
                message = _(
                    "这一行有 {count:,} 个字，一行最多 {most:,} 个字。请检查是不是误贴了图片或文件的数据。",
                    count=len(line),
                    most=LONGEST_LINE,
                )
                raise Unreadable(Finding(path, number, "E108", message))
    return text


def _decoded(data: bytes, path: str) -> str:
    encodings = ("utf-16",) if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    message = _("读不出文字：既不是 UTF-8，也不是 GB18030。请在编辑器里另存为 UTF-8 编码的纯文本。")
    raise Unreadable(Finding(path, 1, "E104", message))
