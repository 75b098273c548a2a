"""What at the end of a text may be a signature or not: read as one, or left there."""

from __future__ import annotations

from collections.abc import Iterator

from linli.findings import Finding
from linli.messages import _
from newsroom.checking.galley import Galley, GalleyLine, Sort
from plugins.bylines.blocks import closing_signature, ending_bracket, looks_signed, opening_signature
from plugins.bylines.signature import Signature


def doubts(galley: Galley) -> Iterator[Finding]:
    """Signatures that are a guess, and lines that look like one and were left in the text."""
    lines = [line for paragraph in galley.paragraphs for line in paragraph if line.sort in (Sort.TEXT, Sort.SIGNATURE)]
    signed = "byline" in galley.fields and bool(galley.fields["byline"].value)
    last = True
    for line in reversed(lines):
        guess, goes_on = _guess(line), line.sort is Sort.SIGNATURE
        if guess is not None:
            if guess.doubtful and not signed:
                yield _read(galley, line, guess)
        elif goes_on:
            continue
        elif last and looks_signed(line.words):
            text = _(
                "“{words}”像署名，没有读作署名，照正文登出。是署名，请写成“（记者 张三）”这样，或填“署名”一项。",
                words=line.words.strip(),
            )
            yield Finding(galley.path, line.number, "W220", text)
        last = False
        if not goes_on:
            break


def _guess(line: GalleyLine) -> Signature | None:
    """The signature that a line is or ends with."""
    words = line.words.strip()
    if line.sort is Sort.SIGNATURE:
        return closing_signature(words) or opening_signature(words)
    ending = ending_bracket(words)
    return ending[2] if ending is not None else None


def _read(galley: Galley, line: GalleyLine, signature: Signature) -> Finding:
    people = "、".join(person.name for person in signature.contributors)
    text = _("文末读作署名：{people}。请核对；不是署名，请填“署名”一项，这一处就留在正文里。", people=people)
    return Finding(galley.path, line.number, "W220", text)
