"""The paragraphs of a document as a newspaper has them: parted where a line break ends one, text boxes in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsroom.importing.markdown import escaped
from newsroom.importing.word.document import Paragraph, WordTable
from newsroom.importing.word.inline import WordLine
from newsroom.importing.word.look import PLAIN, Body, Look
from newsroom.importing.word.numbering import Label
from newsroom.importing.word.tables import in_reading_order, is_layout, title_of

ENDED = re.compile("[。！？…][”’」』）]*$")


@dataclass(slots=True)
class WordPiece:
    """A paragraph with its look, or a table. An item of a list has its label; `titles_table` if it heads a table."""

    content: Paragraph | WordTable
    look: Look = PLAIN
    label: Label | None = None
    titles_table: bool = False

    @property
    def paragraph(self) -> Paragraph | None:
        return self.content if isinstance(self.content, Paragraph) else None

    @property
    def boxed(self) -> bool:
        """Whether it stands in a text box."""
        return isinstance(self.content, Paragraph) and self.content.facts.boxed

    @property
    def size(self) -> float:
        """The size of most of its characters, in points; 0 of a table."""
        return self.content.facts.size if isinstance(self.content, Paragraph) else 0.0

    @property
    def text(self) -> str:
        return self.content.text if isinstance(self.content, Paragraph) else ""

    @property
    def number(self) -> int:
        if isinstance(self.content, Paragraph):
            return self.content.number
        return next((paragraph.number for paragraph in self.content.paragraphs()), 1)


def pieces(content: list[Paragraph | WordTable], body: Body) -> list[WordPiece]:
    """All pieces of a document, in reading order."""
    found = [piece for one in content for piece in _unfolded(one, body)]
    return _headlines_first(found)


def _unfolded(content: Paragraph | WordTable, body: Body) -> Iterator[WordPiece]:
    if isinstance(content, WordTable):
        if not content.rows:
            return
        if is_layout(content):
            for paragraph in in_reading_order(content):
                yield from _unfolded(paragraph, body)
            return
        for paragraph in title_of(content):
            yield WordPiece(paragraph, Look.of(paragraph, body), titles_table=True)
        yield WordPiece(content)
        return
    look = Look.of(content, body)
    label = content.facts.label
    titled = look.as_headline(content.text or "。") or look.as_subhead(content.text)
    item = label if label is not None and label.listed and not titled else None
    if label is not None and item is None and content.lines:
        first = content.lines[0]
        space = "" if label.text[-1:] in "、.．）)" else " "
        text = f"{label.text}{space}{first.text}"
        content.lines[0] = WordLine(text, f"{escaped(label.text)}{space}{first.markdown}")
    for number, lines in enumerate(_parted(content.lines)):
        part = replace(
            content, lines=lines, pictures=[] if number else content.pictures, notes=[] if number else content.notes
        )
        yield WordPiece(part, look, item)
    if not content.lines:
        yield WordPiece(content, look)


def _parted(lines: list[WordLine]) -> list[list[WordLine]]:
    """Lines that line breaks part, paragraph by paragraph: one that ends a sentence ends a paragraph."""
    parts: list[list[WordLine]] = []
    for line in lines:
        if parts and not ENDED.search(parts[-1][-1].text):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _headlines_first(found: list[WordPiece]) -> list[WordPiece]:
    """A text box that is anchored in the first paragraph and set larger than that stands above it: it has the headline."""
    start = next((number for number, piece in enumerate(found) if piece.boxed), 0)
    end = start
    while end < len(found) and found[end].boxed:
        end += 1
    if not 0 < start < end or found[start - 1].number != found[0].number:
        return found
    if found[0].paragraph is None or max(piece.size for piece in found[start:end]) <= found[0].size:
        return found
    return [*found[start:end], *found[:start], *found[end:]]
