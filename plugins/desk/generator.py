"""The desk's place in Pelican: it makes a build ready, and hands it to the generators after it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from concurrent.futures import BrokenExecutor
from functools import partial
from typing import Any

from linli.build.banners import Banners, banners_of
from linli.build.build import Build, JobQueue
from linli.build.fingerprint import Code, store_key
from linli.build.headers import Headers
from linli.build.request import request_of
from linli.build.templates import compile_templates
from linli.build.workers import Workers
from linli.build.workspace import Workspace, fault
from linli.errors import DamagedWorkspace, records_lost
from linli.messages import _
from linli.model.article import Kind
from linli.model.paper import Link
from linli.reading.desk import Desk
from linli.store.database import discard
from linli.store.records import KIN, SECTION, WITHDRAWN, Stored
from linli.store.store import Store
from plugins.desk.jobs import Articles, QrCodes, StandingPage, Withdrawn
from plugins.desk.related import MONTHS

FAULTS = (OSError, sqlite3.DatabaseError, DamagedWorkspace, BrokenExecutor)  # of the machine, or of what was kept


class DeskGenerator:
    """Reads the content when Pelican makes its context; prints articles and standing pages."""

    def __init__(self, context: dict[str, Any], settings: Mapping[str, Any], **_others: Any) -> None:
        self.context = context
        self.request = request_of(settings)
        self.pages: list[Stored] = []

    def generate_context(self) -> None:
        """Puts a `Build` into the context.

        Raises:
            ContentError: some file has an error; the findings of all files are in it.
            BuildError: the machine cannot do it.
        """
        build = self._begun()
        self.request.listener.began(build)
        try:
            self._read(build)
        except BaseException as error:
            told = fault(error, build.workspace) if isinstance(error, FAULTS) else None
            build.close()
            if told is not None:
                raise told from error
            raise
        self.context["build"] = build

    def _begun(self) -> Build:
        """A build of which nothing is read yet."""
        settings, paper = self.request.settings, self.request.settings.paper
        workspace = Workspace(settings.output)
        try:
            store = self._opened(workspace)
        except FAULTS as error:
            told = fault(error, workspace)
            workspace.leave()
            raise told from error
        compiling = partial(compile_templates, settings.theme, workspace.compiled, paper.furniture)
        workers = Workers(self.request.scheduler, compiling)
        return Build(
            content=settings.content,
            code=Code.of(settings),
            paper=paper,
            store=store,
            workspace=workspace,
            workers=workers,
            now=settings.now,
            progress=self.request.progress,
            tell=self.request.tell,
            banners=Banners(),
            warnings=[],
            durable=not self.request.unpublished,
            looks=self.request.looks,
        )

    def _opened(self, workspace: Workspace) -> Store:
        """The store, in a workspace of which this build takes hold. What it cannot use of it is told, and gone."""
        settings, tell = self.request.settings, self.request.tell
        by = Code.of(settings).fingerprint.hex()
        found = workspace.enter(by, thoroughly=self.request.verify)
        if self.request.clean:
            workspace.clear()
        store, lost = Store(workspace.store, store_key(settings)), found.lost
        if (found.cut_off or self.request.verify) and not store.is_sound():
            store.connection.close()
            discard(workspace.store)
            store, lost = Store(workspace.store, store_key(settings)), True
        if lost and not self.request.clean:
            tell(records_lost())
        elif found.by not in ("", by) and not self.request.clean:
            tell(_("上一次出报用的程序或 Python 是另一个版本，这次全部重做。"))
        return store

    def _read(self, build: Build) -> None:
        """Reads what changed, and fills in what is known then."""
        settings, store = self.request.settings, build.store
        asked = self.request
        desk = Desk(settings, store, asked.unpublished, asked.without_faulty, asked.damaged)
        build.warnings = desk.update(build.workers, build.progress, self.request.seen)
        build.workspace.note_databases()
        pages = [(stored, store.article(stored)) for stored in store.undated(Kind.PAGE)]
        banners = [(stored, store.article(stored)) for stored in store.undated(Kind.BANNER)]
        build.paper = build.paper.with_pages(Link(article.title, article.url) for _stored, article in pages)
        build.banners = banners_of(banners, build.now, settings.timezone, settings.banners)
        build.copies = store.copies()
        self.pages = [stored for stored, _article in pages]

    def generate_output(self, writer: JobQueue) -> None:
        build: Build = self.context["build"]
        writer.open(build)
        kin = build.store.shelves(KIN)  # newest first
        place = {shelf.month: number for number, shelf in enumerate(kin)}
        for shelf in build.store.shelves(SECTION):
            first = place[shelf.month]
            writer.submit(Articles(shelf, tuple(kin[first : first + MONTHS]), build.banners))
        if build.paper.url:
            for shelf in kin:
                writer.submit(QrCodes(shelf))
        for shelf in build.store.shelves(WITHDRAWN):
            writer.submit(Withdrawn(shelf, build.banners))
        for stored in self.pages:
            writer.submit(StandingPage(stored, build.banners))
        writer.submit(StandingPage(None, build.banners))
        writer.submit(Headers())
