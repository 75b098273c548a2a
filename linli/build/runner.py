"""What a worker does: it runs jobs, renders their pages, and writes those that changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from linli.build.extensions import FinishedPage, MetadataProvider, PageTransform
from linli.build.fingerprint import combined, content_hash
from linli.build.job import Job, JobError, Step
from linli.build.ledger import LedgerEntry
from linli.build.page import File, Page
from linli.build.render import Renderer
from linli.build.tree import Tree
from linli.model.paper import Paper
from linli.store.library import Library

TOGETHER = 1 << 20  # bytes of pages, about, that transforms are given at once

Words = Mapping[str, frozenset[str]]  # by the scope of a transform


@dataclass(frozen=True, slots=True)
class BuildSpec:
    """All that workers must know of a build: picklable, and equal for the whole of it."""

    paper: Paper
    theme: Path
    assets: tuple[tuple[str, str], ...]  # name, published path
    store: Path
    tree: Path
    compiled: Path  # where compiled templates are kept
    number: int  # of the build, counted by the ledger
    themed: bytes  # a fingerprint of the paper, the theme, the code and the transforms
    unthemed: bytes  # the same without the theme: of all that transforms depend on beside pages and words
    transforms: tuple[PageTransform, ...]
    metadata: MetadataProvider | None = None

    def fingerprint_of(self, job: Job) -> bytes:
        """A digest of all that a job's files depend on beside its own fingerprint."""
        return self.themed if job.themed else self.unthemed

    def fingerprint_from(self, content: bytes) -> bytes:
        """That of a file which a transform makes of a page with this hash, but for the words in it."""
        return combined(self.unthemed, content)


@dataclass(frozen=True, slots=True)
class Task:
    """A job to run, and what the ledger knows of its files."""

    job: Job
    fingerprint: bytes  # of all that its files depend on
    known: dict[str, LedgerEntry]


@dataclass(frozen=True, slots=True)
class TaskResult:
    """What came of a job: all its files, each with whether it was written anew, and the paths of those that went."""

    job: str
    fingerprint: bytes
    entries: list[tuple[LedgerEntry, bool]]
    gone: list[str]
    fault: str = ""  # why it could not be done


@dataclass(slots=True)
class _Done:
    """What is done of a task: its files, and pages of which transforms have not made theirs yet."""

    known: Mapping[str, LedgerEntry]
    entries: list[tuple[LedgerEntry, bool]] = field(default_factory=list)
    waiting: list[tuple[FinishedPage, bytes]] = field(default_factory=list)  # each with the hash of its bytes
    size: int = 0  # of these pages


