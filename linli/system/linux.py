"""Linux: folders change places at once, one call flushes a file system, processes are forked and end with their parent."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from pathlib import Path

from linli.system.common import System

AT_FDCWD = -100
RENAME_EXCHANGE = 2  # linux/fs.h
PR_SET_PDEATHSIG = 1  # linux/prctl.h


class Linux(System):
    """Linux. A forked worker has the plugins and their handlers already; Linux alone forks safely."""

    start_method = "fork"

    def _exchange_at_once(self, one: Path, other: Path) -> bool:
        from linli.system import libc  # not every command needs it

        call = libc.function("renameat2")
        names = os.fsencode(one), os.fsencode(other)
        return call is not None and libc.check(call(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE), one)

    def flush(self, root: Path, files: Iterable[Path], folders: Iterable[Path]) -> None:
        """Asks once for the whole file system, which is much quicker than once for each of thousands of files."""
        from linli.system import libc

        call = libc.function("syncfs")
        if call is None:  # pragma: no cover - another libc
            super().flush(root, files, folders)
            return
        number = os.open(root, os.O_RDONLY)
        try:
            if not libc.check(call(number), root):
                super().flush(root, files, folders)
        finally:
            os.close(number)

    def end_with_parent(self) -> None:
        from multiprocessing import parent_process

        from linli.system import libc

        libc.function("prctl")(PR_SET_PDEATHSIG, signal.SIGKILL)
        parent = parent_process()
        if parent is not None and os.getppid() != parent.pid:  # it was killed before: nobody sends a signal any more
            os._exit(1)

    def started(self, pid: int) -> str:
        """When it was started, in the system's own words, and since when that is up."""
        # Behind the name, which may hold anything, the twentieth word (proc_pid_stat(5)).
        words = _text_of(f"/proc/{pid}/stat").rpartition(")")[2].split()
        return f"{_text_of('/proc/sys/kernel/random/boot_id').strip()} {words[19]}" if len(words) > 19 else ""


def _text_of(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
