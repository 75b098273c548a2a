"""JSON in a page or a file of its own: which of its strings are read, and which are addresses or code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

STRING = re.compile(r'("(?:[^"\\]|\\.)*+")(\s*:)?', re.S)
ADDRESS = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:/|\.{0,2}/)\S*")
CODE_KEY = re.compile(r"@.*|(?:.*[a-z](?:Url|URL)|.*_url|url|href|src|id|identifier|sameAs|encodingFormat|rel|version)")
LANGUAGE_KEYS = frozenset(["inLanguage", "language", "lang"])

Kind = Literal["text", "markup", "address", "language"]


class Value(NamedTuple):
    """A string that is a value in JSON."""

    start: int  # where it stands, with its quotation marks
    end: int
    text: str
    kind: Kind


def values(data: str) -> Iterator[Value]:
    """The strings of a JSON text, but for its keys and for code. What is no JSON has none."""
    return _escaped(data) if "\\" in data else _plain(data)


def _plain(data: str) -> Iterator[Value]:
    """Those of a text without escapes, as nearly all are: quotation marks begin and end them in turn."""
    key, end = "", -1
    parts = data.split('"')
    for number in range(1, len(parts) - 1, 2):
        text = parts[number]
        start = end + len(parts[number - 1]) + 1
        end = start + len(text) + 1
        if parts[number + 1].lstrip()[:1] == ":":
            key = text
        elif kind := _kind(key, text):
            yield Value(start, end + 1, text, kind)


def _escaped(data: str) -> Iterator[Value]:
    key = ""
    for match in STRING.finditer(data):
        try:
            text = json.loads(match[1], strict=False)
        except ValueError:
            continue
        if match[2]:
            key = text
        elif kind := _kind(key, text):
            yield Value(match.start(1), match.end(1), text, kind)


def _kind(key: str, text: str) -> Kind | None:
    """What a string is; None for code, of which nothing is made."""
    if "/" in text and ADDRESS.fullmatch(text):
        return "address"
    return _kind_of_key(key)


@lru_cache(maxsize=1024)
def _kind_of_key(key: str) -> Kind | None:
    if key in LANGUAGE_KEYS:
        return "language"
    if CODE_KEY.fullmatch(key):
        return None
    return "markup" if key.endswith("_html") else "text"
