"""Checks content without building: what the desk finds, and what a good sub-editor would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from linli.build.request import silent
from linli.findings import Finding
from linli.hooks import Review, content_reviewed
from linli.messages import _
from linli.model import addresses
from linli.model.article import Kind
from linli.model.moments import NEVER, seconds
from linli.reading.desk import ALONE, BATCH, Progress
from linli.reading.encoding import UnreadableText, decode, read_file
from linli.settings.table import Settings
from linli.store.former import former_addresses
from linli.store.records import Waiting
from newsroom import archive
from newsroom.checking import attachments, links, pictures, repeats
from newsroom.checking.private import private as exposed
from newsroom.checking.reading import CheckTask, Notes, look


class Checked(NamedTuple):
    """What a check found."""

    findings: list[Finding]
    waiting: list[Waiting]  # pieces that are not online yet, the next first


def check(
    settings: Settings, paths: Sequence[Path] = (), progress: Progress = silent, *, private: bool = False
) -> Checked:
    """All findings of the content folder and the settings, or those in the files and folders of `paths`.

    `private`: those on what a reader could learn that an editor may not mean, and no others.
    """
    waiting: list[Waiting] = []
    if private:
        findings = exposed(settings, progress)
    else:
        with archive.opened(settings, progress) as paper:
            findings = [*settings.warnings, *paper.findings]
            proof = Proof(paper, progress)
            findings += [finding.below(settings.shown_as) for finding in proof.findings()]
            waiting = paper.store.waiting(seconds(settings.now))
    wanted = [path.resolve() for path in paths]
    found = sorted({finding for finding in findings if not paths or _within(settings, finding, wanted)})
    return Checked(found, waiting)


@dataclass(slots=True)
class Proof:
    """All content as the desk has read it, to be gone through with a pencil. Findings are below the content folder."""

    paper: archive.Archive
    progress: Progress

    def findings(self) -> Iterator[Finding]:
        settings, store, seen = self.paper.settings, self.paper.store, self.paper.seen
        notes = {one.path: one for one in self._notes()}
        for one in notes.values():
            yield from one.findings
        addresses = self._addresses()
        for one in notes.values():
            yield from links.dead(one.path, one.url, one.anchors, addresses)
        yield from repeats.headlines(store.filed(), lambda path: notes[path].title_line, settings.shown_as)
        bearers = store.bearers()
        yield from repeats.spellings({one.path: one.aparts for one in notes.values() if one.aparts}, bearers)
        yield from repeats.scripts(bearers, _simplified, self._line_of)
        yield from pictures.sizes(settings.content, seen.pictures, measured="plugins.pictures" in settings.plugins)
        yield from pictures.unused(seen.pictures, store.shown_pictures())
        yield from attachments.leftovers(settings.content, seen.pictures)
        review = Review(settings, settings.content, store)
        content_reviewed.send(review)
        yield from review.findings

    def _notes(self) -> Iterator[Notes]:
        settings = self.paper.settings
        task = CheckTask(settings.content, self.paper.store.path, settings.paper, settings.now)
        paths = sorted(self.paper.seen.sources)
        batches = [paths[start : start + BATCH] for start in range(0, len(paths), BATCH)]
        results: Iterable[list[Notes]]
        if len(paths) <= ALONE:
            results = (look(task, batch) for batch in batches)
        else:
            results = self.paper.workers().map(look, [task] * len(batches), batches)
        done = 0
        for notes in results:
            done += len(notes)
            self.progress(_("看稿"), done, len(paths))
            yield from notes

    def _addresses(self) -> links.KnownAddresses:
        settings, store = self.paper.settings, self.paper.store
        pages = [store.article(stored) for stored in (*store.undated(Kind.PAGE), *store.undated(Kind.TOPIC))]
        others = [*(page.url for page in pages), *self.paper.seen.pictures]
        if any(page.kind is Kind.TOPIC for page in pages):
            others.append(addresses.TOPICS)
        if "plugins.syndication" in settings.plugins:
            others += [alias.address for alias in store.aliases(NEVER)]
            others += [one.address for one in former_addresses(store)]
        twins = settings.twins if "plugins.hanzi" in settings.plugins else ()
        prefixes = [f"{prefix}/" for prefix, _variant in twins]
        return links.KnownAddresses.of(settings.paper, store.filed(), others, prefixes)

    def _line_of(self, path: str, word: str) -> int:
        try:
            lines = decode(read_file(self.paper.settings.content, path), path).split("\n")
        except UnreadableText:
            return 1
        return next((number for number, line in enumerate(lines, 1) if word in line), 1)


def _simplified(text: str) -> str:
    from plugins.hanzi.variants import engine

    return str(engine("t2s")(text))


def _within(settings: Settings, finding: Finding, wanted: Sequence[Path]) -> bool:
    return is_within(settings.content / finding.path.removeprefix(settings.shown_as), wanted)


def is_within(file: Path, wanted: Sequence[Path]) -> bool:
    """Whether a file is one of some files, or below one of some folders; those are resolved."""
    file = file.resolve()
    return any(file == path or path in file.parents for path in wanted)
