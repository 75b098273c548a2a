"""What can be seen of a block of a page: how it is marked, its shape, what its words say, what stands beside it.

A feature has a name, under which `weights.py` says what it speaks for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from linli.model.people import Role as Work
from newsroom.importing import phrases, values
from newsroom.importing.blocks import DEEPEST, LONGEST_LINE, Block, BlockKind
from newsroom.importing.credits import ending_credit
from newsroom.importing.healing import ends, goes_on, is_cut, is_open
from newsroom.importing.markdown import plain
from newsroom.importing.script import dateline_of, reading
from newsroom.importing.titles import LONGEST_TITLE, SUBTITLE, is_place, is_title_line
from plugins.bylines.blocks import closing_signature
from plugins.bylines.names import is_name, is_ordinary
from plugins.bylines.signature import Signature, parse_signature

WORDS = (BlockKind.HEADING, BlockKind.TEXT, BlockKind.KICKER, BlockKind.SUBTITLE, BlockKind.LITERAL)
PICTURES = (BlockKind.IMAGE, BlockKind.CAPTION)
READ = (*WORDS, *PICTURES)  # the others go with the block before them
LONG, SHORT = 40, 14  # characters
RUN = 3  # short lines after each other that may be verse or a list
BYLINE_MARK = re.compile(
    r"\s*[□■●◆▲★◎○◇△*＊]\s*(?=[\u3400-\u9fff])|(?:文字?|图片?|撰文|摄影|作者)\s*[/／、｜|:：]?\s*(?:文字?|图片?|摄影)?\s*[/／｜|:：\s]"
)

NO_VERSE = {
    "place",
    "boxed",
    "numbered",
    "date",
    "note",
    "signature",
    "dateline",
    "aside",
    "notice",
    "goes on",
    "office and name",
    "credit",
}
WITHOUT_END = {
    "office",
    "notice",
    "lines",
    "signature",
    "note",
    "date",
    "heading",
    "deeper heading",
    "aside",
    "field",
    "names",
}  # need none
WORK_OF_ART = re.compile(r"\s+[作书画绘]$")  # 褚云峰 作


class Observer:
    """Sees all blocks of a page: `features` are those of each."""

    def __init__(self, blocks: Sequence[Block], regions: Mapping[str, str], top: int) -> None:
        self.blocks, self.regions, self.top = blocks, regions, top
        self.texts = [reading(plain(block.text)).strip() for block in blocks]
        self.airy = 2 * sum(block.gap > 0 for block in blocks) > len(blocks)
        self.levels = sorted({block.level for block in blocks if block.kind is BlockKind.HEADING})
        self.hashed = any(level < DEEPEST for level in self.levels)
        self.subheads_marked = any(level > top for level in self.levels) if self.hashed else False
        self.features: list[set[str]] = [set() for _block in blocks]
        for number in range(len(blocks)):
            self.features[number] |= self._marks(number) | self._shape(number)
            self.features[number] |= self._words(number)
        self._runs()
        self._briefs()
        for number in range(len(blocks)):
            self.features[number] |= self._beside(number)

    def _marks(self, number: int) -> set[str]:
        """How the layout marks it."""
        block = self.blocks[number]
        if block.kind in PICTURES:
            return {"picture"}
        if block.kind is not BlockKind.HEADING:
            found = {f"set {block.kind.value}"}
            if block.kind is BlockKind.TEXT:
                found.add("plain among headings" if self.levels else "plain page")
                if self.subheads_marked:
                    found.add("subheads are marked")
            if block.begins:
                found.add("indented")
            return found
        if block.level == DEEPEST:
            return {"bold", "bold below headings"} if self.hashed else {"bold", "bold page"}
        return {"heading"} if block.level <= self.top else {"deeper heading"}

    def _shape(self, number: int) -> set[str]:
        block, text = self.blocks[number], self.texts[number]
        if block.kind in PICTURES:
            return set()
        bare = phrases.NUMBERED.sub("", text, count=1)
        clause = bare.replace("，", "", 1) if bare != text else bare  # 一、先算账，再签字
        title = len(block.lines) <= 2 and (is_title_line(bare) or _like_title(clause))
        found = {"title" if title else "no title"}
        if len(text) > LONG:
            found.add("long")
        if len(text) <= SHORT:
            found.add("short")
        if len(text) <= SHORT // 2 + 1:
            found.add("very short")
        if credit_of(block) is not None or ends(text) or block.continued:
            found.add("ends")
        elif (
            block.kind is BlockKind.TEXT
            and not block.kept
            and not (title and bare != text)
            and not phrases.FIELD.match(text)
        ):
            found |= {"cut"} if is_cut(text) and not _like_title(text) else set()
            found |= {"open"} if is_open(text) else set()
        if block.kind is BlockKind.TEXT and bare == text and re.search("[，。；]", text):
            found.add("clauses")
        if goes_on(text) or phrases.begins_within(text):
            found.add("goes on")
        if block.kept:
            found.add("lines")
        return found

    def _words(self, number: int) -> set[str]:
        """What its words say that it is."""
        block, text = self.blocks[number], self.texts[number]
        if block.kind in PICTURES:
            return set()
        if block.kind is BlockKind.LITERAL:
            quoted = phrases.aside_of(text.lstrip("> ").strip())
            return {"aside"} if text.startswith(">") and quoted else set()
        found = {
            name
            for name, holds in {
                "place": text in self.regions.values() or is_place(text, {}),
                "column": phrases.is_column(text),
                "boxed": phrases.BOXED.fullmatch(text),
                "briefs": phrases.is_briefs(text),
                "office": phrases.is_office(text),
                "date": phrases.DATE.fullmatch(text),
                "note": phrases.is_note(text),
                "notice": phrases.NOTICE.fullmatch(text),
                "field": phrases.FIELD.match(text),
                "numbered": phrases.NUMBERED.match(text),
                "bullet": phrases.BULLET.match(text),
                "question": phrases.QUESTION.match(text),
                "dash": SUBTITLE.match(text),
                "public": phrases.PUBLIC.fullmatch(text),
                "caption": phrases.CAPTION.search(text),
                "couplet": values.is_couplet(text),
                "slogan": values.is_slogan(text),
                "dated": phrases.DATED.match(text),
                "dateline": dateline_of(block.text) is not None,
                "names": phrases.NAMES.fullmatch(text) and _are_names(text),
            }.items()
            if holds
        }
        if (aside := phrases.aside_of(text)) is not None:
            found.add("aside")
            found |= {"fore"} if phrases.FORE.search(aside["head"]) else set()
            found |= {"slight aside"} if phrases.SLIGHT.search(aside["head"]) else set()
            found |= set() if aside["text"] else {"aside head"}
        found |= self._signed(number, block, text)
        return found | ({"signs"} if found & {"signature", "name", "office and name"} else set())

    def _signed(self, number: int, block: Block, text: str) -> set[str]:
        """What it says of people."""
        found = set()
        closing = closing_signature(plain(block.text))
        if closing is not None:
            found |= {"signature", "photographers"} if _photographers(closing) else {"signature"}
        elif BYLINE_MARK.match(text) and parse_signature(plain(block.text)) is not None:
            found |= {"signature", "byline mark"}
        elif (
            block.kind is BlockKind.TEXT
            and "title" in self.features[number]
            and (parse_signature(plain(block.text)) is not None or phrases.post_of(text))
        ):
            found.add("office and name")
        bare = "".join(WORK_OF_ART.sub("", text).strip("□■●◆▲★ （）()").split())
        heading = block.kind is BlockKind.HEADING and block.level < DEEPEST
        if not heading and is_name(bare) and len(bare) <= 4 and not is_ordinary(bare) and not phrases.is_column(text):
            found.add("name")
        elif not heading and phrases.PEN.fullmatch(text):
            found.add("pen name")
        credit = credit_of(block)
        if credit is not None and "signature" not in found:
            found |= {"credit", "photo credit"} if _photographers(credit) else {"credit"}
        return found

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
        heads = [n for n in range(number + 1, len(self.blocks)) if self._mark(n) == mark]
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
        found = set()
        before = self._text_before(number)
        if before is not None and "set text" in self.features[before] | self.features[number]:
            earlier = self.features[before]
            if earlier & {"cut", "open"} or ("after a cut" in earlier and not earlier & {"ends", *WITHOUT_END}):
                found.add("after a cut")
            if "ends" in earlier:
                found.add("after an end")
            elif not earlier & WITHOUT_END:
                found.add("after no end")
            if "bullet" in earlier and "bullet" in self.features[number]:
                found.add("bullets")
            if "numbered" in earlier and "numbered" in self.features[number]:
                found.add("numbers")
            if "aside" in earlier:
                found.add("below an aside head" if "aside head" in earlier else "below an aside line")
        if number and abs(len(self.texts[number]) - len(self.texts[number - 1])) <= 3:
            found.add("as long as before")
        if number and len(self.texts[number]) >= 2 * len(self.texts[number - 1]):
            found.add("longer than before")
        if number + 1 < len(self.blocks) and "photographers" in self.features[number + 1]:
            found.add("photographers below")
        if number + 1 < len(self.blocks) and "dateline" in self.features[number + 1]:
            found.add("dateline below")
        if number and not self.blocks[number].gap and self.airy and self.blocks[number].kind is BlockKind.TEXT:
            found.add("close")
        if self._byline_below(number):
            found.add("byline below")
        if number and self.blocks[number - 1].continued:
            found.add("after a jump")
        if number and "public" in self.features[number - 1]:
            found.add("below public")
        if number and self.blocks[number - 1].kind in PICTURES:
            found.add("picture above")
        return found

    def _text_before(self, number: int) -> int | None:
        return next((n for n in range(number - 1, -1, -1) if self.blocks[n].kind in WORDS), None)


def credit_of(block: Block) -> Signature | None:
    """Who signed at the end of a paragraph; None if nobody did."""
    if block.kind is not BlockKind.TEXT:
        return None
    text, _credit, signature = ending_credit(block.text)
    return signature if text else None


def _like_title(text: str) -> bool:
    """Whether a line has no pause but those that a headline may have: 大暑：腐草为萤."""
    return 0 < len(text) <= LONGEST_TITLE and not re.search("[，。；！？,;%]", text) and text[-1] not in "：:、，"


def _like_verse(text: str, features: set[str]) -> bool:
    if len(text) > LONGEST_LINE or features & NO_VERSE or re.search("[“”：:]", text):
        return False
    return "ends" not in features or len(text) <= SHORT + 2


def _are_names(text: str) -> bool:
    """Whether a line has three words or more, and most of them are names."""
    words = re.split(r"[\s\u3000、]+", text)
    if len(words) < 3:
        return False
    return 2 * sum(len(word) == 1 or (is_name(word) and not is_ordinary(word)) for word in words) > len(words)


def _photographers(signature: Signature) -> bool:
    """Whether all who signed took pictures and wrote nothing."""
    roles = [one.roles for one in signature.contributors]
    return bool(roles) and all(Work.PHOTOGRAPHER in held and Work.AUTHOR not in held for held in roles)
