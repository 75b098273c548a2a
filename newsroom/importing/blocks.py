"""The text of a page as blocks: headings, paragraphs, pictures and what else Markdown has."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

HEADING = re.compile(r"(#{1,6})\s*+(.*[^\s#]|)[\s#]*+")
UNDERLINE = re.compile(r"(=+|-+)\s*")
BOLD = re.compile(r"(\*\*|__)\s*+([^*_]*[^*_\s])\s*+\1")
IMAGE = re.compile(r"!\[[^\]]{0,300}\]\([^)]{0,500}\)")
RULE = re.compile(r"(?:[-*_]\s*){3,}|[—─=]{3,}")
LITERAL = re.compile(r"\s*(?:[|>]|[-*+]\s|\d{1,2}[.)]\s|```|<)")
INDENT = re.compile(r"[\u3000\u00a0]+")
PAUSE = re.compile("[，。；！？、,;]")  # a paragraph has one
HARD = ("  ", "\\")  # a line that ends with these stays a line
LONGEST_LINE = 22  # characters of a line of verse, a name, a timetable
WIDE = 20  # characters of a line that alone tells how wide a column is
NARROWEST = 12  # characters of a line in a column
DEEPEST = 7  # the level of a bold line that stands alone: below all headings


class BlockKind(Enum):
    """What a block is."""

    HEADING = "heading"
    TEXT = "text"
    IMAGE = "image"
    LITERAL = "literal"  # lists, tables, quotes: kept as they are
    RULE = "rule"
    # What only a file that knows how its lines are set can tell:
    KICKER = "kicker"  # the line above the headline that follows
    SUBTITLE = "subtitle"  # the line below the headline
    CAPTION = "caption"  # of the picture before it
    NOTE = "note"  # a footnote
    ASIDE = "aside"  # a line at the right margin that is no signature


@dataclass(slots=True)
class Block:
    """A block of a page, its lines in Markdown. `line` counts from 1."""

    kind: BlockKind
    lines: list[str]
    line: int
    level: int = 0  # of a heading
    begins: bool = False  # set as the beginning of a paragraph: not the rest of the one before
    kept: bool = False  # its lines are to stay lines: verse, or set with a mark at their ends
    gap: int = 0  # empty lines above it
    jumps: list[str] = field(default_factory=list)  # jump lines that stood in it
    continued: bool = False  # its text goes on on another page
    notes: tuple[tuple[str, str], ...] = field(default=())  # field and why: what the editor should look at

    @property
    def text(self) -> str:
        """The block in one line: soft line ends are no spaces between Han characters."""
        text = self.lines[0]
        for line in self.lines[1:]:
            text += ("" if _wide(text[-1:]) or _wide(line[:1]) else " ") + line
        return text


def split(text: str) -> list[Block]:
    """The blocks of a text with `\\n` line ends. Markdown or none: then every line is a paragraph."""
    lines = text.split("\n")
    plain = not any(HEADING.fullmatch(line.strip()) for line in lines if line.lstrip().startswith("#"))
    full = [line for line in lines if line.strip()]
    tight = plain and len(lines) - len(full) < len(full) // 2  # hardly any blank lines
    blocks: list[Block] = []
    hard: dict[int, list[bool]] = {}  # of a block, by its line: whether each line ends with a mark of Markdown's
    open_, gap = False, 0
    for number, raw in enumerate(lines, 1):
        line = raw.strip(" \t\u3000\u00a0\r")
        if not line:
            open_, gap = False, gap + 1
            continue
        block = _single(line, number)
        if block is None and not open_ and RULE.fullmatch(line):
            continue
        if block is None and open_ and not INDENT.match(raw) and not tight:
            last = blocks[-1]
            if UNDERLINE.fullmatch(line) and len(last.lines) == 1 and last.kind is BlockKind.TEXT:
                last.kind, last.level, open_ = BlockKind.HEADING, 1 if line[0] == "=" else 2, False
            else:
                last.lines.append(line.removesuffix("\\"))
                hard.setdefault(last.line, []).append(raw.endswith(HARD))
            continue
        if block is None and LITERAL.match(raw) and (not tight or line[0] == "|"):
            before = blocks[-1] if blocks else None
            if before is not None and before.kind is BlockKind.LITERAL and before.line + len(before.lines) == number:
                before.lines.append(raw.rstrip())
                continue
            block = Block(BlockKind.LITERAL, [raw.rstrip()], number, gap=gap)
            blocks.append(block)
            gap, open_ = 0, False
            continue
        blocks.append(block or Block(BlockKind.TEXT, [line.removesuffix("\\")], number))
        blocks[-1].gap, gap = gap, 0
        open_ = block is None
        hard[number] = [raw.endswith(HARD)]
    return [part for block in blocks if block.kind is not BlockKind.RULE for part in _parted(block, hard)]


def _parted(block: Block, hard: dict[int, list[bool]]) -> list[Block]:
    """A block of several lines: one paragraph if they fill a column, lines that stay lines, or a block each."""
    if block.kind is not BlockKind.TEXT or len(block.lines) < 2:
        return [block]
    widths = [len(line) for line in block.lines]
    wrapped = _fill_a_column(widths) and bool(PAUSE.search("".join(block.lines)))
    if all(hard[block.line][:-1]) or (max(widths) <= LONGEST_LINE and len(widths) > 2 and not wrapped):
        block.kept = True  # two short lines may as well be a headline
    if block.kept or wrapped:
        return [block]
    return [
        Block(BlockKind.TEXT, [line], block.line + number, gap=0 if number else block.gap)
        for number, line in enumerate(block.lines)
    ]


def _fill_a_column(widths: list[int]) -> bool:
    """Whether lines are as wide as each other, the last one aside, as those of a paragraph that was wrapped are."""
    full = widths[:-1]
    return (
        min(full) >= (NARROWEST if len(full) > 1 else WIDE)
        and max(full) - min(full) <= 3
        and widths[-1] <= max(full) + 1
    )


def _single(line: str, number: int) -> Block | None:
    """A block that is one line by its marks."""
    heading = HEADING.fullmatch(line)
    if heading and heading[2]:
        return Block(BlockKind.HEADING, [BOLD.sub(r"\2", heading[2])], number, len(heading[1]))
    if bold := BOLD.fullmatch(line):
        return Block(BlockKind.HEADING, [bold[2]], number, DEEPEST)
    if IMAGE.fullmatch(line):
        return Block(BlockKind.IMAGE, [line], number)
    if RULE.fullmatch(line) and not UNDERLINE.fullmatch(line):
        return Block(BlockKind.RULE, [line], number)
    return None


def _wide(character: str) -> bool:
    return bool(character) and (ord(character) > 0x2E7F or character in "—‘’“”…·")
