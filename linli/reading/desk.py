"""The desk at work: brings the store up to date with the content folder."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from linli.errors import ContentError
from linli.findings import Finding
from linli.hooks import Inquiry, Review, content_shelved, words_wanted
from linli.messages import _, language, speaking
from linli.model.moments import ALWAYS, NEVER, seconds
from linli.model.paper import Paper
from linli.model.review import ReviewRules
from linli.reading.ahead import changed_ahead
from linli.reading.collisions import collisions
from linli.reading.encoding import UnreadableText, read_file
from linli.reading.pending import UNREVIEWED, pending
from linli.reading.photos import Photos
from linli.reading.reader import Reader, Reading
from linli.reading.scan import scan
from linli.reading.topics import NONE, KnownTopics, known_topics
from linli.settings.table import Settings
from linli.store.database import digest
from linli.store.file_record import FileRecord
from linli.store.records import Scan
from linli.store.store import Store

BATCH = 64  # files that one task of a worker reads
ALONE = 2 * BATCH  # up to so many files are read here, without starting workers

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a worker must know to read files: picklable, and equal for the whole build."""

    content: Path
    paper: Paper
    review: ReviewRules
    topics: KnownTopics
    plugins: tuple[str, ...]  # a worker that was not forked registers them, for their hooks
    language: str = field(default_factory=language)  # of findings


@lru_cache(maxsize=16)
def _reader(assignment: Assignment, thread: int) -> Reader:
    """The reader of a thread: Python-Markdown serves one at a time."""
    for name in assignment.plugins:
        importlib.import_module(name).register()
    return Reader(assignment.paper, Photos(assignment.content), assignment.review, assignment.topics)


def read_files(assignment: Assignment, paths: list[str]) -> list[Reading]:
    """Reads some files, in whatever process."""
    reader = _reader(assignment, threading.get_ident())
    reader.photos.seen.clear()
    readings = []
    with speaking(assignment.language):
        for path in paths:
            try:
                data = read_file(assignment.content, path)
            except UnreadableText as fault:
                readings.append(Reading(None, [fault.finding]))
            else:
                readings.append(reader.read(path, data))
    return readings


def record_files(assignment: Assignment, paths: list[str]) -> list[FileRecord]:
    """Reads some files, and makes of them what the store keeps."""
    zone = assignment.paper.timezone
    return [
        FileRecord.of(reading.article, reading.findings, reading.pictures, zone, reading.review, reading.names_topics)
        for reading in read_files(assignment, paths)
    ]


