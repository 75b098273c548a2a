"""Characters of the other script within a piece: a 這 that somebody's keyboard left in a Simplified text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plugins.desk.findings import Finding
from plugins.desk.hooks import Review
from plugins.desk.messages import _
from plugins.desk.paper import LANGUAGES
from plugins.desk.source import Unreadable, decode, read_file
from plugins.hanzi.converter import scripts_of
from plugins.hanzi.variants import HANS, VARIANTS

FEW = 5  # characters that a message shows


def review(review: Review) -> None:
    """Answers `content_reviewed`: pieces that are plainly in one script, with characters that only the other has.

    A name is written as its bearer writes it: those of contributors and of the field `人名` are left alone.
    """
    scripts = scripts_of(VARIANTS["s2t"])
    own = LANGUAGES.get(review.settings.get("SCRIPT", "hans"), HANS)
    names = [name for name in review.library.names() if any(scripts.kinds(name))]
    for path, text in review.library.texts():
        simplified, traditional = scripts.kinds(text)
        if simplified and traditional:
            kinds = (traditional, simplified) if own == HANS else (simplified, traditional)
            rarer = min(kinds, key=lambda kind: sum(map(text.count, kind)))
            review.findings += _findings(review.content, path, rarer, rarer is traditional, names)


def _findings(content: Path, path: str, characters: set[str], traditional: bool, names: list[str]) -> Iterator[Finding]:
    try:
        lines = decode(read_file(content, path), path).split("\n")
    except Unreadable:
        return
    for number, line in enumerate(lines, 1):
        for name in names:
            line = line.replace(name, "")
        found = "".join(sorted(characters.intersection(line), key=line.index)[:FEW])
        if not found:
            continue
        if traditional:
            text = _("全篇是简体，这一行里却有繁体字“{found}”。请改成简体；是人名，就写进“人名”一栏。", found=found)
        else:
            text = _("全篇是繁体，这一行里却有简体字“{found}”。请改成繁体；是人名，就写进“人名”一栏。", found=found)
        yield Finding(path, number, "W222", text)
