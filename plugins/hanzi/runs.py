"""Runs: texts in which phrases can stand, each in pieces between tags, and how they are written back."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

UNSAFE = re.compile("[\"\\\\<>&'\0-\x1f\ud800-\udfff]")  # what JSON, or a `script` element, cannot have as it is
HALVES = re.compile("[\ud800-\udfff]")  # of surrogate pairs, which only JSON can write
ENTITY = re.compile(r"(&(?:#\d+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*;))")
MARKS = re.compile("[&<>\"']")
NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
MEANING = {"text": "&<>", '"': '&<>"', "'": "&<>'", "cdata": ""}  # what has a meaning in a place
BARE = re.compile(r"[ \t\n\r\f\"'=<>`&]")  # what an attribute without quotation marks cannot have, or not safely

MARKUP = re.compile("</?[a-zA-Z!]")  # shows that a text is itself markup

Cuts = Callable[[str, str, list[int]], list[int]]
# What a run is: text, the value of an attribute with its quotation mark (or none), a string of JSON, markup as text.
Kind = Literal["text", '"', "'", "bare", "json", "cdata"]
QUOTES: dict[str, Kind] = {'"': '"', "'": "'"}


@dataclass(slots=True)
class Run:
    """A text, and the parts of the page that it is made of."""

    text: str  # as a reader sees it
    parts: list[str]  # of the page, as they are written
    places: list[int]  # of those of `parts` that make up the text
    kind: Kind = "text"


def text_of(parts: list[str], places: list[int]) -> str:
    """What a reader sees of parts of a page: entities are the characters that they stand for."""
    text = parts[places[0]] if len(places) == 1 else "".join([parts[place] for place in places])
    return "".join([decoded(parts[place]) for place in places]) if "&" in text else text


def decoded(text: str) -> str:
    """A text with characters in place of its entities."""
    return "".join([_seen(piece) for piece in _pieces(text)]) if "&" in text else text


def put(run: Run, converted: str, cuts: Cuts) -> None:
    """Writes what a run became into its parts. An entity whose character stays is left as it is.

    `cuts` takes a text, what became of it and places in the former, and gives those in the latter.
    """
    parts, places = run.parts, run.places
    if run.kind == "json":
        parts[places[0]] = written_json(converted)
        return
    if len(places) == 1 and run.kind != "bare" and parts[places[0]] == run.text and not MARKS.search(converted):
        parts[places[0]] = converted  # as nearly always
        return
    if run.kind == "text" and run.text == "".join([parts[place] for place in places]) and not MARKS.search(converted):
        ends = list(accumulate([len(parts[place]) for place in places]))
        ends = [0, *cuts(run.text, converted, ends[:-1]), len(converted)]
        for place, start, end in zip(places, ends, ends[1:], strict=False):
            parts[place] = converted[start:end]
        return
    pieces = [(place, piece) for place in places for piece in _pieces(parts[place])]
    if len(pieces) == 1:
        ends = [0, len(converted)]
    else:
        position, bounds = 0, []
        for _place, piece in pieces[:-1]:
            position += len(_seen(piece))
            bounds.append(position)
        ends = [0, *cuts(run.text, converted, bounds), len(converted)]
    for place in places:
        parts[place] = ""
    for number, (place, piece) in enumerate(pieces):
        new = converted[ends[number] : ends[number + 1]]
        parts[place] += piece if new == _seen(piece) else escaped(new, piece, run.kind)


def _pieces(text: str) -> list[str]:
    """A text cut into entities and what is between them."""
    return [piece for piece in ENTITY.split(text) if piece] if "&" in text else [text]


def _seen(piece: str) -> str:
    return html.unescape(piece) if piece[0] == "&" and ENTITY.fullmatch(piece) else piece


def escaped(new: str, old: str, kind: Kind) -> str:
    """New text without characters that mean something in its place, but for those that the old had as they are."""
    kept = "" if ENTITY.fullmatch(old) else old
    if kind == "bare":
        return BARE.sub(lambda match: match[0] if match[0] in kept else f"&#{ord(match[0])};", new)
    for mark in MEANING[kind]:
        if mark in new and mark not in kept:
            new = new.replace(mark, NAMED[mark])
    return new


def written_json(text: str) -> str:
    """A string as JSON has it, safe within a `script` element."""
    if not UNSAFE.search(text):
        return f'"{text}"'
    escapes = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027"}
    written = json.dumps(text, ensure_ascii=bool(HALVES.search(text)))
    return re.sub("[<>&']", lambda match: escapes[match[0]], written)


def written_xml(text: str) -> str:
    """A text as XML has it."""
    return re.sub("[&<>]", lambda match: NAMED[match[0]], text)
