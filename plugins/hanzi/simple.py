"""Simple lines: those of which most pages are made, and which stand on one page alone. They are read without a grammar.

What is said here of a line is what `MarkupPiece.read` finds in it, sooner.
"""

from __future__ import annotations

import re

from plugins.hanzi.elements import ASIDE, CODE, INLINE, RAW, RUBY, TEXT, UNSEEN
from plugins.hanzi.piece import Manner, MarkupPiece
from plugins.hanzi.runs import Kind, Run, text_of

# A tag in small letters whose attributes are plain ASCII; and what a line has in which tags may say more than their names.
PLAIN_TAG = re.compile(r'(</?([a-z][a-z0-9-]*)(?: [a-z][a-z0-9-]*(?:="[ !#-%\'-;=?-~]*")?)*+ ?/?>)')
SAYING = re.compile(rf"<(?:[!?]|/?(?:{'|'.join(sorted({*CODE, *RUBY, *ASIDE, *RAW, *TEXT}))})\b)")
PHRASING = INLINE | UNSEEN
ALONE = re.compile(r"( *<(p|h[1-6]|li)>)([^<]+)(</\2>)")
TITLE = re.compile(r"( *<title>)([^<>&]+)(</title>)")
DESCRIPTION = re.compile(
    r'( *<meta (?:name="description"|property="og:(?:title|description)") content=")([^<>&"]+)(">)'
)
STRUCTURED = re.compile(r'((?: *</[a-z]+>)* *<script type="application/ld\+json">)([^<]+)(</script>)')


def simple_piece(line: str, manner: Manner) -> MarkupPiece | None:
    """A line of HTML as a piece; None if it is not simple."""
    if found := ALONE.fullmatch(line):
        return _one([found[1], found[3], found[4]], "text", manner)
    if "<title" in line:
        return _text(TITLE.fullmatch(line), line, "text", manner)
    if "<meta" in line:
        return _text(DESCRIPTION.fullmatch(line), line, '"', manner)
    if "ld+json" in line:
        return _structured(line, manner)
    return _plain(line, manner)


def _text(found: re.Match[str] | None, line: str, kind: Kind, manner: Manner) -> MarkupPiece | None:
    """A line with one text, between what is no text."""
    return _one(list(found.groups()), kind, manner) if found and _leaves(line, manner) else None


def _one(tokens: list[str], kind: Kind, manner: Manner) -> MarkupPiece:
    """A piece with one text, the second of its tokens."""
    piece = MarkupPiece(tokens)
    piece.plain = True
    text = text_of(tokens, [1])
    if manner.touches(text):
        piece.runs.append(Run(text, tokens, [1], kind))
    return piece


def _structured(line: str, manner: Manner) -> MarkupPiece | None:
    """A line with an element of structured data, in which JSON writes every `<` otherwise."""
    found = STRUCTURED.fullmatch(line)
    if found is None:
        return None
    piece = MarkupPiece(list(found.groups()))
    piece.read_json(piece.tokens, 1, manner)
    return piece


def _plain(line: str, manner: Manner) -> MarkupPiece | None:
    """A line each of whose tags says no more than its name."""
    if "lang" in line or "translate" in line or SAYING.search(line):
        return None
    if line.count('="') != line.count(' class="') and not _leaves(line, manner):
        return None
    tokens = PLAIN_TAG.split(line)
    names = tokens[2::3]
    del tokens[2::3]
    piece = MarkupPiece(tokens)
    piece.plain = True
    places: list[int] = []
    for number, token in enumerate(tokens[::2]):
        if "<" in token:
            return None
        if number and names[number - 1] not in PHRASING and "-" not in names[number - 1]:
            piece.end(places, manner)
            places = []
        if token:
            places.append(2 * number)
    piece.end(places, manner)
    return piece


def _leaves(line: str, manner: Manner) -> bool:
    """Whether the rewriter writes all tags of a line as they are."""
    return manner.rewriter is None or manner.rewriter.leaves(line)
