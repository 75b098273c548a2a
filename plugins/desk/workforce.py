"""The workers of a build: none for small work, else a process for every core."""

from __future__ import annotations

import multiprocessing
import os
import sys
from concurrent.futures import Executor, ProcessPoolExecutor


class Workforce:
    """Called, it gives an executor, started when it is first needed."""

    def __init__(self) -> None:
        self._executor: Executor | None = None

    @property
    def size(self) -> int:
        """How many tasks run at once."""
        return os.cpu_count() or 1

    def __call__(self) -> Executor:
        if self._executor is None:
            # A forked worker has the plugins and their handlers already; Linux alone forks safely.
            method = "fork" if sys.platform == "linux" else "spawn"
            self._executor = ProcessPoolExecutor(self.size, multiprocessing.get_context(method))
        return self._executor

    def close(self) -> None:
        """Sends the workers home."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None
