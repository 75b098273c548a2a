"""From the blocks of a page to its items.

An item begins with a headline (its kicker before it) and ends with its signature or the next headline. What
follows a signature without a headline is a caption. The rules are in docs/importing.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from newsroom.importing import blocks as page_blocks
from newsroom.importing import kinds, values
from newsroom.importing.blocks import DEEPEST, Block
from newsroom.importing.blocks import Kind as BlockKind
from newsroom.importing.folio import Folio, parse_folio, take_jumps
from newsroom.importing.healing import goes_on, heal, is_cut
from newsroom.importing.item import PLACE_ENDS, Item
from plugins.bylines import parse_dateline
from plugins.bylines.blocks import LAST_BRACKET, closing_signature, merged
from plugins.bylines.signature import Signature, parse_signature
from plugins.desk.article import Kind, Role
from plugins.desk.messages import _

SUBTITLE = re.compile(r"(?:—{1,3}|－{1,2}|--+|─+)\s*(?=\S)")
PAUSE = re.compile("[。；！？!?]|[，、：].{12,}")
TAIL_CREDIT = re.compile(
    r"(?<=[。！？”])\s*((?:本报)?(?:记者|通讯员)?\s*[\u4e00-\u9fff·\s\u3000]{2,12}\s*[/／]?\s*(?:摄影?|供图))\s*$"
)
LONGEST_TITLE = 40  # characters
LONGEST_CAPTION_TITLE = 22
FOLIO_LINES = 4  # a folio stands within so many blocks of the page's top or end


@dataclass(slots=True)
class Page:
    """The items of a page, in order, and what its folio line says."""

    items: list[Item] = field(default_factory=list)
    folio: Folio = field(default_factory=Folio)
    jumps: list[str] = field(default_factory=list)


def import_page(text: str, *, sections: Mapping[str, str], regions: Mapping[str, str]) -> Page:
    """Takes a page apart.

    Args:
        text: Markdown or plain text.
        sections, regions: the paper's, id to name; a kicker that is a region is told from one that is not.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    assembly = _Assembly(regions)
    found = page_blocks.split(lines)
    found = _without_folio(found, assembly.page.folio)
    assembly.read(found)
    return assembly.page


def _without_folio(blocks: list[Block], folio: Folio) -> list[Block]:
    kept = []
    for number, block in enumerate(blocks):
        edge = number < FOLIO_LINES or number >= len(blocks) - 2
        parsed = None
        if edge and block.kind in (BlockKind.TEXT, BlockKind.HEADING):
            line = " ".join(block.lines)
            parsed = parse_folio(line)
            if parsed is None and folio and number < FOLIO_LINES:
                parsed = _editors_line(line)
        if parsed is None:
            kept.append(block)
        else:
            folio.fill(parsed)
    return kept


def _editors_line(line: str) -> Folio | None:
    """A line under the folio that names the page's editors."""
    signature = parse_signature(line)
    if signature is None or not signature.contributors:
        return None
    if any(not {Role.EDITOR, Role.REVIEWER} & set(c.roles) for c in signature.contributors):
        return None
    return Folio(editor=" ".join(c.name for c in signature.contributors if Role.EDITOR in c.roles))


