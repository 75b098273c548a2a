"""What is printed for Pagefind alone: what all shards have in common, and its own interface."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from linli.build.banners import Banners
from linli.build.job import Job
from linli.build.page import File, Page
from linli.model import addresses
from linli.model.paper import Paper
from linli.store.database import digest
from linli.store.library import Library
from plugins.search.engines import EngineChoice
from plugins.search.pagefind import COMPONENTS, SHARED, shared_files


@dataclass(frozen=True, slots=True)
class SharedFiles(Job):
    """The code that searches an index, and Pagefind's interface if it is wanted: as its program has them in it."""

    engine: EngineChoice
    components: bool

    @property
    def name(self) -> str:
        return "search:pagefind"

    @property
    def themed(self) -> bool:
        return False

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        files = lru_cache(maxsize=1)(shared_files)  # asked for once, and only if a file is not there yet
        wanted = {name: addresses.pagefind(name) for name in SHARED}
        if self.components:
            wanted |= {name: addresses.pagefind_component(name) for name in COMPONENTS}
        for name, path in wanted.items():
            yield File(path, digest(name, self.engine), partial(_one_of, files, name), shared=True)


def _one_of(files: Callable[[], Mapping[str, bytes]], name: str) -> bytes:
    return files()[name]


@dataclass(frozen=True, slots=True)
class ComponentPage(Job):
    """A page of Pagefind's own interface, and the module by which that asks the index."""

    banners: Banners

    @property
    def name(self) -> str:
        return "search:components"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        title, data = paper.furniture("搜索"), self.banners.at("page")
        yield Page(addresses.PAGEFIND, "pagefind.html", title, data=data, indexed=False)
        yield Page(addresses.pagefind_component("pagefind.js"), "pagefind.js", title, indexed=False)
