"""From the blocks of a page to its items, read from top to bottom with one item open at a time.

An item begins with a headline (its kicker before it) and ends with its signature or the next headline. What
follows a signature without a headline is a caption. The rules are in docs/importing.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from linli.messages import _
from linli.model.article import Kind as ArticleKind
from linli.model.people import byline_of
from newsroom.importing import kinds, values
from newsroom.importing.blocks import DEEPEST, Block, BlockKind
from newsroom.importing.credits import ending_credit
from newsroom.importing.folio import take_jumps
from newsroom.importing.healing import goes_on, is_cut
from newsroom.importing.item import Item, ItemPart
from newsroom.importing.markdown import plain
from newsroom.importing.titles import SUBTITLE, is_place, is_title
from plugins.bylines import parse_dateline
from plugins.bylines.blocks import closing_signature
from plugins.bylines.signature import Signature

PARTS = {
    BlockKind.IMAGE: ItemPart.PICTURE,
    BlockKind.CAPTION: ItemPart.CAPTION,
    BlockKind.NOTE: ItemPart.NOTE,
    BlockKind.ASIDE: ItemPart.OTHER,
    BlockKind.LITERAL: ItemPart.OTHER,
}


class Assembly:
    """Reads blocks; `items` are those that are finished, `jumps` the jump lines outside of them."""

    def __init__(self, regions: Mapping[str, str]) -> None:
        self.items: list[Item] = []
        self.jumps: list[str] = []
        self.regions = regions
        self.item: Item | None = None
        self.signed = False  # the open item has its signature
        self.kicker: Block | None = None
        self.parts: list[ItemPart] = []  # of the open item
        self.broken = False  # a text of it went on to another page

    def read(self, blocks: list[Block], top: int | None = None) -> None:
        """Reads all blocks of a page.

        Args:
            top: the level of headlines; if it is not known, that of the highest heading.
        """
        self.blocks = blocks
        levels = [block.level for block in blocks if block.kind is BlockKind.HEADING]
        self.top = min(levels, default=0) if top is None else top
        self.subheads_marked = any(level > self.top for level in levels)
        if self.top == DEEPEST and not self._bold_are_headlines():
            self.top = 0
        number = 0
        while number < len(blocks):
            number += self._core_values(number) or self._block(number)
        self._close()
        if self.kicker is not None:
            self._open(self.kicker)
            self._close()

    def _bold_are_headlines(self) -> bool:
        first = next(block for block in self.blocks if block.kind is BlockKind.HEADING)
        return all(
            block.kind is not BlockKind.TEXT or is_title(block) for block in self.blocks[: self.blocks.index(first)]
        )

    # one block

    def _block(self, number: int) -> int:
        block = self.blocks[number]
        if block.kind is BlockKind.HEADING:
            self._heading(number, block)
        elif block.kind is BlockKind.KICKER:
            self._close()
            self.kicker = block
        elif block.kind in (BlockKind.TEXT, BlockKind.SUBTITLE):
            self._text(number, block)
        else:
            if self.item is None or (self.signed and block.kind not in (BlockKind.NOTE, BlockKind.ASIDE)):
                self._open(None, block.line)
            self.parts.append(ItemPart(PARTS[block.kind], "\n".join(block.lines)))
        for name, why in block.notes:
            if self.item is not None:
                self.item.guess(name, why)
        return 1

    def _core_values(self, number: int) -> int:
        """How many blocks from here on are the core-values banner."""
        taken = values.blocks_of_banner(self.blocks[number:])
        if taken:
            self._close()
            banner = Item(self.blocks[number].line, ArticleKind.BANNER, title=values.TITLE, lines=list(values.LINES))
            self.items.append(banner)
        return taken

    def _heading(self, number: int, block: Block) -> None:
        text = block.text
        rest, jumps, _elsewhere = take_jumps(text)
        if jumps:
            self.jumps += jumps
            block.lines = [rest] if rest else [text]
        after, signature = self._after(number), closing_signature(text)
        if SUBTITLE.match(text) and (item := self._fresh()):
            _add_subtitle(item, text)
        elif signature is not None and self.item is not None:
            self._sign(text, signature, after)
        elif block.level == self.top:
            self._headline(block, after)
        elif after is not None and self._is_headline(after) and (self.signed or self.item is None or not self._fresh()):
            self._close()
            self.kicker = block
        elif self.item is None or self.signed:
            self._headline(block, after)
        else:
            self.parts.append(ItemPart(ItemPart.SUBHEAD, block.text))

    def _headline(self, block: Block, after: Block | None) -> None:
        """A headline; with nothing below it, it is a slogan, or the line above the next headline."""
        headline_next = after is not None and self._is_headline(after)
        next_item = headline_next or (after is not None and after.kind is BlockKind.KICKER)
        if after is not None and not next_item and not self._values_next(after):
            self._open(block)
        elif headline_next and self.kicker is None and not values.is_slogan(plain(block.text)):
            self._close()
            self.kicker = block
        else:
            self._slogan(block)

    def _slogan(self, block: Block) -> None:
        self._close()
        item = Item(block.line, ArticleKind.BANNER, title=plain(block.text))
        if self.kicker is not None:
            item.kicker, self.kicker = plain(self.kicker.text), None
        item.guess(_("体裁"), _("标题下面没有正文，当作标语"))
        self.items.append(item)

    def _values_next(self, block: Block) -> bool:
        text = " ".join(block.lines)
        return bool(values.core_words(text)) or values.is_heading_of_banner(text)

    def _text(self, number: int, block: Block) -> None:
        rest, jumps, goes_elsewhere = take_jumps(block.text)
        if jumps:
            (self.item.jumps if self.item else self.jumps).extend(jumps)
            self.broken = self.broken or goes_elsewhere
            if not rest:
                return
            block = Block(block.kind, [rest], block.line, begins=block.begins)
        text = block.text
        signature = closing_signature(plain(text))
        if signature is not None and (self.item is not None or self.items):
            self._sign(plain(text), signature, self._after(number))
            return
        if (item := self._fresh()) and (SUBTITLE.match(text) or block.kind is BlockKind.SUBTITLE):
            _add_subtitle(item, text)
            return
        if is_title(block) and self._before_headline(number):
            self._close()
            if values.is_couplet(text):
                self._slogan(block)
            else:
                self.kicker = block
            return
        if self.item is None or self.signed:
            self._begin_without_heading(number, block)
            return
        if self.top == 0 and self._plain_headline(number, block):
            self._begin_without_heading(number, block)
            return
        if self._is_subhead(block):
            self.parts.append(ItemPart(ItemPart.SUBHEAD, text))
            return
        self._paragraph(block)

    def _is_subhead(self, block: Block) -> bool:
        """Whether a short line in the middle of a text is a subhead; not where the page marks its subheads."""
        text = block.text
        if self.subheads_marked or not is_title(block) or goes_on(text) or re.search("[0-9A-Za-z]$|，.*，", text):
            return False
        return any(part.kind == ItemPart.TEXT for part in self.parts) and not is_cut(self._last_text())

    def _paragraph(self, block: Block) -> None:
        """A paragraph of the open item; a signature at its end is taken."""
        text, credit, signature = ending_credit(block.text)
        if text:
            self.parts.append(ItemPart(ItemPart.TEXT, text, block.begins))
        if signature is not None:
            self._sign(credit, signature)

    def _begin_without_heading(self, number: int, block: Block) -> None:
        """An item whose headline is a line like others, or that has none."""
        if is_title(block) and number + 1 < len(self.blocks):
            self._open(block).guess(_("标题"), _("取自没有标出的一行"))
            return
        if is_title(block):
            self._headline(block, None)
            return
        self._open(None, block.line)
        self._paragraph(block)

    # what a block is, by its neighbours

    def _after(self, number: int) -> Block | None:
        return self.blocks[number + 1] if number + 1 < len(self.blocks) else None

    def _is_headline(self, block: Block) -> bool:
        return block.kind is BlockKind.HEADING and self.top > 0 and block.level == self.top

    def _before_headline(self, number: int) -> bool:
        """Whether the next block is a headline, and this one so the line above it."""
        after = self._after(number)
        if after is None or self._fresh():
            return False
        if self.item is not None and not self.signed and is_cut(self._last_text()):
            return False
        if self.top:
            return self._is_headline(after)
        if not (after.kind is BlockKind.TEXT and is_title(after) and number + 2 < len(self.blocks)):
            return False
        body = self.blocks[number + 2]
        return is_place(self.blocks[number].text, self.regions) and (
            self.item is None or self.signed or parse_dateline(body.text) is not None or not is_title(body)
        )

    def _plain_headline(self, number: int, block: Block) -> bool:
        """In a page without marks: whether a short line in an open item begins the next one."""
        if not is_title(block) or self._fresh() or self.kicker is not None:
            return self.kicker is not None and is_title(block)
        after = self._after(number)
        return after is not None and parse_dateline(after.text) is not None

    def _fresh(self) -> Item | None:
        """The open item, if it has a headline and nothing else yet."""
        return self.item if self.item is not None and self.item.title and not self.signed and not self.parts else None

    def _last_text(self) -> str:
        return self.parts[-1].text if self.parts and self.parts[-1].kind == ItemPart.TEXT else ""

    # items

    def _open(self, headline: Block | None, line: int = 0) -> Item:
        self._close()
        item = Item(headline.line if headline else line, title=plain(headline.text) if headline else "")
        if self.kicker is not None:
            item.kicker, item.line = plain(self.kicker.text), self.kicker.line
            self.kicker = None
        self.item = item
        return item

    def _sign(self, text: str, signature: Signature, after: Block | None = None) -> None:
        """Takes a signature, which ends the item; above its text it is the byline. `after` is the block that follows."""
        item = self.item or self.items[-1]
        item.sign(signature.contributors, signature.source)
        item.signatures.append(text)
        written = any(part.kind not in (ItemPart.PICTURE, ItemPart.CAPTION) for part in self.parts)
        pictured = bool(self.parts) and (after is None or after.kind is not BlockKind.TEXT or is_title(after))
        byline = self._fresh() or (
            byline_of(signature.contributors) and self.item is not None and not written and not pictured
        )
        if not byline:
            self.signed = self.item is not None

    def _close(self) -> None:
        item, parts, broken = self.item, self.parts, self.broken
        self.item, self.parts, self.signed, self.broken = None, [], False, False
        if item is None:
            return
        item.fill(parts)
        if broken:
            item.guess(_("正文"), _("文末转到别的版，这里可能不完整"))
        if not item.title:
            item.title_from_caption()
        kinds.settle(item)
        self.items.append(item)


def _add_subtitle(item: Item, text: str) -> None:
    """A subtitle in several lines is one."""
    line = plain(SUBTITLE.sub("", text))
    item.subtitle = f"{item.subtitle} {line}" if item.subtitle else line
