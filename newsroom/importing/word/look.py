"""How the paragraphs of a document look beside its body text: what stands out, and how much."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from newsroom.importing.titles import is_title_line
from newsroom.importing.word.document import Paragraph
from newsroom.importing.word.facts import Facts

LARGER = 1.0  # points above the body: 四号 (14) over 小四 (12), 小三 (15) over 四号
MUCH_LARGER = 1.4  # times the body
CENTRED_BY_SPACES = 6  # width of white space: three Han characters; a paragraph begins with two
INDENT = 2
LONGEST_HEADLINE = 60  # characters, in up to three lines
NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[、，])\s*\S"
)


@dataclass(frozen=True, slots=True)
class Body:
    """The setting of most of the text."""

    size: float = 0.0
    bold: bool = False
    heavy: bool = False
    centred: bool = False

    @classmethod
    def of(cls, facts: Iterable[Facts]) -> Body:
        """The setting that most characters have."""
        sizes: Counter[float] = Counter()
        bold, heavy, centred, total = 0, 0, 0, 0
        for paragraph in facts:
            for (size, is_bold, is_heavy), count in paragraph.weights.items():
                sizes[size] += count
                bold += count * is_bold
                heavy += count * is_heavy
                centred += count * (paragraph.setting.align == "center")
                total += count
        if not total:
            return cls()
        return cls(sizes.most_common(1)[0][0], 2 * bold > total, 2 * heavy > total, 2 * centred > total)


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks beside the body."""

    level: int | None = None  # of a heading style
    role: str = ""  # of its style
    size: float = 0.0
    larger: bool = False
    much_larger: bool = False
    smaller: bool = False
    emphatic: bool = False  # bold, or a face for headlines
    centred: bool = False
    right: bool = False
    indented: bool = False

    @classmethod
    def of(cls, paragraph: Paragraph, body: Body) -> Look:
        facts = paragraph.facts
        by_spaces = not facts.setting.align and facts.leading >= CENTRED_BY_SPACES
        return cls(
            level=facts.setting.level,
            role=facts.setting.role,
            size=facts.size,
            larger=facts.size >= body.size + LARGER,
            much_larger=facts.size >= body.size * MUCH_LARGER,
            smaller=0 < facts.size <= body.size - LARGER,
            emphatic=(facts.bold and not body.bold) or (facts.heavy and not body.heavy),
            centred=(facts.setting.align == "center" or by_spaces) and not body.centred,
            right=facts.setting.align == "right",
            indented=facts.setting.indented or INDENT <= facts.leading < CENTRED_BY_SPACES,
        )

    @property
    def set_apart(self) -> bool:
        """Whether anything but its words tells it from the body."""
        return self.emphatic or self.larger or self.level is not None

    def as_headline(self, text: str) -> bool:
        """Whether it is set as headlines are; heading styles aside."""
        if len(text) > LONGEST_HEADLINE or re.search("[。；]", text) or text[-1] in "，、：:,":
            return False
        return (self.larger and (self.centred or self.emphatic)) or (self.centred and self.emphatic) or self.much_larger

    def as_subhead(self, text: str) -> bool:
        """Whether it is set as subheads are, or numbered as they are: 一、, （二）."""
        if self.level is not None:
            return len(text) <= LONGEST_HEADLINE
        return is_title_line(text) and (self.emphatic or self.larger or bool(NUMBERED.match(text)))

    def alike(self, other: Look) -> bool:
        """Whether two lines are set the same way: a headline in two lines."""
        return (self.level, self.size, self.emphatic, self.centred) == (
            other.level,
            other.size,
            other.emphatic,
            other.centred,
        )


PLAIN = Look()  # like the body itself
