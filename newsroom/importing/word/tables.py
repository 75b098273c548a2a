"""Tables of a Word file in Markdown, and those that are there for the layout, taken apart."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom.importing.word.document import Cell, Paragraph, WordTable


def is_layout(table: WordTable) -> bool:
    """Whether a table only holds things in place: one column, or pictures in it."""
    return all(len(row) == 1 for row in table.rows) or any(piece.pictures for piece in table.paragraphs())


def in_reading_order(table: WordTable) -> Iterator[Paragraph]:
    """What is in a table for the layout: row by row; under a row of pictures each has its caption."""
    rows = list(table.rows)
    while rows:
        row = rows.pop(0)
        below = rows[0] if rows and len(rows[0]) == len(row) else []
        cells = [[cell] for cell in row]
        if below and all(map(_pictured, row)) and not any(map(_pictured, below)):
            rows.pop(0)
            cells = [list(pair) for pair in zip(row, below, strict=True)]
        for held in cells:
            yield from WordTable([held]).paragraphs()


def title_of(table: WordTable) -> list[Paragraph]:
    """What stands in a first row that is one cell over all columns: the table's title, taken out of it."""
    if len(table.rows) > 1 and len(table.rows[0]) == 1 and table.rows[0][0].columns > 1:
        row = table.rows.pop(0)
        return [piece for piece in row[0].content if isinstance(piece, Paragraph)]
    return []


def to_markdown(table: WordTable) -> tuple[list[str], bool, bool]:
    """The lines of a table; whether cells were merged in it; whether there are tables in its cells.

    Markdown knows no merged cells: one over several rows stands in each of them, one over several columns in the first.
    """
    grid: list[list[str]] = [[] for _row in table.rows]
    merged = nested = False
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while column < len(grid[number]) and grid[number][column] is not _FREE:
                column += 1
            nested = nested or any(isinstance(piece, WordTable) for piece in cell.content)
            merged = merged or cell.rows > 1 or cell.columns > 1
            for line in grid[number : number + cell.rows]:
                line.extend([_FREE] * (column + cell.columns - len(line)))
                line[column] = _text(cell)
                line[column + 1 : column + cell.columns] = [""] * (cell.columns - 1)
            column += cell.columns
    width = max(len(line) for line in grid)
    rows = [["" if text is _FREE else text for text in line] + [""] * (width - len(line)) for line in grid]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [lines[0], "|" + " --- |" * width, *lines[1:]], merged, nested


def _pictured(cell: Cell) -> bool:
    return any(paragraph.pictures for paragraph in WordTable([[cell]]).paragraphs())


_FREE = "\0"


def _text(cell: Cell) -> str:
    """What is in a cell, in one line."""
    lines = []
    for piece in cell.content:
        paragraphs = piece.paragraphs() if isinstance(piece, WordTable) else [piece]
        lines += [line.markdown for paragraph in paragraphs for line in paragraph.lines]
    return "<br>".join(line.replace("|", "\\|") for line in lines)
