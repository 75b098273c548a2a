"""The paper's glossary, `content/glossary.tsv`: names, places and words that it wants converted its own way."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from linli.findings import Finding
from linli.messages import _
from linli.reading.encoding import UnreadableText, decode, read_file
from linli.text.words import IGNORED
from plugins.hanzi.tables import form_table

FILE = "glossary.tsv"


def of_paper(content: Path) -> tuple[dict[str, str], list[Finding]]:
    """The glossary in a content folder, with what is wrong with it; there need not be one."""
    if not os.path.lexists(content / FILE):
        return {}, []
    try:
        return read(read_file(content, FILE))
    except UnreadableText as unreadable:
        return {}, [unreadable.finding]


def read(data: bytes, path: str = FILE) -> tuple[dict[str, str], list[Finding]]:
    """The lines of a glossary: Simplified, tab, Traditional, tab, note.

    Args:
        data: the bytes of the file.
        path: by which findings name it.

    Returns:
        Simplified to Traditional, and what is wrong: every bad line has a finding, and counts for nothing.
    """
    if not data.strip():
        return {}, []
    try:
        text = decode(data, path)
    except UnreadableText as unreadable:
        return {}, [unreadable.finding]
    words: dict[str, str] = {}
    lines: dict[str, int] = {}  # where each word stands first
    findings = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        fault = _fault(fields)
        if not fault and words.get(fields[0], fields[1]) != fields[1]:
            told = {"word": fields[0], "line": lines[fields[0]], "before": words[fields[0]]}
            fault = _("“{word}”在第 {line} 行已经写成“{before}”。请只留一行。", **told)
        if fault:
            findings.append(Finding(path, number, "E601", fault))
            continue
        words.setdefault(fields[0], fields[1])
        lines.setdefault(fields[0], number)
        findings += [Finding(path, number, code, message) for code, message in _doubts(*fields[:2])]
    return words, findings


def _fault(fields: list[str]) -> str:
    """What is wrong with the fields of a line; empty if nothing is."""
    expected = _("每行应当是：简体，一个制表符（Tab 键），繁体，再一个制表符和说明（可以不写）。")
    if len(fields) < 2:
        return _("这一行没有制表符。{expected}", expected=expected)
    if not fields[0]:
        return _("这一行前面的简体是空的。{expected}", expected=expected)
    if not fields[1]:
        return _("这一行后面的繁体是空的。{expected}", expected=expected)
    if any(fields[3:]):
        return _("这一行有 {count} 栏，太多了。{expected}", count=len(fields), expected=expected)
    words = fields[0] + fields[1]
    if any(ord(character) < 32 or character in "<>" for character in words) or IGNORED.search(words):
        return _("这一行里有尖括号或看不见的字符。请删去。{expected}", expected=expected)
    return ""


def _doubts(simplified: str, traditional: str) -> Iterator[tuple[str, str]]:
    """What is hardly meant in a line: codes and messages."""
    forms = form_table()
    strange = "".join(c for c in simplified if c in forms.traditional)
    left = "".join(c for c in traditional if c in forms.simplified)
    if strange and left:
        yield "E602", _("两栏写反了：前面是繁体，后面是简体。请把“{a}”和“{b}”对调。", a=simplified, b=traditional)
    elif strange:
        yield (
            "W603",
            _(
                "前面的“{word}”里有繁体字“{found}”，简体的稿件里不会有这个词。请改成简体。",
                word=simplified,
                found=strange,
            ),
        )
    elif left:
        yield (
            "W603",
            _(
                "后面的“{word}”里有简体字“{found}”，繁体的网页会照样写。有意这样就不用管，不然请改成繁体。",
                word=traditional,
                found=left,
            ),
        )


def of(glossary: object) -> dict[str, str]:
    """A glossary in whatever shape a caller has it: a table, pairs, or the path of a file.

    Raises:
        ValueError: the file has a bad line; the text says which and why.
    """
    if glossary is None:
        return {}
    if isinstance(glossary, Mapping):
        return _checked(glossary.items())
    if isinstance(glossary, (str, Path)):
        if isinstance(glossary, str) and "\t" in glossary:  # which no path has
            words, findings = read(glossary.encode())
        else:
            words, findings = read(Path(glossary).read_bytes(), str(glossary))
        if any(finding.is_error for finding in findings):
            raise ValueError("\n".join(str(finding) for finding in findings))
        return words
    if isinstance(glossary, Iterable):
        return _checked(line.split("\t") if isinstance(line, str) else line for line in glossary)
    raise TypeError(f"no glossary: {glossary!r}")


def _checked(lines: Iterable[Sequence[str]]) -> dict[str, str]:
    words: dict[str, str] = {}
    for line in lines:
        if len(line) < 2 or not line[0] or not line[1]:
            raise ValueError(f"no line of a glossary: {line!r}")
        words[line[0]] = line[1]
    return words


def directed(words: Mapping[str, str], to_traditional: bool) -> dict[str, str]:
    """A glossary the way it is used: from Simplified to Traditional or back. Of several lines the first counts."""
    if to_traditional:
        return dict(words)
    return {traditional: simplified for simplified, traditional in reversed([*words.items()])}
