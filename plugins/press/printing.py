"""What a worker does: the pages of some jobs, rendered and written where they changed."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from plugins.desk.page import Describer, File, Finisher, Job, JobError, Page, Step
from plugins.desk.paper import Paper
from plugins.desk.store import Library
from plugins.press.ledger import Entry
from plugins.press.render import Renderer
from plugins.press.tree import Tree


@dataclass(frozen=True, slots=True)
class Edition:
    """All that workers must know to print: picklable, and equal for the whole build."""

    paper: Paper
    theme: Path
    assets: tuple[tuple[str, str], ...]  # name, published path
    store: Path
    tree: Path
    compiled: Path  # where compiled templates are kept
    number: int
    mark: bytes  # stands for the paper, the theme, the code and the finishers
    finishers: tuple[Finisher, ...]
    bare: bytes  # the mark without the theme
    describer: Describer | None = None

    def mark_of(self, job: Job) -> bytes:
        """Stands for all that a job's files depend on beside its own inputs."""
        return self.mark if job.themed else self.bare


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of a job: all its files, each with whether it was written anew."""

    job: str
    inputs: bytes
    entries: list[tuple[Entry, bool]]
    fault: str = ""  # why it could not be done


@dataclass(frozen=True, slots=True)
class Order:
    """A job to print, and what the ledger knows of its files."""

    job: Job
    inputs: bytes
    known: dict[str, Entry]


def content_hash(data: bytes) -> bytes:
    """Stands for the bytes of a file."""
    return hashlib.blake2b(data, digest_size=16).digest()


class Machine:
    """Prints jobs of one edition, in one process."""

    def __init__(self, edition: Edition, progress: Callable[[str, int, int], None] | None = None) -> None:
        self.edition = edition
        self.progress = progress or (lambda *_: None)
        self.library = Library.open(edition.store)
        self.renderer = Renderer(
            edition.theme, dict(edition.assets), edition.paper, self.library, edition.compiled, edition.describer
        )
        self.tree = Tree(edition.tree)
        self.finishers = [(finisher, finisher.open(self.library, edition.paper)) for finisher in edition.finishers]

    def close(self) -> None:
        """Lets go of the store."""
        self.library.connection.close()

    def print(self, order: Order) -> Printed:
        """Prints a job. A page is rendered when its inputs changed, and written when its bytes did."""
        entries: list[tuple[Entry, bool]] = []
        try:
            self._print_all(order, entries)
        except JobError as error:
            known = [(entry, False) for entry in order.known.values()]
            done = {entry.path for entry, _ in entries}
            entries += [(entry, written) for entry, written in known if entry.path not in done]
            return Printed(order.job.name, b"", entries, str(error))
        return Printed(order.job.name, order.inputs, entries)

    def _print_all(self, order: Order, entries: list[tuple[Entry, bool]]) -> None:
        mark = self.edition.mark_of(order.job)
        for page in order.job.pages(self.library, self.edition.paper):
            if isinstance(page, Step):
                self.progress(page.task, page.done, page.total)
                continue
            own = page.inputs if isinstance(page, File) else page.inputs()
            fixed = isinstance(page, File) and page.fixed
            inputs = hashlib.blake2b(own if fixed else mark + own, digest_size=16).digest()
            finishers = [] if isinstance(page, File) and page.shared else self.finishers
            listed = None if isinstance(page, File) else page.listed
            paths = [page.path, *(path for finisher, _ in finishers for path in finisher.paths(page.path))]
            known = [order.known.get(path) for path in paths]
            if all(entry is not None and entry.inputs == inputs for entry in known):
                entries += [(entry, False) for entry in known]
                continue
            for path, data, before in zip(paths, self._files(page, finishers), known, strict=True):
                entry = Entry(path, inputs, content_hash(data), listed if path == page.path else None)
                written = before is None or before.content != entry.content
                if written:
                    self.tree.write(path, data)
                entries.append((entry, written))

    def _files(self, page: Page | File, finishers: list) -> Iterator[bytes]:
        """A page or a file, and what finishers make of it."""
        data = page.make() if isinstance(page, File) else self.renderer.render(page)
        yield data
        for finisher, finish in finishers:
            if finisher.paths(page.path):
                yield from finish(page.path, data)


@lru_cache(maxsize=16)
def _machine(edition: Edition, thread: int) -> Machine:
    """The machine of a thread: a database connection serves one."""
    return Machine(edition)


def print_jobs(edition: Edition, orders: list[Order]) -> list[Printed]:
    """Prints some jobs in a worker, which keeps its machine from one task to the next."""
    machine = _machine(edition, threading.get_ident())
    return [machine.print(order) for order in orders]
