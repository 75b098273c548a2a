"""A real dask cluster on this machine: a scheduler, and workers that are processes."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[str]:
    """Starts a cluster that works in a folder; gives the address of its scheduler (`tcp://127.0.0.1:40001`)."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str, seen: str) -> str:
        command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
        process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stderr is not None
        return next(found[1] for line in process.stderr if (found := re.search(seen, line)))

    try:
        address = start("scheduler", "--host", "127.0.0.1", "--port", "0", seen=r"Scheduler at:\s+(tcp://\S+)")
        for _ in range(workers):
            local = ("--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
            start("worker", address, *local, seen="(Registered to)")
        yield address
    finally:
        for process in started:
            process.kill()
            process.wait()
            if process.stderr:
                process.stderr.close()
