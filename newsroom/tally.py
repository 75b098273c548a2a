"""Pieces and characters, counted: by contributor, role, section, region and month.

A piece counts whole for everybody who signed it, and for the desk. One without a byline is unsigned, whoever edited it. Characters are those of the body, white space
aside (`Article.length`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from linli.messages import _
from linli.model.article import Article
from linli.model.calendar import Month
from linli.model.people import ROLE_NAMES, Role


class By(StrEnum):
    """What is counted by."""

    CONTRIBUTOR = "contributor"
    ROLE = "role"
    SECTION = "section"
    REGION = "region"
    MONTH = "month"


@dataclass(slots=True)
class Row:
    """How much there is of one contributor, role, section, region or month.

    `parts` are, for a contributor, their roles; for a role, the people who had it. `rest`: what has none.
    """

    name: str
    pieces: int = 0
    characters: int = 0
    parts: dict[str, Row] = field(default_factory=dict)
    rest: bool = False

    def add(self, article: Article) -> None:
        self.pieces += 1
        self.characters += article.length

    def part(self, name: str) -> Row:
        return self.parts.setdefault(name, Row(name))

    @property
    def sorted_parts(self) -> list[Row]:
        return in_order(self.parts.values())


def tally(articles: Iterable[Article]) -> dict[By, list[Row]]:
    """Rows by everything there is to count by; the most pieces first, months as they follow each other."""
    tables: dict[By, dict[str, Row]] = {by: {} for by in By}

    def row(by: By, name: str, none: str = "") -> Row:
        return tables[by].setdefault(name or none, Row(name or none, rest=not name))

    for article in articles:
        row(By.SECTION, article.section.name if article.section else "", _("（没有栏目）")).add(article)
        row(By.REGION, article.region.name if article.region else "", _("（没有地区）")).add(article)
        row(By.MONTH, Month.of(article.issued.date).iso).add(article)
        if not article.byline_people:
            row(By.CONTRIBUTOR, "", _("（没有署名）")).add(article)
        roles: dict[str, list[str]] = {}
        for contributor in article.contributors:
            person = row(By.CONTRIBUTOR, contributor.name)
            person.add(article)
            for role in contributor.roles:
                name = ROLE_NAMES[Role(role)]
                person.part(name).add(article)
                roles.setdefault(name, []).append(contributor.name)
        for role, people in roles.items():
            row(By.ROLE, role).add(article)
            for name in people:
                row(By.ROLE, role).part(name).add(article)
    counted = {by: in_order(rows.values()) for by, rows in tables.items()}
    counted[By.MONTH].sort(key=lambda row: row.name)
    return counted


def in_order(rows: Iterable[Row]) -> list[Row]:
    """The most pieces first, then the most characters; ties by name; the rest last."""
    return sorted(rows, key=lambda row: (row.rest, -row.pieces, -row.characters, row.name))
