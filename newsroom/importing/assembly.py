"""From the blocks of a page to its items: the blocks are read (`reading.py`), then put together by their roles.

What could have been read otherwise is marked with the item, the other reading named. The rules are in
docs/importing.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from linli.messages import _
from linli.model.article import Kind as ArticleKind
from newsroom.importing import phrases, values
from newsroom.importing.blocks import DEEPEST, Block, BlockKind
from newsroom.importing.draft import Draft, Part
from newsroom.importing.features import READ, Observer
from newsroom.importing.item import Item
from newsroom.importing.markdown import plain
from newsroom.importing.mending import joined_headline, mended
from newsroom.importing.reading import ReadBlock, read
from newsroom.importing.roles import FIELDS, ROLE_NAMES, Role
from newsroom.importing.script import reading
from newsroom.importing.titles import SUBTITLE, is_place, is_title

PARTS = {
    BlockKind.IMAGE: Part.PICTURE,
    BlockKind.CAPTION: Part.CAPTION,
    BlockKind.NOTE: Part.NOTE,
    BlockKind.ASIDE: Part.OTHER,
}
ABOVE = (Role.KICKER, Role.FORE, Role.COLUMN)
BEGINNINGS = (*ABOVE, Role.HEADLINE, Role.CAPTION, Role.SLOGAN)
ASIDES = (Role.LEAD, Role.LEAD_MORE, Role.ASIDE, Role.ASIDE_MORE)
SURE = 3.0  # a reading that weighs less than this more than another one is marked
BRIEF = 2  # paragraphs: a piece with more is none of the briefs below the name of a column


class Assembly:
    """Reads blocks; `items` are those of the page, `jumps` the jump lines outside of them."""

    def __init__(self, regions: Mapping[str, str]) -> None:
        self.items: list[Item] = []
        self.jumps: list[str] = []
        self.regions = regions
        self.draft: Draft | None = None
        self.above: list[tuple[Role, Block]] = []  # what stands above the headline to come
        self.waiting: list[Part] = []  # pictures above it
        self.marks: list[tuple[str, str]] = []  # of the item to come
        self.drafts: list[Draft] = []

    def read(self, blocks: list[Block], top: int | None = None) -> None:
        """Reads all blocks of a page.

        Args:
            top: the level of headlines; if it is not known, that of the highest heading.
        """
        blocks, fixed = values.with_banners(mended(blocks, self.jumps))
        observer = Observer(blocks, self.regions, self._top(blocks) if top is None else top)
        wording = [number for number, block in enumerate(blocks) if block.kind in READ]
        found = read(
            [observer.features[number] for number in wording],
            [Role.VALUES if number in fixed else None for number in wording],
        )
        known = dict(zip(wording, found, strict=True))
        for number, block in enumerate(blocks):
            if number in known:
                self._wording(block, known[number], observer.features[number])
            else:
                self._parts.append(Part(PARTS[block.kind], "\n".join(block.lines)))
            for mark in block.notes:
                self._mark(*mark)
        if self.waiting or self.above:  # and nothing to go with
            self._open(blocks[-1])
        self._close()
        self._columns()
        self.items = [draft.item for draft in self.drafts]

    def _top(self, blocks: list[Block]) -> int:
        """The level of headlines. Where a headline without a mark stands above marked subheads, no level is."""
        levels = [block.level for block in blocks if block.kind is BlockKind.HEADING]
        top, first = min(levels, default=DEEPEST), next(iter(blocks), None)
        if 3 <= top < DEEPEST and first is not None and first.kind is BlockKind.TEXT:
            return 0 if is_title(first) and not is_place(first.text, self.regions) else top
        return top

    # one block

    @property
    def _parts(self) -> list[Part]:
        """Those of the open item, or of the one to come."""
        return self.waiting if self.draft is None else self.draft.parts

    def _wording(self, block: Block, found: ReadBlock, features: set[str]) -> None:
        if found.role in ABOVE:
            self._close()
            self.above.append((found.role, block))
        elif block.kind in PARTS:
            if found.role is Role.PICTURE_ABOVE:
                self._close()
            self._parts.append(Part(PARTS[block.kind], "\n".join(block.lines)))
        elif found.role in (Role.HEADLINE, Role.CAPTION, Role.SLOGAN, Role.VALUES):
            self._begin(block, found.role, features)
        else:
            self._part(block, found.role)
        (self.jumps if self.draft is None else self.draft.item.jumps).extend(block.jumps)
        if self.draft is not None:
            self.draft.broken = self.draft.broken or block.continued
        if found.margin < SURE and found.role is not Role.SLOGAN:
            self._doubt(block, found)

    def _doubt(self, block: Block, found: ReadBlock) -> None:
        """Marks what may be something else, with the item before it too, if it may be a part of that."""
        text = plain(block.text) or _("图片")
        start = text if len(text) <= 14 else text[:12] + "……"
        why = _(
            "“{text}”当作{role}，也可能是{other}",
            text=start,
            role=ROLE_NAMES[found.role],
            other=ROLE_NAMES[found.other],
        )
        self._mark(FIELDS.get(found.role, _("正文")), why)
        if found.role in BEGINNINGS and found.other not in BEGINNINGS and len(self.drafts) > (found.role not in ABOVE):
            self.drafts[-1 if found.role in ABOVE else -2].item.guess(_("正文"), why)

    def _begin(self, block: Block, role: Role, features: set[str]) -> None:
        """A new item."""
        draft = self._open(block)
        item = draft.item
        if role is Role.HEADLINE:
            item.title = phrases.BULLET.sub("", plain(block.text), count=1)
            draft.brief = "brief" in features
            if draft.brief:
                item.title = phrases.NUMBERED.sub("", item.title, count=1)
            if "plain among headings" in features:
                item.guess(_("标题"), _("取自没有标出的一行"))
        elif role is Role.CAPTION and block.kind is BlockKind.LITERAL:
            draft.parts.append(Part(Part.OTHER, "\n".join(block.lines)))
        elif role is Role.CAPTION:
            draft.paragraph(block)
        else:
            item.kind = ArticleKind.BANNER
            if role is Role.VALUES:
                item.title, item.lines = block.text, values.lines_of(block.text)
            else:
                item.title = " ".join(map(plain, block.lines))
                item.guess(_("体裁"), _("标题下面没有正文，当作标语"))

    def _part(self, block: Block, role: Role) -> None:
        """A part of the open item."""
        assert self.draft is not None
        draft, text = self.draft, plain(block.text)
        if role is Role.MORE:
            draft.item.title = joined_headline(draft.item.title, text)
            self._mark(_("标题"), _("标题排成几行，合成了一行"))
        elif role is Role.SUBTITLE:
            line = SUBTITLE.sub("", text)
            draft.item.subtitle = f"{draft.item.subtitle} {line}" if draft.item.subtitle else line
        elif role is Role.BYLINE:
            draft.below(block)
        elif role is Role.SIGN:
            draft.sign(text)
        elif role is Role.SUBHEAD:
            draft.parts.append(Part(Part.SUBHEAD, block.text))
        elif role is Role.LINE:
            draft.parts.append(Part(Part.LINES, "  \n".join(block.lines), gap=block.gap, whole=block.kept))
        elif role is Role.TAIL:
            draft.parts.append(Part(Part.TAIL, block.text))
        elif role in ASIDES:
            draft.aside(block)
        elif role is Role.LITERAL:
            draft.parts.append(Part(Part.OTHER, "\n".join(block.lines)))
        else:
            draft.paragraph(block, rest=role is Role.REST)

    def _mark(self, name: str, why: str) -> None:
        if self.draft is not None:
            self.draft.item.guess(name, why)
        else:
            self.marks.append((name, why))

    # items

    def _open(self, block: Block) -> Draft:
        """Begins an item with what stood above it."""
        self._close()
        draft = self.draft = Draft(Item(self.above[0][1].line if self.above else block.line))
        kickers = [plain(above.text) for role, above in self.above if role in (Role.KICKER, Role.COLUMN)]
        kickers = [text for text in kickers if not phrases.PUBLIC.fullmatch(reading(text))]
        draft.item.kicker = " ".join(kickers).strip("【】") or None
        draft.column = any(role is Role.COLUMN for role, _above in self.above)
        for role, above in self.above:
            if role is Role.FORE:
                draft.aside(above)
        draft.parts += self.waiting
        for mark in self.marks:
            draft.item.guess(*mark)
        self.above, self.waiting, self.marks = [], [], []
        self.drafts.append(draft)
        return draft

    def _close(self) -> None:
        draft, self.draft = self.draft, None
        if draft is not None and draft.item.kind is ArticleKind.BANNER:
            draft.item.body = [part.text for part in draft.parts]
        elif draft is not None:
            draft.finish()

    def _columns(self) -> None:
        """The name of a column is the kicker of all its briefs, not of the first alone."""
        column: str | None = None
        marked = False  # the briefs are
        for draft in self.drafts:
            item = draft.item
            if draft.column:
                marked = draft.brief
                column = item.kicker if marked or phrases.is_briefs(reading(item.kicker or "")) else None
            elif column and not item.kicker and (draft.brief if marked else self._is_brief(item)):
                item.kicker = column
                if not marked:
                    item.guess(_("引题"), _("当作“{column}”里的一条，也可能不是", column=column))
            else:
                column = None

    def _is_brief(self, item: Item) -> bool:
        return len(item.paragraphs) <= BRIEF and not item.subheads and item.kind is not ArticleKind.BANNER
