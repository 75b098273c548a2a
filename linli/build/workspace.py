"""The workspace beside the site: the store, the press's ledger, the tree that is not served.

For the site `output` it is the folder `.output.press` beside it. It can be thrown away at any
time: the next build makes everything anew.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from linli import system
from linli.build.seal import Found, Seal
from linli.errors import BuildError, Busy, DamagedWorkspace, reason_of
from linli.files import remove
from linli.messages import _
from linli.store.database import is_damage

LOCK = "lock"  # the file that the build at work holds
INVENTORY = "inventory."  # how the names of inventories begin
LEAST_ROOM = 1 << 20  # bytes; with less, a database reports all kinds of errors


class Workspace:
    """The workspace of one site, held by one build at a time."""

    def __init__(self, output: Path) -> None:
        self.output = output.resolve()  # a link to where the site is served stays a link
        self.path = self.output.parent / f".{self.output.name}.press"
        self.cut_off = False  # the build before this one did not come to its end
        self._held = ExitStack()
        self._seal: Seal | None = None

    @property
    def store(self) -> Path:
        return self.path / "store.sqlite"

    @property
    def ledger(self) -> Path:
        return self.path / "ledger.sqlite"

    @property
    def compiled(self) -> Path:
        """The folder of compiled templates."""
        folder = self.path / "templates"
        if not folder.is_dir():
            remove(folder)
            folder.mkdir()
        return folder

    @property
    def stamp(self) -> Path:
        """What the last build was made from, and what it said."""
        return self.path / "stamp"

    @property
    def spare(self) -> Path:
        """The tree that becomes the site."""
        return self.path / "spare"

    @property
    def fresh(self) -> Path:
        """The tree that becomes the spare, where there is none that can be used."""
        return self.path / "fresh"

    @property
    def is_sealed(self) -> bool:
        """Whether the databases are as a build left them that came to its end."""
        return self._seal_of("").is_whole

    def inventory(self, tree: int) -> Path:
        """That of the tree whose root has an inode."""
        return self.path / f"{INVENTORY}{tree}"

    def enter(self, by: str = "", *, thoroughly: bool = False) -> Found:
        """Makes the workspace if need be, takes hold of it, and looks whether its databases are as they were left.

        Args:
            by: the code that builds, and the Python that runs it.
            thoroughly: SQLite is asked about them, too.

        Raises:
            Busy: another build has it.
            BuildError: it cannot be made, or not be written to.
        """
        from filelock import Timeout  # for builds alone, not for every command

        try:
            self.path.mkdir(parents=True, exist_ok=True)
            if (self.path / LOCK).is_dir():
                remove(self.path / LOCK)
            self._held.enter_context(system.this.lock(self.path / LOCK))
            self._seal = self._seal_of(by)
            found = self._seal.open(thoroughly)
        except Timeout:
            raise Busy from None
        except OSError as error:
            self._held.close()
            raise fault(error, self) from error
        self.cut_off = found.cut_off
        return found

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps builds away from the site, and touches nothing.

        Raises:
            Busy: a build has it.
            BuildError: the lock cannot be opened.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(self.path / LOCK, blocking=False, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            raise Busy from None
        except OSError as error:
            raise fault(error, self) from error
        try:
            yield
        finally:
            lock.release()

    def note_databases(self) -> None:
        """Notes how the databases are, when all that was written to one of them is settled in it."""
        if self._seal is not None:
            self._seal.put()

    def clear(self) -> None:
        """Throws away all that is in it; the site itself stays, and that it is ours."""
        for entry in self.path.iterdir():
            if entry.name != LOCK and not entry.name.startswith(INVENTORY):
                remove(entry)

    def leave(self) -> None:
        """Lets go of the workspace; so does the end of the process, however it ends."""
        if self._seal is not None:
            self._seal.close()
            self._seal = None
        self._held.close()

    def _seal_of(self, by: str) -> Seal:
        return Seal((self.store, self.ledger), by)


def fault(error: Exception, workspace: Workspace) -> BuildError:
    """What stands in the way of a build, in one line for the editor.

    On a full disk the workspace is emptied: all that is in it can be made again, and the next build needs the room. So it is
    when what it has is damaged.
    """
    from concurrent.futures import BrokenExecutor

    output = workspace.output
    if _is_full(error, output.parent):
        _give_up(workspace)
        return BuildError(_("磁盘满了，没有出报；{output} 还是原来的网站。请腾出空间再试。", output=output))
    if is_damage(error):
        _give_up(workspace)
        return DamagedWorkspace()
    if isinstance(error, BrokenExecutor):
        return BuildError(_("出报的进程中断了，可能是内存不够，没有出报；原来的网站没有动。请再运行一次。"))
    if isinstance(error, PermissionError) and system.this.holds_what_is_open:
        message = _(
            "{output} 里有文件被别的程序占着，没有出报；原来的网站没有动。请关上打开它的窗口和程序，再试一次。",
            output=output,
        )
        return BuildError(message)
    message = _(
        "写不了 {output}（{reason}），没有出报；原来的网站没有动。请检查这个文件夹的权限和磁盘。",
        output=output,
        reason=reason_of(error),
    )
    return BuildError(message)


def _give_up(workspace: Workspace) -> None:
    with suppress(OSError):
        workspace.clear()


def _is_full(error: Exception, folder: Path) -> bool:
    """Whether an error is that of a full disk. Those of the system say so; a database does not always."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    if isinstance(error, DamagedWorkspace):
        return False
    from shutil import disk_usage

    return "full" in str(error) or disk_usage(folder).free < LEAST_ROOM