class JobRunner:
    """Runs jobs of one build, in one process."""

    def __init__(self, spec: BuildSpec, progress: Callable[[str, int, int], None] | None = None) -> None:
        self.spec = spec
        self.progress = progress or (lambda *_: None)
        self.library = Library.open(spec.store)
        self.renderer = Renderer(spec.theme, dict(spec.assets), spec.paper, self.library, spec.compiled, spec.metadata)
        self.tree = Tree(spec.tree)
        self.transforms = [(transform, transform.open(self.library, spec.paper)) for transform in spec.transforms]

    def close(self) -> None:
        """Closes the store."""
        self.library.connection.close()

    def run(self, task: Task) -> TaskResult:
        """Runs a job. A page is rendered when its fingerprint changed, and written when its bytes did."""
        done = _Done(task.known)
        try:
            self._run(task, done)
        except JobError as error:
            self._transform(done)
            made = {entry.path for entry, _ in done.entries}
            done.entries += [(entry, False) for entry in task.known.values() if entry.path not in made]
            return TaskResult(task.job.name, b"", done.entries, [], str(error))
        gone = sorted(task.known.keys() - {entry.path for entry, _ in done.entries})
        return TaskResult(task.job.name, task.fingerprint, done.entries, gone)

    def _run(self, task: Task, done: _Done) -> None:
        shared = self.spec.fingerprint_of(task.job)
        for page in task.job.pages(self.library, self.spec.paper):
            if isinstance(page, Step):
                self.progress(page.task, page.done, page.total)
                continue
            alone = isinstance(page, File) and page.fixed
            fingerprint = combined(page.fingerprint if alone else shared + page.fingerprint)
            if fresh := self._fresh(page, fingerprint, task.known):
                done.entries += [(entry, False) for entry in fresh]
                continue
            data = page.make() if isinstance(page, File) else self.renderer.render(page)
            listed = page.listed if isinstance(page, Page) else None
            content = self._put(done, page.path, data, fingerprint, listed)
            if self._outcomes(page):
                done.waiting.append((FinishedPage(page.path, data), content))
                done.size += len(data)
                if done.size > TOGETHER:
                    self._transform(done)
        self._transform(done)

    def _outcomes(self, page: Page | File) -> list[str]:
        """The paths of all that transforms make of a page."""
        if isinstance(page, File) and page.shared:
            return []
        return [path for transform, _apply in self.transforms for path in transform.paths(page.path)]

    def _fresh(
        self, page: Page | File, fingerprint: bytes, known: Mapping[str, LedgerEntry]
    ) -> list[LedgerEntry] | None:
        """The entries of a page and of all that is made of it, if they are what they would be now."""
        entry = known.get(page.path)
        if entry is None or entry.fingerprint != fingerprint:
            return None
        outcomes = [known.get(path) for path in self._outcomes(page)]
        wanted = self.spec.fingerprint_from(entry.content)
        fresh = [outcome for outcome in outcomes if outcome is not None and outcome.fingerprint == wanted]
        return [entry, *fresh] if len(fresh) == len(outcomes) else None

    def _transform(self, done: _Done) -> None:
        """Has the transforms make what they make of pages; what they made of the same bytes is left as it is."""
        waiting, done.waiting, done.size = done.waiting, [], 0
        for transform, apply in self.transforms:
            stale = []
            for page, content in waiting:
                fingerprint = self.spec.fingerprint_from(content)
                known = [done.known.get(path) for path in transform.paths(page.path)]
                fresh = [entry for entry in known if entry is not None and entry.fingerprint == fingerprint]
                if len(fresh) == len(known):
                    done.entries += [(entry, False) for entry in fresh]
                else:
                    stale.append((page, fingerprint))
            made = apply([page for page, _ in stale])
            for (page, fingerprint), outcomes in zip(stale, made, strict=True):
                for path, data in zip(transform.paths(page.path), outcomes, strict=True):
                    self._put(done, path, data, fingerprint)

    def _put(self, done: _Done, path: str, data: bytes, fingerprint: bytes, listed: str | None = None) -> bytes:
        """Writes a file if its bytes changed, and gives the hash of them."""
        before = done.known.get(path)
        entry = LedgerEntry(path, fingerprint, content_hash(data), listed)
        written = before is None or before.content != entry.content
        if written:
            self.tree.write(path, data)
        done.entries.append((entry, written))
        return entry.content

    def revise(self, words: Words, paths: Sequence[str]) -> list[tuple[str, bytes]]:
        """Has transforms make theirs anew of pages that are there and have any of some words.

        Gives the files that were written, each with the hash of its bytes.
        """
        written = []
        pages = [FinishedPage(path, self.tree.read(path)) for path in paths]
        for transform, apply in self.transforms:
            if not (changed := words.get(transform.scope)):
                continue
            stale = list(filter(transform.having(changed), pages))
            for page, outcomes in zip(stale, apply(stale), strict=True):
                for path, data in zip(transform.paths(page.path), outcomes, strict=True):
                    if data != self.tree.read(path):
                        self.tree.write(path, data)
                        written.append((path, content_hash(data)))
        return written


@lru_cache(maxsize=16)
def _runner(spec: BuildSpec, thread: int) -> JobRunner:
    """The runner of a thread: a database connection serves one."""
    return JobRunner(spec)


def run_tasks(spec: BuildSpec, tasks: list[Task]) -> list[TaskResult]:
    """Runs some jobs in a worker, which keeps its runner from one call to the next."""
    runner = _runner(spec, threading.get_ident())
    return [runner.run(task) for task in tasks]


def revise_pages(spec: BuildSpec, words: Words, paths: list[str]) -> list[tuple[str, bytes]]:
    """Has a worker's runner look at some pages again, for words that changed."""
    return _runner(spec, threading.get_ident()).revise(words, paths)
