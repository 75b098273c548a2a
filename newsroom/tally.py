"""Pieces and characters, counted: by contributor, role, section, region, month, and by who signed them off.

A piece counts whole for everybody who signed it, and for the desk. One without a byline is unsigned, whoever edited it. Characters are those of the body, white space
aside (`Article.length`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from linli.messages import _
from linli.model.article import Article
from linli.model.calendar import Month
from linli.model.people import ROLE_NAMES, Role
from linli.model.review import Review, State

NO_REVIEWS: Mapping[str, Review] = MappingProxyType({})


class By(StrEnum):
    """What is counted by."""

    CONTRIBUTOR = "contributor"
    ROLE = "role"
    SECTION = "section"
    REGION = "region"
    MONTH = "month"
    REVIEWER = "reviewer"


@dataclass(slots=True)
class Row:
    """How much there is of one contributor, role, section, region, month or reviewer.

    `parts` are, for a contributor, their roles; for a role, the people who had it; for a reviewer, the steps. `rest`: what has none.
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


def tally(articles: Iterable[Article], reviews: Mapping[str, Review] = NO_REVIEWS) -> dict[By, list[Row]]:
    """Rows by everything there is to count by; the most pieces first, months as they follow each other.

    Args:
        reviews: of the pieces that have one, by their files.
    """
    tables: dict[By, dict[str, Row]] = {by: {} for by in By}

    def row(by: By, name: str, none: str = "") -> Row:
        return tables[by].setdefault(name or none, Row(name or none, rest=not name))

    for article in articles:
        row(By.SECTION, article.section.name if article.section else "", _("（没有栏目）")).add(article)
        row(By.REGION, article.region.name if article.region else "", _("（没有地区）")).add(article)
        row(By.MONTH, Month.of(article.issued.date).iso).add(article)
        if not article.byline_people:
            row(By.CONTRIBUTOR, "", _("（没有署名）")).add(article)
        for step in reviews[article.path].steps if article.path in reviews else ():
            if step.state is State.STANDING:
                row(By.REVIEWER, step.person).add(article)
                row(By.REVIEWER, step.person).part(step.name).add(article)
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
    if not counted[By.REVIEWER]:
        del counted[By.REVIEWER]
    counted[By.MONTH].sort(key=lambda row: row.name)
    return counted


def in_order(rows: Iterable[Row]) -> list[Row]:
    """The most pieces first, then the most characters; ties by name; the rest last."""
    return sorted(rows, key=lambda row: (row.rest, -row.pieces, -row.characters, row.name))
