"""What the rules on a file's words say to an editor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from linli.findings import Finding
from linli.messages import _
from newsroom.checking.edits import Edit, applied
from newsroom.checking.fullwidth import full_width
from newsroom.checking.galley import Galley
from newsroom.checking.marks import unpaired
from newsroom.checking.punctuation import QUOTES, half_width
from newsroom.checking.spacing import spacing

AROUND = 6  # characters shown on either side


def wording(galley: Galley, lines: list[str], quotes: str = QUOTES) -> Iterator[Finding]:
    """Findings on punctuation, spaces and marks; one a line and rule. `lines` are those of the file, `quotes` the paper's."""
    for line, edits in _by_line(half_width(galley, quotes)):
        before, after = _excerpt(lines[line - 1], edits)
        if len(edits) == 1:
            text = _("中文里用了半角标点：“{before}”应为“{after}”。", before=before, after=after)
        else:
            text = _(
                "中文里用了半角标点，这一行有 {count} 处：“{before}”应为“{after}”。",
                count=len(edits),
                before=before,
                after=after,
            )
        yield Finding(galley.path, line, "W211", text + _by_hand(edits))
    for line, edits in _by_line(spacing(galley)):
        before, after = _excerpt(lines[line - 1], edits)
        text = _("汉字之间多了空格：“{before}”应为“{after}”。", before=before, after=after)
        yield Finding(galley.path, line, "W212", text + _by_hand(edits))
    for line, edits in _by_line(full_width(galley)):
        before, after = _excerpt(lines[line - 1], edits)
        text = _("Markdown 的记号打成了全角：“{before}”应为“{after}”。", before=before, after=after)
        yield Finding(galley.path, line, "W213", text)
    for fault in unpaired(galley):
        words = fault.words.replace("\ufffc", "…")
        if fault.opens:
            text = _("标点 {mark} 缺后一半：……{words}……。请补上，或删去。", mark=fault.mark, words=words)
        else:
            text = _("标点 {mark} 缺前一半：……{words}……。请补上，或删去。", mark=fault.mark, words=words)
        yield Finding(galley.path, fault.line, "W221", text)


def _by_hand(edits: list[Edit]) -> str:
    return "" if all(edit.safe for edit in edits) else _("请自己看一看。")


def _by_line(edits: Iterable[Edit]) -> Iterator[tuple[int, list[Edit]]]:
    for line, group in groupby(sorted(edits), key=lambda edit: edit.line):
        yield line, list(group)


def _excerpt(text: str, edits: list[Edit]) -> tuple[str, str]:
    """The words around the first edit, before and after it and others near it."""
    start, end = max(edits[0].start - AROUND, 0), min(edits[0].end + AROUND, len(text))
    near = [replace(e, start=e.start - start, end=e.end - start) for e in edits if start <= e.start and e.end <= end]
    return text[start:end].strip(), applied(text[start:end], near).strip()
