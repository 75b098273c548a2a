"""The plugin's place in Pelican: it submits the shards, and the page that searches them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from plugins.desk.build import Build
from plugins.desk.messages import _
from plugins.desk.page import Press
from plugins.desk.store import PAPER, digest
from plugins.search.jobs import ENGINE, Engine, SearchPage, ShardJob
from plugins.search.pagefind import PagefindError, Record, executable, index
from plugins.search.shards import shards_of


class SearchGenerator:
    """Submits the index and the search page."""

    def __init__(self, context: dict[str, Any], settings: Mapping[str, Any], **_others: Any) -> None:
        self.context, self.settings = context, settings

    def generate_context(self) -> None:
        build: Build = self.context["build"]
        build.paper = replace(build.paper, searchable=True)

    def generate_output(self, writer: Press) -> None:
        build: Build = self.context["build"]
        shards = shards_of(build.store.shelves(PAPER))
        years = tuple(dict.fromkeys(shard.year for shard in shards))
        try:
            command = executable(self.settings.get("PAGEFIND", ""))
            release = _release(command)
            folder = _engine(command, build.workshop.path / "engine", release)
        except PagefindError as error:
            build.faults.append(_("网站没有搜索：{reason}", reason=error))
            writer.submit(SearchPage(years, False, build.banners))
            return
        for shard in shards:
            writer.submit(ShardJob(shard, tuple(command)))
        writer.submit(Engine(tuple(shards), folder, release))
        writer.submit(SearchPage(years, True, build.banners))


def _release(command: list[str]) -> str:
    """Stands for the release of Pagefind."""
    try:
        return f"{version('pagefind-bin')}-{digest(command[0] if 'pagefind_bin' not in command[0] else '').hex()[:6]}"
    except PackageNotFoundError:
        return digest(command).hex()[:12]


def _engine(command: list[str], folder: Path, release: str) -> Path:
    """The folder with Pagefind's own files, made by an index of one record: so it is seen to work, too."""
    kept = folder / release
    if not all((kept / name).is_file() for name in ENGINE):
        with TemporaryDirectory(prefix="linli-search-") as name:
            for _count in index(command, [Record("/", "0")], Path(name)):
                pass
            shutil.rmtree(folder, ignore_errors=True)
            kept.mkdir(parents=True)
            for file in ENGINE:
                shutil.copyfile(Path(name) / file, kept / file)
    return kept
