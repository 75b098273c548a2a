"""The press: prints what changed beside the site, and puts it in the site's place when it is whole."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from plugins.desk.build import Build
from plugins.desk.code import code_texts
from plugins.desk.messages import _
from plugins.desk.page import AFTER, Job, Listed
from plugins.desk.store import Stat
from plugins.desk.workshop import BuildError, told
from plugins.press.assets import Assets
from plugins.press.ledger import Entry, Ledger
from plugins.press.printing import Edition, Machine, Order, Printed, content_hash, print_jobs
from plugins.press.render import templates_of
from plugins.press.tree import Tree, exchange, recover

BATCH = 40  # pages or so that one task of a worker prints
ALONE = 16  # up to so many jobs, or pages in them, are printed here without starting workers
FEW = 100
OURS = b'<meta name="generator" content="Linli">'  # in the head of every page
STATIC = "static"  # the name of the one job that is no set of pages: pictures and the theme's files


@dataclass(slots=True)
class Summary:
    """What a build did."""

    pages: int = 0
    written: int = 0
    removed: int = 0
    faults: list[str] = field(default_factory=list)  # what the site has to do without
    postponed: int = 0  # jobs that wait for the next build


@dataclass(slots=True)
class Press:
    """Prints one edition of a site."""

    build: Build
    theme: Path
    mark: bytes  # stands for the settings and the code
    hurried: bool = False  # jobs beside are left to the next build
    jobs: list[Job] = field(default_factory=list)

    def submit(self, job: Job) -> None:
        """Has the pages of a job printed in this build."""
        self.jobs.append(job)

    def run(self) -> Summary:
        """Prints; afterwards the site is the new one, complete. When it fails, it is the old one.

        Raises:
            BuildError: the disk is full, the theme has a fault, or another's files are in the way.
        """
        workshop = self.build.workshop
        live, spare = Tree(workshop.output), Tree(workshop.spare)
        try:
            recover(workshop.output, workshop.spare)
            with closing(Ledger(workshop.ledger)) as ledger:
                self._match(ledger, live, spare)
                return self._print(ledger, live, spare)
        except (OSError, sqlite3.OperationalError) as error:
            with suppress(OSError):
                spare.clear()
            raise BuildError(told(error, workshop)) from error

    def _match(self, ledger: Ledger, live: Tree, spare: Tree) -> None:
        """Sees to it that the ledger speaks of the tree that is served."""
        known = ledger.meta("live")
        if known and spare.inode == known:  # cut off between writing down and changing places
            _publish(live, spare)
        elif not known or live.inode != known:
            self._refuse_others(live.root)
            ledger.forget()

    def _refuse_others(self, output: Path) -> None:
        """Files that are no site of ours are not put aside."""
        if not output.exists():
            return
        if not output.is_dir():
            raise BuildError(_("{output} 是一个文件，不能放网站。请换一个输出文件夹。", output=output))
        front = output / "index.html"
        if any(output.iterdir()) and not (front.is_file() and OURS in front.read_bytes()[:4096]):
            raise BuildError(_("{output} 里有别的文件，不是邻里做的网站。请换一个空的输出文件夹。", output=output))

    def _print(self, ledger: Ledger, live: Tree, spare: Tree) -> Summary:
        assets = Assets.load(self.theme)
        edition = self._edition(ledger, assets)
        known = ledger.jobs()
        marked = [(job, _hash(edition.mark_of(job), job.inputs)) for job in self.jobs]
        stale = [(job, inputs) for job, inputs in marked if known.get(job.name) != inputs]
        postponed = [job for job, _ in stale if job.beside and self.hurried]
        stale = [(job, inputs) for job, inputs in stale if job not in postponed]
        statics = self._statics(assets)
        static_inputs = _hash(repr(sorted(statics.items())).encode())
        after = {name for name in known if name.startswith(AFTER)}
        gone = known.keys() - {job.name for job in self.jobs} - {STATIC} - after
        summary = Summary(postponed=len(postponed))
        if stale or gone or known.get(STATIC) != static_inputs or bool(after) != bool(self.build.afterwords):
            self._prepare(ledger, live, spare)
            ledger.begin()
            try:
                for job in sorted(gone):
                    ledger.remove_job(job)
                if known.get(STATIC) != static_inputs:
                    printed, removed = self._copy(ledger, assets, statics, static_inputs, spare)
                    self._note(ledger, edition, printed, removed, summary)
                for printed, removed in self._printed(ledger, edition, stale):
                    self._note(ledger, edition, printed, removed, summary)
                for printed, removed in self._printed(ledger, edition, self._afterwords(ledger, edition, known)):
                    self._note(ledger, edition, printed, removed, summary)
                self._finish(ledger, edition, live, spare, summary)
            except BaseException:
                with suppress(sqlite3.OperationalError):
                    ledger.end(keep=False)
                raise
        summary.pages = ledger.pages()
        return summary

    def _afterwords(self, ledger: Ledger, edition: Edition, known: dict[str, bytes]) -> list[tuple[Job, bytes]]:
        """What is to be printed about all pages of the site, now that they are there; what was and is not, goes."""
        if not self.build.afterwords:
            jobs = []
        else:
            pages = sorted(Listed(_address(path), day) for path, day in ledger.listed())
            jobs = [job for afterword in self.build.afterwords for job in afterword.jobs(pages)]
        names = {job.name for job in jobs}
        for name in sorted(known):
            if name.startswith(AFTER) and name not in names:
                ledger.remove_job(name)
        marked = [(job, _hash(edition.mark_of(job), job.inputs)) for job in jobs]
        return [(job, inputs) for job, inputs in marked if known.get(job.name) != inputs]

    def _edition(self, ledger: Ledger, assets: Assets) -> Edition:
        templates = [(file.relative_to(self.theme).as_posix(), file.read_bytes()) for file in templates_of(self.theme)]
        published = tuple(sorted(assets.paths().items()))
        shared = [repr(self.build.paper), code_texts(), *(data.decode(errors="replace") for _path, data in templates)]
        furniture = "\n".join(shared)
        finishers = tuple(self.build.finishers)
        marks = [finisher.mark(self.build.store, furniture) for finisher in finishers]
        describer = self.build.describer
        mark = _hash(self.mark, repr((self.build.paper, templates, published, finishers, describer)).encode(), *marks)
        return Edition(
            paper=self.build.paper,
            theme=self.theme,
            assets=published,
            store=self.build.workshop.store,
            tree=self.build.workshop.spare,
            compiled=self.build.workshop.compiled,
            number=ledger.meta("edition") + 1,
            mark=mark,
            finishers=finishers,
            bare=_hash(self.mark, repr((self.build.paper, finishers)).encode()),
            describer=describer,
        )

    def _prepare(self, ledger: Ledger, live: Tree, spare: Tree) -> None:
        """Sees to it that the spare is what the site is, file by file."""
        if not ledger.meta("spare") == spare.inode != 0:
            spare.clear()
            for path in ledger.paths():
                spare.link(path, live)
        ledger.set_meta(spare=0)  # until the edition is whole, nobody knows what the spare holds

    def _printed(
        self, ledger: Ledger, edition: Edition, stale: list[tuple[Job, bytes]]
    ) -> Iterator[tuple[Printed, list[str]]]:
        if not stale:
            return
        orders = [Order(job, inputs, ledger.files(job.name)) for job, inputs in stale]
        beside = [[order] for order in orders if order.job.beside]
        batches = list(_batches([order for order in orders if not order.job.beside]))
        if len(orders) <= ALONE or sum(order.job.weight for order in orders) <= FEW:
            yield from self._results(batches + beside, self._alone(edition, batches + beside))
            return
        # Workers are forked here, before there is a thread: what it held at that moment, they would wait for in vain.
        printed = self.build.workforce().map(print_jobs, [edition] * len(batches), batches)
        stop = Event()
        with ThreadPoolExecutor(1) as thread:
            others = thread.submit(lambda: list(self._alone(edition, beside, stop)))
            try:
                yield from self._results(batches, printed)
                yield from self._results(beside, others.result())
            finally:
                stop.set()  # an editor who ends the build, or a fault in it, does not wait for the others

    def _alone(
        self, edition: Edition, batches: list[list[Order]], stop: Event | None = None
    ) -> Iterator[list[Printed]]:
        """Prints in this process, until `stop` is set."""

        def progress(task: str, done: int, total: int) -> None:
            if stop is not None and stop.is_set():
                raise InterruptedError(task)
            self.build.progress(task, done, total)

        with closing(Machine(edition, progress)) as machine:
            for batch in batches:
                yield [machine.print(order) for order in batch]

    def _results(
        self, batches: list[list[Order]], results: Iterable[list[Printed]]
    ) -> Iterator[tuple[Printed, list[str]]]:
        """What came of each job, with the files of it that went."""
        total = sum(map(len, batches))
        done = 0
        for batch, printed in zip(batches, results, strict=True):
            done += len(batch)
            self.build.progress(_("排印"), done, total)
            for order, result in zip(batch, printed, strict=True):
                kept = {entry.path for entry, _written in result.entries}
                yield result, sorted(order.known.keys() - kept)

    def _note(self, ledger: Ledger, edition: Edition, printed: Printed, removed: list[str], summary: Summary) -> None:
        ledger.put(printed.job, printed.inputs, printed.entries, removed, edition.number)
        if printed.fault and printed.fault not in summary.faults:
            summary.faults.append(printed.fault)
        summary.written += sum(written for _entry, written in printed.entries)

    def _finish(self, ledger: Ledger, edition: Edition, live: Tree, spare: Tree, summary: Summary) -> None:
        """The edition is whole: it is written down, takes its place, and the old tree is brought up to it."""
        written, removed = ledger.changed(edition.number)
        summary.removed = len(removed)
        if not written and not removed and live.inode:
            ledger.set_meta(spare=spare.inode)
            ledger.end(keep=True)
            return
        spare.remove(removed)
        known = ledger.meta("live")
        ledger.set_meta(edition=edition.number, live=spare.inode)
        ledger.end(keep=True)
        _publish(live, spare)
        if known and spare.inode == known:
            spare.remove(removed)
            for path in written:
                spare.link(path, live)
            ledger.set_meta(spare=spare.inode)
        else:
            self._prepare(ledger, live, spare)
            ledger.set_meta(spare=spare.inode)

    def _statics(self, assets: Assets) -> dict[str, Stat | bytes]:
        """What copies and static files are published from: path to `stat`, or to the hash of the bytes."""
        found: dict[str, Stat | bytes] = dict(self.build.copies)
        found |= {asset.path: content_hash(asset.data) for asset in assets.known.values()}
        return found

    def _copy(
        self, ledger: Ledger, assets: Assets, statics: dict[str, Stat | bytes], inputs: bytes, spare: Tree
    ) -> tuple[Printed, list[str]]:
        known = ledger.files(STATIC)
        gone = sorted(known.keys() - statics.keys())
        spare.remove(gone)
        data = {asset.path: asset.data for asset in assets.known.values()}
        entries: list[tuple[Entry, bool]] = []
        for path, source in sorted(statics.items()):
            mark = _hash(repr(source).encode())
            if path in known and known[path].inputs == mark:
                entries.append((known[path], False))
                continue
            content = data[path] if path in data else (self.build.content / path).read_bytes()
            entry = Entry(path, mark, content_hash(content))
            written = path not in known or known[path].content != entry.content
            if written:
                spare.write(path, content)
            entries.append((entry, written))
        return Printed(STATIC, inputs, entries), gone


def _batches(orders: list[Order]) -> Iterator[list[Order]]:
    """Orders in lots of about equal work: large jobs first and alone, small ones together."""
    lot: list[Order] = []
    weight = 0
    for order in sorted(orders, key=lambda order: (-order.job.weight, order.job.name)):
        lot.append(order)
        weight += order.job.weight
        if weight >= BATCH:
            yield lot
            lot, weight = [], 0
    if lot:
        yield lot


def _address(path: str) -> str:
    """The address of the page in a file."""
    return path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path


def _publish(live: Tree, spare: Tree) -> None:
    if live.inode:
        exchange(live.root, spare.root)
    else:
        spare.root.rename(live.root)
    live.forget()
    spare.forget()


def _hash(*parts: bytes) -> bytes:
    return hashlib.blake2b(b"\0".join(parts), digest_size=16).digest()
