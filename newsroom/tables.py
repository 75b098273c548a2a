"""Tables for people: as wide as the terminal, or in plain lines where there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PLAIN_WIDTH = 1000  # characters; a line in a file is not broken


@dataclass(frozen=True, slots=True)
class Column:
    """A column; numbers stand at the right, a long text is broken where there is no room."""

    name: str
    number: bool = False
    wrap: bool = True


def show_table(columns: Sequence[Column], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """Prints a table on standard output. Full-width characters take two places."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    live = sys.stdout.isatty()
    console = Console(file=sys.stdout, width=None if live else PLAIN_WIDTH, color_system="auto" if live else None)
    table = Table(box=box.SIMPLE_HEAD if live else None, title=title or None, title_justify="left", pad_edge=False)
    for column in columns:
        table.add_column(
            column.name,
            justify="right" if column.number else "left",
            no_wrap=column.number or not column.wrap,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    with console.capture() as captured:
        console.print(table)
    for line in captured.get().splitlines():
        print(line.rstrip())