class _Assembly:
    """Reads blocks from top to bottom, with one item open at a time."""

    def __init__(self, regions: Mapping[str, str]) -> None:
        self.page = Page()
        self.regions = regions
        self.item: Item | None = None
        self.signed = False  # the open item has its signature
        self.kicker: Block | None = None
        self.parts: list[tuple[str, str]] = []  # of the open item: ("text" | "subhead" | "other", Markdown)
        self.broken = False  # a text of it went on to another page

    def read(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        levels = [block.level for block in blocks if block.kind is BlockKind.HEADING]
        self.top = min(levels, default=0)
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
            block.kind is not BlockKind.TEXT or self._short(block) for block in self.blocks[: self.blocks.index(first)]
        )

    # one block

    def _block(self, number: int) -> int:
        block = self.blocks[number]
        if block.kind is BlockKind.HEADING:
            self._heading(number, block)
        elif block.kind is BlockKind.TEXT:
            self._text(number, block)
        else:
            if self.signed or self.item is None:
                self._open(None, block.line)
            self.parts.append(("other", "\n".join(block.lines)))
        return 1

    def _core_values(self, number: int) -> int:
        """How many blocks from here on are the core-values banner."""
        taken, letters, title = 0, "", False
        for block in self.blocks[number:]:
            if block.kind not in (BlockKind.TEXT, BlockKind.HEADING):
                break
            text = " ".join(block.lines)
            if not title and re.sub(r"[^\u4e00-\u9fff]", "", text) == values.TITLE:
                title = True
            elif words := values.core_words(text.replace(values.TITLE, "")):
                letters += words
                title = title or values.TITLE in text
            else:
                break
            taken += 1
            if len(letters) >= len(values.WORDS):
                break
        if len(letters) < len(values.WORDS):
            return 0
        self._close()
        banner = Item(self.blocks[number].line, Kind.BANNER, title=values.TITLE, lines=list(values.LINES))
        self.page.items.append(banner)
        following = self.blocks[number + taken] if number + taken < len(self.blocks) else None
        if not title and following and re.sub(r"[^\u4e00-\u9fff]", "", following.text) == values.TITLE:
            taken += 1
        return taken

    def _heading(self, number: int, block: Block) -> None:
        text = block.text
        folio_jump, jumps, _count = take_jumps(text)
        if jumps:
            self.page.jumps += jumps
            block.lines = [folio_jump] if folio_jump else [text]
        after = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
        if SUBTITLE.match(text) and self._fresh():
            self.item.subtitle = SUBTITLE.sub("", text)
        elif closing_signature(text) and self.item is not None:
            self._sign(text, closing_signature(text))
        elif block.level == self.top:
            self._headline(block, after)
        elif after is not None and self._is_headline(after) and (self.signed or self.item is None or not self._fresh()):
            self._close()
            self.kicker = block
        elif self.item is None or self.signed:
            self._headline(block, after)
        else:
            self.parts.append(("subhead", block.text))

    def _headline(self, block: Block, after: Block | None) -> None:
        """A headline; with nothing below it, it is a slogan, or the line above the next headline."""
        alone = after is None or (self._is_headline(after) and after.level == block.level) or self._values_next(after)
        if not alone:
            self._open(block)
            return
        headline_next = after is not None and self._is_headline(after)
        if headline_next and self.kicker is None and not values.is_slogan(block.text):
            self._close()
            self.kicker = block
            return
        self._slogan(block, _("标题下面没有正文，当作标语"))

    def _slogan(self, block: Block, why: str) -> None:
        self._close()
        item = Item(block.line, Kind.BANNER, title=block.text)
        if self.kicker is not None:
            item.kicker, self.kicker = self.kicker.text, None
        item.guess(_("体裁"), why)
        self.page.items.append(item)

    def _values_next(self, block: Block) -> bool:
        text = " ".join(block.lines)
        return bool(values.core_words(text)) or re.sub(r"[^\u4e00-\u9fff]", "", text) == values.TITLE

    def _text(self, number: int, block: Block) -> None:
        rest, jumps, goes_elsewhere = take_jumps(block.text)
        if jumps:
            (self.item.jumps if self.item else self.page.jumps).extend(jumps)
            self.broken = self.broken or goes_elsewhere
            if not rest:
                return
            block = Block(block.kind, [rest], block.line)
        text = block.text
        signature = closing_signature(text)
        if signature is not None and (self.item is not None or self.page.items):
            self._sign(text, signature)
            return
        if self._fresh() and SUBTITLE.match(text):
            self.item.subtitle = SUBTITLE.sub("", text)
            return
        if self._short(block) and self._before_headline(number):
            self._close()
            if values.is_couplet(text):
                self._slogan(block, _("标题下面没有正文，当作标语"))
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
            self.parts.append(("subhead", text))
            return
        self._paragraph(text)

    def _is_subhead(self, block: Block) -> bool:
        """Whether a short line in the middle of a text is a subhead; not where the page marks its subheads."""
        text = block.text
        if self.subheads_marked or not self._short(block) or goes_on(text) or re.search("[0-9A-Za-z]$|，.*，", text):
            return False
        return self._has_text() and not is_cut(self._last_text())

    def _paragraph(self, text: str) -> None:
        """A paragraph of the open item; a signature at its end is taken."""
        inline = LAST_BRACKET.search(text)
        credit = inline[1] if inline and inline.start() else ""
        signature = parse_signature(credit) if credit else None
        if signature is None and (tail := TAIL_CREDIT.search(text)):
            inline, credit, signature = tail, tail[1], parse_signature(tail[1])
        if signature is None:
            self.parts.append(("text", text))
            return
        self.parts.append(("text", text[: inline.start()].rstrip()))
        self._sign(credit if credit[0] in "（(【" else f"（{credit}）", signature)

    def _begin_without_heading(self, number: int, block: Block) -> None:
        """An item whose headline is a line like others, or that has none."""
        if self._short(block) and number + 1 < len(self.blocks):
            self._open(block)
            self.item.guess(_("标题"), _("取自没有标出的一行"))
            return
        if self._short(block):
            self._headline(block, None)
            return
        self._open(None, block.line)
        self._paragraph(block.text)

    # what a block is, by its neighbours

    def _is_headline(self, block: Block) -> bool:
        return block.kind is BlockKind.HEADING and self.top > 0 and block.level == self.top

    def _short(self, block: Block) -> bool:
        """Whether a text reads as a title: one short line with no end of a sentence in it."""
        text = block.text
        return (
            len(block.lines) <= 2
            and len(text) <= LONGEST_TITLE
            and not PAUSE.search(text)
            and text[-1] not in "，、：:,"
        )

    def _before_headline(self, number: int) -> bool:
        """Whether the next block is a headline, and this one so the line above it."""
        after = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
        if after is None or self._fresh():
            return False
        if self.item is not None and not self.signed and is_cut(self._last_text()):
            return False
        if self.top:
            return self._is_headline(after)
        if not (after.kind is BlockKind.TEXT and self._short(after) and number + 2 < len(self.blocks)):
            return False
        body = self.blocks[number + 2]
        place = self._is_place(self.blocks[number].text)
        return place and (
            self.item is None or self.signed or parse_dateline(body.text) is not None or not self._short(body)
        )

    def _plain_headline(self, number: int, block: Block) -> bool:
        """In a page without marks: whether a short line in an open item begins the next one."""
        if not self._short(block) or self._fresh() or self.kicker is not None:
            return self.kicker is not None and self._short(block)
        after = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
        return after is not None and parse_dateline(after.text) is not None

    def _is_place(self, text: str) -> bool:
        known = any(text.startswith(name) for name in self.regions.values())
        return known or (len(text) <= 16 and text.endswith(PLACE_ENDS))

    def _fresh(self) -> bool:
        """Whether the open item has a headline and nothing else yet."""
        return self.item is not None and not self.signed and bool(self.item.title) and not self.parts

    def _has_text(self) -> bool:
        return any(kind == "text" for kind, _text in self.parts)

    def _last_text(self) -> str:
        return self.parts[-1][1] if self.parts and self.parts[-1][0] == "text" else ""

    # items

    def _open(self, headline: Block | None, line: int = 0) -> None:
        self._close()
        self.item = Item(headline.line if headline else line, title=headline.text if headline else "")
        if self.kicker is not None:
            self.item.kicker, self.item.line = self.kicker.text, self.kicker.line
            self.kicker = None

    def _sign(self, text: str, signature: Signature) -> None:
        item = self.item or self.page.items[-1]
        editors = [c for c in signature.contributors if set(c.roles) <= {Role.EDITOR, Role.REVIEWER}]
        if editors:
            item.editor = " ".join(c.name for c in editors if Role.EDITOR in c.roles) or item.editor
        authors = [c for c in signature.contributors if c not in editors]
        if self._fresh() or (authors and not self.parts and self.item is not None):
            # Right below the headline: the byline; the text is still to come.
            item.contributors = merged(item.contributors, authors)
            item.source = item.source or signature.source
            item.signatures.append(text)
            return
        item.contributors = merged(item.contributors, authors)
        item.source = item.source or signature.source
        item.signatures.append(text)
        self.signed = self.item is not None

    def _close(self) -> None:
        item, parts, broken = self.item, self.parts, self.broken
        self.item, self.parts, self.signed, self.broken = None, [], False, False
        if item is None:
            return
        _fill(item, parts)
        if broken:
            item.guess(_("正文"), _("文末转到别的版，这里可能不完整"))
        if not item.title:
            _title_from_caption(item)
        kinds.settle(item)
        self.page.items.append(item)


