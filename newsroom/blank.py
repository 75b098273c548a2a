"""A new article: its file, with the fields filled in that can be known, and a hint where to write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from linli.model.article import Kind
from linli.model.photo import PHOTOS
from linli.model.places import Section
from linli.reading import placeholder as hint
from linli.reading.frontmatter import field_line
from linli.reading.values import KINDS
from linli.text.furniture import Furniture, as_written
from linli.text.pinyin import slug_of
from linli.text.simplified import simplified


@dataclass(frozen=True, slots=True)
class Blank:
    """An article that is still to be written."""

    kind: Kind
    name: str  # of the kind, as the editor calls it: 通讯 or 消息
    title: str
    day: date
    section: Section | None = None
    region: str = ""
    draft: bool = False
    furniture: Furniture = as_written  # names of fields and hints in the script of the paper
    names: Sequence[str] = ()  # of people who may be in the headline
    topic: str = ""
    hints: bool = True  # what belongs where stands in the body, to be typed over

    @classmethod
    def kind_name(cls, word: str, kind: Kind) -> str:
        """The kind in Chinese: as it was typed, or its usual name for an English word."""
        name = simplified(word.strip())
        return name if name in KINDS[kind][1:3] else KINDS[kind][1]

    @property
    def slug(self) -> str:
        """Its own name in the address: the headline's pinyin, or the kind if that has none."""
        return slug_of(self.title, self.names) or self.kind.value

    def folder(self, content: Path) -> Path:
        """Where it belongs in the content folder."""
        if self.kind is Kind.BANNER:
            return content / "banners"
        return content / f"articles/{self.day:%Y/%m/%d}"

    def write(self, content: Path) -> Path:
        """Writes it to a file of its own, never over another: the second of one headline in a day gets `-2`.

        Raises:
            OSError: the file cannot be written.
        """
        folder = self.folder(content)
        folder.mkdir(parents=True, exist_ok=True)
        count = 1
        while True:
            slug = self.slug if count == 1 else f"{self.slug}-{count}"
            path = folder / f"{slug}.md"
            try:
                file = path.open("x", encoding="utf-8", newline="\n")
            except FileExistsError:
                count += 1
                continue
            try:
                with file:
                    file.write(self.text(slug))
            except OSError:  # half a piece would stop the next build
                path.unlink(missing_ok=True)
                raise
            return path

    def text(self, slug: str) -> str:
        """The whole file. Fields that only the editor knows are there and empty."""
        banner = self.kind is Kind.BANNER
        fields = [
            ("标题", self.title),
            ("体裁", self.furniture(self.name)),
            ("栏目", self.section.name if self.section else None),
            ("地区", None if banner else self.region),
            ("日期", None if banner else self.day.isoformat()),
            ("署名", None if banner else ""),
            ("摘要", "" if self.kind in (Kind.STORY, Kind.COMMENTARY) else None),
            ("专题", self.topic or None),
            ("截止", "" if banner else None),
            ("短名", slug),
            ("状态", "草稿" if self.draft else None),
        ]
        head = [field_line(self.furniture(name), value) for name, value in fields if value is not None]
        return "\n".join(["---", *head, "---", "", *self._body(slug)])

    def _body(self, slug: str) -> list[str]:
        if self.kind is Kind.BANNER or not self.hints:
            return []
        if self.kind is Kind.PHOTO:
            alternative = re.sub(r"[\[\]\\]", "", self.title)
            picture = f"![{alternative}]({PHOTOS}/{self.day:%Y/%m}/{slug}.jpg)"
            return [picture, "", self.furniture(hint.CAPTION), ""]
        return [self.furniture(hint.TEXT), ""]
