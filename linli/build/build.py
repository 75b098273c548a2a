"""One build: what the desk has made ready, and every other plugin works from."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from linli.build.banners import Banners
from linli.build.extensions import MetadataProvider, PageTransform, SitewidePages
from linli.build.fingerprint import Code
from linli.build.job import Job
from linli.build.looks import Looks
from linli.build.workers import Workers
from linli.build.workspace import Workspace
from linli.errors import BuildError
from linli.findings import Finding
from linli.model.paper import Paper
from linli.store.records import Stat
from linli.store.store import Store


@dataclass(slots=True)
class Build:
    """A build at work: plugins find it in Pelican's context as `build`."""

    content: Path
    code: Code
    paper: Paper
    store: Store
    workspace: Workspace
    workers: Workers
    now: datetime
    progress: Callable[[str, int, int], None]
    tell: Callable[[str], None]  # a line for the editor
    banners: Banners
    warnings: list[Finding]
    copies: dict[str, Stat] = field(default_factory=dict)  # files of the content folder that are published as they look
    transforms: list[PageTransform] = field(default_factory=list)
    sitewide: list[SitewidePages] = field(default_factory=list)
    metadata: MetadataProvider | None = None
    looks: Looks = field(default_factory=Looks)
    durable: bool = True  # the site is to outlive a power cut, which a preview need not
    faults: list[str] = field(default_factory=list)  # what the site has to do without, for the editor

    @property
    def today(self) -> date:
        """The day of the build."""
        return self.now.date()

    def close(self) -> None:
        """Ends the build: its workers end, and another build may begin."""
        self.workers.close()
        with suppress(sqlite3.Error, OSError, BuildError):  # it may be closed already, or be the fault
            self.store.settle()
            self.workspace.note_databases()
        self.store.connection.close()
        self.workspace.leave()


class JobQueue(Protocol):
    """What plugins may ask of the writer."""

    def open(self, build: Build) -> None:
        """Makes ready to print a build."""

    def submit(self, job: Job) -> None:
        """Has the pages of a job printed in this build."""
