"""The desk's place in Pelican: it makes a build ready, and hands it to the generators after it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from linli.build.banners import DEFAULT, PLACES, banners_of
from linli.build.build import Build, JobQueue
from linli.build.fingerprint import Code
from linli.build.workers import Workers
from linli.build.workspace import Workspace, told
from linli.errors import BuildError, SettingsError
from linli.messages import _, listed, messages_fingerprint
from linli.model.article import Kind
from linli.model.paper import Link, Paper, today_of
from linli.reading.desk import Assignment, Desk
from linli.store.database import digest
from linli.store.records import KIN, SECTION, WITHDRAWN
from linli.store.store import Store
from plugins.desk.jobs import Articles, Headers, StandingPage, Withdrawn
from plugins.desk.qr import QrCodes
from plugins.desk.related import MONTHS


class DeskGenerator:
    """Reads the content when Pelican makes its context; prints articles and standing pages."""

    def __init__(
        self, context: dict[str, Any], settings: Mapping[str, Any], path: str, output_path: str, **_others: Any
    ) -> None:
        self.context, self.settings = context, settings
        self.content = Path(path)
        self.workspace = Workspace(Path(output_path))

    def generate_context(self) -> None:
        """Puts a `Build` into the context.

        Raises:
            ContentError: some file has an error; the findings of all files are in it.
            SettingsError: some setting has.
        """
        settings = self.settings
        paper, code = Paper.from_settings(settings), Code.of(settings)
        places = _places(settings)
        today = today_of(settings)
        if not self.content.is_dir():
            raise SettingsError(
                [_("找不到内容文件夹 {folder}。请检查 --content 或 pelicanconf.py 的 PATH。", folder=self.content)]
            )
        self.workspace.enter()
        if settings.get("CLEAN", False):
            self.workspace.clear()
        try:
            store = Store(self.workspace.store, store_key(paper, code))
        except sqlite3.OperationalError as error:
            self.workspace.leave()
            raise BuildError(told(error, self.workspace)) from error
        workers = Workers(settings.get("SCHEDULER", ""))
        progress = settings.get("PROGRESS", _silent)
        desk = Desk(
            Assignment(self.content, paper, tuple(settings["PLUGINS"])),
            store,
            settings,
            today,
            unpublished=bool(settings.get("UNPUBLISHED", False)),
            shown_as=settings.get("CONTENT_SHOWN_AS", f"{self.content.name}/"),
        )
        try:
            warnings = desk.update(workers, progress, settings.get("SEEN"))
        except BaseException as error:
            workers.close()
            store.connection.close()
            self.workspace.leave()
            if isinstance(error, (sqlite3.OperationalError, OSError)):
                raise BuildError(told(error, self.workspace)) from error
            raise
        pages = [(stored, store.article(stored)) for stored in store.undated(Kind.PAGE)]
        paper = paper.with_pages(Link(article.title, article.url) for _stored, article in pages)
        banners = banners_of([(stored, store.article(stored)) for stored in store.undated(Kind.BANNER)], today, places)
        self.pages = [stored for stored, _article in pages]
        self.context["build"] = Build(
            content=self.content,
            code=code,
            paper=paper,
            store=store,
            workspace=self.workspace,
            workers=workers,
            today=today,
            progress=progress,
            banners=banners,
            warnings=warnings,
            copies=store.stats("pictures"),
        )

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


def store_key(paper: Paper, code: Code) -> bytes:
    """A fingerprint of all that reading a file depends on beside the file."""
    return digest(paper, code.fingerprint, messages_fingerprint(), code.plugins)


def _places(settings: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    places = settings.get("BANNERS", DEFAULT)
    wanted = "{" + ", ".join(f'"{kind}": {shown!r}' for kind, shown in DEFAULT.items()) + "}"
    if not isinstance(places, Mapping) or not places.keys() <= DEFAULT.keys():
        text = _(
            "pelicanconf.py: BANNERS 应当像 {wanted} 这样，现在是 {got!r}。请改正后再试。", wanted=wanted, got=places
        )
        raise SettingsError([text])
    for kind, named in places.items():
        unknown = [place for place in named if place not in PLACES] if not isinstance(named, str) else [named]
        if unknown:
            text = _(
                "pelicanconf.py: BANNERS 的 {kind} 里有 {unknown!r}，应当是一列：{places} 中的几个。请改正后再试。",
                kind=kind,
                unknown=unknown[0],
                places=listed(PLACES),
            )
            raise SettingsError([text])
    return places


def _silent(task: str, done: int, total: int) -> None:
    """Draws no progress."""
