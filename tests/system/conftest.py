"""Systems that this is not: Windows, whose calls are played on this one, and disks without hard links."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from linli import system
from linli.system.common import System
from linli.system.windows import Windows
from tests.paper import CONFIG, Paper

PLUGINS = '["plugins.desk", "plugins.bylines", "plugins.pictures", "plugins.sections", "plugins.issues", "plugins.hanzi", "plugins.search", "plugins.syndication", "plugins.press"]'  # fmt: skip


def denied(path: object) -> PermissionError:
    """What Windows says of a file that somebody has open."""
    error = PermissionError(errno.EACCES, "Permission denied", str(path))
    error.winerror = 32  # ERROR_SHARING_VIOLATION
    return error


def open_files() -> Iterator[str]:
    """Every file that this process, or one that it has started, has open."""
    ours = {os.getpid()}
    for pid in sorted(int(name) for name in os.listdir("/proc") if name.isdigit()):
        try:
            parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
            if pid in ours or parent in ours:
                ours.add(pid)
                for number in os.listdir(f"/proc/{pid}/fd"):
                    yield str(Path(f"/proc/{pid}/fd/{number}").readlink())
        except OSError:
            continue


def refuse_open(path: object, *, below: bool) -> None:
    """Windows renames and removes nothing that is open, and renames no folder in which something is."""
    place = os.path.realpath(os.path.dirname(os.fspath(path))) + "/" + os.path.basename(os.fspath(path))
    for name in open_files():
        if name == place or (below and name.startswith(f"{place}/")):
            raise denied(f"{path}, as {name} is open")


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    """Windows, as far as it is known to us here: nothing that is open goes away, and there are only two renames."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("what is open is read from /proc")
    rename, replace, unlink = os.rename, os.replace, os.unlink

    def renamed(source: str, target: str, **others: int) -> None:
        refuse_open(source, below=True)
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "File exists", str(target))
        rename(source, target, **others)

    def replaced(source: str, target: str, **others: int) -> None:
        refuse_open(source, below=True)
        refuse_open(target, below=False)
        replace(source, target, **others)

    def unlinked(path: str, **others: int) -> None:
        if "dir_fd" not in others:
            refuse_open(path, below=False)
        unlink(path, **others)

    monkeypatch.setattr(os, "rename", renamed)
    monkeypatch.setattr(os, "replace", replaced)
    monkeypatch.setattr(os, "unlink", unlinked)
    here = Windows(sleep=lambda _seconds: None)
    monkeypatch.setattr(system, "this", here)
    return here


@pytest.fixture
def spawning(monkeypatch: pytest.MonkeyPatch) -> System:
    """A system of which nothing is known: folders change places by renames, processes are spawned."""
    here = System()
    monkeypatch.setattr(system, "this", here)
    return here


@pytest.fixture
def unlinked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk without hard links."""

    def refused(_source: object, target: object, **_others: int) -> None:
        raise OSError(errno.EPERM, "Operation not permitted", str(target))

    monkeypatch.setattr(os, "link", refused)


@pytest.fixture
def whole(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Paper]:
    """Papers with all plugins, each the same in a folder of its own, with enough pieces that workers read and print them."""

    def make(name: str, number: int = 132) -> Paper:
        config = CONFIG[: CONFIG.index("PLUGINS")] + f"PLUGINS = {PLUGINS}\n"
        paper = Paper.make(tmp_path_factory.mktemp(name), config)
        paper.picture("a.svg")
        for piece in range(number):
            day = f"2024-0{piece % 5 + 1}-{piece % 27 + 1:02d}"
            body = f"本报讯（记者 林小满）第{piece}口井清了。\n\n![井](photos/a.svg)\n\n（责任编辑：苏小满）"
            paper.article(f"{day.replace('-', '/')}/p{piece}.md", f"第{piece}口井", body, 日期=day, 版次=piece % 4 + 1)
        return paper

    return make
