"""Processes that are spawned, as on Windows and macOS: the same site, byte for byte, and none is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from linli.build import workers
from linli.errors import BuildError
from newsroom.previewing.process import BuildProcess

PARENT = """
import multiprocessing, os, sys, time
from concurrent.futures import ProcessPoolExecutor
from linli import system
from linli.system.common import System

system.this = System()

def begin():
    System().end_with_parent()

if __name__ == "__main__":
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), begin) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        time.sleep(600)
"""


ORPHAN = """
import multiprocessing, os, pathlib, sys, time
from linli import system

def work(place):
    while os.getppid() == multiprocessing.parent_process().pid:
        time.sleep(0.05)
    system.this.end_with_parent()
    pathlib.Path(place).touch()

if __name__ == "__main__":
    child = multiprocessing.get_context("fork").Process(target=work, args=(sys.argv[1],))
    child.start()
    print(child.pid, flush=True)
    os._exit(0)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="where processes fork")
def test_a_process_whose_parent_is_gone_before_it_began_ends(tmp_path):
    place = tmp_path / "alive"
    told = subprocess.run([sys.executable, "-c", ORPHAN, str(place)], stdout=subprocess.PIPE, timeout=60)
    child, deadline = Path(f"/proc/{int(told.stdout)}"), time.monotonic() + 30
    while child.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not child.exists()
    assert not place.exists()


@pytest.mark.unmeasured
def test_a_whole_build_with_spawned_workers_gives_the_same_bytes(whole, monkeypatch, request):
    usual = whole("usual")
    assert usual.build() == 0
    spawned = whole("spawned")
    here = request.getfixturevalue("spawning")
    pools = []
    monkeypatch.setattr(workers, "ProcessPoolExecutor", lambda *given: pools.append(workers_of(*given)) or pools[-1])
    assert spawned.build() == 0
    assert [pool._mp_context.get_start_method() for pool in pools] == ["spawn"]
    assert here.start_method == "spawn"
    assert spawned.files() == usual.files()


workers_of = workers.ProcessPoolExecutor


def test_a_preview_is_built_by_a_spawned_process(paper, spawning):
    paper.article("2024/05/01/a.md", "井", 日期="2024-05-01")
    process = BuildProcess(paper.root / "pelicanconf.py", paper.root / ".preview" / "site")
    try:
        told: list[str] = []
        outcome = process.build(hurried=True, progress=told.append)
    finally:
        process.close()
    assert outcome.changed
    assert outcome.faults == ()
    assert told
    assert (paper.root / ".preview/site/2024/05/01/jing/index.html").is_file()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="what is at work is read from /proc")
def test_a_spawned_worker_ends_with_the_build_that_is_killed(tmp_path: Path):
    (tmp_path / "parent.py").write_text(PARENT, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, str(tmp_path / "parent.py")], stdout=subprocess.PIPE, text=True)
    worker = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 30
    while is_at_work(worker) and time.monotonic() < deadline:
        os.sched_yield()
    assert not is_at_work(worker)


def is_at_work(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def many(paper) -> None:
    """So many pieces that a build says how far it is."""
    for number in range(200):
        paper.article(f"2024/05/02/{number}.md", f"井{number}", "水。", 日期="2024-05-02", 短名=f"j{number}")


@pytest.mark.parametrize("when", ["idle", "at work"])
def test_a_builder_that_is_killed_is_followed_by_another(paper, when):
    piece = paper.article("2024/05/01/a.md", "井", "一。", 日期="2024-05-01")
    process = BuildProcess(paper.root / "pelicanconf.py", paper.root / ".preview" / "site")
    killed = process._process.pid

    def kill(_text: str = "") -> None:
        if process._process.pid == killed:
            os.kill(killed, signal.SIGKILL)
            process._process.join()

    try:
        assert process.build(hurried=True, progress=print).changed
        piece.write_text(piece.read_text(encoding="utf-8").replace("一。", "二。"), encoding="utf-8")
        if when == "idle":
            kill()
        many(paper)
        outcome = process.build(hurried=True, progress=kill)
        assert process._process.pid != killed
        assert outcome.faults == ()
        assert outcome.changed
        assert "二。" in (paper.root / ".preview/site/2024/05/01/jing/index.html").read_text(encoding="utf-8")
    finally:
        process.close()


def test_a_builder_that_is_killed_again_and_again_is_told_and_the_next_save_builds(paper):
    many(paper)
    process = BuildProcess(paper.root / "pelicanconf.py", paper.root / ".preview" / "site")

    def kill(_text: str) -> None:
        process._process.kill()
        process._process.join()

    try:
        with pytest.raises(BuildError, match="出报的进程中断了两次"):
            process.build(hurried=True, progress=kill)
        assert process.build(hurried=True, progress=print).faults == ()
    finally:
        process.close()
