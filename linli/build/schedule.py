"""Who runs which task: small work this process, else the workers, with jobs beside them here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Event

from linli.build.build import Build
from linli.build.runner import BuildSpec, JobRunner, Task, TaskResult, run_tasks
from linli.messages import _

BATCH = 40  # pages or so that one call of a worker prints
ALONE = 16  # up to so many jobs are done here without starting workers
FEW = 100  # and so are any number of jobs that have no more pages together


def run_all(build: Build, spec: BuildSpec, tasks: list[Task]) -> Iterator[TaskResult]:
    """The results of all tasks, as they come."""
    if not tasks:
        return
    beside = [[task] for task in tasks if task.job.beside]
    batches = list(_batches([task for task in tasks if not task.job.beside]))
    if len(tasks) <= ALONE or sum(task.job.weight for task in tasks) <= FEW:
        every = batches + beside
        yield from _counted(build, every, _run_here(build, spec, every))
        return
    # Workers are forked here, before there is a thread: what it held at that moment, they would wait for in vain.
    results = build.workers().map(run_tasks, [spec] * len(batches), batches)
    stop = Event()
    with ThreadPoolExecutor(1) as thread:
        others = thread.submit(lambda: list(_run_here(build, spec, beside, stop)))
        try:
            yield from _counted(build, batches, results)
            yield from _counted(build, beside, others.result())
        finally:
            stop.set()  # an editor who ends the build, or a fault in it, does not wait for the others


def _run_here(
    build: Build, spec: BuildSpec, batches: list[list[Task]], stop: Event | None = None
) -> Iterator[list[TaskResult]]:
    """Runs tasks in this process, until `stop` is set."""

    def progress(task: str, done: int, total: int) -> None:
        if stop is not None and stop.is_set():
            raise InterruptedError(task)
        build.progress(task, done, total)

    with closing(JobRunner(spec, progress)) as runner:
        for batch in batches:
            yield [runner.run(task) for task in batch]


def _counted(build: Build, batches: list[list[Task]], results: Iterable[list[TaskResult]]) -> Iterator[TaskResult]:
    """The results one by one, with the progress told."""
    total = sum(map(len, batches))
    done = 0
    for batch, made in zip(batches, results, strict=True):
        done += len(batch)
        build.progress(_("排印"), done, total)
        yield from made


def _batches(tasks: list[Task]) -> Iterator[list[Task]]:
    """Tasks in lots of about equal work: large jobs first and alone, small ones together."""
    lot: list[Task] = []
    weight = 0
    for task in sorted(tasks, key=lambda task: (-task.job.weight, task.job.name)):
        lot.append(task)
        weight += task.job.weight
        if weight >= BATCH:
            yield lot
            lot, weight = [], 0
    if lot:
        yield lot
