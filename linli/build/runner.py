"""What a worker does: it runs jobs, renders their pages, and writes those that changed."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from linli.build.extensions import FinishedPage, MetadataProvider, PageTransform
from linli.build.fingerprint import combined, content_hash
from linli.build.job import Job, JobError
from linli.build.ledger import LedgerEntry
from linli.build.page import File, Page
from linli.build.render import Renderer
from linli.build.tree import Tree
from linli.model.paper import Paper
from linli.store.library import Library

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
    number: int  # of the build, counted by the ledger; one that changes nothing leaves it to the next
    token: str  # no other build has it: workers of a cluster stay, and must not take one for another
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


class JobRunner:
    """Runs jobs of one build, in one process."""

    def __init__(self, spec: BuildSpec) -> None:
        self.spec = spec
        self.library = Library.open(spec.store)
        self.renderer = Renderer(spec.theme, dict(spec.assets), spec.paper, self.library, spec.compiled, spec.metadata)
        self.tree = Tree(spec.tree)
        self.transforms = [(transform, transform.open(self.library, spec.paper)) for transform in spec.transforms]

    def close(self) -> None:
        """Closes the store."""
        self.library.connection.close()

    def run(self, task: Task) -> TaskResult:
        """Runs a job. A page is rendered when its fingerprint changed, and written when its bytes did."""
        entries: list[tuple[LedgerEntry, bool]] = []
        try:
            for page in task.job.pages(self.library, self.spec.paper):
                entries += self._printed(task, page)
        except JobError as error:
            done = {entry.path for entry, _ in entries}
            entries += [(entry, False) for entry in task.known.values() if entry.path not in done]
            return TaskResult(task.job.name, b"", entries, [], str(error))
        gone = sorted(task.known.keys() - {entry.path for entry, _ in entries})
        return TaskResult(task.job.name, task.fingerprint, entries, gone)

    def _printed(self, task: Task, page: Page | File) -> list[tuple[LedgerEntry, bool]]:
        """A page or a file, and all that is made of it: the entries, each with whether the file was written anew."""
        alone = isinstance(page, File) and page.fixed
        shared = b"" if alone else self.spec.fingerprint_of(task.job)
        fingerprint = combined(shared + page.fingerprint)
        transforms = [] if isinstance(page, File) and page.shared else self.transforms
        outcomes = [path for transform, _apply in transforms for path in transform.paths(page.path)]
        before = task.known.get(page.path)
        if before is not None and before.fingerprint == fingerprint:
            fresh = self._fresh(task, outcomes, before.content)
            if len(fresh) == len(outcomes):
                return [(before, False), *fresh]
        data = page.make() if isinstance(page, File) else self.renderer.render(page)
        listed = page.listed if isinstance(page, Page) else None
        printed = self._put(task, page.path, data, fingerprint, listed)
        content = printed[0].content
        fresh = self._fresh(task, outcomes, content)
        if len(fresh) == len(outcomes):
            return [printed, *fresh]
        fingerprint = self.spec.fingerprint_from(content)
        made = [
            one
            for transform, apply in transforms
            if transform.paths(page.path)
            for one in apply(FinishedPage(page.path, data))
        ]
        return [printed, *(self._put(task, path, one, fingerprint) for path, one in zip(outcomes, made, strict=True))]

    def _fresh(self, task: Task, paths: list[str], content: bytes) -> list[tuple[LedgerEntry, bool]]:
        """Those of some files that were made of a page when it had these very bytes."""
        known = [task.known.get(path) for path in paths]
        wanted = self.spec.fingerprint_from(content)
        return [(entry, False) for entry in known if entry is not None and entry.fingerprint == wanted]

    def _put(
        self, task: Task, path: str, data: bytes, fingerprint: bytes, listed: str | None = None
    ) -> tuple[LedgerEntry, bool]:
        """Writes a file if its bytes changed; gives its entry, and whether they did."""
        before = task.known.get(path)
        entry = LedgerEntry(path, fingerprint, content_hash(data), listed)
        written = before is None or before.content != entry.content
        if written:
            self.tree.write(path, data)
        return entry, written

    def revise(self, words: Words, paths: Sequence[str]) -> list[tuple[str, bytes]]:
        """Has transforms make theirs anew of pages that are there and have any of some words.

        Gives the files that were written, each with the hash of its bytes.
        """
        written = []
        sought = [
            (transform, apply, transform.having(words[transform.scope]))
            for transform, apply in self.transforms
            if transform.scope in words
        ]
        for path in paths:
            page = FinishedPage(path, self.tree.read(path))
            for transform, apply, has in sought:
                for outcome, data in zip(transform.paths(path), apply(page) if has(page) else (), strict=False):
                    if data != self.tree.read(outcome):
                        self.tree.write(outcome, data)
                        written.append((outcome, content_hash(data)))
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
