"""What a worker does: the pages of some jobs, rendered and written where they changed."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from plugins.desk.page import Job
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
    mark: bytes  # stands for the paper, the theme and the code


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of a job: all its files, each with whether it was written anew."""

    job: str
    inputs: bytes
    entries: list[tuple[Entry, bool]]


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

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.library = Library.open(edition.store)
        self.renderer = Renderer(edition.theme, dict(edition.assets), edition.paper, self.library, edition.compiled)
        self.tree = Tree(edition.tree)

    def close(self) -> None:
        """Lets go of the store."""
        self.library.connection.close()

    def print(self, order: Order) -> Printed:
        """Prints a job. A page is rendered when its inputs changed, and written when its bytes did."""
        entries: list[tuple[Entry, bool]] = []
        for page in order.job.pages(self.library, self.edition.paper):
            inputs = hashlib.blake2b(self.edition.mark + page.inputs(), digest_size=16).digest()
            known = order.known.get(page.path)
            if known is not None and known.inputs == inputs:
                entries.append((known, False))
                continue
            data = self.renderer.render(page)
            entry = Entry(page.path, inputs, content_hash(data))
            written = known is None or known.content != entry.content
            if written:
                self.tree.write(page.path, data)
            entries.append((entry, written))
        return Printed(order.job.name, order.inputs, entries)


@lru_cache(maxsize=16)
def _machine(edition: Edition, thread: int) -> Machine:
    """The machine of a thread: a database connection serves one."""
    return Machine(edition)


def print_jobs(edition: Edition, orders: list[Order]) -> list[Printed]:
    """Prints some jobs in a worker, which keeps its machine from one task to the next."""
    machine = _machine(edition, threading.get_ident())
    return [machine.print(order) for order in orders]
