"""A newspaper page, taken apart into its items."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from linli.findings import Finding
from newsroom.importing import blocks as page_blocks
from newsroom.importing.assembly import Assembly
from newsroom.importing.blocks import Block, BlockKind
from newsroom.importing.folio import FolioLine, parse_folio
from newsroom.importing.item import Item
from newsroom.importing.markdown import plain
from newsroom.importing.script import reading
from newsroom.importing.trailer import give, without_trailers

OF_PAGE = re.compile("本\\s*版|邮\\s*箱|电\\s*话|热\\s*线")  # in a last line that names editors: it is the page's
FOLIO_LINES = 4  # a folio stands within so many blocks of the page's top or end


@dataclass(frozen=True, slots=True)
class ImportedPicture:
    """A picture that came within a file: its bytes, and the end of a file's name that goes with them."""

    data: bytes
    suffix: str
    description: str = ""


@dataclass(slots=True)
class ImportedPage:
    """The items of a page, in order, and what its folio line says.

    `pictures` are those that came within the file; bodies name them by their place here (`picture_mark`). `findings`
    are what could not be taken over, or should be looked at.
    """

    items: list[Item] = field(default_factory=list)
    folio: FolioLine = field(default_factory=FolioLine)
    jumps: list[str] = field(default_factory=list)
    pictures: list[ImportedPicture] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    source: list[tuple[int, str]] = field(default_factory=list)  # its text as it came, with the number of each line
    own_day: bool = False  # it was published on the day that it says, whatever day is given


def import_page(text: str, *, sections: Mapping[str, str], regions: Mapping[str, str]) -> ImportedPage:
    """Takes a page of text apart.

    Args:
        text: Markdown or plain text.
        sections, regions: the paper's, id to name; a kicker that is a region is told from one that is not.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    return assembled(page_blocks.split(lines), regions)


def assembled(blocks: list[Block], regions: Mapping[str, str], top: int | None = None) -> ImportedPage:
    """A page of its blocks. `top` is the level of headlines, if it is known."""
    page = ImportedPage()
    assembly = Assembly(regions)
    kept, private, doubtful = without_trailers(_without_folio(blocks, page.folio))
    assembly.read(kept, top)
    page.items, page.jumps = assembly.items, assembly.jumps
    give(page.items, private, doubtful)
    return page


def _without_folio(blocks: list[Block], folio: FolioLine) -> list[Block]:
    kept: list[Block] = []
    for number, block in enumerate(blocks):
        top, end = number < FOLIO_LINES, number >= len(blocks) - 2
        parsed = None
        if (top or end) and block.kind in (BlockKind.TEXT, BlockKind.HEADING, BlockKind.KICKER):
            line = plain(" ".join(block.lines))
            parsed = parse_folio(line)
            if parsed is None and folio and top and not kept:
                parsed = parse_folio(line, below=True)
            elif parsed is None and end and OF_PAGE.search(reading(line)):
                parsed = parse_folio(line, below=True)
                parsed = parsed if parsed and parsed.editor else None
        if parsed is None:
            kept.append(block)
        else:
            folio.fill(parsed)
    return kept
