"""The workers of a build: none for small work, else a process for every core, or a cluster."""

from __future__ import annotations

import gc
import multiprocessing
import os
import re
import socket
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial

from linli import system
from linli.errors import BuildError, SettingsError
from linli.messages import _

PATIENCE = 10  # seconds to wait for a scheduler
COLLECTED = 500_000, 50, 1_000  # new objects before a look at the youngest, and so on: Python looks after 700


def collect_seldom() -> None:
    """Has Python look for garbage in circles less often: a build makes many objects, and nearly all go without that."""
    gc.set_threshold(*COLLECTED)


def begin_worker() -> None:
    """Makes a new process ready to work. It ends when the build is killed: else it would wait for ever."""
    collect_seldom()
    system.this.end_with_parent()


class Workers:
    """Called, it gives an executor, started when it is first needed.

    With the address of a dask scheduler (`tcp://10.0.0.5:8786`) the work goes to its workers, who must have this
    release installed and see content, theme and output under the same paths.
    """

    def __init__(self, scheduler: str = "", first: Callable[[], object] = bool) -> None:
        """`first` is work that one of the processes of this machine does before anything else: the others begin meanwhile."""
        self.scheduler = scheduler
        self._first = first
        self._executor: Executor | None = None
        self._end: Callable[[], object] | None = None

    def __call__(self) -> Executor:
        if self._executor is None:
            self._executor = self._cluster() if self.scheduler else self._cores()
        return self._executor

    def close(self) -> None:
        """Sends the workers home; those of a cluster stay with their scheduler."""
        if self._end is not None:
            self._end()
            self._executor = self._end = None

    def _cores(self) -> Executor:
        number = min(os.cpu_count() or 1, system.this.most_workers)
        context = multiprocessing.get_context(system.this.start_method)
        executor = ProcessPoolExecutor(number, context, begin_worker)
        executor.submit(self._first)
        self._end = partial(executor.shutdown, cancel_futures=True)
        return executor

    def _cluster(self) -> Executor:
        try:
            from distributed import Client
        except ImportError:
            raise SettingsError([_("--scheduler 要用 distributed。请先运行：pip install '.[cluster]'。")]) from None
        unreachable = _(
            "连不上调度器 {address}。请检查地址，例如 tcp://127.0.0.1:8786，以及它是否已启动。", address=self.scheduler
        )
        address = re.fullmatch(r"(?:tcp|tls)://([^/:]+|\[[^]]+\]):(\d{1,5})", self.scheduler)
        if address is None:
            raise BuildError(unreachable)
        try:
            # A client that cannot connect prints as it goes; so somebody must be at home first.
            socket.create_connection((address[1].strip("[]"), int(address[2])), PATIENCE).close()
            client = Client(self.scheduler, timeout=PATIENCE, set_as_default=False)
        except (OSError, OverflowError) as error:
            raise BuildError(unreachable) from error
        self._end = client.close
        executor: Executor = client.get_executor(pure=False)
        return executor
