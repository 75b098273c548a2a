"""A document's pieces, with their roles, as the blocks that a page is put together from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from linli.findings import Finding
from linli.messages import _
from linli.text.dates import parse_date
from newsroom.importing.blocks import Block, BlockKind
from newsroom.importing.markdown import escaped, picture_mark
from newsroom.importing.word.document import Document, Paragraph, WordTable
from newsroom.importing.word.look import LONGEST_HEADLINE
from newsroom.importing.word.numbering import Label
from newsroom.importing.word.pictures import Album
from newsroom.importing.word.pieces import WordPiece
from newsroom.importing.word.prepare import Prepared
from newsroom.importing.word.roles import ParagraphRole, signature_of
from newsroom.importing.word.tables import to_markdown
from plugins.bylines import parse_signature

HEADLINE, SUBHEAD = 1, 2  # levels
LONGEST_TAIL = 100  # characters of text after the last signature that are still a note to the piece


class Layout:
    """Lays out one document. `top` is the level of its headlines, None if none is set as such."""

    def __init__(self, name: str, document: Document, prepared: Prepared, album: Album) -> None:
        self.name, self.document, self.prepared, self.album = name, document, prepared, album
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []
        self.day: date | None = None
        self.boxes: set[int] = set()  # paragraphs of text boxes that are told

    @property
    def top(self) -> int | None:
        return HEADLINE if any(block.kind is BlockKind.HEADING for block in self.blocks) else None

    def lay(self, pieces: Sequence[WordPiece], roles: Sequence[ParagraphRole]) -> None:
        """Makes the blocks of all pieces."""
        for piece, role in zip(pieces, roles, strict=True):
            content = piece.content
            if isinstance(content, WordTable):
                self._table(content, piece.number)
                continue
            pictured = [] if role is ParagraphRole.CAPTION else self._pictures(content)
            if role is ParagraphRole.CAPTION:
                self.blocks += self._pictures(content)
            if piece.text:
                self._paragraph(piece, content, role)
            self.blocks += pictured
            self._notes(content)
            self._tell_box(piece, role)
        self._gather_tail()

    def _paragraph(self, piece: WordPiece, paragraph: Paragraph, role: ParagraphRole) -> None:
        number, text = paragraph.number, escaped(paragraph.text)
        if role is ParagraphRole.HEADLINE:
            self.blocks.append(Block(BlockKind.HEADING, [text], number, HEADLINE))
        elif role is ParagraphRole.SUBHEAD:
            self.blocks.append(Block(BlockKind.HEADING, [text], number, SUBHEAD))
        elif role is ParagraphRole.KICKER:
            self._kicker(text, number)
        elif role is ParagraphRole.SUBTITLE:
            self.blocks.append(Block(BlockKind.SUBTITLE, [text], number))
        elif role is ParagraphRole.CAPTION:
            self.blocks.append(Block(BlockKind.CAPTION, [paragraph.markdown], number))
        elif role is ParagraphRole.JOINED:
            self._join(text)
        elif role is ParagraphRole.DATE:
            self._date(text)
        elif role is ParagraphRole.SIGNATURE:
            signed = signature_of(piece) or f"（{paragraph.text}）"
            self.blocks.append(Block(BlockKind.TEXT, [signed], number, begins=True))
        elif piece.titles_table:
            self.blocks.append(Block(BlockKind.LITERAL, [f"**{text}**"], number))
        elif piece.label is not None:
            self._item_of_list(paragraph, piece.label)
        elif piece.look.right and any(block.kind is BlockKind.HEADING for block in self.blocks):
            why = _("靠右的落款留在了正文里，请看是不是要删")
            self.blocks.append(Block(BlockKind.ASIDE, [text], number, notes=((_("正文"), why),)))
        else:
            whole = paragraph.facts.bold and len(paragraph.text) <= LONGEST_HEADLINE  # says nothing of its words
            lines = [escaped(line.text) if whole else line.markdown for line in paragraph.lines]
            self.blocks.append(Block(BlockKind.TEXT, lines, number, begins=piece.look.indented))

    def _kicker(self, text: str, number: int) -> None:
        """A kicker in several lines is one."""
        before = self.blocks[-1] if self.blocks else None
        if before is not None and before.kind is BlockKind.KICKER:
            before.lines = [f"{before.lines[0]} {text}"]
        else:
            self.blocks.append(Block(BlockKind.KICKER, [text], number))

    def _join(self, text: str) -> None:
        """The rest of a headline or caption."""
        before = self.blocks[-1]
        if before.kind is BlockKind.CAPTION:
            before.lines = [before.lines[0] + (text if text[0] in "（(" else f"（{text}）")]
            return
        before.lines = [f"{before.lines[0]} {text}"]
        before.notes = ((_("标题"), _("标题排成几行，合成了一行")),)

    def _date(self, text: str) -> None:
        """A date below the headline is that of the piece, until somebody says another."""
        try:
            self.day = self.day or parse_date(text.strip("（）()"))[0]
        except ValueError:
            self.blocks.append(Block(BlockKind.TEXT, [text], 0, begins=True))

    def _item_of_list(self, paragraph: Paragraph, label: Label) -> None:
        """Items that follow each other are one list, as long as all have bullets or all have numbers."""
        line = f"{'    ' * label.depth}{label.text} {paragraph.markdown}"
        before = self.blocks[-1] if self.blocks else None
        if (
            before is not None
            and before.kind is BlockKind.LITERAL
            and (label.depth or _alike(before.lines[0], label.text))
        ):
            before.lines.append(line)
        else:
            self.blocks.append(Block(BlockKind.LITERAL, [line.lstrip()], paragraph.number))

    def _table(self, table: WordTable, number: int) -> None:
        lines, merged, nested = to_markdown(table)
        self.blocks.append(Block(BlockKind.LITERAL, lines, number))
        if merged:
            self._find(
                number,
                "W806",
                _("表格里有合并的单元格，已经拆开：竖着合并的，每一行都写上了；横着合并的，写在第一格。请核对。"),
            )
        if nested:
            self._find(number, "W807", _("表格里还有表格，里面那个只留下了文字。请核对。"))

    def _pictures(self, paragraph: Paragraph) -> list[Block]:
        blocks = []
        for picture in paragraph.pictures:
            place = self.album.take(*self.prepared.pictures[picture])
            if place is not None:
                description = self.album.pictures[place].description
                blocks.append(Block(BlockKind.IMAGE, [picture_mark(place, description)], paragraph.number))
        return blocks

    def _notes(self, paragraph: Paragraph) -> None:
        for note in paragraph.notes:
            text = "".join(line.markdown for line in self.document.notes[note - 1])
            if text:
                self.blocks.append(Block(BlockKind.NOTE, [f"［{note}］{text}"], paragraph.number))
        if paragraph.notes and paragraph.notes[0] == 1:
            self._find(paragraph.number, "W808", _("脚注放在了文末，文中标作［1］。请看是不是要留。"))

    def _tell_box(self, piece: WordPiece, role: ParagraphRole) -> None:
        if piece.boxed and role in (ParagraphRole.TEXT, ParagraphRole.SUBHEAD) and piece.number not in self.boxes:
            self.boxes.add(piece.number)
            message = _("“{start}”在文本框里，放在了它旁边那一段的后面。请核对位置。", start=piece.text[:12])
            self._find(piece.number, "W805", message)

    def _find(self, number: int, code: str, message: str) -> None:
        self.findings.append(Finding(self.name, number, code, message))

    def _gather_tail(self) -> None:
        """In a document with one headline: pictures and short notes after the last signature belong to the piece."""
        headlines = [block for block in self.blocks if block.kind is BlockKind.HEADING and block.level == HEADLINE]
        signed = [n for n, block in enumerate(self.blocks) if block.kind is BlockKind.TEXT and _is_signature(block)]
        if (
            len(headlines) != 1
            or not signed
            or any(block.kind is BlockKind.HEADING for block in self.blocks[signed[-1] :])
        ):
            return
        first = last = signed[-1]
        while first - 1 in signed:
            first -= 1
        tail = self.blocks[last + 1 :]
        texts = [block for block in tail if block.kind is BlockKind.TEXT]
        if not tail or first <= self.blocks.index(headlines[0]) + 1 or sum(len(b.text) for b in texts) > LONGEST_TAIL:
            return
        for block in texts:
            block.notes = ((_("正文"), _("署名后面还有文字，移到了署名前面")),)
            block.begins = True
        self.blocks[first:] = [*tail, *self.blocks[first : last + 1]]


def _alike(line: str, label: str) -> bool:
    """Whether a line is an item of a list of the same kind as one with this label."""
    return line.startswith("- ") if label == "-" else bool(re.match(r"\d+\. ", line))


def _is_signature(block: Block) -> bool:
    return parse_signature(block.text) is not None
