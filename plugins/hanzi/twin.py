"""The twin of a page: the finished page in the other script, at the same address below a prefix."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from linli.build.extensions import FinishedPage
from linli.model.paper import Paper, Script
from linli.model.scripts import VARIANTS
from linli.store.library import Library
from plugins.hanzi.converter import Converter
from plugins.hanzi.links import JSON, PAGES, XML, LinkRewriter
from plugins.hanzi.sightings import Sightings
from plugins.hanzi.walker import Walker

ARTICLE = re.compile(r"(\d{4}/\d{2}/\d{2}/[a-z0-9-]+/)index\.html")
ANY = "0000/00/00/0/"  # an address like that of an article, which none has


@dataclass(frozen=True, slots=True)
class Twin:
    """Makes the twins of pages: for one variant, below one prefix."""

    variant: str
    script: Script
    quotes: bool = True  # quotation marks as its readers expect them

    @property
    def scope(self) -> str:
        return f"hanzi:{self.script.prefix}{self.variant}"

    def paths(self, path: str) -> list[str]:
        return [self.script.prefix + path] if path.endswith(PAGES) else []

    def open(self, library: Library, paper: Paper) -> Callable[[FinishedPage], list[bytes]]:
        converter = Converter.of_words(VARIANTS[self.variant], library.words(self.scope), self.quotes)
        return TwinMaker(self, converter, paper)

    def having(self, words: Collection[str]) -> Callable[[FinishedPage], bool]:
        return Sightings(words).any_in


class TwinMaker:
    """Turns pages into their twins, in one process."""

    def __init__(self, twin: Twin, converter: Converter, paper: Paper) -> None:
        self.script, self.variant, self.paper = twin.script, converter.variant, paper
        self.walker = Walker(converter, twin.script.lang)
        self._links: dict[int, LinkRewriter] = {}

    def __call__(self, page: FinishedPage) -> list[bytes]:
        depth = page.path.count("/")
        links = self._links.get(depth)
        if links is None:
            links = self._links[depth] = LinkRewriter(self.script, self.paper, self.variant, depth)
        text = page.data.decode()
        if page.path.endswith(XML):
            text = links.places(text)
        convert = self.walker.json if page.path.endswith(JSON) else self.walker.convert
        own = ARTICLE.fullmatch(page.path)
        if own is None or ANY in text:
            return [convert(text, links, depth).encode()]
        # Lines of its head are those of any article but for its address: the walker has met them.
        return [convert(text.replace(own[1], ANY), links, depth).replace(ANY, own[1]).encode()]
