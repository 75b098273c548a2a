"""The paragraphs and tables of a Word file, in order, as mammoth reads them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import mammoth
from mammoth import documents

from newsroom.importing.word.facts import Facts
from newsroom.importing.word.formats import Setting
from newsroom.importing.word.inline import Inline, WordLine
from newsroom.importing.word.prepare import PARAGRAPH_MARK, PICTURE_MARK, Prepared

MOST_COLUMNS = 63  # that Word allows a table


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its number, its lines (parted by line breaks), how it looks, the pictures in it."""

    number: int
    lines: list[WordLine]
    facts: Facts
    pictures: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)  # that it refers to, from 1

    @property
    def text(self) -> str:
        """Its text in one line, the lines parted by spaces."""
        return " ".join(line.text for line in self.lines)

    @property
    def markdown(self) -> str:
        return " ".join(line.markdown for line in self.lines)


@dataclass(slots=True)
class Cell:
    """A cell: what is in it, and how many columns and rows it takes."""

    content: list[Paragraph | WordTable]
    columns: int
    rows: int


@dataclass(slots=True)
class WordTable:
    """A table, row by row."""

    rows: list[list[Cell]]

    def paragraphs(self) -> Iterator[Paragraph]:
        """All that is in it, cell by cell."""
        for row in self.rows:
            for cell in row:
                for piece in cell.content:
                    yield from piece.paragraphs() if isinstance(piece, WordTable) else [piece]


@dataclass(slots=True)
class Document:
    """What a Word file says. `notes` are its foot- and endnotes in the order in which they are referred to."""

    content: list[Paragraph | WordTable]
    notes: list[list[WordLine]]
    symbols: int  # that nobody knows the meaning of


def read_document(prepared: Prepared, *, bold: bool = True) -> Document:
    """Reads a document that was made ready; `bold` keeps what is bold."""
    seen: list[documents.Document] = []

    def take(document: documents.Document) -> documents.Document:
        seen.append(document)
        return document.copy(children=[])

    result = mammoth.convert_to_html(io.BytesIO(prepared.document), transform_document=take)
    reading = _DocumentReader(prepared, bold)
    content = reading.pieces(seen[0].children)
    notes = [reading.note(seen[0].notes, *reference) for reference in reading.inline.notes]
    symbols = sum("w:sym" in message.message for message in result.messages)
    return Document(content, notes, symbols)


class _DocumentReader:
    def __init__(self, prepared: Prepared, bold: bool) -> None:
        self.prepared, self.bold = prepared, bold
        self.inline = Inline()

    def pieces(self, elements: Iterable[documents.Element]) -> list[Paragraph | WordTable]:
        found: list[Paragraph | WordTable] = []
        for element in elements:
            if isinstance(element, documents.Paragraph):
                paragraph = self._paragraph(element)
                if paragraph.lines or paragraph.pictures:
                    found.append(paragraph)
            elif isinstance(element, documents.Table):
                rows = [row for row in element.children if isinstance(row, documents.TableRow)]
                found.append(WordTable([[self._cell(cell) for cell in row.children] for row in rows if row.children]))
        return found

    def _cell(self, cell: documents.Element) -> Cell:
        return Cell(self.pieces(cell.children), min(int(cell.colspan), MOST_COLUMNS), int(cell.rowspan))

    def _paragraph(self, element: documents.Paragraph) -> Paragraph:
        number, pictures = 0, []
        for name in _marks(element):
            if name.startswith(PARAGRAPH_MARK):
                number = int(name.removeprefix(PARAGRAPH_MARK))
            elif name.startswith(PICTURE_MARK):
                pictures.append(int(name.removeprefix(PICTURE_MARK)))
        facts = self.prepared.facts.get(number) or Facts(Setting())
        before = len(self.inline.notes)
        lines = self.inline.lines(element.children, self.bold)
        return Paragraph(number, lines, facts, pictures, list(range(before + 1, len(self.inline.notes) + 1)))

    def note(self, notes: documents.Notes, kind: str, identity: str) -> list[WordLine]:
        """The lines of a note; none if the file has lost it."""
        try:
            note = notes.find_note(kind, identity)
        except KeyError:
            return []
        inline = Inline()
        return [line for paragraph in note.body for line in inline.lines(getattr(paragraph, "children", []))]


def _marks(element: documents.Element) -> Iterator[str]:
    for child in getattr(element, "children", ()):
        if isinstance(child, documents.Bookmark):
            yield child.name
        else:
            yield from _marks(child)
