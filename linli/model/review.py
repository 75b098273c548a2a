"""The review of a piece (三审三校): its steps, who signed them off, and whether what they signed is what stands there now."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from linli.model.article import Article


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """What a paper asks of its pieces before they are published. Without steps it asks nothing."""

    steps: tuple[str, ...] = ()  # in their order: 初审, 复审, 终审
    since: datetime.date | None = None  # pieces of earlier days need none

    def cover(self, article: Article) -> bool:
        """Whether a piece needs them. Banners, standing pages and withdrawn pieces do not: a withdrawal cannot wait."""
        if not self.steps or not article.kind.dated or article.withdrawn or article.date is None:
            return False
        return self.since is None or article.date >= self.since


class State(StrEnum):
    """What a step has come to."""

    MISSING = "missing"  # nobody signed
    UNREADABLE = "unreadable"
    OPEN = "open"  # signed by hand, without the digest of what was signed
    CHANGED = "changed"  # what was signed is not what stands there now
    REPEATED = "repeated"  # by somebody who signed an earlier step
    EARLY = "early"  # before the step that comes before it
    STANDING = "standing"  # it holds


class Part(StrEnum):
    """A part of a piece that has a digest of its own."""

    HEAD = "head"  # headlines, signature, summary, correction: fields that readers read
    BODY = "body"
    PICTURES = "pictures"  # and attachments: their bytes


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the review of one piece."""

    name: str  # 初审
    line: int  # of its field; where it would stand when it is missing
    state: State
    person: str = ""
    moment: str = ""  # `2024-05-09 10:20`
    changed: tuple[Part, ...] = ()  # since it was signed
    digest: str = ""  # of what was signed, as `digest_of` gives it


@dataclass(frozen=True, slots=True)
class Review:
    """The review of one piece: its steps in their order, and the digest of the piece as it is."""

    steps: tuple[Step, ...]
    digest: str

    @property
    def is_complete(self) -> bool:
        """Whether every step holds."""
        return all(step.state is State.STANDING for step in self.steps)

    @property
    def is_begun(self) -> bool:
        """Whether somebody has signed a version of it. Then it may have been published, and an error in it counts."""
        return any(step.digest for step in self.steps)

    @property
    def has_lapsed(self) -> bool:
        """Whether the piece was signed off by all, and what they signed has changed, or their order."""
        lapsed = (State.CHANGED, State.EARLY)
        return all(step.digest for step in self.steps) and any(step.state in lapsed for step in self.steps)

    @property
    def following(self) -> Step | None:
        """The step that is to be signed next; None when all hold."""
        return next((step for step in self.steps if step.state is not State.STANDING), None)


def parts_changed(before: str, after: str) -> tuple[Part, ...]:
    """The parts of a piece that are otherwise, by two digests of it."""
    size = len(after) // len(Part)
    cuts = [slice(number * size, (number + 1) * size) for number in range(len(Part))]
    return tuple(part for part, cut in zip(Part, cuts, strict=True) if before[cut] != after[cut])


def people_of(steps: Iterable[Step]) -> list[str]:
    """Who signed, each once, in the order of the steps."""
    return list(dict.fromkeys(step.person for step in steps if step.person))
