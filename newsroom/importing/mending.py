"""Lines mended before a page is read: jump lines taken out, signatures and headlines made whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsroom.importing.blocks import Block, BlockKind
from newsroom.importing.folio import take_jumps
from plugins.bylines import parse_signature

LONGEST_SIGNATURE = 60  # characters


def mended(blocks: Iterable[Block], jumps: list[str]) -> list[Block]:
    """Blocks without jump lines, and with the halves of a signature joined.

    Args:
        jumps: takes the jump lines above the first block.
    """
    kept: list[Block] = []
    for block in _without_jumps(blocks, kept, jumps):
        last = kept[-1] if kept else None
        if last is not None and _halves(last, block):
            last.lines = [last.text + block.text]
        else:
            kept.append(block)
    return kept


def joined_headline(first: str, second: str) -> str:
    """Two lines of a headline in one: clauses of one length are parted by a space, as they would be in one line."""
    between = " " if abs(len(first) - len(second)) <= 1 or (first[-1:] + second[:1]).isascii() else ""
    return first + between + second


def _without_jumps(blocks: Iterable[Block], kept: list[Block], jumps: list[str]) -> Iterator[Block]:
    for block in blocks:
        if block.kind not in (BlockKind.TEXT, BlockKind.HEADING):
            yield block
            continue
        rest, found, elsewhere = take_jumps(block.text)
        if found and rest:
            block.lines, block.jumps, block.continued = [rest], found, elsewhere
        elif found and kept:
            kept[-1].jumps += found
            kept[-1].continued = kept[-1].continued or elsewhere
            continue
        elif found:
            jumps += found
            continue
        yield block


def _halves(first: Block, second: Block) -> bool:
    """Whether two blocks are the halves of a signature in brackets that a column break cut."""
    if first.kind is not BlockKind.TEXT or second.kind is not BlockKind.TEXT:
        return False
    one, other = first.text, second.text
    if one[:1] not in "（(〔【" or len(one) + len(other) > LONGEST_SIGNATURE or any(c in one for c in "）)〕】"):
        return False
    return other[-1:] in "）)〕】" and parse_signature(one + other) is not None
