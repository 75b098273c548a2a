"""What a body says, without its markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LINE_BREAK = "\u2028"  # Unicode's line separator: no file of an editor has it, reading takes it out


@dataclass(frozen=True, slots=True)
class BodyText:
    """The texts of a body, read from its HTML once, when the article is made. They are plain, white space as it stands."""

    blocks: tuple[
        str, ...
    ] = ()  # paragraphs, headings, items with their numbers, cells, captions; a `br` is LINE_BREAK
    readings: tuple[str, ...] = ()  # beside the line, of ruby
    descriptions: tuple[str, ...] = ()  # of pictures, for those who do not see them
    titles: tuple[str, ...] = ()  # which a browser shows beside an element
    lead: str = ""  # the first paragraph that says something, without the dateline, white space folded
    length: int = 0  # characters of all text, white space aside

    @property
    def lines(self) -> Iterator[str]:
        """The blocks, parted at line breaks."""
        return (line for block in self.blocks for line in block.split(LINE_BREAK))

    @property
    def phrases(self) -> Iterator[str]:
        """Every text within which words can stand; a word goes on across a line break."""
        yield from (block.replace(LINE_BREAK, "") for block in self.blocks)
        yield from (*self.readings, *self.descriptions, *self.titles)
