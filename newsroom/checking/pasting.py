"""What of text as it was pasted is lost or comes out otherwise (paragraphs, notes, cells of tables), and telephones in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linli.findings import Finding
from linli.messages import _
from linli.reading.paragraphs import NOTE, are_paragraphs, paragraphs_of_lines, run_together
from linli.text.private import PrivateKind, private_numbers

NOTE_MARK = re.compile(r"\[\^([^\[\]\s]++)\](?![:：])")
CODE = re.compile(r"`[^`]*`|\\\[")
RULE = re.compile(r"\|?[ :]*-[-: ]*(?:\|[-: ]*)*")
PIPE = re.compile(r"(?<!\\)\|")


def pasting(path: str, lines: Sequence[str], start: int) -> Iterator[Finding]:
    """Findings on a file's body, which begins at line `start` from 0."""
    notes: dict[str, int] = {}
    marks: dict[str, int] = {}
    for first, run in paragraphs_of_lines(lines, start):
        yield from _paragraphs(path, first + 1, run)
        yield from _cells(path, first + 1, run)
        for number, line in enumerate(run, first + 1):
            if found := NOTE.match(line):
                notes.setdefault(found[1], number)
            for telephone in private_numbers(line):
                if telephone.kind is PrivateKind.TELEPHONE:
                    text = _(
                        "正文里有一个手机号（{number}）。是私人的，请删去，或用 * 遮住几位。", number=telephone.masked
                    )
                    yield Finding(path, number, "W219", text)
            for mark in NOTE_MARK.finditer(CODE.sub("", line)):
                marks.setdefault(mark[1], number)
    for name in sorted(marks.keys() - notes.keys()):
        text = _("没有“[^{name}]”这条注释，读者看到的是这几个记号。请在文末加一行“[^{name}]: ……”。", name=name)
        yield Finding(path, marks[name], "W216", text)
    for name in sorted(notes.keys() - marks.keys()):
        text = _("正文里没有一处用到注释“[^{name}]”。请在要注释的字后面写上 [^{name}]，或删去这一条。", name=name)
        yield Finding(path, notes[name], "W216", text)


def _paragraphs(path: str, number: int, run: Sequence[str]) -> Iterator[Finding]:
    text_lines = run[: next((n for n, line in enumerate(run) if NOTE.match(line)), len(run))]
    if are_paragraphs(text_lines):
        text = _(
            "从这一行起的 {count} 行之间没有空行，每一行当作了一段。请看对不对；各段之间最好空一行。",
            count=len(text_lines),
        )
        yield Finding(path, number, "W215", text)
    elif run_together(text_lines):
        text = _(
            "从这一行起的 {count} 行连成了一段。要各成一段，请在中间加空行；是诗，请在行末加两个空格。",
            count=len(text_lines),
        )
        yield Finding(path, number, "W215", text)


def _cells(path: str, number: int, run: Sequence[str]) -> Iterator[Finding]:
    """A table whose rows have more cells than its head, or whose second line has not as many, which makes it none."""
    if len(run) < 2 or "|" not in run[1] or not RULE.fullmatch(run[1].strip()):
        return
    columns = _count(run[0])
    if _count(run[1]) != columns:
        text = _(
            "表头有 {head} 格，下面那一行横线却有 {rule} 格，读者看到的不是表格。请改得一样多。",
            head=columns,
            rule=_count(run[1]),
        )
        yield Finding(path, number + 1, "W217", text)
        return
    for place, row in enumerate(run[2:], number + 2):
        if (cells := _count(row)) > columns:
            text = _(
                "表格的这一行有 {cells} 格，表头只有 {head} 格。竖线是字里的，请写成 \\|；不是，请补上表头。",
                cells=cells,
                head=columns,
            )
            yield Finding(path, place, "W217", text)


def _count(row: str) -> int:
    """How many cells a row of a table has."""
    row = CODE.sub("", row.strip()).removeprefix("|")
    return len(PIPE.findall(row.removesuffix("|") if not row.endswith("\\|") else row)) + 1
