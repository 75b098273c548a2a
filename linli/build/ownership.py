"""Whose folder a site is to be put into: files that are no site of ours are not put aside."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import islice
from pathlib import Path

from linli.build.inventory import Inventory
from linli.build.tree import Tree
from linli.build.workspace import Workspace
from linli.errors import BuildError, DamagedWorkspace
from linli.messages import _
from linli.model import addresses

MARK = b'<meta name="generator" content="Linli">'  # in the head of every page
HEAD = 4096  # bytes of a page in which it is looked for
FEW = 1000  # folders in which a page is looked for


def refuse_others(workspace: Workspace) -> None:
    """Sees to it that the folder of the site is empty, or not there, or that of a site of ours.

    Raises:
        BuildError: it is somebody else's, or a file.
    """
    output = workspace.output
    if not output.exists():
        return
    if not output.is_dir():
        raise BuildError(_("{output} 是一个文件，不能放网站。请换一个输出文件夹。", output=output))
    if any(output.iterdir()) and not _is_known(workspace) and not _is_marked(output):
        raise BuildError(_("{output} 里有别的文件，不是邻里做的网站。请换一个空的输出文件夹。", output=output))


def _is_known(workspace: Workspace) -> bool:
    """Whether an inventory is of this very folder, and some file is there as it says."""
    with suppress(DamagedWorkspace):
        inventory = Inventory.load(workspace.inventory(Tree(workspace.output).inode))
        return inventory is not None and len(inventory.differing(workspace.output)) < len(inventory.paths)
    return False


def _is_marked(output: Path) -> bool:
    """Whether a page there is one of ours: the front page, which not every paper has, else one that is found."""
    for name in (addresses.INDEX, addresses.NOT_FOUND):
        if (output / name).is_file():
            return _has_mark(output / name)
    for folder, names, files in islice(os.walk(output), FEW):
        names.sort()
        for name in sorted(files):
            if name.endswith(".html"):
                return _has_mark(Path(folder, name))
    return False


def _has_mark(page: Path) -> bool:
    with page.open("rb") as file:
        return MARK in file.read(HEAD)
