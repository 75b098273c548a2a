"""One command, measured: time, processor, memory; and what it left on the disk."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

LOOK = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True)
class Run:
    """One command with all its processes. Seconds, and MB."""

    wall: float
    user: float
    system: float
    largest: float  # memory of the largest process at its peak
    together: float  # memory of all processes at the peak of their sum; shared pages count in each

    @property
    def processors(self) -> float:
        """Seconds of all processors."""
        return self.user + self.system


def measure(command: list[str], folder: Path) -> Run:
    """Runs a command to its end in a folder; ends the benchmark with its output when it fails."""
    log = folder / "bench.log"
    watch = _Watch()
    start = time.perf_counter()
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
        watcher = threading.Thread(target=watch.look, args=(process.pid,), daemon=True)
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    watch.ended.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{log.read_text(errors='replace')[-2000:]}")
    return Run(wall, usage.ru_utime, usage.ru_stime, watch.largest / 1e6, watch.together / 1e6)


class _Watch:
    """Looks at the memory of a process group until it has ended."""

    def __init__(self) -> None:
        self.largest = self.together = 0
        self.ended = threading.Event()

    def look(self, group: int) -> None:
        page = os.sysconf("SC_PAGE_SIZE")
        while not self.ended.wait(LOOK):
            sizes = []
            for entry in Path("/proc").iterdir():
                try:
                    if entry.name.isdigit() and os.getpgid(int(entry.name)) == group:
                        sizes.append(int((entry / "statm").read_text().split()[1]) * page)
                except (OSError, IndexError):
                    continue
            self.largest = max([self.largest, *sizes])
            self.together = max(self.together, sum(sizes))


def size_of(folder: Path) -> tuple[int, float]:
    """How many files there are below a folder, and how many MB they have."""
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return len(sizes), sum(sizes) / 1e6


def bytes_of(folder: Path) -> dict[str, bytes]:
    """A hash of the bytes of every file below a folder, by path."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.blake2b(file.read_bytes()).digest() for file in files}
