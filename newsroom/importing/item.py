"""An item of a page: what it is, what was guessed, and the article file it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from linli.messages import _
from linli.model.article import Kind
from linli.model.people import Contributor, byline_of, editors_text, merged
from linli.reading.frontmatter import field_line
from linli.reading.values import KINDS
from newsroom.importing.credits import ending_credit
from newsroom.importing.healing import heal
from newsroom.importing.markdown import captioned, commented, length, plain
from newsroom.importing.titles import is_place
from plugins.bylines import parse_dateline

KIND_NAMES = {kind: names[1] for kind, names in KINDS.items()}
LONGEST_CAPTION_TITLE = 22  # characters


@dataclass(slots=True)
class ItemPart:
    """A part of an item's body, in Markdown. `begins`: set as the beginning of a paragraph."""

    TEXT, SUBHEAD, PICTURE, CAPTION, NOTE, OTHER = "text", "subhead", "picture", "caption", "note", "other"

    kind: str
    text: str
    begins: bool = False


@dataclass(slots=True)
class Item:
    """A story, commentary, photo or banner of a page."""

    line: int  # where it begins
    kind: Kind = Kind.STORY
    kicker: str | None = None
    title: str = ""
    subtitle: str | None = None
    subheads: list[str] = field(default_factory=list)
    contributors: list[Contributor] = field(default_factory=list)
    source: str | None = None
    dateline: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    healed: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)  # of a banner
    editor: str | None = None
    body: list[str] = field(default_factory=list)  # Markdown, block by block
    signatures: list[str] = field(default_factory=list)  # as they stood
    jumps: list[str] = field(default_factory=list)
    guesses: list[tuple[str, str]] = field(default_factory=list)  # field, why
    # What only files with fields of their own have:
    fields: dict[str, str] = field(default_factory=dict)  # of the article, by their Chinese names
    section: str | None = None  # the name of one of the paper's
    categories: list[str] = field(default_factory=list)  # that are no section of the paper
    slug: str = ""
    day: date | None = None  # in place of that of the page
    clock: str = ""  # of that day
    comments: list[str] = field(default_factory=list)  # kept in the file, published never

    def guess(self, name: str, why: str) -> None:
        """Marks a field that the editor should look at."""
        if (name, why) not in self.guesses:
            self.guesses.append((name, why))

    def sign(self, people: list[Contributor], source: str | None = None, *, first: bool = False) -> None:
        """Notes who signed; `first` puts those of the byline before the ones already known."""
        byline = byline_of(people)
        self.contributors = merged(byline, self.contributors) if first else merged(self.contributors, byline)
        self.editor = editors_text(people) or self.editor
        self.source = self.source or source

    def fill(self, parts: Iterable[ItemPart]) -> None:
        """Takes the parts of the body: paragraphs are made whole, the dateline is told, captions go to their pictures."""
        run: list[ItemPart] = []
        parts = _captions_settled(self, list(parts))

        def end_run() -> None:
            whole, healed = heal([part.text for part in run], [part.begins for part in run])
            self.paragraphs += whole
            self.body += whole
            self.healed += healed
            run.clear()

        for part in parts:
            if part.kind == ItemPart.TEXT:
                run.append(part)
                continue
            end_run()
            self.body.append(f"### {part.text}" if part.kind == ItemPart.SUBHEAD else part.text)
            if part.kind == ItemPart.SUBHEAD:
                self.subheads.append(plain(part.text))
        end_run()
        dateline = parse_dateline(self.paragraphs[0]) if self.paragraphs else None
        if dateline is not None:
            self.dateline = dateline.text
            self.paragraphs[0] = dateline.rest
            self.sign(dateline.contributors, dateline.source, first=True)

    @property
    def length(self) -> int:
        """Characters of its body, as the paper counts them (`Article.length`)."""
        return sum(length(block) for block in self.body)

    def title_from_caption(self) -> None:
        """A caption without a headline is called by its first words."""
        text = plain(self.paragraphs[0]) if self.paragraphs else ""
        text = re.sub(r"^(?:图为|上图|下图|左图|右图)[：:，]?", "", re.sub(r"[“”]", "", text))
        clauses = re.split("[，。；：！？]", text)
        title = next((clause for clause in clauses[1:] if 4 <= len(clause) <= LONGEST_CAPTION_TITLE), clauses[0])
        first = clauses[0]
        if not 4 <= len(first) <= LONGEST_CAPTION_TITLE or re.search(r"日$|近日|日前", first):
            first = title
        self.title = first[:LONGEST_CAPTION_TITLE] or "图片新闻"
        self.guess(_("标题"), _("原稿没有标题，取自图说"))

    def to_json(self) -> dict[str, Any]:
        """The item for other programs."""
        found: dict[str, Any] = {
            "kind": self.kind.value,
            "kicker": self.kicker,
            "title": self.title,
            "subtitle": self.subtitle,
            "subheads": self.subheads,
            "contributors": [{"name": c.name, "roles": list(c.roles)} for c in self.contributors],
            "source": self.source,
            "dateline": self.dateline,
            "paragraphs": self.lines or self.paragraphs,
            "healed": self.healed,
            "editor": self.editor,
            "guesses": [{"field": name, "why": why} for name, why in self.guesses],
        }
        if self.lines:
            found["lines"] = self.lines
        return found

    def to_markdown(
        self,
        day: date,
        page: int | None,
        section: str,
        editor: str,
        regions: Mapping[str, str],
        slug: str,
        weight: int = 0,
    ) -> str:
        """The article's file: fields, then the body as it stood, its signature at the end.

        `weight` keeps the order of the page: what stood first in it is the heaviest.
        """
        banner = self.kind is Kind.BANNER
        fields = {
            "标题": self.title,
            "体裁": KIND_NAMES[self.kind] if self.kind is not Kind.STORY else "",
            "引题": "" if self.region(regions) else self.kicker,
            "副题": self.subtitle,
            "栏目": "" if banner else section,
            "地区": self.region(regions),
            "日期": f"{day.isoformat()} {self.clock}".strip(),
            "版次": str(page or ""),
            "责任编辑": "" if banner else self.editor or editor,
            "权重": "" if banner or not weight else str(weight),
            "短名": slug,
        } | self.fields
        head = [field_line(key, value) for key, value in fields.items() if value]
        blocks = [*("  \n".join(self.lines).split("\n\n") if self.lines else self.body), *self.signatures]
        blocks += [commented(text) for text in self.comments]
        return "\n".join(["---", *head, "---", "", "\n\n".join(blocks), ""])

    def region(self, regions: Mapping[str, str]) -> str:
        """The kicker, when it is a place."""
        kicker = self.kicker or ""
        return kicker if is_place(kicker, regions) else ""


def _captions_settled(item: Item, parts: list[ItemPart]) -> list[ItemPart]:
    """Captions with their pictures, notes last. The one caption of an item that has no other text is its text."""
    captions = [part for part in parts if part.kind == ItemPart.CAPTION]
    alone = len(captions) == 1 and not any(part.kind == ItemPart.TEXT for part in parts)
    settled: list[ItemPart] = []
    for part in parts:
        if part.kind != ItemPart.CAPTION:
            settled.append(part)
        elif alone:
            text, credit, signature = ending_credit(part.text)
            settled.append(ItemPart(ItemPart.TEXT, text, True))
            if signature is not None:
                item.sign(signature.contributors, first=True)
                item.signatures.insert(0, credit)
        else:
            picture = next((one for one in reversed(settled) if one.kind == ItemPart.PICTURE), None)
            if picture is not None:
                picture.text = captioned(picture.text, part.text, ending_credit(part.text)[0])
    return [part for part in settled if part.kind != ItemPart.NOTE] + [
        part for part in settled if part.kind == ItemPart.NOTE
    ]
