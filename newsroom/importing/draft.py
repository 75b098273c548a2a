"""An item while it is put together: its parts one after another, and in the end its body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from linli.messages import _
from linli.model.people import Contributor, Role
from newsroom.importing import kinds, phrases
from newsroom.importing.blocks import Block
from newsroom.importing.credits import ending_credit
from newsroom.importing.features import BYLINE_MARK, WORK_OF_ART
from newsroom.importing.healing import join, sentence_at
from newsroom.importing.item import Item
from newsroom.importing.markdown import captioned, plain
from newsroom.importing.script import reading
from plugins.bylines.blocks import closing_signature
from plugins.bylines.dateline import parse_dateline
from plugins.bylines.signature import parse_signature

QUOTE = re.compile(r"^>\s?", re.M)


@dataclass(slots=True)
class Part:
    """A part of an item's body, in Markdown."""

    TEXT, SUBHEAD, PICTURE, CAPTION, NOTE, LINES, TAIL, ASIDE, OTHER = (
        "text", "subhead", "picture", "caption", "note", "lines", "tail", "aside", "other",
    )  # fmt: skip

    kind: str
    text: str
    cuts: list[int] = field(default_factory=list)  # where halves of a paragraph were joined
    gap: int = 0  # empty lines above
    whole: bool = False  # lines that came in one block: a stanza
    head: str = ""  # of an aside
    credit: str = ""  # the signature that a paragraph ended with

    def add(self, rest: str) -> None:
        """Joins the other half of a paragraph."""
        self.cuts.append(len(self.text))
        self.text = join(self.text, rest)


@dataclass(slots=True)
class Draft:
    """The item and its parts. `brief`: marked as one below a column; `column`: it is the first below the column's name."""

    item: Item
    parts: list[Part] = field(default_factory=list)
    brief: bool = False
    column: bool = False
    broken: bool = False  # a text of it went on to another page

    # as it is read

    def paragraph(self, block: Block, *, rest: bool = False) -> None:
        """A paragraph, or the rest of one; a signature at its end is taken."""
        text, credit, signature = ending_credit(block.text)
        last = next((part for part in reversed(self.parts) if part.kind != Part.PICTURE), None)
        if rest and last is not None and last.kind in (Part.TEXT, Part.ASIDE):
            last.add(text)
        elif text:
            self.parts.append(Part(Part.TEXT, text, credit=credit))
        if signature is not None:
            self.sign(credit)

    def aside(self, block: Block) -> None:
        """An aside, or what goes on in it."""
        text = QUOTE.sub("", "\n".join(block.lines)).strip() if block.lines[0].startswith(">") else block.text
        found = phrases.aside_of(reading(plain(text)))
        if found is not None and not found["text"]:
            self.parts.append(Part(Part.ASIDE, "", head=plain(text).strip("【】[]〖〗〔〕:： ")))
            return
        last = self.parts[-1] if self.parts else None
        if last is not None and last.kind == Part.ASIDE and last.head and not last.text:
            last.text = text
        else:
            self.parts.append(Part(Part.ASIDE, text))

    def sign(self, text: str) -> None:
        """Takes a signature; what is none by its words is the name of the author, or a post and a name."""
        closing = closing_signature(text)
        signature = closing or parse_signature(text)
        words = WORK_OF_ART.sub("", text).strip("□■●◆▲★ \u3000（）()")
        if signature is not None:
            self.item.sign(signature.contributors, signature.source)
            if signature.doubtful:
                self.item.guess(_("署名"), _("“{text}”当作署名，也可能不是", text=words))
        if signature is None or (closing is None and not BYLINE_MARK.match(text)):
            name = phrases.post_of(reading(words))
            name = words[-len(name) :] if name else "".join(words.split())
            self.item.guess(_("署名"), _("“{name}”当作作者的名字", name=name))
            if signature is None:
                self.item.sign([Contributor(name, [Role.AUTHOR.value])])
        self.item.signatures.append(text if closing is not None else f"（{words}）")

    def below(self, block: Block) -> None:
        """A line below the headline: who wrote; a date, or what else is none, stays in the text."""
        text = plain(block.text)
        words = reading(text)
        if phrases.DATE.fullmatch(words) or phrases.is_note(words):
            self.parts.append(Part(Part.LINES, block.text, whole=True))
        else:
            self.sign(text)

    # when all of it is read

    def finish(self) -> Item:
        """The item with its body, its dateline and its kind."""
        item = self.item
        for part in [part for part in self.parts if part.kind == Part.TEXT][:-1]:
            if part.credit:  # of this paragraph alone, as in a column of briefs
                part.text += part.credit
                item.signatures.remove(part.credit)
        for part in _captions_settled(item, self.parts):
            self._part(part)
        self._dateline()
        if self.broken:
            item.guess(_("正文"), _("文末转到别的版，这里可能不完整"))
        if not item.title:
            item.title_from_caption()
        elif not item.body:
            item.guess(_("正文"), _("标题下面没有正文"))
        kinds.settle(item)
        return item

    def _part(self, part: Part) -> None:
        item = self.item
        if part.kind == Part.SUBHEAD:
            item.subheads.append(plain(part.text))
            item.body.append(f"### {part.text}")
        elif part.kind == Part.ASIDE:
            item.paragraphs += [part.text] if part.text else []
            quoted = "\n\n".join(words for words in (f"**{part.head}**" if part.head else "", part.text) if words)
            quote = re.sub("^", "> ", quoted, flags=re.M).replace("> \n", ">\n")
            if item.body and item.body[-1].startswith("> ") and not part.head:
                item.body[-1] += f"\n>\n{quote}"
            else:
                item.body.append(quote)
        else:
            item.body.append(part.text)
            if part.kind in (Part.TEXT, Part.LINES, Part.TAIL):
                item.paragraphs.append(part.text)
        item.healed += dict.fromkeys(sentence_at(part.text, cut) for cut in part.cuts)

    def _dateline(self) -> None:
        """The dateline of the first paragraph that is no aside."""
        item = self.item
        first = next((n for n, text in enumerate(item.paragraphs) if text in item.body), None)
        dateline = parse_dateline(item.paragraphs[first]) if first is not None else None
        if first is not None and dateline is not None:
            item.dateline = dateline.text or None
            item.paragraphs[first] = dateline.rest
            item.sign(dateline.contributors, dateline.source, first=True)


