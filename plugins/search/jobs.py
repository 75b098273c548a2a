"""What the search plugin has printed: shards, Pagefind's own files, the list of shards, and the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from plugins.desk.article import Kind
from plugins.desk.banners import Banners
from plugins.desk.messages import _
from plugins.desk.page import File, Job, JobError, Page, Step
from plugins.desk.paper import Paper
from plugins.desk.store import Library, Stored, digest
from plugins.search.cutting import content, fold
from plugins.search.pagefind import PagefindError, Record, index
from plugins.search.shards import Shard
from plugins.search.texts import card_of, texts_of

FOLDER = "search/"
ENGINE = ("pagefind.js", "wasm.unknown.pagefind")  # the same for all shards


@dataclass(frozen=True, slots=True)
class ShardJob(Job):
    """The index of a shard, and what results show of its articles."""

    shard: Shard
    command: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"search:{self.shard.name}"

    @property
    def inputs(self) -> bytes:
        return digest(self.shard)

    @property
    def weight(self) -> int:
        return self.shard.count

    @property
    def themed(self) -> bool:
        return False

    @property
    def beside(self) -> bool:
        return True

    def pages(self, library: Library, paper: Paper) -> Iterator[File | Step]:
        folder = f"{FOLDER}{self.shard.name}/"
        stored = [piece for shelf in self.shard.shelves for piece, _teaser in library.pieces(shelf)]
        with TemporaryDirectory(prefix="linli-search-") as name:
            into = Path(name)
            table = Table()
            try:
                records = _records(library, stored, table)
                for done in index(list(self.command), records, into):
                    if done % 100 == 0:
                        yield Step(_("索引"), done, self.shard.count)
            except PagefindError as error:
                raise JobError(_("{shard} 的搜索没有做好：{reason}", shard=self.shard.name, reason=error)) from error
            hashes = {}
            for fragment in sorted((into / "fragment").iterdir()):
                hashes[_url(fragment)] = fragment.name.removesuffix(".pf_fragment")
            for piece, url in zip(stored, table.urls, strict=True):
                path = f"{folder}cards/{hashes[url]}.json"
                yield File(path, digest(piece, url), partial(_card, library, piece))
            for file in sorted(into.glob("index/*")) + sorted(into.glob("*.pf_meta")) + [into / "pagefind-entry.json"]:
                yield _file(folder + file.relative_to(into).as_posix(), file.read_bytes())
            yield _file(f"{folder}table.json", table.json(paper))


def _records(library: Library, stored: list[Stored], table: Table) -> Iterator[Record]:
    for piece in stored:
        article = library.article(piece)
        texts = texts_of(article)
        table.add(article, len(fold(texts[0])))
        yield Record(article.url, content(texts))


def _card(library: Library, piece: Stored) -> bytes:
    return card_of(library.article(piece))


def _url(fragment: Path) -> str:
    """The address in a fragment of Pagefind's: gzipped JSON after a mark."""
    import gzip

    return json.loads(gzip.decompress(fragment.read_bytes())[len(b"pagefind_dcd") :])["url"]


def _file(path: str, data: bytes) -> File:
    return File(path, digest(data), lambda: data, shared=True)


class Table:
    """What filters and order need to know of the articles of a shard, in the order of its records."""

    def __init__(self) -> None:
        self.urls: list[str] = []
        self.rows: list[tuple[int, str, str, str, int]] = []

    def add(self, article, headline: int) -> None:
        """Adds an article; `headline` is the length of its folded headline."""
        self.urls.append(article.url)
        section = article.section.id if article.section else ""
        region = article.region.id if article.region else ""
        self.rows.append((article.date.toordinal(), section, region, article.kind.value, headline))

    def json(self, paper: Paper) -> bytes:
        """The columns: days before the newest, numbers of sections, regions and kinds, lengths of headlines."""
        sections = ["", *(section.id for section in paper.sections)]
        regions = ["", *(region.id for region in paper.regions)]
        kinds = [kind.value for kind in Kind]
        days = [row[0] for row in self.rows]
        columns = {
            "newest": days[0],
            "days": [days[0] - day for day in days],
            "sections": sections,
            "section": [sections.index(row[1]) for row in self.rows],
            "regions": regions,
            "region": [regions.index(row[2]) for row in self.rows],
            "kinds": kinds,
            "kind": [kinds.index(row[3]) for row in self.rows],
            "headline": [row[4] for row in self.rows],
        }
        return json.dumps(columns, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Engine(Job):
    """Pagefind's part in the browser, and the list of shards, newest first."""

    shards: tuple[Shard, ...]
    folder: Path
    release: str

    @property
    def name(self) -> str:
        return "search:engine"

    @property
    def inputs(self) -> bytes:
        return digest(self.release, self.shards)

    @property
    def themed(self) -> bool:
        return False

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        for name in ENGINE:
            yield _file(f"{FOLDER}engine/{name}", (self.folder / name).read_bytes())
        shards = [{"name": s.name, "year": s.year, "count": s.count, "mark": digest(s).hex()[:12]} for s in self.shards]
        data = json.dumps({"release": self.release, "shards": shards}, separators=(",", ":")).encode()
        yield _file(f"{FOLDER}shards.json", data)


@dataclass(frozen=True, slots=True)
class SearchPage(Job):
    """The page with the form and the results."""

    years: tuple[str, ...]  # newest first
    available: bool
    banners: Banners

    @property
    def name(self) -> str:
        return "search"

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        yield Page(
            url=FOLDER,
            template="search.html",
            title="搜索",
            description=f"在{paper.name}的全部文章里查找",
            data={"years": self.years, "available": self.available, **self.banners.at("page")},
        )
