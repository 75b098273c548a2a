"""Pagefind as the engine of a shard: its program makes the index, its WebAssembly searches it.

It looks for words and for phrases of them. Here every character is a word, by our own rule for cutting, so a term is a
phrase, and is found exactly if it is a substring. Pagefind drops what is neither letter nor digit: such characters are
words too, written by their number.

An index takes some 350 bytes of memory a character, so a shard is made in parts, one after the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from linli.messages import _
from plugins.search.cutting import GAP, strung
from plugins.search.service import LANGUAGE, Service, failure

PART = 1_500_000  # characters of a part: its index takes 0.5 GB while it is made
NO_WORD = "."  # takes a place, and nothing is found there
PLAIN = ((0x30, 0x39), (0x61, 0x7A), (0x3400, 0x4DBF), (0x4E00, 0x9FFF))  # digits, letters, Han: words as they are
EMPTY = "xa"  # of an article without a character: Pagefind would leave it out, and number the others otherwise
ENTRY = "pagefind-entry.json"
WORKER, WASM = "pagefind-worker.js", "wasm.unknown.pagefind"
SHARED = (WORKER, WASM)  # what all shards have in common
COMPONENTS = ("pagefind-component-ui.js", "pagefind-component-ui.css")


class _Words(dict[str, str]):
    """The words that characters are to Pagefind: `wordOf` in `theme/static/js/engine-pagefind.js`."""

    def __missing__(self, character: str) -> str:
        code = ord(character)
        plain = any(first <= code <= last for first, last in PLAIN)
        self[character] = word = character if plain else f"x{code:x}"
        return word


WORDS = _Words({GAP: NO_WORD})


class Part(NamedTuple):
    """A part of a shard, made."""

    release: str  # of Pagefind
    mark: str  # Pagefind's own, of the index: in the name of its first file
    articles: int
    files: dict[str, bytes]


class Pagefind:
    """Pagefind's engine."""

    def __init__(self) -> None:
        self._articles: list[str] = []

    def add(self, texts: Sequence[str]) -> None:
        """Adds an article: its headline, and its other texts."""
        self._articles.append(strung(texts))

    @property
    def facts(self) -> dict[str, object]:
        """The release of Pagefind, and which parts there are: the mark of each, and the number of its articles."""
        parts = self._parts
        return {"release": parts[0].release if parts else "", "parts": [[part.mark, part.articles] for part in parts]}

    def each_file(self, mark: str) -> Iterator[tuple[str, bytes]]:
        """The files of each part in a folder. Their names have a hash of what is in them, so they need no `mark`."""
        for number, part in enumerate(self._parts):
            for path, data in part.files.items():
                yield f"{number}/{path}", data

    @cached_property
    def _parts(self) -> list[Part]:
        articles, self._articles = self._articles, []
        return [_made(some) for some in _in_parts(articles)]


def _in_parts(articles: Sequence[str]) -> Iterator[list[str]]:
    """Articles in parts, counted from the oldest, so that a new one leaves those before it as they are."""
    part: list[str] = []
    room = PART
    for article in articles:
        if part and len(article) > room:
            yield part
            part, room = [], PART
        part.append(article)
        room -= len(article)
    if part:
        yield part


def _made(articles: Sequence[str]) -> Part:
    """The index of a part."""
    with Service() as service:
        for number, article in enumerate(articles):
            words = " ".join([WORDS[character] for character in article])
            service.add(number, words if article.strip(GAP) else EMPTY)
        files = service.files()
    entry = json.loads(files[ENTRY])
    made = entry["languages"][LANGUAGE]
    if made["page_count"] != len(articles):
        raise failure(_("{made} 篇里只收了 {count} 篇", made=len(articles), count=made["page_count"]))
    needed = {path: data for path, data in files.items() if path.endswith((".pf_meta", ".pf_index"))}
    return Part(entry["version"], made["hash"], made["page_count"], needed)


def shared_files() -> dict[str, bytes]:
    """What all shards have in common, by name: what reads an index in the browser."""
    with Service() as service:
        return service.files()
