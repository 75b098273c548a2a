"""A finished site: all that the build made, whole, for who takes it elsewhere. While it is held no build begins."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from linli.build.fingerprint import content_hash
from linli.build.inventory import Inventory
from linli.build.ledger import read_ledger
from linli.build.proof import strangers
from linli.build.tree import Tree
from linli.build.workspace import Workspace
from linli.errors import BuildError, DamagedWorkspace
from linli.messages import _, listed

SHOWN = 3  # paths of files that are named


@dataclass(frozen=True, slots=True)
class FinishedSite:
    """The site as its last build made it."""

    root: Path
    files: Mapping[str, bytes]  # every file, with the hash of its bytes
    sizes: Mapping[str, int]  # and how many these are
    url: str  # the address that it was built for, empty when it has none
    strangers: tuple[str, ...]  # files beside them that no build made

    def read(self, path: str) -> bytes:
        """The bytes of a file.

        Raises:
            BuildError: they are not those that the build made.
        """
        try:
            data = Path(self.root, path).read_bytes()
        except OSError:
            data = None
        if data is None or content_hash(data) != self.files[path]:
            raise _not_whole([path])
        return data


@contextmanager
def finished_site(output: Path) -> Iterator[FinishedSite]:
    """The site in a folder, which nothing changes until it is let go.

    Every file is looked at (time, size, inode), as each build does it; its bytes are compared when it is read.

    Raises:
        Busy: a build is at work.
        BuildError: there is no site, it is not whole, or nobody knows whether it is.
    """
    workspace = Workspace(output)
    if not workspace.output.is_dir() or not any(workspace.output.iterdir()):
        raise BuildError(_("{folder} 里没有网站。请先运行 linli build。", folder=output))
    if not workspace.ledger.is_file():
        raise BuildError(_unknown(output))
    with workspace.held():
        yield _looked_at(workspace, output)


def _looked_at(workspace: Workspace, output: Path) -> FinishedSite:
    tree = Tree(workspace.output).inode
    try:
        inventory = Inventory.load(workspace.inventory(tree)) if workspace.is_sealed else None
        files, meta = read_ledger(workspace.ledger)
    except (DamagedWorkspace, sqlite3.DatabaseError):
        raise BuildError(_unknown(output)) from None
    if inventory is None or meta.get("live") != tree or meta.get("build") != inventory.build:
        raise BuildError(_unknown(output))
    if meta.get("preview"):
        raise BuildError(_("{folder} 是预览用的，里面有草稿，不能发。请先运行 linli build。", folder=output))
    differing = {*inventory.differing(workspace.output), *(files.keys() ^ set(inventory.paths))}
    if differing:
        raise _not_whole(differing)
    others = strangers(workspace.output, set(files))
    sizes = dict(zip(inventory.paths, inventory.sizes, strict=True))
    return FinishedSite(workspace.output, files, sizes, str(meta.get("url", "")), tuple(sorted(others)))


def _not_whole(paths: Iterable[str]) -> BuildError:
    paths = sorted(paths)
    some = listed(paths[:SHOWN]) + ("……" if len(paths) > SHOWN else "")
    text = _(
        "网站里有 {count} 个文件不见了，或和出报时不一样：{paths}。没有发。请先运行 linli build，它会补好。",
        count=len(paths),
        paths=some,
    )
    return BuildError(text)


def _unknown(output: Path) -> str:
    return _(
        "{folder} 没有出报的记录，或上一次出报没有做完，看不出网站是不是完整。没有发。请先运行 linli build。",
        folder=output,
    )
