import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest
from hypothesis import settings

os.environ.pop("LINLI_LANG", None)  # before anything is imported: help is in the language of its process

from linli.build import schedule
from newsroom.cli import COMMANDS, cli
from tests.compiling import compile_once
from tests.paper import Paper

LONG = ("long", "workers", "browser")  # marks of tests that take longer than others, the longest first

settings.register_profile("linli", deadline=None)  # what is too slow is seen in benchmarks, and not on a busy machine
settings.load_profile("linli")
compile_once()
for command in COMMANDS:
    cli.get_command(None, command)


def pytest_xdist_auto_num_workers() -> int:
    """Has two processes of tests for each core: half of the time a test waits, for a browser, a server or a lock."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Has files begin first that take long, so that no process of tests is left alone with one in the end."""
    items.sort(
        key=lambda item: next((place for place, mark in enumerate(LONG) if item.get_closest_marker(mark)), len(LONG))
    )


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """An empty paper in a folder of its own."""
    return Paper.make(tmp_path)


@pytest.fixture
def ended() -> int:
    """The number of a process that is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
        return process.pid


@pytest.fixture(autouse=True, scope="module")
def without_workers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Has builds of small papers do all in this process, which here has what workers would have to load; it takes half of the time.

    Tests with the mark `workers` are about what workers do or meet.
    """
    with pytest.MonkeyPatch.context() as patch:
        if request.node.get_closest_marker("workers") is None:
            patch.setattr(schedule, "FEW", 10 * schedule.FEW)
        yield


@pytest.fixture(autouse=True, scope="module")
def unmeasured(request: pytest.FixtureRequest) -> Iterator[None]:
    """Does not ask which lines tests that take long run, nor the processes that they start: it takes as long again."""
    measured = coverage.Coverage.current()
    if measured is None or not any(map(request.node.get_closest_marker, LONG)):
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        measured.stop()
        yield
        measured.start()
