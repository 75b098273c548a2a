"""What an import will write, with every guess marked, and what the editor chose otherwise."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from linli.model.article import Kind
from linli.settings.table import Settings
from linli.text.dates import parse_date
from newsroom.importing.item import Item
from newsroom.importing.markdown import plain
from newsroom.importing.page import ImportedPage
from newsroom.importing.plan import Plan, PlanEntry, Planner, State
from newsroom.importing.tray import Tray

CANDIDATES = 8  # lines that may be the headline
LONGEST_TITLE = 60  # characters of one
ANSWERED = {
    "title": "标题",
    "kind": "体裁",
    "section": "栏目",
    "byline": "署名",
    "page": "版次",
}  # fields by what guesses name


@dataclass(slots=True)
class Wishes:
    """What the editor chose: for all files, and for single pieces, by the number of the file and of the piece in it."""

    day: date
    page: int | None = None
    section: str = ""
    draft: bool = False
    days: Mapping[str, date] = field(default_factory=dict)  # of files, by their number
    pieces: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, values: Mapping[str, Any], today: date) -> Wishes:
        """The wishes that a request has.

        Raises:
            ValueError: a day is none; with the text for the editor.
            TypeError: something is not as screens send it.
        """
        day = str(values.get("day") or "").strip()
        page = str(values.get("page") or "").strip()
        pieces, days = values.get("pieces") or {}, values.get("days") or {}
        if not isinstance(days, Mapping) or not isinstance(pieces, Mapping):
            raise TypeError(values)
        if not all(isinstance(one, Mapping) for one in pieces.values()):
            raise TypeError(values)
        number = int(page) if page.isascii() and page.isdigit() and 0 < int(page) < 1000 else None
        return cls(
            parse_date(day)[0] if day else today,
            number,
            str(values.get("section") or ""),
            bool(values.get("draft")),
            {str(number): parse_date(str(one))[0] for number, one in days.items() if one},
            pieces,
        )


@dataclass(slots=True)
class Offered:
    """A plan of one file, with the keys of its pieces; `left` are keys of those that are not wanted."""

    plan: Plan
    keys: list[str]
    left: list[tuple[str, Item]]


def plans_of(tray: Tray, settings: Settings, wishes: Wishes, pages: list[tuple[Path, ImportedPage]]) -> list[Offered]:
    """What every file becomes, as the editor wishes. Nothing is written, and pages stay as they were read."""
    paper = settings.paper
    names = {section.name for section in paper.sections}
    section = wishes.section if wishes.section in names else None
    planner = Planner(paper, settings.content, section, wishes.page, draft=wishes.draft)
    offered = []
    for number, (file, read) in enumerate(pages):
        page = copy.deepcopy(read)
        keys, kept, left = [], [], []
        for position, item in enumerate(page.items):
            key = f"{number}:{position}"
            wish = wishes.pieces.get(key, {})
            if wish.get("skip"):
                left.append((key, item))
                continue
            _apply(item, wish, names)
            keys.append(key)
            kept.append(item)
        page.items = kept
        day = wishes.days.get(str(number)) or page.folio.date or wishes.day
        offered.append(Offered(planner.plan(file, page, day), keys, left))
    return offered


def _apply(item: Item, wish: Mapping[str, Any], sections: set[str]) -> None:
    """Writes what was chosen into an item; what was guessed there is answered."""
    given = {name: str(value).strip() for name, value in wish.items() if isinstance(value, (str, int))}
    if title := " ".join(given.get("title", "").split()):
        item.title = title
    if kind := given.get("kind"):
        _turn(item, Kind(kind) if kind in set(Kind) else item.kind)
    if (section := given.get("section", "")) in sections:
        item.section = section
    if (page := given.get("page", "")).isascii() and page.isdigit() and 0 < int(page) < 1000:
        item.fields["版次"] = str(int(page))
    if byline := " ".join(given.get("byline", "").split()):
        item.fields["署名"] = byline
    if (slug := given.get("slug", "")) and re.fullmatch("[a-z0-9-]{1,80}", slug):
        item.slug = slug
    answered = {ANSWERED[name] for name in given if name in ANSWERED}
    item.guesses = [(name, why) for name, why in item.guesses if name not in answered]


def _turn(item: Item, kind: Kind) -> None:
    """Makes a piece one of another kind; the lines of a banner become its text."""
    if item.kind is Kind.BANNER and kind is not Kind.BANNER and item.lines:
        item.body, item.lines = ["  \n".join(item.lines)], []
    if kind in (Kind.STORY, Kind.COMMENTARY, Kind.PHOTO):
        item.kind = kind


def source_of(page: ImportedPage, item: Item, end: int) -> str:
    """The text of the source that a piece was made from."""
    lines = [text for line, text in page.source if item.line <= line < end]
    return "\n".join(lines) or "\n\n".join([item.title, *item.body])


def titles_of(item: Item, source: str) -> list[str]:
    """Lines that may be the headline: the one that was taken first, then those near the beginning."""
    near = [plain(line).strip("# *\u3000") for line in source.split("\n") if line.strip()][:CANDIDATES]
    found = [item.title, item.kicker or "", item.subtitle or "", *near]
    return list(dict.fromkeys(title for title in found if 0 < len(title) <= LONGEST_TITLE))


def rows_of(
    tray: Tray, offered: Offered, number: int, page: ImportedPage, known: Mapping[str, list[str]]
) -> dict[str, Any]:
    """A file for the screen: its pieces with what they become, guesses and candidates.

    Args:
        known: the paths of all pieces that there are, by headline.
    """
    plan = offered.plan
    starts = sorted({item.line for item in page.items})
    ends = dict(zip(starts, [*starts[1:], 1 << 60], strict=True))
    rows = [_row(entry, key, plan, page, ends, known) for key, entry in zip(offered.keys, plan.entries, strict=True)]
    for key, item in offered.left:
        rows.append({"key": key, "line": item.line, "title": item.title, "skip": True})
    rows.sort(key=lambda row: int(str(row["key"]).partition(":")[2]))
    return {
        "name": tray.name_of(plan.file),
        "day": plan.day.isoformat(),
        "page": plan.number,
        "findings": [f"{tray.name_of(one.path)}:{one.line}: {one.code} {one.message}" for one in page.findings],
        "pieces": rows,
    }


def _row(
    entry: PlanEntry, key: str, plan: Plan, page: ImportedPage, ends: Mapping[int, int], known: Mapping[str, list[str]]
) -> dict[str, Any]:
    item = entry.item
    source = source_of(page, item, ends.get(item.line, 1 << 60))
    byline = item.fields.get("署名") or " ".join(
        f"{one.word_before} {one.name} {one.word_behind}".strip() for one in item.contributors
    )
    return {
        "key": key,
        "line": item.line,
        "kind": item.kind.value,
        "title": item.title,
        "titles": titles_of(item, source),
        "section": entry.section,
        "page": item.fields.get("版次") or str(plan.number or ""),
        "byline": byline,
        "length": item.length,
        "doubts": [{"field": name, "why": why} for name, why in item.guesses],
        "state": entry.state.value,
        "target": entry.target.name,
        "slug": _free(entry) if entry.state is State.TAKEN else "",
        "pictures": [path.name for path in entry.pictures],
        "alike": [path for path in known.get(item.title, []) if not path.endswith(f"/{entry.target.name}")],
        "source": source,
        "text": entry.text,
        "skip": False,
    }


def _free(entry: PlanEntry) -> str:
    """A slug beside one that is taken."""
    count = 2
    while entry.target.with_stem(f"{entry.target.stem}-{count}").exists():
        count += 1
    return f"{entry.target.stem}-{count}"
