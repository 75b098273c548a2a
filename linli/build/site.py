"""The site as it is published: two trees, and what is known of them.

Before anything is printed it is looked at. What is not as it was published is taken from the other tree if that has it
still, else its job is run again. So it is mended by the same way as any change: beside it, and then in one step.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain

from linli import system
from linli.build.build import Build
from linli.build.inventory import Inventory
from linli.build.ledger import Ledger
from linli.build.ownership import refuse_others
from linli.build.proof import strangers, wrong_files
from linli.build.tree import Tree, link_all
from linli.build.workspace import INVENTORY
from linli.errors import DamagedWorkspace
from linli.files import remove
from linli.messages import _, listed
from linli.model.addresses import folders_of

SHOWN = 3  # paths of files that are named


@dataclass(slots=True)
class Site:
    """The site of one build. `live` is the tree that is served, `spare` the one that takes its place."""

    build: Build
    ledger: Ledger
    live: Tree = field(init=False)
    spare: Tree = field(init=False)
    inventory: Inventory | None = field(init=False, default=None)  # of the files as they were published
    damaged: set[str] = field(init=False, default_factory=set)  # what is not served as it was published
    lost: set[str] = field(init=False, default_factory=set)  # what of that the spare has not either
    foreign: set[str] = field(init=False, default_factory=set)  # what is served and was not published
    is_plain: bool = field(
        init=False, default=True
    )  # files alone are damaged: no links or folders were put in their places

    def __post_init__(self) -> None:
        self.live, self.spare = Tree(self.build.workspace.output), Tree(self.build.workspace.spare)

    @property
    def is_whole(self) -> bool:
        """Whether it is what was published, as far as it was looked at."""
        return not self.damaged and not self.foreign

    def told(self, thoroughly: bool) -> list[str]:
        """What is said of the look at it, for the editor: nothing when it was whole."""
        lines = []
        if self.damaged:
            count, paths = len(self.damaged), _some(self.damaged)
            lines.append(_("网站里有 {count} 个文件和出报时不一样，已经补好：{paths}", count=count, paths=paths))
        if self.foreign:
            count, paths = len(self.foreign), _some(self.foreign)
            lines.append(_("网站里有 {count} 个文件不是出报做的，已经拿走：{paths}", count=count, paths=paths))
        if thoroughly and not lines and self.inventory is not None:
            lines.append(_("逐字节核对了 {count} 个文件，都和出报时一样。", count=len(self.inventory.paths)))
        return lines

    def match(self) -> None:
        """Sees to it that the ledger speaks of the tree that is served.

        Raises:
            BuildError: there are files in its place that are not ours.
        """
        system.this.recover(self.live.root, self.spare.root)
        known, live = self.ledger.meta("live"), self.live.inode
        if known and self.spare.inode == known:  # cut off between writing down and changing places
            self._change_places()
        elif not known or (live != known and (live or not self._is_spare_known())):
            refuse_others(self.build.workspace)
            self.ledger.forget()

    def look(self, thoroughly: bool = False) -> None:
        """Finds what is not as it was published, and has the jobs of what is lost run again.

        Args:
            thoroughly: every byte is compared with the ledger, not time and size alone.
        """
        number, known = self.ledger.meta("build"), self.ledger.meta("live")
        if not known:
            return
        noted = None
        with suppress(DamagedWorkspace):
            noted = Inventory.load(self.build.workspace.inventory(known))
        if noted is not None and noted.build != number:
            noted = None
        looks = self.build.looks
        suspects = list(self.ledger.paths()) if noted is None or thoroughly else looks.differing(self.live, noted)
        self.damaged = self._wrong(self.live, suspects)
        if thoroughly:
            self.foreign = strangers(self.live.root, set(suspects))
            self.is_plain = not self.foreign
        if self.damaged:
            self._check_ours()
            self.is_plain &= all(map(self.live.is_plain, self.damaged))
            self.lost = self._wrong(self.spare, sorted(self.damaged))
            self.ledger.lose(self.lost)
        if noted is None:
            self.inventory = Inventory.of(self.live.root, suspects, number)
        else:
            self.inventory = noted.renewed(self.live.root, number, suspects, ()) if suspects else noted
        if suspects and not self.damaged:  # somebody has touched files, or the inventory was gone
            self.inventory.save(self.build.workspace.inventory(known))

    def prepare(self) -> None:
        """Sees to it that the spare is what was published, file by file; what is lost will be made."""
        if not self._mend_spare():
            self._renew_spare()
        self.ledger.set_meta(spare=0)  # until the build is whole, nobody knows what the spare holds

    def publish(self, number: int, written: list[str], removed: list[str]) -> None:
        """Writes the build down, and puts the spare in the place of the site; then brings the old tree up to it.

        Each of these is on the disk before the next is begun. So a power cut finds the old site or the new one.
        """
        workspace, known = self.build.workspace, self.ledger.meta("live")
        self.spare.remove(removed)
        self._write_down(number, written, removed)
        self.ledger.set_meta(build=number, live=self.spare.inode)
        self.ledger.end(keep=True)
        self._change_places()
        try:
            if self.build.durable:
                system.this.flush_folder(workspace.output.parent)
                system.this.flush_folder(workspace.path)
            self._bring_up(known, written, removed)
        except (OSError, sqlite3.OperationalError):  # the site is out; the spare is linked anew when it is needed
            with suppress(OSError):
                remove(workspace.fresh)
                remove(self.spare.root)

    def _write_down(self, number: int, written: list[str], removed: list[str]) -> None:
        """Makes the inventory of the spare, and sees to it that all of both is on the disk."""
        workspace, root = self.build.workspace, self.spare.root
        if self.inventory is None:
            self.inventory = Inventory.of(root, self.ledger.paths(), number)
        else:
            self.inventory = self.inventory.renewed(
                root, number, [*written, *self.damaged.difference(removed)], removed
            )
        noted = workspace.inventory(self.spare.inode)
        self.inventory.save(noted)
        if self.build.durable:
            folders = {"", *folders_of([*written, *removed])}
            files = chain(
                [noted], (root / path for path in written)
            )  # made when they are asked for: Linux asks for none
            system.this.flush(root, files, chain([workspace.path], (root / path for path in folders)))

    def _bring_up(self, known: int, written: list[str], removed: list[str]) -> None:
        """Makes the tree that was served until now, and had the inode `known`, what the site is.

        A site that is built once, as for a host, needs none: after a first build it is the next one that links it.
        """
        if not known:
            remove(self.spare.root)
        elif self.spare.inode == known and self.is_plain:
            self.spare.remove([*removed, *self.lost])
            self._link([*written, *self.damaged.difference(written, removed)])
        else:
            self.damaged, self.lost = set(), set()
            self._renew_spare()
        self.ledger.set_meta(spare=self.spare.inode)
        workspace = self.build.workspace
        for file in workspace.path.glob(f"{INVENTORY}*"):
            if file != workspace.inventory(self.live.inode):
                remove(file)

    def _check_ours(self) -> None:
        """Where no file is left as it was published, the folder may be somebody else's now.

        Raises:
            BuildError: it is.
        """
        paths = set(self.ledger.paths())
        if self.damaged == paths and strangers(self.live.root, paths):
            refuse_others(self.build.workspace)

    def _is_spare_known(self) -> bool:
        """Whether nothing was done to the spare since it was brought up to the site, as far as we did it."""
        return not self.build.workspace.cut_off and self.ledger.meta("spare") == self.spare.inode != 0

    def _mend_spare(self) -> bool:
        """Makes the spare what was published, where that is no more than to put some files in their places."""
        if self.inventory is None or self.foreign or not self._is_spare_known():
            return False
        others = self.lost.union(self.build.looks.differing(self.spare, self.inventory))
        if not all(map(self.spare.is_plain, others)):
            return False
        self.spare.remove(self.lost)
        self._link(others - self.damaged)
        return True

    def _link(self, paths: Iterable[str]) -> None:
        for path in paths:
            with suppress(FileNotFoundError):  # a job that failed has not made it
                self.spare.link(path, self.live)

    def _renew_spare(self) -> None:
        """Links the spare anew: from the site, and what is damaged there from the spare as it was."""
        fresh = Tree(self.build.workspace.fresh)
        fresh.clear()
        paths = [path for path in (self.inventory.paths if self.inventory else ()) if path not in self.lost]
        link_all(fresh, self.spare, [path for path in paths if path in self.damaged], self.build.workers)
        link_all(fresh, self.live, [path for path in paths if path not in self.damaged], self.build.workers)
        remove(self.spare.root)
        system.this.rename(fresh.root, self.spare.root)
        self.spare.forget()

    def _wrong(self, tree: Tree, paths: Iterable[str]) -> set[str]:
        build = self.build

        def progress(done: int, total: int) -> None:
            build.progress(_("核对"), done, total)

        return wrong_files(tree.root, self.ledger.contents(paths), build.workers, progress)

    def _change_places(self) -> None:
        if self.live.inode:
            system.this.exchange(self.live.root, self.spare.root)
        else:
            system.this.rename(self.spare.root, self.live.root)
        self.live.forget()
        self.spare.forget()


def _some(paths: set[str]) -> str:
    """The first of some paths."""
    return listed(sorted(paths)[:SHOWN]) + ("……" if len(paths) > SHOWN else "")
