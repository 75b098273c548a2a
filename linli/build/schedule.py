"""Who runs which task: small work this process, else the workers."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby

from linli.build.build import Build
from linli.build.runner import BuildSpec, JobRunner, Task, TaskResult, Words, revise_pages, run_tasks
from linli.messages import _

BATCH = 40  # pages or so that one call of a worker prints, at least
SHARES = 3  # into which the work is cut for each worker, at least. More, and months are parted, whose articles two workers fetch
LOOKED_AT = 200  # pages that one call of a worker looks at again
ALONE = 16  # up to so many jobs are done here without starting workers
FEW = 100  # and so are any number of jobs that have no more pages together


def run_all(build: Build, spec: BuildSpec, tasks: list[Task]) -> Iterator[TaskResult]:
    """The results of all tasks, as they come."""
    if not tasks:
        return
    batches = _batches(tasks)
    if len(tasks) <= ALONE or sum(task.job.weight for task in tasks) <= FEW:
        yield from _counted(build, batches, _run_here(spec, batches))
    else:
        yield from _counted(build, batches, build.workers().map(run_tasks, [spec] * len(batches), batches))


def revise_all(build: Build, spec: BuildSpec, words: Words, paths: list[str]) -> Iterator[list[tuple[str, bytes]]]:
    """What transforms wrote anew of pages that have any of some words, as it comes."""
    batches = [paths[start : start + LOOKED_AT] for start in range(0, len(paths), LOOKED_AT)]
    if len(batches) <= 1:
        with closing(JobRunner(spec)) as runner:
            yield from [runner.revise(words, batch) for batch in batches]
        return
    number = len(batches)
    results = build.workers().map(revise_pages, [spec] * number, [words] * number, batches)
    for done, written in enumerate(results, 1):
        build.progress(_("核对用字"), done, number)
        yield written


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


def _batches(tasks: list[Task]) -> list[list[Task]]:
    """Tasks in lots, the largest first: jobs of a month together, for they show the same articles."""
    total = sum(task.job.weight for task in tasks)
    most = max(BATCH, total // (SHARES * (os.cpu_count() or 1)))
    lots: list[tuple[int, list[Task]]] = []
    for _month, group in groupby(sorted(tasks, key=_order), key=lambda task: task.job.group):
        lot: list[Task] = []
        weight = 0
        for task in group:
            if lot and weight + task.job.weight > most:
                lots.append((weight, lot))
                lot, weight = [], 0
            lot.append(task)
            weight += task.job.weight
        lots.append((weight, lot))
    return [lot for _weight, lot in sorted(lots, key=lambda lot: -lot[0])]


def _order(task: Task) -> tuple[str, int, str]:
    """Month by month, in a month the largest first."""
    return task.job.group, -task.job.weight, task.job.name
