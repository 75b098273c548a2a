"""What can be seen of a block of a page: how it is marked, its shape, what its words say. What stands beside it
is in `surroundings.py`.

A feature has a name, under which `weights.py` says what it speaks for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from linli.model.people import Role as Work
from newsroom.importing import phrases, values
from newsroom.importing.blocks import DEEPEST, Block, BlockKind
from newsroom.importing.credits import ending_credit
from newsroom.importing.healing import ends, goes_on, is_cut, is_open
from newsroom.importing.markdown import plain
from newsroom.importing.script import reading
from newsroom.importing.surroundings import LONG, PICTURES, SHORT, WORDS, Surroundings
from newsroom.importing.titles import LONGEST_TITLE, SUBTITLE, is_place, is_title_line
from plugins.bylines.blocks import closing_signature
from plugins.bylines.dateline import parse_dateline
from plugins.bylines.names import is_name, is_ordinary
from plugins.bylines.signature import Signature, parse_signature

READ = (*WORDS, *PICTURES)  # the others go with the block before them
BYLINE_MARK = re.compile(
    r"\s*[□■●◆▲★◎○◇△*＊]\s*(?=[\u3400-\u9fff])|(?:文字?|图片?|撰文|摄影|作者)\s*[/／、｜|:：]?\s*(?:文字?|图片?|摄影)?\s*[/／｜|:：\s]"
)
WORK_OF_ART = re.compile(r"(?<!\s)\s++[作书画绘]$")  # 褚云峰 作


class Observer:
    """Sees all blocks of a page: `features` are those of each."""

    def __init__(self, blocks: Sequence[Block], regions: Mapping[str, str], top: int) -> None:
        self.blocks, self.regions, self.top = blocks, regions, top
        self.texts = [reading(plain(block.text)).strip() for block in blocks]
        self.levels = sorted({block.level for block in blocks if block.kind is BlockKind.HEADING})
        self.hashed = any(level < DEEPEST for level in self.levels)
        self.subheads_marked = any(level > top for level in self.levels) if self.hashed else False
        self.features: list[set[str]] = [set() for _block in blocks]
        for number in range(len(blocks)):
            self.features[number] |= self._marks(number) | self._shape(number)
            self.features[number] |= self._words(number)
        Surroundings(blocks, self.texts, self.features).look()

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
                "dateline": parse_dateline(block.text) is not None,
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
        return found | ({"signs"} if found & {"signature", "name", "office and name", "in brackets"} else set())

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
            found |= {"pen name", "in brackets"} if text[0] in "（(" else {"pen name"}
        credit = credit_of(block)
        if credit is not None and "signature" not in found:
            found |= {"credit", "photo credit"} if _photographers(credit) else {"credit"}
        return found


def credit_of(block: Block) -> Signature | None:
    """Who signed at the end of a paragraph; None if nobody did."""
    if block.kind is not BlockKind.TEXT:
        return None
    text, _credit, signature = ending_credit(block.text)
    return signature if text else None


def _like_title(text: str) -> bool:
    """Whether a line has no pause but those that a headline may have: 大暑：腐草为萤."""
    return 0 < len(text) <= LONGEST_TITLE and not re.search("[，。；！？,;%]", text) and text[-1] not in "：:、，"


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
