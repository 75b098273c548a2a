"""The twin of a page: the finished page in the other script, at the same address below a prefix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from linli.model.paper import Paper, Script
from linli.model.scripts import VARIANTS
from linli.store.database import digest
from linli.store.library import Library
from linli.text.words import WordSet
from plugins.hanzi.converter import Converter
from plugins.hanzi.links import JSON, PAGES, XML, LinkRewriter
from plugins.hanzi.walker import Walker


@dataclass(frozen=True, slots=True)
class Twin:
    """Makes the twins of pages: for one variant, below one prefix."""

    variant: str
    script: Script

    @property
    def scope(self) -> str:
        """Under which the store has its words."""
        return f"hanzi:{self.script.prefix}{self.variant}"

    def fingerprint(self, library: Library, furniture: str) -> bytes:
        words = library.words(self.scope)
        return digest(sorted((word, words[word]) for word in WordSet(words).known(furniture)))

    def paths(self, path: str) -> list[str]:
        return [self.script.prefix + path] if path.endswith(PAGES) else []

    def open(self, library: Library, paper: Paper) -> Callable[[str, bytes], list[bytes]]:
        converter = Converter.of_words(VARIANTS[self.variant], library.words(self.scope))
        return TwinMaker(self, converter, paper)


class TwinMaker:
    """Turns pages into their twins, in one process."""

    def __init__(self, twin: Twin, converter: Converter, paper: Paper) -> None:
        self.script, self.variant, self.paper = twin.script, converter.variant, paper
        self.walker = Walker(converter, twin.script.lang)
        self._links: dict[int, LinkRewriter] = {}

    def __call__(self, path: str, data: bytes) -> list[bytes]:
        depth = path.count("/")
        links = self._links.get(depth)
        if links is None:
            links = self._links[depth] = LinkRewriter(self.script, self.paper, self.variant, depth)
        text = links.places(data.decode()) if path.endswith(XML) else data.decode()
        convert = self.walker.json if path.endswith(JSON) else self.walker.convert
        return [convert(text, links, depth).encode()]
