"""What a worker does: the pages of some jobs, rendered and written where they changed."""

from __future__ import annotations

import hashlib
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


@lru_cache(maxsize=1)
def _machine(edition: Edition) -> tuple[Renderer, Tree]:
    """What a process prints one edition with."""
    library = Library.open(edition.store)
    return Renderer(edition.theme, dict(edition.assets), edition.paper, library), Tree(edition.tree)


def put_away() -> None:
    """Closes what this process printed with."""
    _machine.cache_clear()


def print_jobs(edition: Edition, orders: list[Order]) -> list[Printed]:
    """Prints some jobs, in whatever process. A page is rendered when its inputs changed, and written when its bytes did."""
    renderer, tree = _machine(edition)
    printed = []
    for order in orders:
        entries: list[tuple[Entry, bool]] = []
        for page in order.job.pages(renderer.library, edition.paper):
            inputs = hashlib.blake2b(edition.mark + page.inputs(), digest_size=16).digest()
            known = order.known.get(page.path)
            if known is not None and known.inputs == inputs:
                entries.append((known, False))
                continue
            data = renderer.render(page)
            entry = Entry(page.path, inputs, content_hash(data))
            written = known is None or known.content != entry.content
            if written:
                tree.write(page.path, data)
            entries.append((entry, written))
        printed.append(Printed(order.job.name, order.inputs, entries))
    return printed
