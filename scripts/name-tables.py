#!/usr/bin/env python3
"""Makes the tables by which plugins/bylines tells names from words: surnames.txt, givens.txt,
words.txt, either.txt.

    scripts/name-tables.py familyname.csv givenname.csv dict.txt adcodes.csv

The first two are of ChineseNames 1.1 (counts of the National Citizen Identity Information Center of the Ministry of
Public Security, 1930 to 2008: 1,806 surnames, 2,614 characters of given names), then jieba 0.42.1 (words with how often
they come and their part of speech), and cpca 0.5.5 (names of regions and counties, after GB/T 2260).
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
TABLES = {"surnames.txt": ROOT / "linli" / "text"}  # and else:
OTHERS = ROOT / "plugins" / "bylines"
FEWEST, USUAL, COMMON = 10, 20_000, 1_000_000  # bearers of a surname
GIVEN, LIKED = 20_000, 300_000  # people who have a character in their given name
SELDOM = 800  # times that a character stands in jieba's texts: it is hardly anything but a surname
OFTEN, EVERYDAY = 4, 100  # times that jieba's texts have a word; and one that does not begin with a surname
NAMES = ("nr", "nrfg", "nrt")  # jieba's tags of people, where it also has rivers, towns and fruit
# A word that is also a name: so many decades may it come more often than the name.
BOTH, LISTED = 1.3, 3.2
EITHER = 1.5  # and so many decades less, to be either


def main(family: str, given: str, words: str, regions: str) -> None:
    surnames = {row["surname"]: int(row["n.1930_2008"]) for row in _rows(family)}
    givens = {row["character"]: int(row["n.male"]) + int(row["n.female"]) for row in _rows(given)}
    old = _classic()
    entries = [line.split() for line in Path(words).read_text(encoding="utf-8").splitlines()]
    stands: Counter[str] = Counter()
    for word, count, _tag in entries:
        stands.update(dict.fromkeys(word, int(count)))
    single = [one for one, bearers in surnames.items() if len(one) == 1 and bearers >= FEWEST]
    single += sorted(one for one in old if len(one) == 1 and one not in single)
    common = [one for one in single if surnames.get(one, 0) >= COMMON]
    usual = [one for one in single if one not in common and (surnames.get(one, 0) >= USUAL or stands[one] < SELDOM)]
    rare = [one for one in single if one not in common and one not in usual]
    compound = [one for one in surnames if len(one) > 1]
    compound += sorted(one for one in old if len(one) > 1 and one not in compound)
    _write("surnames.txt", ["".join(common), "".join(usual), "".join(rare), " ".join(compound)])
    liked = [one for one, people in givens.items() if people >= LIKED]
    others = sorted(one for one in stands if stands[one] >= SELDOM and givens.get(one, 0) < GIVEN and one >= "一")
    _write("givens.txt", ["".join(liked), "".join(others)])
    score = _Score(surnames, givens)
    heads, never = frozenset([*common, *usual]), frozenset(others)

    def may_be(word: str) -> bool:
        """Whether only this table can say that a word is none: its surname and its last character are those of names."""
        shaped = 2 <= len(word) <= 3 or (len(word) == 4 and word[1] in heads)
        return shaped and word[0] in heads and word[:2] not in compound and (word[-1] not in never or len(word) == 2)

    found: set[str] = set()
    either: set[str] = set()
    total = sum(int(count) for _, count, _ in entries)
    for word, count, tag in entries:
        if len(word) == 2 and word[0] not in heads and int(count) >= EVERYDAY and tag not in NAMES and word >= "一":
            found.add(word)
        if int(count) < OFTEN or not may_be(word):
            continue
        less = math.log10(int(count) / total) - score.of(word)  # how much likelier the word is than the name
        liked_in = len(word) == 2 and tag in ("n", "a", "nz") and givens.get(word[-1], 0) >= LIKED
        person = tag in NAMES or liked_in
        if person and word[0] in common and less < (BOTH if len(word) == 2 else LISTED):
            if len(word) == 2 and less > -EITHER:
                either.add(word)
            continue
        if tag in NAMES and len(word) > 2 and less < LISTED:
            continue
        found.add(word)
    for row in _rows(regions):
        for ending in ("自治区", "自治州", "自治县", "新区", "地区", "省", "市", "县", "区", "盟", "州"):
            place = row["name"].removesuffix(ending)
            if place != row["name"] and may_be(place):
                found.add(place)
    _write("words.txt", _by_head(found))
    _write("either.txt", _by_head(either - found))


def _by_head(words: set[str]) -> list[str]:
    """Words by their first character, which stands once."""
    tails: dict[str, list[str]] = {}
    for word in sorted(words):
        tails.setdefault(word[0], []).append(word[1:])
    return [f"{head} {' '.join(rest)}" for head, rest in tails.items()]


class _Score:
    """How likely a word is as a name: a decimal logarithm."""

    def __init__(self, surnames: dict[str, int], givens: dict[str, int]) -> None:
        self.surnames, self.givens = surnames, givens
        self.bearers, self.people = sum(surnames.values()), sum(givens.values())

    def of(self, word: str) -> float:
        bearers = max(self.surnames.get(word[0], 0), 1)
        people = [max(self.givens.get(character, 0), 5) for character in word[1:]]
        return math.log10(bearers / self.bearers) + sum(math.log10(one / self.people) for one in people)


def _rows(path: str) -> list[dict[str, str]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _classic() -> list[str]:
    """The surnames that are in the table already."""
    lines = _lines("surnames.txt")
    return [*"".join(lines[:-1]), *lines[-1].split()]


def _lines(name: str) -> list[str]:
    return [
        line
        for line in (TABLES.get(name, OTHERS) / name).read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]


def _write(name: str, lines: list[str]) -> None:
    """Puts lines below the comments of a table."""
    path = TABLES.get(name, OTHERS) / name
    old = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    head = [line for line in old if line.startswith("#")]
    path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