@dataclass(slots=True)
class Desk:
    """Reads what changed, and tells what is wrong with the whole."""

    settings: Settings
    store: Store
    unpublished: bool = False  # drafts and pieces that wait for their hour are shown
    without_faulty: bool = False  # pieces with errors are left out
    damaged: frozenset[str] = frozenset()  # pieces that are left out in any case
    assignment: Assignment = field(init=False)

    def __post_init__(self) -> None:
        settings = self.settings
        self.assignment = Assignment(settings.content, settings.paper, settings.review, NONE, settings.plugins)

    def update(self, workers: Callable[[], Executor], progress: Progress, seen: Scan | None = None) -> list[Finding]:
        """Brings the store up to date with the content folder (as it was `seen`, if it was); gives the warnings.

        Pieces with errors are left out if that is wanted; their findings are among the warnings.

        Raises:
            ContentError: with every finding of every file. What could be read is kept in the store;
                the site is not touched.
        """
        seen = seen or scan(self.assignment.content)
        with _transaction(self.store):
            self._read_changed(seen, workers, progress)
            own = seen.findings + self.store.findings()
            if self.without_faulty:
                own += self._leave_out()
            names, listed = list(self.store.names()), self.store.listed_names()
            inquiry = Inquiry(self.settings, self.assignment.content, names, listed)
            words_wanted.send(inquiry)
            self.store.put_words(inquiry.words)
            months = self.store.changed_months() | self._months_of_now()
            self.store.shelve(months, self.until, self.unpublished)
            self.store.put_prints(seen.prints)
            review = Review(self.settings, self.assignment.content, self.store)
            content_shelved.send(review)
        self.store.settle()
        others = inquiry.findings + review.findings
        others += collisions(self.store, self.settings.content, self.settings.shown_as)
        others += changed_ahead(self.store, self.settings.content, self.settings.now)
        held = pending(self.store, self.settings, previewed=self.unpublished)
        findings = sorted({*(finding.below(self.settings.shown_as) for finding in own + others), *held})
        stopping = [*others, *(one for one in held if one.code == UNREVIEWED)] if self.without_faulty else findings
        if any(finding.is_error for finding in stopping):
            raise ContentError(findings)
        return findings

    def _leave_out(self) -> list[Finding]:
        """Takes pieces out of the store that claim what others have; gives the findings. They are read again next time.

        Those that have an error in themselves are not in the store.
        """
        for path in self.damaged:
            self.store.remove(path)
        found: list[Finding] = []
        while True:
            met = collisions(self.store, self.settings.content, self.settings.shown_as)
            faulty = [one for one in met if one.is_error or (one.is_grave and self.unpublished)]
            pieces = {one.path for one in faulty} | self.store.wanting(one.path for one in faulty)
            if not pieces:
                return found
            found += faulty
            for path in sorted(pieces):
                self.store.remove(path)

    @property
    def until(self) -> int:
        """What comes online until then is shown."""
        return NEVER if self.unpublished else seconds(self.settings.now)

    def _read_changed(self, seen: Scan, workers: Callable[[], Executor], progress: Progress) -> None:
        """Reads what is new or changed."""
        known_pictures = self.store.stats("pictures")
        new_pictures = {path: stat for path, stat in seen.pictures.items() if known_pictures.get(path) != stat}
        gone_pictures = known_pictures.keys() - seen.pictures.keys()
        self.store.put_pictures(new_pictures, gone_pictures)
        known = self.store.stats("sources")
        stale = {path for path, stat in seen.sources.items() if known.get(path) != stat}
        stale |= self._with_topics(seen)
        stale |= self.store.wanting([*new_pictures, *gone_pictures]) & seen.sources.keys()
        for path in sorted(known.keys() - seen.sources.keys()):
            self.store.remove(path)
        for path, record in self._records(sorted(stale), workers, progress):
            self.store.put(path, seen.sources[path], record)

    def _with_topics(self, seen: Scan) -> set[str]:
        """The files that are to be read again because there are other topics than before."""
        topics = known_topics(self.assignment.content, seen.sources, drafts=self.unpublished)
        self.assignment = replace(self.assignment, topics=topics)
        mark = digest(topics).hex()
        before = self.store.meta("topics")
        self.store.set_meta("topics", mark)
        return set() if before == mark else self.store.gathered() & seen.sources.keys()

    def _records(
        self, paths: list[str], workers: Callable[[], Executor], progress: Progress
    ) -> Iterator[tuple[str, FileRecord]]:
        batches = [paths[start : start + BATCH] for start in range(0, len(paths), BATCH)]
        if len(paths) <= ALONE:
            results: Iterable[list[FileRecord]] = (record_files(self.assignment, batch) for batch in batches)
        else:
            results = workers().map(record_files, [self.assignment] * len(batches), batches)
        done = 0
        for batch, records in zip(batches, results, strict=True):
            done += len(batch)
            progress(_("读稿"), done, len(paths))
            yield from zip(batch, records, strict=True)

    def _months_of_now(self) -> set[str]:
        """The months whose shelves another hour changes: of pieces due between the last build and this one."""
        before = self.store.meta("now")
        drafts = self.store.meta("drafts")
        self.store.set_meta("now", self.until)
        self.store.set_meta("drafts", int(self.unpublished))
        if not isinstance(before, int) or drafts != int(self.unpublished):
            return self.store.months_due(ALWAYS, NEVER)
        return self.store.months_due(*sorted((before, self.until)))


class _transaction:
    """Everything in the store, or nothing."""

    def __init__(self, store: Store) -> None:
        self.connection = store.connection

    def __enter__(self) -> None:
        self.connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_details: object) -> None:
        if kind is None:
            self.connection.execute("COMMIT")
        elif self.connection.in_transaction:  # a full disk has rolled back already
            self.connection.execute("ROLLBACK")
