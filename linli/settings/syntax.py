"""What is wrong in a settings file that Python cannot read, in words for who wrote it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from linli.findings import Finding
from linli.messages import _, listed

QUOTES = {"“": "”", "”": "“", "‘": "’", "’": "‘", "「": "」", "『": "』", "＂": "＂", "＇": "＇", "«": "»"}
# Marks of Chinese and of word processors, and what Python wants in their place.
PLAIN = {**dict.fromkeys("“”„‟「」『』＂«»", '"'), **dict.fromkeys("‘’＇‛", "'"), "、": ",", "【": "[", "】": "]", "—": "-", "–": "-"}  # fmt: skip
SPACES = "\u3000\u00a0\u2002\u2003\u2009\u202f"
UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
STRING = re.compile(r"'''|\"\"\"|'|\"")


def faults(path: str, source: str, error: SyntaxError) -> list[Finding]:
    """Every line of a file that has punctuation of the wrong kind, and what Python says of it."""
    found = [Finding(path, line, "E002", message) for line, message in _wrong_marks(source)]
    line = error.lineno or 1
    if not found or (line not in {finding.line for finding in found} and "invalid character" not in (error.msg or "")):
        found.append(Finding(path, line, "E002", _explained(error)))
    return sorted(found)


def _wrong_marks(source: str) -> Iterator[tuple[int, str]]:
    """Lines with full-width marks outside texts and comments."""
    for number, marks in _marks_by_line(source):
        advice = listed(_advice(mark) for mark in dict.fromkeys(marks))
        yield number, _("这一行有 Python 不认的标点。请把 {advice}。", advice=advice)


def _marks_by_line(source: str) -> Iterator[tuple[int, str]]:
    closing = ""  # of the text of several lines that is open
    for number, line in enumerate(source.split("\n"), 1):
        marks, at = "", 0
        while at < len(line):
            if closing:
                end = line.find(closing, at)
                at, closing = (end + 3, "") if end >= 0 else (len(line), closing)
            elif line[at] == "#":
                break
            elif string := STRING.match(line, at):
                if len(string[0]) == 3:
                    at, closing = at + 3, string[0]
                else:
                    start, at = at, _end_of_text(line, at)
                    if at > len(line):  # a text that was begun in one way and ended in another
                        marks += "".join(mark for mark in line[start:] if mark in "“”＂")[-1:]
            else:
                if _plain(line[at]):
                    marks += line[at]
                    if line[at] in QUOTES and (end := _end_of_quoted(line, at)) > at:
                        marks += line[end]
                        at = end
                at += 1
        if marks:
            yield number, marks


def _end_of_text(line: str, at: int) -> int:
    """Behind the text that begins at a quotation mark; the end of the line if nothing ends it."""
    quote, at = line[at], at + 1
    while at < len(line) and line[at] != quote:
        at += 2 if line[at] == "\\" else 1
    return at + 1


def _end_of_quoted(line: str, at: int) -> int:
    """Where what stands in quotation marks of the wrong kind ends; `at` if it does not."""
    ends = [line.find(mark, at + 1) for mark in (QUOTES[line[at]], line[at]) if line.find(mark, at + 1) > 0]
    return min(ends, default=at)


def _plain(mark: str) -> str:
    """What Python wants in place of a character; nothing if it takes that."""
    if mark in SPACES + UNSEEN:
        return " "
    if mark in PLAIN:
        return PLAIN[mark]
    plain = unicodedata.normalize("NFKC", mark)
    return plain if plain != mark and plain.isascii() and not mark.isalpha() else ""


def _advice(mark: str) -> str:
    if mark in SPACES:
        return _("全角空格改成半角空格")
    if mark in UNSEEN:
        return _("看不见的字（{code}）删去", code=f"U+{ord(mark):04X}")
    return _("{mark} 改成 {plain}", mark=mark, plain=_plain(mark))


# What Python's parser says (3.11 to 3.14), and how an editor is told.
EXPLAINED: list[tuple[str, Callable[[re.Match[str]], str]]] = [
    (
        r"unterminated |EOL while scanning",
        lambda _m: _('这一行的文字少了一个引号。文字的两头都要写英文的直引号 "。'),
    ),
    (
        r"'(.)' was never closed",
        lambda m: _("这一行的 {mark} 没有配对的 {other}。请在写完的地方补上。", mark=m[1], other=_pair(m[1])),
    ),
    (
        r"closing parenthesis '(.)' does not match opening parenthesis '(.)'",
        lambda m: _("这一行的 {mark} 和前面的 {other} 不配对。请检查括号。", mark=m[1], other=m[2]),
    ),
    (r"unmatched '(.)'", lambda m: _("这一行的 {mark} 前面没有配对的。请删去，或补上另一半。", mark=m[1])),
    (r"forgot a comma", lambda _m: _("这里像是少了一个逗号。每两项之间要有一个英文的逗号。")),
    (r"':' expected after dictionary key", lambda _m: _("这一行少了冒号。表里每一项写成 短名: 名称，用英文的冒号。")),
    (r"expression expected after dictionary key", lambda _m: _("冒号后面没有写名称。请补上。")),
    (r"cannot assign|Maybe you meant '=='|illegal target", lambda _m: _("等号左边要是设置的名字，只有字母和下划线。请检查这一行。")),
    (r"indent|Tab", lambda _m: _("这一行前面的空格多了或少了。设置的名字要顶格写。")),
    (r"leading zeros|invalid decimal literal", lambda _m: _("这里的数字写得不对：前面不要写 0，后面不要接别的字；文字要写在引号里。")),
    (r"unicodeescape|truncated \\", lambda _m: _("反斜线 \\ 在这里不能用。路径请用斜线 /。")),
    (r"keyword argument repeated: (\w+)", lambda m: _("{name} 写了两次。请删去一个。", name=m[1])),
]  # fmt: skip


def _explained(error: SyntaxError) -> str:
    for pattern, told in EXPLAINED:
        if match := re.search(pattern, error.msg or ""):
            return told(match)
    return _("写错了，读不懂这一行。请检查引号、逗号和括号。")


def _pair(mark: str) -> str:
    return {"(": ")", "[": "]", "{": "}"}.get(mark, mark)
