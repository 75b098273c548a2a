"""An item of a page: what it is, what was guessed, and the article file it becomes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from linli.messages import _
from linli.model.article import Kind
from linli.model.people import Contributor, byline_of, editors_text, merged
from linli.reading.frontmatter import field_line
from linli.reading.values import KINDS
from linli.text.furniture import Furniture, as_written
from newsroom.importing.markdown import commented, length, plain
from newsroom.importing.titles import is_place
from plugins.bylines.blocks import take

KIND_NAMES = {kind: names[1] for kind, names in KINDS.items()}
LONGEST_CAPTION_TITLE = 22  # characters
LONGEST_CAPTION = 30  # of one that has no shorter clause
DATED = re.compile("日$|近日|日前")
WHERE = re.compile(".{2,6}[上中里裡裏内內前后後旁边邊下时時]")  # 白鹭湖上: no title


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

    @property
    def length(self) -> int:
        """Characters of its body, as the paper counts them (`Article.length`)."""
        return sum(length(block) for block in self.body)

    def title_from_caption(self) -> None:
        """A caption without a headline is called by its first words."""
        text = plain(self.paragraphs[0]) if self.paragraphs else ""
        text = re.sub(r"^(?:[图圖][为為]|[上下左右][图圖])[：:，]?", "", re.sub(r"[“”「」]", "", text))
        clauses = re.split("[，。；：！？]", text)
        titles = [clause for clause in clauses[1:] if 4 <= len(clause) <= LONGEST_CAPTION_TITLE]
        undated = next((clause for clause in clauses if not DATED.search(clause)), clauses[0])
        title = next((clause for clause in titles if not WHERE.fullmatch(clause)), undated)
        first = clauses[0]
        if not 4 <= len(first) <= LONGEST_CAPTION_TITLE or DATED.search(first):
            first = title
        self.title = first[:LONGEST_CAPTION] or "图片新闻"
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
            "body": [*self.body, *self.signatures],
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
        furniture: Furniture = as_written,
    ) -> str:
        """The article's file: fields, then the body as it stood, its signature at the end.

        `weight` keeps the order of the page: what stood first in it is the heaviest. `furniture` has the names of fields,
        and the words that are written for the editor, in the script of the paper.
        """
        banner = self.kind is Kind.BANNER
        fields = {
            "标题": self.title,
            "体裁": furniture(KIND_NAMES[self.kind]) if self.kind is not Kind.STORY else "",
            "引题": "" if self.region(regions) else self.kicker,
            "副题": self.subtitle,
            "署名": "" if banner else self._byline(furniture),
            "栏目": "" if banner else section,
            "地区": self.region(regions),
            "日期": f"{day.isoformat()} {self.clock}".strip(),
            "版次": str(page or ""),
            "责任编辑": "" if banner else self.editor or editor,
            "权重": "" if banner or not weight else str(weight),
            "短名": slug,
        } | self.fields
        head = [field_line(furniture(key), value) for key, value in fields.items() if value]
        blocks = [*("  \n".join(self.lines).split("\n\n") if self.lines else self.body), *self.signatures]
        blocks += [commented(text) for text in self.comments]
        return "\n".join(["---", *head, "---", "", "\n\n".join(blocks), ""])

    def _byline(self, furniture: Furniture) -> str:
        """The field 署名, where the body alone does not tell who signed: a pen name, a name behind a post."""
        if set(_names(take([*self.body, *self.signatures]).byline)) >= set(_names(self.contributors)):
            return ""
        return " ".join(
            f"{furniture(one.word_before or '作者')} {one.name} {furniture(one.word_behind)}".strip()
            for one in self.contributors
        )

    def region(self, regions: Mapping[str, str]) -> str:
        """The kicker, when it is a place."""
        kicker = self.kicker or ""
        return kicker if is_place(kicker, regions) else ""


def _names(people: list[Contributor]) -> list[str]:
    return [one.name for one in people]
