"""The look at a large site, which workers take while what was written is read."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

from linli.build.inventory import Inventory, differing
from linli.build.tree import Tree
from linli.build.workspace import Workspace
from linli.errors import DamagedWorkspace

LARGE = 4_000_000  # bytes of an inventory, of some 60 a file, from which on workers look: they start in 30 ms


@dataclass(frozen=True, slots=True)
class Looks:
    """What is not as it was published, of trees by their inodes."""

    begun: dict[int, Future[list[str]]] = field(default_factory=dict)

    @classmethod
    def begin(cls, workspace: Workspace, workers: Callable[[], Executor]) -> Self:
        """Has workers look at both trees of a site, if it is large and the last build came to its end."""
        trees = Tree(workspace.output), Tree(workspace.spare)
        inventory = workspace.inventory(trees[0].inode)
        with suppress(OSError):
            if not workspace.cut_off and inventory.stat().st_size > LARGE:
                return cls({tree.inode: workers().submit(differing, inventory, tree.root) for tree in trees})
        return cls()

    def differing(self, tree: Tree, inventory: Inventory) -> list[str]:
        """The files of a tree that are not as they were published."""
        begun = self.begun.get(tree.inode)
        with suppress(DamagedWorkspace):  # the inventory was taken away meanwhile
            if begun is not None:
                return begun.result()
        return inventory.differing(tree.root)
