import os
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import nullcontext
from pathlib import Path

import coverage
import pytest
from hypothesis import settings

os.environ.pop("LINLI_LANG", None)  # before anything is imported: help is in the language of its process

from linli.build import schedule
from newsroom.cli import COMMANDS, cli
from tests.compiling import compile_once
from tests.paper import FEW, Paper, without_workers

LONG = ("long", "workers", "browser")  # marks of tests that take longer than others, the longest first
UNMEASURED = (*LONG, "unmeasured")

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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Does not ask which lines a test that takes long runs, nor the processes that it starts: it takes as long again."""
    measured = coverage.Coverage.current()
    if measured is None or not any(map(item.get_closest_marker, UNMEASURED)):
        return (yield)
    measured.stop()
    environment = os.environ.pop("COVERAGE_PROCESS_CONFIG", None)
    try:
        return (yield)
    finally:
        measured.start()
        if environment is not None:
            os.environ["COVERAGE_PROCESS_CONFIG"] = environment


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
def here(request: pytest.FixtureRequest) -> Iterator[None]:
    """Has builds work in this process. Tests with the mark `workers` are about what workers do or meet."""
    with nullcontext() if request.node.get_closest_marker("workers") else without_workers():
        yield


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds of this test have workers, as they would have for an editor; those of others of its module have none."""
    monkeypatch.setattr(schedule, "FEW", FEW)
