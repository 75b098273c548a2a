"""The plugin's place in Pelican: every page that is printed gets its twins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linli.build.build import Build, JobQueue
from linli.build.request import request_of
from linli.model.scripts import VARIANTS
from plugins.hanzi.phrasebook import phrasebook
from plugins.hanzi.scripts import scripts_of
from plugins.hanzi.settings import twins_of
from plugins.hanzi.variants import engine


class HanziGenerator:
    """Tells the press which twins to make, and the theme which scripts there are."""

    def __init__(self, context: dict[str, Any], settings: Mapping[str, Any], **_: Any) -> None:
        self.context = context
        self.twins = twins_of(request_of(settings).settings)
        for twin in self.twins:  # before workers are forked, so that none loads OpenCC again
            variant = VARIANTS[twin.variant]
            scripts_of(variant)
            engine(variant.name)
            phrasebook(variant)

    def generate_context(self) -> None:
        build: Build = self.context["build"]
        if self.twins:
            build.transforms += self.twins
            build.paper = build.paper.with_scripts(twin.script for twin in self.twins)

    def generate_output(self, writer: JobQueue) -> None:
        """Submits nothing: twins are made of what the others submit."""
