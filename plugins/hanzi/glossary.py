"""The paper's glossary, `content/glossary.tsv`: names, places and words that it wants converted its own way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from plugins.desk.findings import Finding
from plugins.desk.messages import _
from plugins.desk.source import Unreadable, decode

FILE = "glossary.tsv"


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
    except Unreadable as fault:
        return {}, [fault.finding]
    known: dict[str, tuple[str, int]] = {}
    findings = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        simplified, traditional, fault = _fields(line)
        if not fault and simplified in known and known[simplified][0] != traditional:
            before, line_before = known[simplified]
            fault = _(
                "“{word}”在第 {line} 行已经写成“{before}”。请只留一行。",
                word=simplified,
                line=line_before,
                before=before,
            )
        if fault:
            findings.append(Finding(path, number, "E601", fault))
        else:
            known.setdefault(simplified, (traditional, number))
    return {simplified: traditional for simplified, (traditional, _line) in known.items()}, findings


def _fields(line: str) -> tuple[str, str, str]:
    """The two words of a line, and what is wrong with it."""
    fields = [field.strip() for field in line.split("\t")]
    expected = _("每行应当是：简体，一个制表符（Tab 键），繁体，再一个制表符和说明（可以不写）。")
    if len(fields) < 2:
        return "", "", _("这一行没有制表符。{expected}", expected=expected)
    if not fields[0]:
        return "", "", _("这一行前面的简体是空的。{expected}", expected=expected)
    if not fields[1]:
        return "", "", _("这一行后面的繁体是空的。{expected}", expected=expected)
    if len(fields) > 3 and any(fields[3:]):
        return "", "", _("这一行有 {count} 栏，太多了。{expected}", count=len(fields), expected=expected)
    if any(ord(c) < 32 or c in "<>" for c in fields[0] + fields[1]):
        return "", "", _("这一行里有尖括号或看不见的字符。请删去。{expected}", expected=expected)
    return fields[0], fields[1], ""


def of(glossary: object) -> dict[str, str]:
    """A glossary in whatever shape a caller has it: a table, pairs, or the path of a file.

    Raises:
        ValueError: the file has a bad line; the text says which and why.
    """
    if glossary is None:
        return {}
    if isinstance(glossary, Mapping):
        return dict(glossary)
    if isinstance(glossary, (str, Path)):
        words, findings = read(Path(glossary).read_bytes(), str(glossary))
        if findings:
            raise ValueError("\n".join(str(finding) for finding in findings))
        return words
    if isinstance(glossary, Iterable):
        return {simplified: traditional for simplified, traditional, *_notes in glossary}
    raise TypeError(f"no glossary: {glossary!r}")
