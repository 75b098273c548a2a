"""Everybody who contributes: a page for those with the most pieces, and one for each letter that names begin with.

Names stand in the order of their pinyin, which is that of ids. With few contributors all of them are on one page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from linli.build.banners import Banners
from linli.build.job import Job
from linli.build.page import Page
from linli.model import addresses
from linli.model.paper import Link, Paper
from linli.store.library import Library
from linli.store.records import Shelf

LINK = Link("作者", addresses.CONTRIBUTORS)
HANDFUL = 60  # contributors that stand together, not by letter
FEW = 300  # contributors that one page holds
MOST = 60  # of those with the most pieces
OTHER, OTHERS = "other", "其他"  # names that no letter of pinyin begins


@dataclass(frozen=True, slots=True)
class Person:
    """A contributor, by the shelf of their newest month, on which their name is found."""

    id: str
    newest: Shelf
    count: int

    @property
    def letter(self) -> str:
        """The letter that their name begins with in pinyin."""
        return self.id[0] if "-" in self.id and self.id[0].isalpha() else OTHER


@dataclass(frozen=True, slots=True)
class ListedContributor:
    """A contributor as lists show them."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, and the contributors whose names begin with it: how many, and those that are shown."""

    name: str
    url: str
    count: int
    contributors: list[ListedContributor]


@dataclass(frozen=True, slots=True)
class Everybody(Job):
    """The page of all contributors: themselves when they are few, else those with the most pieces and the letters."""

    people: tuple[Person, ...]
    letters: tuple[tuple[str, int], ...]  # each with its number of contributors
    count: int
    banners: Banners

    @property
    def name(self) -> str:
        return "contributors"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        few = self.count <= FEW
        parts = by_letter(self.people) if few else []
        if self.count <= HANDFUL:
            parts = [("", [person for _letter, of in parts for person in of])] if parts else []
        shown = [letter_of(letter, len(of), listed(library, of)) for letter, of in parts]
        letters = [letter_of(letter, count, []) for letter, count in self.letters]
        yield Page(
            url=LINK.url,
            template="contributors.html",
            title=paper.furniture(LINK.title),
            description=paper.furniture("在{paper}发表作品的{count}位作者", paper=paper.name, count=self.count),
            data={
                "letter": None,
                "shown": shown,
                "most": [] if few else listed(library, self.people),
                "letters": letters,
                "count": self.count,
                **self.banners.at("contributor"),
            },
        )


@dataclass(frozen=True, slots=True)
class OfLetter(Job):
    """The page of a letter."""

    letter: str
    people: tuple[Person, ...]
    letters: tuple[str, ...]
    banners: Banners

    @property
    def name(self) -> str:
        return f"contributors:{self.letter}"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        letter = letter_of(self.letter, len(self.people), listed(library, self.people))
        yield Page(
            url=letter.url,
            template="contributors.html",
            title=paper.furniture(f"{LINK.title} {letter.name}"),
            description=paper.furniture(
                "{paper}的作者，按拼音排在 {letter} 下的{count}位",
                paper=paper.name,
                letter=letter.name,
                count=letter.count,
            ),
            data={
                "letter": letter,
                "shown": [letter],
                "most": [],
                "letters": [letter_of(other, 0, []) for other in self.letters],
                "count": letter.count,
                **self.banners.at("contributor"),
            },
        )


def jobs_of(people: Sequence[Person], banners: Banners) -> Iterator[Job]:
    """The pages of everybody, given by id."""
    parts = [(letter, tuple(of)) for letter, of in by_letter(people)]
    counts = tuple((letter, len(of)) for letter, of in parts)
    if len(people) <= FEW:
        yield Everybody(tuple(people), counts, len(people), banners)
        return
    most = sorted(people, key=lambda person: (-person.count, person.id))[:MOST]
    yield Everybody(tuple(most), counts, len(people), banners)
    for letter, of in parts:
        yield OfLetter(letter, of, tuple(other for other, _count in counts), banners)


def by_letter(people: Iterable[Person]) -> list[tuple[str, list[Person]]]:
    """People by the letter of their names: a to z, then the others."""
    ordered = sorted(people, key=lambda person: (person.letter == OTHER, person.letter, person.id))
    return [(letter, list(of)) for letter, of in groupby(ordered, key=lambda person: person.letter)]


def letter_of(letter: str, count: int, contributors: list[ListedContributor]) -> Letter:
    """A letter as pages show it."""
    name = OTHERS if letter == OTHER else letter.upper()
    return Letter(name, addresses.contributors_of(letter), count, contributors)


def listed(library: Library, people: Iterable[Person]) -> list[ListedContributor]:
    """People with their names."""
    return [
        ListedContributor(_name(library, person), addresses.contributor(person.id), person.count) for person in people
    ]


def _name(library: Library, person: Person) -> str:
    """The name as the newest piece has it."""
    newest = library.teasers(person.newest)[0]
    return next(one.name for one in newest.contributors if one.id == person.id)
