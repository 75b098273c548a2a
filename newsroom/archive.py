"""All that is published, as it is in the content folder now, for commands that only look."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from linli.build.fingerprint import Code
from linli.build.workers import Workers
from linli.build.workspace import Workspace
from linli.errors import BuildError, ContentError
from linli.findings import Finding
from linli.messages import _
from linli.model.article import Article
from linli.model.paper import Paper, today_of
from linli.reading.desk import Assignment, Desk
from linli.store.library import Library
from linli.store.records import PAPER
from linli.store.store import Store
from newsroom.building import forget_plugins
from plugins.desk.generator import store_key


@contextmanager
def opened(
    settings: dict[str, Any], shown_as: str, progress: Callable[[str, int, int], None]
) -> Iterator[tuple[Library, list[Finding]]]:
    """A library of all articles, and what is wrong in the content; with errors, those files are not in it.

    It begins as a copy of the site's own store (`copied`), which is not touched.

    Raises:
        BuildError: there is no room for what is read.
    """
    from pelican.plugins._utils import load_plugins

    forget_plugins()
    plugins = load_plugins(settings)
    for plugin in plugins:
        plugin.register()
    paper = Paper.from_settings(settings)
    workers = Workers()
    with TemporaryDirectory(prefix="linli-") as folder:
        store = copied(settings, paper, Path(folder) / "store.sqlite")
        names = tuple(plugin.__name__ for plugin in plugins)
        assignment = Assignment(Path(settings["PATH"]), paper, names)
        desk = Desk(assignment, store, settings, today_of(settings), shown_as=shown_as)
        try:
            findings = desk.update(workers, progress)
        except ContentError as error:
            findings = error.findings
        except sqlite3.OperationalError as error:
            message = _("{folder} 写不下了（{reason}）。请腾出空间再试。", folder=folder, reason=error)
            raise BuildError(message) from error
        finally:
            workers.close()
        try:
            yield store, findings
        finally:
            store.connection.close()


def articles(library: Library) -> Iterator[Article]:
    """Every piece that is published: no drafts, nothing dated ahead, no banners and standing pages."""
    for shelf in library.shelves(PAPER):
        for stored, _teaser in library.pieces(shelf):
            yield library.article(stored)


def copied(settings: dict[str, Any], paper: Paper, path: Path) -> Store:
    """A store of its own at `path`, with what the last build has read in it: only what changed since is to be read.

    The site's own store is copied as it is at one moment, whoever is writing to it; what cannot be copied is read anew.
    """
    kept = Workspace(Path(settings["OUTPUT_PATH"])).store
    if kept.is_file():
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(kept)) as source,
            closing(sqlite3.connect(path)) as target,
        ):
            source.backup(target)
    return Store(path, store_key(paper, Code.of(settings)))
