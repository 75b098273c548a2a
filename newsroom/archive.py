"""A paper as it is in the content folder now, opened for commands that only look."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from linli.build.fingerprint import store_key
from linli.build.workers import Workers
from linli.build.workspace import Workspace
from linli.errors import BuildError, ContentError
from linli.findings import Finding
from linli.messages import _
from linli.model.article import Article
from linli.reading.desk import Desk, Progress
from linli.reading.scan import scan
from linli.settings.table import Settings
from linli.store.database import discard, is_sound
from linli.store.library import Library
from linli.store.records import PAPER, Scan
from linli.store.store import Store
from newsroom import loading


@dataclass(frozen=True, slots=True)
class Archive:
    """All articles, and what is wrong in the content; files with errors are not in the store."""

    settings: Settings
    store: Store
    seen: Scan  # the content folder
    findings: list[Finding]
    workers: Workers

    def articles(self) -> Iterator[Article]:
        """Every piece that is published: no drafts, nothing dated ahead, no banners and standing pages."""
        for shelf in self.store.shelves(PAPER):
            for stored, _teaser in self.store.pieces(shelf):
                yield self.store.article(stored)


@contextmanager
def opened(settings: Settings, progress: Progress) -> Iterator[Archive]:
    """Reads what changed since the last build, into a store of its own: a copy of the site's, which is not touched.

    Raises:
        SettingsError: a plugin cannot be used.
        BuildError: there is no room for what is read.
    """
    loading.connect(settings)
    seen, workers = scan(settings.content), Workers()
    with TemporaryDirectory(prefix="linli-") as folder, closing(workers):
        store = _copied(settings, Path(folder) / "store.sqlite")
        with closing(store.connection):
            try:
                findings = Desk(settings, store).update(workers, progress, seen)
            except ContentError as error:
                findings = error.findings
            except sqlite3.OperationalError as error:
                message = _("{folder} 写不下了（{reason}）。请腾出空间再试。", folder=folder, reason=error)
                raise BuildError(message) from error
            yield Archive(settings, store, seen, findings, workers)


def known_names(settings: Settings) -> list[str]:
    """The names of people that the last build has read, sorted; none if there is nothing that can be read."""
    store = Workspace(settings.output).store
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as source:
        return list(Library(source).names())
    return []


def _copied(settings: Settings, path: Path) -> Store:
    """A store at `path` with what the last build has read in it: only what changed since is to be read.

    The site's own store is copied as it is at one moment, whoever is writing to it; what cannot be copied is read anew.
    """
    workspace = Workspace(settings.output)
    kept, key = workspace.store, store_key(settings)
    if kept.is_file():
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(kept)) as source,
            closing(sqlite3.connect(path)) as target,
        ):
            source.backup(target)
    store = Store(path, key)
    if not workspace.is_sealed and not (is_sound(path) and store.is_sound()):  # a build was cut off, or it is damaged
        store.connection.close()
        discard(path)
        store = Store(path, key)
    return store
