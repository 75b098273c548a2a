"""The workspace beside the site: the store, the press's ledger, the tree that is not served.

For the site `output` it is the folder `.output.press` beside it. It can be thrown away at any
time: the next build makes everything anew.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import ExitStack, suppress
from pathlib import Path

from linli.errors import BuildError, Busy
from linli.messages import _

LOCK = "lock"  # the file that the build at work holds
LEAST_ROOM = 1 << 20  # bytes; with less, a database reports all kinds of errors


class Workspace:
    """The workspace of one site, held by one build at a time."""

    def __init__(self, output: Path) -> None:
        self.output = output.resolve()  # a link to where the site is served stays a link
        self.path = self.output.parent / f".{self.output.name}.press"
        self._held = ExitStack()

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
        folder.mkdir(exist_ok=True)
        return folder

    @property
    def stamp(self) -> Path:
        """What the last build was made from, and what it said."""
        return self.path / "stamp"

    @property
    def spare(self) -> Path:
        """The tree that becomes the site."""
        return self.path / "spare"

    def enter(self) -> None:
        """Makes the workspace if need be, and takes hold of it.

        Raises:
            Busy: another build has it.
            BuildError: it cannot be made, or not be written to.
        """
        from filelock import FileLock, Timeout  # for builds alone, not for every command

        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._held.enter_context(FileLock(self.path / LOCK, blocking=False, thread_local=False))
        except Timeout:
            raise Busy from None
        except OSError as error:
            raise BuildError(told(error, self)) from error

    def clear(self) -> None:
        """Throws away all that is in it; the site itself stays."""
        for entry in self.path.iterdir():
            if entry.name == LOCK:
                continue
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()

    def leave(self) -> None:
        """Lets go of the workspace; so does the end of the process, however it ends."""
        self._held.close()


def told(error: Exception, workspace: Workspace) -> str:
    """What stands in the way of a build, in one line for the editor.

    On a full disk the workspace is emptied: all that is in it can be made again, and the next build needs the room.
    """
    output = workspace.output
    if _is_full(error, output.parent):
        with suppress(OSError):
            workspace.clear()
        return _("磁盘满了，没有出报；{output} 还是原来的网站。请腾出空间再试。", output=output)
    reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return _(
        "写不了 {output}（{reason}），没有出报；原来的网站没有动。请检查这个文件夹的权限和磁盘。",
        output=output,
        reason=reason,
    )


def _is_full(error: Exception, folder: Path) -> bool:
    """Whether an error is that of a full disk. Those of the system say so; a database does not always."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return "full" in str(error) or shutil.disk_usage(folder).free < LEAST_ROOM
