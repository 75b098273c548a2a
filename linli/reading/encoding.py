"""From the bytes of a file to its text: encodings and line ends as editors' programs leave them."""

from __future__ import annotations

import codecs
import os
import re
import stat
from pathlib import Path

from linli.files import leads_out, open_plain
from linli.findings import Finding
from linli.messages import _
from linli.reading.legacy import GB18030, encoding_of
from linli.reading.scan import outside
from linli.text.radicals import without_radicals

USUAL = 65_536  # bytes that hardly an article has
LARGEST = 10_000_000  # bytes; a novel has two million
LONGEST_LINE = 100_000  # characters; the longest paragraph of a printed page has under 2,000
LINE_END = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
HAN_IN_UTF_8 = rb"(?:[\xe4-\xe9][\x80-\xbf]{2})"
# Characters that nobody sees or means, and that search and feeds stumble over. Marks of direction among them: they turn
# the words behind them around. Joiners are kept between emoji, and in scripts that have them.
INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u206f\ufeff\ufff9-\ufffc]"
    r"|(?<=[\u3000-\u9fff\uff00-\uff60])[\u200c\u200d]|[\u200c\u200d](?=[\u3000-\u9fff\uff00-\uff60])"
)


class UnreadableText(Exception):
    """The bytes are no text an editor can have meant; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(str(finding))


def read_file(content: Path, path: str) -> bytes:
    """The bytes of a file below the content folder.

    Raises:
        UnreadableText: the system does not let it be read, or it is larger than `LARGEST`.
    """
    file = f"{content}/{path}"
    try:
        if stat.S_ISLNK(os.lstat(file).st_mode) and leads_out(Path(file), content):
            raise UnreadableText(outside(path))
        with open_plain(file) as opened:
            data = opened.read(USUAL)
            if len(data) == USUAL:
                data += opened.read(LARGEST + 1 - USUAL)  # for which the system first makes room
            if len(data) > LARGEST:
                size = os.fstat(opened.fileno()).st_size / 1e6
                message = _("文件有 {size:.0f} MB，不像是稿件。请检查是不是放错了文件。", size=size)
                raise UnreadableText(Finding(path, 1, "E112", message))
            return data
    except OSError:
        message = _("打不开：系统不让读。请检查这个文件，或把它移走。")
        raise UnreadableText(Finding(path, 1, "E106", message)) from None


def decode(data: bytes, path: str) -> str:
    """The text of a file: UTF-8 with or without BOM, UTF-16 with BOM, GB18030 or Big5; line ends become `\\n`.

    Characters that cannot be seen (`INVISIBLE`) are taken out, and radicals are the characters of their shape.

    Raises:
        UnreadableText: the file is empty, in none of these encodings, or has a line over `LONGEST_LINE`.
    """
    text = _decoded(data, path).replace("\r\n", "\n").replace("\r", "\n")
    text = without_radicals(INVISIBLE.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n")))
    if not text.strip():
        raise UnreadableText(Finding(path, 1, "E101", _("文件是空的。请写上内容；不需要它，就把文件删掉。")))
    if len(text) > LONGEST_LINE:
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > LONGEST_LINE:
                message = _(
                    "这一行有 {count:,} 个字，一行最多 {most:,} 个字。请检查是不是误贴了图片或文件的数据。",
                    count=len(line),
                    most=LONGEST_LINE,
                )
                raise UnreadableText(Finding(path, number, "E108", message))
    return text


def _decoded(data: bytes, path: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError as fault:
            line = data[: fault.start].decode("utf-16", "ignore").count("\n") + 1
            raise UnreadableText(Finding(path, line, "E104", _damaged("UTF-16"))) from None
        return text
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\0" in data:
        before = data[: data.index(b"\0")]
        line = _line(before, len(before)) if _is_utf_8(before) else 1  # else it is a picture, or an archive
        raise UnreadableText(Finding(path, line, "E104", _no_text()))
    try:
        return data.decode()
    except UnicodeDecodeError as fault:
        place = fault.start
    if _was_utf_8(data, place):
        raise UnreadableText(Finding(path, _line(data, place), "E104", _damaged("UTF-8")))
    codec = encoding_of(data)
    if codec is not None:
        return data.decode(codec)
    try:
        return data.decode(GB18030)
    except UnicodeDecodeError as fault:
        raise UnreadableText(Finding(path, _line(data, fault.start), "E104", _no_text())) from None


def _was_utf_8(data: bytes, fault: int) -> bool:
    """Whether bytes that are no UTF-8, first at `fault`, were meant as such: two files of different encodings in one.

    Two Chinese characters before the fault tell, or four anywhere on end, or a third of all. In a text in GB18030 one
    character in a hundred has such bytes by chance.
    """
    if len(re.findall(HAN_IN_UTF_8, data[:fault])) >= 2 or re.search(HAN_IN_UTF_8 + rb"{4}", data):
        return True
    found = len(re.findall(HAN_IN_UTF_8, data))
    return found >= 4 and 9 * found > len(re.findall(rb"[\x80-\xff]", data))


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _line(data: bytes, place: int) -> int:
    """The line of a byte; line ends are those of any system."""
    before = data[:place].replace(b"\r\n", b"\n")
    return before.count(b"\n") + before.count(b"\r") + 1


def _damaged(encoding: str) -> str:
    return _(
        "文件是 {encoding} 编码的，这一行里却有别的编码的字。请把这一行重新录入，再另存为 UTF-8 编码。",
        encoding=encoding,
    )


def _no_text() -> str:
    return _("读不出文字：既不是 UTF-8，也不是 GB18030 或 Big5。请在编辑器里另存为 UTF-8 编码的纯文本。")


def end_of(data: bytes) -> str:
    """How the lines of a file end, as `usual_end` has it.

    Raises:
        UnreadableText: it is in no encoding that we know.
    """
    return usual_end(_decoded(data, ""))


def usual_end(text: str) -> str:
    """The line end that a text should have: that of Windows where most of its lines have it, else a line feed."""
    ends = LINE_END.findall(text)
    return "\r\n" if 2 * ends.count("\r\n") > len(ends) else "\n"
