"""The press: prints what changed beside the site, and puts it in the site's place when it is whole."""

from __future__ import annotations

import sqlite3
from concurrent.futures import BrokenExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from linli.build.assets import Assets
from linli.build.build import Build
from linli.build.extensions import SITEWIDE, ListedPage, PrintedPages
from linli.build.fingerprint import combined
from linli.build.job import Job
from linli.build.ledger import Ledger
from linli.build.runner import BuildSpec, Task, TaskResult
from linli.build.schedule import revise_all, run_all
from linli.build.site import Site
from linli.build.statics import STATICS, StaticFiles
from linli.build.templates import templates_of
from linli.build.workspace import fault
from linli.errors import BuildError, DamagedWorkspace
from linli.files import remove
from linli.model import addresses
from linli.store.database import settle


@dataclass(slots=True)
class BuildSummary:
    """What a build did."""

    pages: int = 0
    written: int = 0
    removed: int = 0
    mended: int = 0  # files that were not as they had been published
    faults: list[str] = field(default_factory=list)  # what the site has to do without
    postponed: int = 0  # jobs that wait for the next build


@dataclass(slots=True)
class Press:
    """Prints one build of a site."""

    build: Build
    theme: Path
    hurried: bool = False  # what is deferrable is left to the next build
    thorough: bool = False  # every byte of the site is compared with the ledger first
    jobs: list[Job] = field(default_factory=list)

    def submit(self, job: Job) -> None:
        """Has the pages of a job printed in this build."""
        self.jobs.append(job)

    def run(self) -> BuildSummary:
        """Prints; afterwards the site is the new one, complete. When it fails, it is the old one.

        Raises:
            BuildError: the disk is full, the theme has a fault, or another's files are in the way.
        """
        workspace = self.build.workspace
        try:
            with closing(Ledger(workspace.ledger)) as ledger:
                site = Site(self.build, ledger)
                site.match()
                site.look(self.thorough)
                told = site.told(self.thorough)
                summary = self._print(ledger, site)
                ledger.set_meta(url=self.build.paper.url, preview=int(not self.build.durable))
                with suppress(OSError, sqlite3.OperationalError, BuildError):  # the site is out
                    settle(ledger.connection)
                    workspace.note_databases()
        except (OSError, sqlite3.DatabaseError, DamagedWorkspace, BrokenExecutor) as error:
            with suppress(OSError):
                remove(workspace.spare)
            raise fault(error, workspace) from error
        for line in told:
            self.build.tell(line)
        return summary

    def _print(self, ledger: Ledger, site: Site) -> BuildSummary:
        assets = Assets.load(self.theme)
        spec = self._spec(ledger, assets)
        statics = StaticFiles.of(self.build.content, self.build.copies, assets)
        known = ledger.jobs()
        stale = _stale(self.jobs, spec, ledger, known)
        postponed = {task.job.name for task in stale if task.job.deferrable and self.hurried}
        stale = [task for task in stale if task.job.name not in postponed]
        sitewide = {name for name in known if name.startswith(SITEWIDE)}
        gone = known.keys() - {job.name for job in self.jobs} - {STATICS} - sitewide
        changed = known.get(STATICS) != statics.fingerprint
        summary = BuildSummary(mended=len(site.damaged) + len(site.foreign), postponed=len(postponed))
        words, before = self._words(), ledger.words()
        others = words != before or bool(sitewide) != bool(self.build.sitewide)
        if summary.mended or stale or gone or changed or others:
            site.prepare()
            ledger.begin()
            try:
                for name in sorted(gone):
                    ledger.remove_job(name)
                if changed:
                    self._note(ledger, spec, statics.publish(ledger.files(STATICS), site.spare), summary)
                self._run(ledger, spec, stale, summary)
                self._revise(ledger, spec, before, words, summary)
                self._run(ledger, spec, self._sitewide(ledger, spec, known), summary)
                self._finish(ledger, spec, site, summary, postponed)
            except BaseException:
                with suppress(sqlite3.Error):
                    ledger.end(keep=False)
                raise
        summary.pages = ledger.pages()
        return summary

    def _spec(self, ledger: Ledger, assets: Assets) -> BuildSpec:
        build = self.build
        templates = [(file.relative_to(self.theme).as_posix(), file.read_bytes()) for file in templates_of(self.theme)]
        published = tuple(sorted(assets.paths().items()))
        transforms = tuple(build.transforms)
        themed = repr((build.paper, templates, published, transforms, build.metadata)).encode()
        return BuildSpec(
            paper=build.paper,
            theme=self.theme,
            assets=published,
            store=build.workspace.store,
            tree=build.workspace.spare,
            compiled=build.workspace.compiled,
            number=ledger.meta("build") + 1,
            token=uuid4().hex,
            themed=combined(build.code.fingerprint, themed),
            unthemed=combined(build.code.fingerprint, repr((build.paper, transforms)).encode()),
            transforms=transforms,
            metadata=build.metadata,
        )

    def _sitewide(self, ledger: Ledger, spec: BuildSpec, known: dict[str, bytes]) -> list[Task]:
        """What is to be printed about all pages of the site, now that they are there; what was and is not, goes."""
        listed = ledger.listed() if self.build.sitewide else []
        pages = sorted(ListedPage(addresses.address_of(path), day) for path, day in listed)
        printed = PrintedPages(pages, spec.tree, dict(spec.assets), ledger.state)
        jobs = [job for extension in self.build.sitewide for job in extension.jobs(printed)]
        names = {job.name for job in jobs}
        for name in sorted(known):
            if name.startswith(SITEWIDE) and name not in names:
                ledger.remove_job(name)
        return _stale(jobs, spec, ledger, known)

    def _run(self, ledger: Ledger, spec: BuildSpec, tasks: list[Task], summary: BuildSummary) -> None:
        for result in run_all(self.build, spec, tasks):
            self._note(ledger, spec, result, summary)

    def _words(self) -> dict[tuple[str, str], str]:
        """The words of transforms as they are now: their values, by scope and word."""
        return {
            (transform.scope, word): value
            for transform in self.build.transforms
            for word, value in self.build.store.words(transform.scope).items()
        }

    def _revise(
        self,
        ledger: Ledger,
        spec: BuildSpec,
        before: dict[tuple[str, str], str],
        words: dict[tuple[str, str], str],
        summary: BuildSummary,
    ) -> None:
        """Has transforms make theirs anew of every page with a word that is another than when the site was made."""
        if words == before:
            return
        others = {key for key in words.keys() | before.keys() if words.get(key) != before.get(key)}
        changed = {
            scope: frozenset(word for of, word in others if of == scope) for scope in {of for of, _word in others}
        }
        older = ledger.older(spec.number)
        concerned = [transform for transform in spec.transforms if transform.scope in changed]
        paths = [path for path in older if any(not older.isdisjoint(one.paths(path)) for one in concerned)]
        for written in revise_all(self.build, spec, changed, sorted(paths)):
            ledger.renew(written, spec.number)
            summary.written += len(written)
        ledger.put_words(words)

    def _note(self, ledger: Ledger, spec: BuildSpec, result: TaskResult, summary: BuildSummary) -> None:
        ledger.put(result.job, result.fingerprint, result.entries, result.gone, spec.number)
        if result.fault and result.fault not in summary.faults:
            summary.faults.append(result.fault)
        summary.written += sum(written for _entry, written in result.entries)

    def _finish(self, ledger: Ledger, spec: BuildSpec, site: Site, summary: BuildSummary, postponed: set[str]) -> None:
        """Everything is printed: it is published, if it is another site than before."""
        written, removed = ledger.changed(spec.number)
        ledger.check(written, postponed)
        summary.removed = len(removed)
        if written or removed or summary.mended or not site.live.inode:
            site.publish(spec.number, written, removed)
        else:
            ledger.set_meta(spare=site.spare.inode)
            ledger.end(keep=True)


def _stale(jobs: list[Job], spec: BuildSpec, ledger: Ledger, known: dict[str, bytes]) -> list[Task]:
    """What is to be done of some jobs: those whose fingerprints are not those that are `known` of them."""
    fingerprints = [combined(spec.fingerprint_of(job), job.fingerprint) for job in jobs]
    stale = [pair for pair in zip(jobs, fingerprints, strict=True) if known.get(pair[0].name) != pair[1]]
    return [Task(job, fingerprint, ledger.files(job.name)) for job, fingerprint in stale]
