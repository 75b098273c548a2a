"""The look at a large site, which processes of their own take from the first moment of a build, while modules are loaded."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from linli import system
from linli.build.inventory import Inventory
from linli.build.tree import Tree
from linli.build.workspace import Workspace
from linli.errors import DamagedWorkspace

if TYPE_CHECKING:  # a build of a small site with nothing to do ends without them
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

LARGE = 500_000  # bytes of an inventory, of some 60 a file: a process starts in 10 ms


@dataclass(slots=True)
class _Look:
    """A process that looks at one tree, and answers once."""

    process: BaseProcess
    answers: Connection
    answer: tuple[int, list[str]] | None = None  # the number of its inventory, and what is not as that has it

    @classmethod
    def begin(cls, file: Path, root: Path) -> Self:
        """Begins to look at a tree, of which the inventory is in a file."""
        from multiprocessing import get_context

        context = get_context(system.this.start_method)
        answers, end = context.Pipe(duplex=False)
        process: BaseProcess = context.Process(target=_look, args=(file, root, end), daemon=True)  # type: ignore[attr-defined]
        process.start()
        end.close()
        return cls(process, answers)

    def differing(self, inventory: Inventory) -> list[str] | None:
        """The files that are not as an inventory has them; None if the process had another one, or came to no end."""
        if self.answer is None:
            with suppress(EOFError, OSError):
                self.answer = self.answers.recv()
        return self.answer[1] if self.answer is not None and self.answer[0] == inventory.build else None

    def close(self) -> None:
        """Ends the process: nobody waits for it any more."""
        self.process.kill()
        self.process.join()
        self.answers.close()


def _look(file: Path, root: Path, answers: Connection) -> None:
    system.this.end_with_parent()
    with suppress(DamagedWorkspace, OSError):
        inventory = Inventory.load(file)
        if inventory is not None:
            answers.send((inventory.build, inventory.differing(root)))


@dataclass(slots=True)
class Looks:
    """What is not as it was published, of the trees of a site."""

    begun: dict[int, _Look] = field(default_factory=dict)  # by the inodes of the trees

    @classmethod
    def begin(cls, workspace: Workspace) -> Self:
        """Begins to look at both trees of a site, if it is large."""
        trees = Tree(workspace.output), Tree(workspace.spare)
        inventory = workspace.inventory(trees[0].inode)
        with suppress(OSError):
            if inventory.stat().st_size > LARGE:
                return cls({tree.inode: _Look.begin(inventory, tree.root) for tree in trees if tree.inode})
        return cls()

    def differing(self, tree: Tree, inventory: Inventory) -> list[str]:
        """The files of a tree that are not as an inventory has them."""
        look = self.begun.get(tree.inode)
        found = look.differing(inventory) if look is not None else None
        return inventory.differing(tree.root) if found is None else found

    def close(self) -> None:
        """Ends the looks that nobody has waited for."""
        for look in self.begun.values():
            look.close()
        self.begun.clear()