def _fill(item: Item, parts: list[tuple[str, str]]) -> None:
    """The parts of an item, paragraphs made whole, dateline told."""
    run: list[str] = []

    def end_run() -> None:
        whole, healed = heal(run)
        item.paragraphs += whole
        item.body += whole
        item.healed += healed
        run.clear()

    for kind, text in parts:
        if kind == "text":
            run.append(text)
            continue
        end_run()
        item.body.append(f"### {text}" if kind == "subhead" else text)
        if kind == "subhead":
            item.subheads.append(text)
    end_run()
    dateline = parse_dateline(item.paragraphs[0]) if item.paragraphs else None
    if dateline is not None:
        item.dateline = dateline.text
        item.paragraphs[0] = dateline.rest
        item.contributors = merged(dateline.contributors, item.contributors)
        item.source = item.source or dateline.source


def _title_from_caption(item: Item) -> None:
    """A caption without a headline is called by its first words."""
    text = item.paragraphs[0] if item.paragraphs else ""
    text = re.sub(r"^(?:图为|上图|下图|左图|右图)[：:，]?", "", re.sub(r"[“”]", "", text))
    clauses = re.split("[，。；：！？]", text)
    title = next((clause for clause in clauses[1:] if 4 <= len(clause) <= LONGEST_CAPTION_TITLE), clauses[0])
    first = (
        clauses[0]
        if 4 <= len(clauses[0]) <= LONGEST_CAPTION_TITLE and not re.search(r"日$|近日|日前", clauses[0])
        else title
    )
    item.title = first[:LONGEST_CAPTION_TITLE] or "图片新闻"
    item.guess(_("标题"), _("原稿没有标题，取自图说"))
