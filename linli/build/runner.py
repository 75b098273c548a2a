"""What a worker does: it runs jobs, renders their pages, and writes those that changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from linli.build.extensions import MetadataProvider, PageTransform
from linli.build.fingerprint import combined, content_hash
from linli.build.job import Job, JobError
from linli.build.ledger import LedgerEntry
from linli.build.page import File, Page
from linli.build.render import Renderer
from linli.build.tree import Tree
from linli.model.paper import Paper
from linli.store.library import Library

Transform = tuple[PageTransform, Callable[[str, bytes], list[bytes]]]


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
    unthemed: bytes  # the same without the theme
    transforms: tuple[PageTransform, ...]
    metadata: MetadataProvider | None = None

    def fingerprint_of(self, job: Job) -> bytes:
        """A digest of all that a job's files depend on beside its own fingerprint."""
        return self.themed if job.themed else self.unthemed


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
            self._run(task, entries)
        except JobError as error:
            done = {entry.path for entry, _ in entries}
            entries += [(entry, False) for entry in task.known.values() if entry.path not in done]
            return TaskResult(task.job.name, b"", entries, [], str(error))
        gone = sorted(task.known.keys() - {entry.path for entry, _ in entries})
        return TaskResult(task.job.name, task.fingerprint, entries, gone)

    def _run(self, task: Task, entries: list[tuple[LedgerEntry, bool]]) -> None:
        shared = self.spec.fingerprint_of(task.job)
        for page in task.job.pages(self.library, self.spec.paper):
            if isinstance(page, File):
                alone, transforms, listed = page.fixed, [] if page.shared else self.transforms, None
            else:
                alone, transforms, listed = False, self.transforms, page.listed
            fingerprint = combined(page.fingerprint if alone else shared + page.fingerprint)
            paths = [page.path, *(path for transform, _ in transforms for path in transform.paths(page.path))]
            known = [task.known[path] for path in paths if path in task.known]
            if len(known) == len(paths) and all(entry.fingerprint == fingerprint for entry in known):
                entries += [(entry, False) for entry in known]
                continue
            for path, data in zip(paths, self._files(page, transforms), strict=True):
                before = task.known.get(path)
                entry = LedgerEntry(path, fingerprint, content_hash(data), listed if path == page.path else None)
                written = before is None or before.content != entry.content
                if written:
                    self.tree.write(path, data)
                entries.append((entry, written))

    def _files(self, page: Page | File, transforms: list[Transform]) -> Iterator[bytes]:
        """The bytes of a page or a file, and those of all that is made out of it."""
        data = page.make() if isinstance(page, File) else self.renderer.render(page)
        yield data
        for transform, apply in transforms:
            if transform.paths(page.path):
                yield from apply(page.path, data)


@lru_cache(maxsize=16)
def _runner(spec: BuildSpec, thread: int) -> JobRunner:
    """The runner of a thread: a database connection serves one."""
    return JobRunner(spec)


def run_tasks(spec: BuildSpec, tasks: list[Task]) -> list[TaskResult]:
    """Runs some jobs in a worker, which keeps its runner from one call to the next."""
    runner = _runner(spec, threading.get_ident())
    return [runner.run(task) for task in tasks]
