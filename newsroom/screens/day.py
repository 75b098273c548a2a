"""The pieces of one day's paper, read from their files as they are now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from linli.messages import _
from linli.model.article import Kind, Status
from linli.reading.encoding import UnreadableText
from linli.reading.values import date_from_path, parse_kind, parse_page, parse_status, parse_weight
from linli.text.dates import parse_date
from linli.text.pinyin import slug_of
from newsroom.arranging.order import Place
from newsroom.manuscripts.files import Outside
from newsroom.manuscripts.manuscript import Manuscript
from newsroom.screens.desk import Desk

FOLDER = "articles/"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the day.

    Attributes:
        place: where it stands.
        data: the bytes of its file; `digest` is theirs.
        slug: the end of its address.
        faults: what of its fields cannot be read.
    """

    place: Place
    data: bytes
    digest: str
    title: str
    slug: str
    kind: Kind
    section: str
    byline: str
    text: str
    is_draft: bool
    has_fields: bool
    faults: tuple[str, ...]

    @property
    def path(self) -> str:
        """That of its file, below the content folder."""
        return self.place.path

    @property
    def url(self) -> str:
        """What its address ends in, as names of pieces are compared."""
        return f"{self.slug}/"

    def shown(self) -> dict[str, Any]:
        """It as screens have it."""
        marks = [_("草稿")] if self.is_draft else []
        marks += [_("评论")] if self.kind is Kind.COMMENTARY else [_("图片新闻")] if self.kind is Kind.PHOTO else []
        return {
            "path": self.path,
            "digest": self.digest,
            "title": self.title,
            "section": self.section,
            "byline": self.byline,
            "weight": self.place.weight,
            "marks": marks,
            "faults": list(self.faults),
            "fixed": not self.has_fields,
            "draft": self.is_draft,
            "leads": self.kind is Kind.STORY,
        }


def pieces_of(desk: Desk, day: date) -> list[Piece]:
    """The pieces of a day, in the order that the day has: those that were withdrawn are in no paper.

    Pieces whose files are not known to the catalogue yet are not among them.
    """
    near = {(day + timedelta(days=days)).isoformat() for days in (-1, 0, 1) if date.min < day < date.max}
    entries = (entry for entry in desk.catalogue.entries() if entry.day in near and entry.path.startswith(FOLDER))
    found = (piece for entry in entries for piece in _read(desk, entry.path, day))
    return sorted(found, key=lambda piece: piece.place.of_day)


def _read(desk: Desk, path: str, day: date) -> Iterator[Piece]:
    """The piece at a path, if it is of the day."""
    try:
        data = desk.manuscripts.read(path)
        if data is None:
            return
        found = Manuscript.of(path, data)
    except (Outside, OSError, UnreadableText):
        return
    values = {key: field.value for key, field in found.fields.items()}
    of, clock = date_from_path(path), ""
    if values.get("date"):
        with suppress(ValueError):
            of, clock = parse_date(values["date"], ZoneInfo(desk.settings.timezone))
    faults: list[str] = []

    def value(key: str, parse: Any, usual: Any) -> Any:
        try:
            return parse(values[key]) if values.get(key) else usual
        except ValueError as error:
            faults.append(str(error))
            return usual

    status = value("status", parse_status, Status.PUBLISHED)
    if of != day or status is Status.WITHDRAWN:
        return
    kind = value("kind", parse_kind, Kind.STORY)
    sections = {section.id: section.name for section in desk.settings.paper.sections}
    section = values.get("section", "")
    title = values.get("title", "")
    if not found.fields:
        faults.append(_("没有字段区，先补上才能编排。"))
    yield Piece(
        Place(path, value("page", parse_page, None), value("weight", parse_weight, 0), clock),
        data,
        found.digest,
        title or path.rpartition("/")[2],
        values.get("slug") or slug_of(title),
        kind,
        sections.get(section, section),
        values.get("byline", ""),
        "\n".join([*values.values(), found.body]),
        status is Status.DRAFT,
        bool(found.fields),
        tuple(faults),
    )
