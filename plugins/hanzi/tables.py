"""The tables of this plugin, read from the files beside it, which name their sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from linli.text.segmenter import Segmenter

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Form:
    """How a character of a name is written in the other script; `others` are forms that it may also have."""

    text: str
    others: tuple[str, ...] = ()


@dataclass(slots=True)
class NameTable:
    """`names.tsv`: characters of names, by what they are in it."""

    surname: dict[str, Form] = field(default_factory=dict)
    given: dict[str, Form] = field(default_factory=dict)
    sound: dict[str, Form] = field(default_factory=dict)
    back: dict[str, Form] = field(default_factory=dict)


@lru_cache(maxsize=1)
def name_table() -> NameTable:
    """The table of names."""
    table = NameTable()
    for line in lines_of("names.tsv"):
        kind, simplified, traditional, *others = line.split("\t")
        getattr(table, kind)[simplified] = Form(traditional, tuple(others[0].split()) if others else ())
    return table


@dataclass(slots=True)
class FormTable:
    """`forms.txt`: characters with several counterparts, and those that one script has alone."""

    ambiguous: dict[str, str]  # Simplified character to its Traditional forms
    reverse: dict[str, str]  # Traditional character to its Simplified forms
    simplified: frozenset[str]  # characters that only Simplified texts have
    traditional: frozenset[str]  # characters that only Traditional texts have


@lru_cache(maxsize=1)
def form_table() -> FormTable:
    """The table of characters with several counterparts."""
    ambiguous: dict[str, str] = {}
    reverse: dict[str, str] = {}
    only: dict[str, str] = {}
    for line in lines_of("forms.txt"):
        kind, key, value = line.split(" ")
        {"s": ambiguous, "t": reverse, "only": only}[kind][key] = value
    return FormTable(
        ambiguous,
        reverse,
        simplified=frozenset(only["s"]),
        traditional=frozenset(only["t"]),
    )


@lru_cache(maxsize=1)
def evidence_table() -> dict[str, frozenset[str]]:
    """`evidence.tsv`: what shows that a word beside it is a name, by where it stands and what it says."""
    lines = (line.split("\t") for line in lines_of("evidence.tsv"))
    return {kind: frozenset(words.split(" ")) for kind, words in lines}


@lru_cache(maxsize=1)
def context_table() -> tuple[re.Pattern[str], list[str], set[str]]:
    """`contexts.tsv`: what matches the characters it has, what they become by which group of that matched, and those characters."""
    patterns: dict[str, list[str]] = {}
    forms: list[str] = []
    for line in sorted(lines_of("contexts.tsv"), key=lambda line: line[0]):
        character, becomes, before, after = line.split("\t")
        behind = f"(?<=(?:{before}){character})" if before else ""
        patterns.setdefault(character, []).append(f"{behind}{after}()")
        forms.append(becomes)
    whole = "|".join(f"{character}(?:{'|'.join(lines)})" for character, lines in patterns.items())
    return re.compile(whole), forms, set(patterns)


def sense_table() -> dict[str, str]:
    """`senses.tsv`, `places.tsv` and `townships.tsv`: words and places with their Traditional forms; the first goes before."""
    return dict(line.split("\t") for file in ("townships.tsv", "places.tsv", "senses.tsv") for line in lines_of(file))


@lru_cache(maxsize=1)
def segmenter() -> Segmenter:
    """The words of Simplified Chinese, with those of these tables: one for a process, whatever the variant."""
    return Segmenter([word for word, becomes in sense_table().items() if becomes])


@lru_cache(maxsize=1)
def character_table() -> dict[str, dict[str, str]]:
    """`characters.tsv`: characters that become something else, by the step of conversion: `s` from Simplified ones to those of
    OpenCC's standard, `tw` and `hk` from those to a region's, `twp` to the words of Taiwan.
    """
    table: dict[str, dict[str, str]] = {}
    for line in lines_of("characters.tsv"):
        step, pairs = line.split("\t")
        table.setdefault(step, {}).update(zip(pairs[::2], pairs[1::2], strict=True))
    return table


def lines_of(name: str) -> list[str]:
    """The lines of one of the files beside this one, without comments."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
