"""What importing a page will write: an article's file for each item, and its pictures; never over another file."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path

from linli.findings import Finding
from linli.messages import _, listed
from linli.model import addresses
from linli.model.article import Kind
from linli.model.paper import Paper
from linli.model.photo import PHOTOS
from linli.reading.encoding import UnreadableText, decode
from linli.reading.frontmatter import split
from linli.text.pinyin import slug_of
from linli.text.simplified import simplified
from newsroom.importing.item import Item
from newsroom.importing.markdown import PICTURE_MARK
from newsroom.importing.page import ImportedPage

OPINION = ("言论", "评论", "观点", "时评")


class State(Enum):
    """What is there where an article is to be written."""

    NEW = "new"
    SAME = "same"  # the same, from an earlier import; or, of a banner, one with its headline
    TAKEN = "taken"  # another file


@dataclass(slots=True)
class PlanEntry:
    """An item with its place in the paper."""

    item: Item
    section: str  # its name
    target: Path
    text: str
    state: State
    pictures: dict[Path, bytes] = field(default_factory=dict)  # to be written
    end: int = sys.maxsize  # the line at which the next item of the page begins

    def has(self, finding: Finding) -> bool:
        """Whether a finding is about this item."""
        return self.item.line <= finding.line < self.end


@dataclass(slots=True)
class Plan:
    """What a page becomes. `day` and `number` are those of the printed page."""

    file: Path
    page: ImportedPage
    day: date
    number: int | None
    entries: list[PlanEntry] = field(default_factory=list)
    written: bool = False

    @property
    def taken(self) -> list[PlanEntry]:
        """Those that stand in the way: then nothing of the page is written."""
        return [entry for entry in self.entries if entry.state is State.TAKEN]


def _drop_own_address(item: Item, address: str) -> None:
    """An old address that is the new one too leads nowhere else."""
    old = [one for one in re.split("，", item.fields.get("旧址", "")) if one.strip("/") != address.strip("/")]
    if "旧址" in item.fields:
        item.fields["旧址"] = "，".join(old)


class Planner:
    """Plans the pages of one run; no two of their files have the same name.

    `mapped` are sections by the categories of another program; `draft`: all are to be drafts.
    """

    def __init__(
        self,
        paper: Paper,
        content: Path,
        section: str | None,
        number: int | None,
        *,
        mapped: Mapping[str, str] | None = None,
        draft: bool = False,
    ) -> None:
        self.paper, self.content, self.section, self.number = paper, content, section, number
        self.mapped, self.draft = mapped or {}, draft
        self.regions = {region.id: region.name for region in paper.regions}
        self.reserved: dict[Path, bytes] = {}
        self.banners: set[str] | None = None  # headlines of those there are

    def plan(self, file: Path, page: ImportedPage, day: date) -> Plan:
        """Plans a page; what is guessed on the way is noted with the items."""
        plan = Plan(file, page, day, self.number or page.folio.page)
        for position, item in enumerate(page.items, 1):
            section, guessed = self._section(item, page)
            if guessed and item.categories:
                names = listed(item.categories)
                item.guess(
                    _("栏目"), _("分类“{categories}”不是本报的栏目，暂用“{name}”", categories=names, name=section)
                )
            elif guessed:
                item.guess(_("栏目"), _("没有给栏目，暂用“{name}”", name=section))
            for sentence in item.healed:
                item.guess(_("正文"), _("接好了断开的一句：{sentence}", sentence=sentence))
            if self.draft and item.kind is not Kind.BANNER:
                item.fields["状态"] = "草稿"
            own = item.day or day
            target = self._target(item, own)
            pictures = self._pictures(item, page, target.stem, own)
            weight = 0 if item.day else len(page.items) - position
            _drop_own_address(item, addresses.article(own, target.stem))
            text = item.to_markdown(
                own,
                plan.number,
                section,
                page.folio.editor,
                self.regions,
                target.stem,
                weight,
                self.paper.furniture,
            )
            state = self._state(item, target, text)
            self.reserved[target] = text.encode()
            if state is State.NEW:
                new = {path: data for path, data in pictures.items() if not path.exists()}
                self.reserved.update(new)
            if plan.entries:
                plan.entries[-1].end = item.line
            plan.entries.append(PlanEntry(item, section, target, text, state, new if state is State.NEW else {}))
        return plan

    def _section(self, item: Item, page: ImportedPage) -> tuple[str, bool]:
        """The name of the item's section, and whether it is a guess."""
        if item.kind is Kind.BANNER:
            return "", False
        mapped = next((self.mapped[one] for one in item.categories if one in self.mapped), None)
        if own := item.section or mapped:
            return own, False
        if self.section:
            return self.section, False
        folio = simplified(page.folio.section)
        names = {simplified(one.name): one.name for one in self.paper.sections}
        if folio in names:
            return names[folio], False
        near = next((name for plain, name in names.items() if folio and (folio in plain or plain in folio)), None)
        if near is None and item.kind is Kind.COMMENTARY:
            near = next((name for plain, name in names.items() if plain in OPINION), None)
        return near or self.paper.sections[0].name, True

    def _target(self, item: Item, day: date) -> Path:
        folder = self.content / ("banners" if item.kind is Kind.BANNER else f"articles/{day:%Y/%m/%d}")
        stem = item.slug or slug_of(item.title) or f"item-{item.line}"
        target, count = folder / f"{stem}.md", 1
        while target in self.reserved:
            count += 1
            target = folder / f"{stem}-{count}.md"
        return target

    def _state(self, item: Item, target: Path, text: str) -> State:
        if item.kind is Kind.BANNER and item.title in self._banners():
            return State.SAME
        if not target.exists() and not target.is_symlink():
            return State.NEW
        same = target.is_file() and target.read_bytes() == text.encode()
        return State.SAME if same else State.TAKEN

    def _pictures(self, item: Item, page: ImportedPage, stem: str, day: date) -> dict[Path, bytes]:
        """Gives the pictures of an item their names, and its body these names."""
        names: dict[int, str] = {}
        files: dict[Path, bytes] = {}

        def named(found: re.Match[str]) -> str:
            place = int(found[1])
            if place not in names:
                picture = page.pictures[place]
                path = self._picture_path(f"{PHOTOS}/{day:%Y/%m}/{stem}", picture.suffix, picture.data)
                names[place] = path
                files[self.content / path] = picture.data
                self.reserved[self.content / path] = picture.data
            return names[place]

        item.body = [PICTURE_MARK.sub(named, block) for block in item.body]
        return files

    def _picture_path(self, start: str, suffix: str, data: bytes) -> str:
        """The first number under which there is no other picture."""
        count = 1
        while True:
            path = f"{start}-{count}{suffix}"
            file = self.content / path
            known = self.reserved.get(file)
            if known is None:
                known = file.read_bytes() if file.is_file() else data if not file.exists() else None
            if known == data:
                return path
            count += 1

    def _banners(self) -> set[str]:
        if self.banners is None:
            self.banners = set()
            for file in sorted((self.content / "banners").glob("*.md")):
                try:
                    source, _findings = split(decode(file.read_bytes(), file.name), file.name)
                except (UnreadableText, OSError):
                    continue
                if source and "title" in source.fields:
                    self.banners.add(source.fields["title"].value)
        return self.banners