def _captions_settled(item: Item, parts: list[Part]) -> list[Part]:
    """Captions with their pictures, lines together, notes last. The one caption of an item without text is its text."""
    alone = sum(part.kind == Part.CAPTION for part in parts) == 1 and all(part.kind != Part.TEXT for part in parts)
    settled: list[Part] = []
    for part in parts:
        last = settled[-1] if settled else None
        if part.kind == Part.CAPTION:
            _settle_caption(item, part, settled, alone)
        elif (last is not None and last.kind == part.kind == Part.TAIL) or (
            last is not None and last.kind == part.kind == Part.LINES and _goes_with(part, last)
        ):
            last.text += f"  \n{part.text}"
        else:
            settled.append(part)
    return [part for part in settled if part.kind != Part.NOTE] + [part for part in settled if part.kind == Part.NOTE]


def _goes_with(part: Part, last: Part) -> bool:
    """Whether a line is of the same stanza as the lines before: no more room between them than within the stanza."""
    if part.whole or last.whole:
        return False
    if "\n" not in last.text:
        last.gap = part.gap
    return part.gap <= last.gap


def _settle_caption(item: Item, part: Part, settled: list[Part], alone: bool) -> None:
    text, credit, signature = ending_credit(part.text)
    if alone:
        settled.append(Part(Part.TEXT, text))
        if signature is not None:
            item.sign(signature.contributors, first=True)
            item.signatures.insert(0, credit)
        return
    picture = next((one for one in reversed(settled) if one.kind == Part.PICTURE), None)
    if picture is not None:
        picture.text = captioned(picture.text, part.text, text)
