"""The press: prints what changed beside the site, and puts it in the site's place when it is whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from linli.build.assets import Assets
from linli.build.build import Build
from linli.build.extensions import SITEWIDE, ListedPage
from linli.build.fingerprint import combined
from linli.build.job import Job
from linli.build.ledger import Ledger
from linli.build.render import templates_of
from linli.build.runner import BuildSpec, Task, TaskResult
from linli.build.schedule import run_all
from linli.build.statics import STATICS, StaticFiles
from linli.build.tree import Tree, exchange, recover
from linli.build.workspace import told
from linli.errors import BuildError
from linli.messages import _
from linli.model import addresses

OURS = b'<meta name="generator" content="Linli">'  # in the head of every page


@dataclass(slots=True)
class BuildSummary:
    """What a build did."""

    pages: int = 0
    written: int = 0
    removed: int = 0
    faults: list[str] = field(default_factory=list)  # what the site has to do without
    postponed: int = 0  # jobs that wait for the next build


@dataclass(slots=True)
class Press:
    """Prints one build of a site."""

    build: Build
    theme: Path
    hurried: bool = False  # what is deferrable is left to the next build
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
        live, spare = Tree(workspace.output), Tree(workspace.spare)
        try:
            recover(workspace.output, workspace.spare)
            with closing(Ledger(workspace.ledger)) as ledger:
                self._match(ledger, live, spare)
                return self._print(ledger, live, spare)
        except (OSError, sqlite3.OperationalError) as error:
            with suppress(OSError):
                spare.clear()
            raise BuildError(told(error, workspace)) from error

    def _match(self, ledger: Ledger, live: Tree, spare: Tree) -> None:
        """Sees to it that the ledger speaks of the tree that is served."""
        known = ledger.meta("live")
        if known and spare.inode == known:  # cut off between writing down and changing places
            _publish(live, spare)
        elif not known or live.inode != known:
            _refuse_others(live.root)
            ledger.forget()

    def _print(self, ledger: Ledger, live: Tree, spare: Tree) -> BuildSummary:
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
        summary = BuildSummary(postponed=len(postponed))
        if stale or gone or changed or bool(sitewide) != bool(self.build.sitewide):
            self._prepare(ledger, live, spare)
            ledger.begin()
            try:
                for name in sorted(gone):
                    ledger.remove_job(name)
                if changed:
                    self._note(ledger, spec, statics.publish(ledger.files(STATICS), spare), summary)
                self._run(ledger, spec, stale, summary)
                self._run(ledger, spec, self._sitewide(ledger, spec, known), summary)
                self._finish(ledger, spec, live, spare, summary, postponed)
            except BaseException:
                with suppress(sqlite3.OperationalError):
                    ledger.end(keep=False)
                raise
        summary.pages = ledger.pages()
        return summary

    def _spec(self, ledger: Ledger, assets: Assets) -> BuildSpec:
        build = self.build
        templates = [(file.relative_to(self.theme).as_posix(), file.read_bytes()) for file in templates_of(self.theme)]
        published = tuple(sorted(assets.paths().items()))
        shared = [repr(build.paper), build.code.texts, *(data.decode(errors="replace") for _path, data in templates)]
        furniture = "\n".join(shared)
        transforms = tuple(build.transforms)
        themed = repr((build.paper, templates, published, transforms, build.metadata)).encode()
        fingerprints = [transform.fingerprint(build.store, furniture) for transform in transforms]
        return BuildSpec(
            paper=build.paper,
            theme=self.theme,
            assets=published,
            store=build.workspace.store,
            tree=build.workspace.spare,
            compiled=build.workspace.compiled,
            number=ledger.meta("build") + 1,
            themed=combined(build.code.fingerprint, themed, *fingerprints),
            unthemed=combined(build.code.fingerprint, repr((build.paper, transforms)).encode()),
            transforms=transforms,
            metadata=build.metadata,
        )

    def _sitewide(self, ledger: Ledger, spec: BuildSpec, known: dict[str, bytes]) -> list[Task]:
        """What is to be printed about all pages of the site, now that they are there; what was and is not, goes."""
        listed = ledger.listed() if self.build.sitewide else []
        pages = sorted(ListedPage(addresses.address_of(path), day) for path, day in listed)
        jobs = [job for extension in self.build.sitewide for job in extension.jobs(pages)]
        names = {job.name for job in jobs}
        for name in sorted(known):
            if name.startswith(SITEWIDE) and name not in names:
                ledger.remove_job(name)
        return _stale(jobs, spec, ledger, known)

    def _run(self, ledger: Ledger, spec: BuildSpec, tasks: list[Task], summary: BuildSummary) -> None:
        for result in run_all(self.build, spec, tasks):
            self._note(ledger, spec, result, summary)

    def _note(self, ledger: Ledger, spec: BuildSpec, result: TaskResult, summary: BuildSummary) -> None:
        ledger.put(result.job, result.fingerprint, result.entries, result.gone, spec.number)
        if result.fault and result.fault not in summary.faults:
            summary.faults.append(result.fault)
        summary.written += sum(written for _entry, written in result.entries)

    def _prepare(self, ledger: Ledger, live: Tree, spare: Tree) -> None:
        """Sees to it that the spare is what the site is, file by file."""
        if not ledger.meta("spare") == spare.inode != 0:
            spare.clear()
            for path in ledger.paths():
                spare.link(path, live)
        ledger.set_meta(spare=0)  # until the build is whole, nobody knows what the spare holds

    def _finish(
        self, ledger: Ledger, spec: BuildSpec, live: Tree, spare: Tree, summary: BuildSummary, postponed: set[str]
    ) -> None:
        """The site is whole: it is written down, takes its place, and the old tree is brought up to it."""
        written, removed = ledger.changed(spec.number)
        ledger.check(written, postponed)
        summary.removed = len(removed)
        if not written and not removed and live.inode:
            ledger.set_meta(spare=spare.inode)
            ledger.end(keep=True)
            return
        spare.remove(removed)
        known = ledger.meta("live")
        ledger.set_meta(build=spec.number, live=spare.inode)
        ledger.end(keep=True)
        _publish(live, spare)
        if known and spare.inode == known:
            spare.remove(removed)
            for path in written:
                spare.link(path, live)
        else:
            self._prepare(ledger, live, spare)
        ledger.set_meta(spare=spare.inode)


def _stale(jobs: list[Job], spec: BuildSpec, ledger: Ledger, known: dict[str, bytes]) -> list[Task]:
    """What is to be done of some jobs: those whose fingerprints are not those that are `known` of them."""
    fingerprints = [combined(spec.fingerprint_of(job), job.fingerprint) for job in jobs]
    stale = [pair for pair in zip(jobs, fingerprints, strict=True) if known.get(pair[0].name) != pair[1]]
    return [Task(job, fingerprint, ledger.files(job.name)) for job, fingerprint in stale]


def _refuse_others(output: Path) -> None:
    """Files that are no site of ours are not put aside."""
    if not output.exists():
        return
    if not output.is_dir():
        raise BuildError(_("{output} 是一个文件，不能放网站。请换一个输出文件夹。", output=output))
    front = output / addresses.INDEX
    if any(output.iterdir()) and not (front.is_file() and OURS in front.read_bytes()[:4096]):
        raise BuildError(_("{output} 里有别的文件，不是邻里做的网站。请换一个空的输出文件夹。", output=output))


def _publish(live: Tree, spare: Tree) -> None:
    if live.inode:
        exchange(live.root, spare.root)
    else:
        spare.root.rename(live.root)
    live.forget()
    spare.forget()
