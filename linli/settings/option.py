"""An option of the settings file, and what is found wrong with its value."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from linli.findings import Finding
from linli.messages import _

T = TypeVar("T")
LONGEST = 60  # characters of a value that a message shows
NEAR = 0.8  # how alike two names are when one is a slip of the keyboard for the other (difflib's ratio)


class Need(Enum):
    """In place of a default: the option must be written."""

    WRITTEN = "written"


class Kind(Generic[T]):
    """What values an option takes. Kinds are plain classes: every command makes them, and dataclasses take their time."""

    @property
    def expected(self) -> str:
        """The kind of value in words, for messages and for the document."""
        raise NotImplementedError

    def read(self, value: object, verdict: Verdict) -> T | None:
        """The value as code wants it; None when the verdict was told what is wrong with it."""
        raise NotImplementedError


class Option(NamedTuple):
    """One option: all that is known of it stands here."""

    name: str  # as it is written in the file: SITENAME
    kind: Kind[Any]
    title: str  # what it is, in a few words
    purpose: str  # what it is for, in Chinese, for docs/settings.md
    example: str  # a value as it is written in the file
    default: object  # a value as it is written in the file, or `Need.WRITTEN`; None when it depends on something
    group: str  # under which the document has it
    otherwise: str = ""  # what a default of None comes to, in Chinese


class Place(NamedTuple):
    """Where an option is written: the file as the editor knows it, and the line."""

    path: str
    line: int = 1
    lines: Mapping[object, int] = MappingProxyType({})  # of the keys and values in it

    def line_of(self, part: object) -> int:
        """The line of a key or a value; that of the option when it is not known."""
        try:
            return self.lines.get(part, self.line)
        except TypeError:  # what cannot be a key of a table
            return self.line


class Surroundings(NamedTuple):
    """What a judgement must know beside the table and the file."""

    folder: Path  # of the settings file: paths in it are relative to this
    values: Mapping[str, object]  # all that is written
    plugins: Collection[str] = ()  # the names of the plugins of this release


class Verdict:
    """What is wrong with the value of an option."""

    def __init__(self, option: Option, place: Place, around: Surroundings) -> None:
        self.option, self.place, self.around = option, place, around
        self.findings: list[Finding] = []

    def wrong(self, got: object, expected: str = "", *, at: object = None) -> None:
        """The value `got` is not what is expected. `at` is the key or value whose line is told."""
        text = _(
            "{name}（{title}）应当是{expected}，例如 {example}，现在是 {got}。请改正后再试。",
            name=self.option.name,
            title=self.option.title,
            expected=expected or self.option.kind.expected,
            example=self.option.example,
            got=shown(got),
        )
        if isinstance(got, tuple) and len(got) == 1:
            text += _("行末的逗号是多余的。")
        self.tell("E005", text, at=at)

    def tell(self, code: str, message: str, *, at: object = None) -> None:
        """Something else is wrong."""
        line = self.place.line if at is None else self.place.line_of(at)
        self.findings.append(Finding(self.place.path, line, code, message))


def shown(value: object) -> str:
    """A value as Python writes it, not too long."""
    text = repr(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def nearest(word: object, known: Iterable[str]) -> str:
    """The known name that a word is probably meant to be; empty if there is none."""
    from difflib import get_close_matches  # for mistakes alone, not for every command

    found = get_close_matches(str(word), list(known), n=1, cutoff=NEAR)
    return found[0] if found else ""
