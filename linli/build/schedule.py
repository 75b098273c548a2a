"""Who runs which task: small work this process, else the workers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing

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
    batches = list(_batches(tasks))
    if len(tasks) <= ALONE or sum(task.job.weight for task in tasks) <= FEW:
        yield from _counted(build, batches, _run_here(spec, batches))
    else:
        yield from _counted(build, batches, build.workers().map(run_tasks, [spec] * len(batches), batches))


def _run_here(spec: BuildSpec, batches: list[list[Task]]) -> Iterator[list[TaskResult]]:
    """Runs tasks in this process."""
    with closing(JobRunner(spec)) as runner:
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
