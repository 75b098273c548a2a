"""The plugin's place in Pelican: it submits the shards, the cards, and the page that searches them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from linli.build.build import Build, JobQueue
from linli.build.request import request_of
from linli.model.moments import seconds
from linli.settings.table import PAGEFIND
from linli.store.records import PAPER, REGION, SECTION, TOPIC
from plugins.search.jobs import CardsJob, SearchPage, ShardJob, ShardList, early
from plugins.search.names import Names, NamesJob
from plugins.search.pagefind_jobs import ComponentPage, SharedFiles
from plugins.search.settings import engine_of
from plugins.search.shards import shards_of


class SearchGenerator:
    """Submits the index and the search page."""

    def __init__(self, context: dict[str, Any], settings: Mapping[str, Any], **_others: Any) -> None:
        self.context = context
        self.settings = request_of(settings).settings
        self.engine = engine_of(self.settings)

    def generate_context(self) -> None:
        build: Build = self.context["build"]
        build.paper = replace(build.paper, searchable=True, wasm=self.engine.name == PAGEFIND)

    def generate_output(self, writer: JobQueue) -> None:
        build: Build = self.context["build"]
        shelves = build.store.shelves(PAPER)
        shards = tuple(shards_of(shelves))
        for shard in shards:
            writer.submit(ShardJob(shard, self.engine))
        for shelf in shelves:
            writer.submit(CardsJob(shelf))
        names = Names.of(build.store)
        topics = tuple(topic for topic, _stored in build.store.topics() if build.store.shelves(TOPIC, topic.id))
        writer.submit(ShardList(shards, self.engine, names, topics))
        if names.ids:
            writer.submit(NamesJob(names))
        if self.engine.name == PAGEFIND:
            writer.submit(SharedFiles(self.engine, self.settings.components))
        if self.settings.components:
            writer.submit(ComponentPage(build.banners))
        years = tuple(dict.fromkeys(shelf.month[:4] for shelf in shelves))
        sections, regions = (tuple(build.store.ids(scope)) for scope in (SECTION, REGION))
        kinds = tuple(build.store.kinds(seconds(build.now)))
        writer.submit(SearchPage(years, early(shards, self.engine), sections, regions, topics, kinds, build.banners))
