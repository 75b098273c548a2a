"""What stands beside a block: runs of verse, columns of briefs, halves of paragraphs, what is above and below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsroom.importing import phrases
from newsroom.importing.blocks import LONGEST_LINE, Block, BlockKind

WORDS = (BlockKind.HEADING, BlockKind.TEXT, BlockKind.KICKER, BlockKind.SUBTITLE, BlockKind.LITERAL)
PICTURES = (BlockKind.IMAGE, BlockKind.CAPTION)
LONG, SHORT = 40, 14  # characters
RUN = 3  # short lines after each other that may be verse or a list
NO_VERSE = frozenset(
    [
        "place",
        "boxed",
        "numbered",
        "date",
        "note",
        "signature",
        "dateline",
        "aside",
        "notice",
        "credit",
        "goes on",
        "office and name",
    ]
)
WITHOUT_END = frozenset(  # what needs none
    ["office", "notice", "lines", "signature", "note", "date", "heading", "aside", "field", "names", "deeper heading"]
)


class Surroundings:
    """Looks at all blocks of a page, and adds to the features of each."""

    def __init__(self, blocks: Sequence[Block], texts: Sequence[str], features: list[set[str]]) -> None:
        self.blocks, self.texts, self.features = blocks, texts, features
        self.airy = 2 * sum(block.gap > 0 for block in blocks) > len(blocks)

    def look(self) -> None:
        """Adds what stands beside each block."""
        self._runs()
        self._briefs()
        for number in range(len(self.blocks)):
            self.features[number] |= self._beside(number)

    def _runs(self) -> None:
        """Short lines after each other, none of which ends like a sentence with clauses."""
        run: list[int] = []
        for number, block in [*enumerate(self.blocks), (len(self.blocks), None)]:
            features = self.features[number] if block is not None else set()
            verse = block is not None and block.kind is BlockKind.TEXT and _like_verse(self.texts[number], features)
            above_dateline = number + 1 < len(self.blocks) and "dateline" in self.features[number + 1]
            if verse and not above_dateline and not self._byline_below(number):
                run.append(number)
                continue
            if len(run) >= RUN + any("ends" in self.features[member] for member in run):
                for member in run:
                    self.features[member].add("run")
                self.features[run[0]].add("run begins")
            run = []

    def _byline_below(self, number: int) -> bool:
        """Whether the next line says who wrote, without brackets: this one may be a headline then."""
        if number + 1 >= len(self.blocks) or self.texts[number + 1][:1] in "（(【":
            return False
        return bool(self.features[number + 1] & {"signature", "byline mark", "name"})

    def _briefs(self) -> None:
        """Below the name of a column, lines that are marked like the first one begin briefs."""
        shape, column = None, None
        for number in range(len(self.blocks)):
            mark = self._mark(number)
            if shape is not None and mark == shape:
                self.features[number].add("brief")
                self.features[column].add("over briefs")  # type: ignore[index]
            elif "heading" in self.features[number]:
                shape = None
            if self.features[number] & {"briefs", "heading"} and "title" in self.features[number] and mark != shape:
                below = self._mark(number + 1)
                told = "briefs" in self.features[number] or self._signed_below(number, below)
                if below is not None and below != mark and told:
                    shape, column = below, number

    def _signed_below(self, number: int, mark: tuple[str, object] | None) -> bool:
        """Whether what stands below lines of a mark is signed or begins with datelines, as articles are."""
        end = next((n for n in range(number + 1, len(self.blocks)) if "heading" in self.features[n]), len(self.blocks))
        heads = [n for n in range(number + 1, end) if self._mark(n) == mark]
        ended = [n for n in heads[1:] if self.features[n - 1] & {"signature", "credit"}]
        begun = [n for n in heads if n + 1 < len(self.blocks) and "dateline" in self.features[n + 1]]
        return len(heads) > 1 and 2 * max(len(ended) + 1, len(begun)) > len(heads)

    def _mark(self, number: int) -> tuple[str, object] | None:
        if number >= len(self.blocks):
            return None
        block, features = self.blocks[number], self.features[number]
        if block.kind is BlockKind.HEADING:
            return ("level", block.level)
        if "title" not in features or len(self.texts[number]) > LONG:
            return None
        if found := phrases.BULLET.match(self.texts[number]):
            return ("bullet", found[0][0])
        return ("number", 0) if "numbered" in features else None

    def _beside(self, number: int) -> set[str]:
        """What stands beside it."""
        found = self._below(number) | self._length(number)
        before = self._text_before(number)
        if before is not None and "set text" in self.features[before] | self.features[number]:
            found |= self._after(self.features[before], self.features[number])
        if not number:
            return found
        block, above = self.blocks[number], self.blocks[number - 1]
        holds = {
            "close": not block.gap and self.airy and block.kind is BlockKind.TEXT,
            "after a jump": above.continued,
            "below public": "public" in self.features[number - 1],
            "picture above": above.kind in PICTURES,
        }
        return found | {name for name, held in holds.items() if held}

    def _after(self, earlier: set[str], own: set[str]) -> set[str]:
        """What the paragraph before says of it."""
        found = {"after an end"} if "ends" in earlier else set() if earlier & WITHOUT_END else {"after no end"}
        if earlier & {"cut", "open"} or ("after a cut" in earlier and not earlier & {"ends", *WITHOUT_END}):
            found.add("after a cut")
        found |= {name for name, both in (("bullets", "bullet"), ("numbers", "numbered")) if both in earlier & own}
        if "aside" in earlier:
            found.add("below an aside head" if "aside head" in earlier else "below an aside line")
        return found

    def _below(self, number: int) -> set[str]:
        """What the block below says of it."""
        found = {"byline below"} if self._byline_below(number) else set()
        after = self.features[number + 1] if number + 1 < len(self.blocks) else set()
        return found | {f"{name} below" for name in ("photographers", "dateline") if name in after}

    def _length(self, number: int) -> set[str]:
        """How long it is beside the block before."""
        if not number:
            return set()
        own, before = len(self.texts[number]), len(self.texts[number - 1])
        found = {"as long as before"} if abs(own - before) <= 3 else set()
        return found | ({"longer than before"} if own >= 2 * before else set())

    def _text_before(self, number: int) -> int | None:
        """The block before it that has words."""
        return next((n for n in range(number - 1, -1, -1) if self.blocks[n].kind in WORDS), None)


def _like_verse(text: str, features: set[str]) -> bool:
    if len(text) > LONGEST_LINE or features & NO_VERSE or re.search("[“”：:]", text):
        return False
    return "ends" not in features or len(text) <= SHORT + 2
