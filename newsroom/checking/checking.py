"""Checks content without building: what the desk finds, and what a good sub-editor would."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from linli.build.workers import Workers
from linli.errors import ContentError
from linli.findings import Finding
from linli.hooks import Review, content_reviewed
from linli.messages import _
from linli.model.article import Kind
from linli.model.paper import Paper, today_of
from linli.reading.desk import ALONE, BATCH, Assignment, Desk
from linli.reading.encoding import UnreadableText, decode, read_file
from linli.reading.scan import Scan, scan
from linli.store.store import Store
from newsroom import archive
from newsroom.building import forget_plugins
from newsroom.checking import links, pictures, repeats
from newsroom.checking.reading import CheckTask, Notes, look

Progress = Callable[[str, int, int], None]


def check(
    settings: dict[str, Any], shown_as: str, paths: Sequence[Path] = (), progress: Progress = lambda *_nothing: None
) -> list[Finding]:
    """All findings of the content folder, or those in the files and folders of `paths`.

    Args:
        settings: Pelican's, of the paper.
        shown_as: the content folder as the editor knows it, with a slash at the end.
    """
    from pelican.plugins._utils import load_plugins

    forget_plugins()
    plugins = load_plugins(settings)
    for plugin in plugins:
        plugin.register()
    paper, content = Paper.from_settings(settings), Path(settings["PATH"])
    seen = scan(content)
    workers = Workers()
    with TemporaryDirectory(prefix="linli-") as folder:
        store = archive.copied(settings, paper, Path(folder) / "store.sqlite")
        names = tuple(plugin.__name__ for plugin in plugins)
        desk = Desk(Assignment(content, paper, names), store, settings, today_of(settings), shown_as=shown_as)
        try:
            try:
                findings = desk.update(workers, progress, seen)
            except ContentError as error:
                findings = error.findings
            proof = Proof(settings, content, paper, store, seen, shown_as)
            findings += [finding.below(shown_as) for finding in proof.findings(workers, progress)]
        finally:
            workers.close()
            store.connection.close()
    wanted = [path.resolve() for path in paths]
    chosen = {f for f in findings if not paths or _within(content, shown_as, f, wanted)}
    return sorted(chosen)


@dataclass(slots=True)
class Proof:
    """All content as the desk has read it, to be gone through with a pencil. Findings are below the content folder."""

    settings: dict[str, Any]
    content: Path
    paper: Paper
    store: Store
    seen: Scan
    shown_as: str

    def findings(self, workers: Workers, progress: Progress) -> Iterator[Finding]:
        notes = {one.path: one for one in self._notes(workers, progress)}
        for one in notes.values():
            yield from one.findings
        addresses = self._addresses()
        for one in notes.values():
            yield from links.dead(one.path, one.url, one.anchors, addresses)
        yield from repeats.headlines(self.store.filed(), lambda path: notes[path].title_line, self.shown_as)
        bearers = self.store.bearers()
        yield from repeats.spellings({one.path: one.aparts for one in notes.values() if one.aparts}, bearers)
        yield from repeats.scripts(bearers, _simplified, self._line_of)
        yield from pictures.sizes(
            self.content, self.seen.pictures, measured="plugins.pictures" in self.settings["PLUGINS"]
        )
        yield from pictures.unused(self.seen.pictures, self.store.shown_pictures())
        review = Review(self.settings, self.content, self.store)
        content_reviewed.send(review)
        yield from review.findings

    def _notes(self, workers: Workers, progress: Progress) -> Iterator[Notes]:
        task = CheckTask(self.content, self.store.path, self.paper, today_of(self.settings))
        paths = sorted(self.seen.sources)
        batches = [paths[start : start + BATCH] for start in range(0, len(paths), BATCH)]
        if len(paths) <= ALONE:
            results = (look(task, batch) for batch in batches)
        else:
            results = workers().map(look, [task] * len(batches), batches)
        done = 0
        for notes in results:
            done += len(notes)
            progress(_("看稿"), done, len(paths))
            yield from notes

    def _addresses(self) -> links.KnownAddresses:
        pages = [self.store.article(stored) for stored in self.store.undated(Kind.PAGE)]
        others = [*(page.url for page in pages), *self.seen.pictures]
        if "plugins.syndication" in self.settings["PLUGINS"]:
            others += [alias.address for alias in self.store.aliases(date.max)]
        return links.KnownAddresses.of(self.paper, self.store.filed(), others, _prefixes(self.settings))

    def _line_of(self, path: str, word: str) -> int:
        try:
            lines = decode(read_file(self.content, path), path).split("\n")
        except UnreadableText:
            return 1
        return next((number for number, line in enumerate(lines, 1) if word in line), 1)


def _prefixes(settings: dict[str, Any]) -> list[str]:
    """Where the twins of pages are: `hant/`."""
    if "plugins.hanzi" not in settings["PLUGINS"]:
        return []
    from plugins.hanzi.settings import twins_of

    return [twin.script.prefix for twin in twins_of(settings)]


def _simplified(text: str) -> str:
    from plugins.hanzi.variants import engine

    return engine("t2s")(text)


def _within(content: Path, shown_as: str, finding: Finding, wanted: list[Path]) -> bool:
    file = (content / finding.path.removeprefix(shown_as)).resolve()
    return any(file == path or path in file.parents for path in wanted)
