"""A piece of markup, read token by token into the texts that are to be converted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from linli.model.scripts import Variant
from plugins.hanzi.elements import ASIDE, BUTTONS, DESCRIPTIVE, RUBY, SPOKEN, TEXT
from plugins.hanzi.runs import MARKUP, QUOTES, Run, text_of, written_json, written_xml
from plugins.hanzi.scope import Scope
from plugins.hanzi.structured import Value, values
from plugins.hanzi.tags import ATTRIBUTE, BEGUN, CDATA, CDATA_END, Tag, attributes, head_of, is_tag, name_in, read
from plugins.hanzi.variants import is_language

MEMORY = 20_000  # tags that are remembered


class Rewriter(Protocol):
    """Writes what is no text otherwise, if it wants."""

    def leaves(self, markup: str) -> bool:
        """Whether it surely writes all tags in some markup as they are, in whatever scope."""

    def tag(self, tag: Tag, token: str, converts: bool) -> str:
        """A tag; `token` is how it is written, and with `converts` its content is to be converted."""

    def address(self, address: str) -> str:
        """An address in JSON."""


@dataclass(slots=True)
class Manner:
    """How pieces are read."""

    variant: Variant
    language: str  # what the target is called in structured data
    touches: Callable[[str], bool]  # whether there can be anything to convert in a text
    convert: Callable[[str], str]  # markup within a text, such as a feed may have it
    rewriter: Rewriter | None = None
    xml: bool = False
    # Tags that were met before, each with what is written for it where text is converted. Most stand on many pages.
    tags: dict[str, tuple[Tag, str]] = field(default_factory=dict)

    def tag(self, token: str) -> tuple[Tag, str]:
        """What a tag says, and what is written for it where text is converted."""
        tag = read(token, self.variant, self.xml)
        met = tag, token if tag.telling else self.written(tag, token, True)
        if token.isascii():
            if len(self.tags) > MEMORY:
                self.tags.clear()
            self.tags[token] = met
        return met

    def written(self, tag: Tag, token: str, converts: bool) -> str:
        """What is written for a tag."""
        return self.rewriter.tag(tag, token, converts) if self.rewriter and not tag.closing else token


class MarkupPiece:
    """A piece of markup.

    `tokens` are text and tags in turn. Where a part of a token is a text to be converted, the token is cut into parts,
    and put together when its runs are written.
    """

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.runs: list[Run] = []
        self.ended = True  # it ends what it begins
        self.plain = False  # nothing is written in it but text
        self._cut: list[tuple[list[str], int, list[str]]] = []  # tokens, the place of one, its parts; inner ones later

    def markup(self) -> str:
        """The piece as it is now."""
        for tokens, place, parts in reversed(self._cut):
            tokens[place] = "".join(parts)
        return "".join(self.tokens)

    def read(self, manner: Manner) -> None:
        """Reads markup: finds its runs, and writes its tags as the rewriter wants them."""
        tokens = self.tokens
        scope = Scope()
        line: list[int] = []  # the run that is being read
        aside: list[int] | None = None  # and that of a ruby text beside it
        for place, token in enumerate(tokens):
            if not place & 1:
                if "<" in token and BEGUN.search(token):
                    self.ended = False
                if token and scope.converts:
                    (line if aside is None else aside).append(place)
                continue
            if not is_tag(token):
                if token.startswith(CDATA) and manner.xml and scope.converts:
                    self._read_cdata(place, manner)
                continue
            tag, written = manner.tags.get(token) or manner.tag(token)
            before = scope.converts
            within = scope.pass_(tag)
            changed = scope.converts != before
            if tag.name in ASIDE or tag.name in RUBY:
                self.end(aside, manner)
                aside = [] if tag.name in ASIDE and not tag.closing else None
                if changed and tag.name in RUBY:
                    line = self.end(line, manner)
            elif changed or not tag.inline:
                self.end(aside, manner)
                aside = [] if aside is not None and tag.inline else None
                line = self.end(line, manner) if aside is None else line
            if tag.telling:
                self.ended = self.ended and not tag.begun
                self._read_telling(place, tag, within, manner)
            else:
                tokens[place] = written if within or tag.closing else manner.written(tag, token, False)
        self.end(aside, manner)
        self.end(line, manner)
        self.ended = self.ended and scope.closed and aside is None

    def read_json(self, tokens: list[str], place: int, manner: Manner) -> None:
        """Reads JSON that is one of `tokens`."""
        data, end = tokens[place], 0
        parts: list[str] = []
        self._cut.append((tokens, place, parts))
        for value in values(data):
            converted = value.kind == "text" and manner.touches(value.text)
            written = None if converted else _written(value, manner)
            if not converted and written is None:
                continue
            parts += [data[end : value.start], data[value.start : value.end] if written is None else written]
            if converted:
                self.runs.append(Run(value.text, parts, [len(parts) - 1], "json"))
            end = value.end
        parts.append(data[end:])

    def end(self, places: list[int] | None, manner: Manner) -> list[int]:
        """Notes a run that is at its end, if there is something to convert in it."""
        if places:
            tokens = self.tokens
            text = text_of(tokens, places)
            if manner.xml and len(places) == 1 and MARKUP.search(text):
                converted = manner.convert(text)
                if converted != text:
                    tokens[places[0]] = written_xml(converted)
            elif manner.touches(text):
                self.runs.append(Run(text, tokens, places))
        return []

    def _read_cdata(self, place: int, manner: Manner) -> None:
        token = self.tokens[place]
        text = token[len(CDATA) : -len(CDATA_END)]
        if MARKUP.search(text):
            self.tokens[place] = CDATA + manner.convert(text) + CDATA_END
        elif manner.touches(text):
            parts = [CDATA, text, CDATA_END]
            self._cut.append((self.tokens, place, parts))
            self.runs.append(Run(text, parts, [1], "cdata"))

    def _read_telling(self, place: int, tag: Tag, within: bool, manner: Manner) -> None:
        """Reads a tag that has something to tell, or an element as a whole."""
        token = self.tokens[place]
        head = head_of(token)
        content, end = token[len(head) :], ""
        if content and (start := content.rfind("</")) >= 0:
            content, end = content[:start], content[start:]
        written = manner.written(tag, head, within)
        parts = self._spoken(tag, written, manner) if within else [written]
        self._cut.append((self.tokens, place, parts))
        parts += [content, end]
        if not within or not content:
            return
        if tag.name in TEXT:
            text = text_of(parts, [len(parts) - 2])
            if manner.touches(text):
                self.runs.append(Run(text, parts, [len(parts) - 2]))
        elif tag.name == "script" and attributes(head).get("type", "").lower().startswith("application/ld+json"):
            self.read_json(parts, len(parts) - 2, manner)

    def _spoken(self, tag: Tag, head: str, manner: Manner) -> list[str]:
        """The parts of a tag, with runs for the attributes that are read or heard."""
        parts: list[str] = []
        end = 0
        all_ = None
        for match in ATTRIBUTE.finditer(head, name_in(head).end()):
            name = match[1].lower()
            if name in ("content", "value"):
                all_ = all_ or attributes(head)
                if not _is_spoken(tag.name, name, all_):
                    continue
            elif name not in SPOKEN:
                continue
            kind = QUOTES.get(match[3][0], "bare")
            quoted = kind != "bare"
            start, stop = match.start(3) + quoted, match.end(3) - quoted
            text = text_of([head[start:stop]], [0])
            if text and manner.touches(text):
                parts += [head[end:start], head[start:stop]]
                self.runs.append(Run(text, parts, [len(parts) - 1], kind))
                end = stop
        parts.append(head[end:])
        return parts


def _is_spoken(name: str, attribute: str, values: Mapping[str, str]) -> bool:
    """Whether the content of a `meta`, or the value of a button, is read."""
    if attribute == "value":
        return name == "input" and values.get("type", "").lower() in BUTTONS
    return name == "meta" and any(
        DESCRIPTIVE.fullmatch(values.get(key, "")) for key in ("name", "property", "itemprop")
    )


def _written(value: Value, manner: Manner) -> str | None:
    """What is written for a string of JSON that is no text; None if it stays as it is."""
    new = value.text
    if value.kind == "markup":
        new = manner.convert(new)
    elif value.kind == "address" and manner.rewriter:
        new = manner.rewriter.address(new)
    elif value.kind == "language" and is_language(new, manner.variant):
        new = manner.language
    return written_json(new) if new != value.text else None
