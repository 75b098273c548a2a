"""The workspace beside the site: the store, the press's ledger, the tree that is not served.

For the site `output` it is the folder `.output.press` beside it. It can be thrown away at any
time: the next build makes everything anew.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import IO

from linli.errors import Busy
from linli.messages import _

LEAST_ROOM = 1 << 20  # bytes; with less, a database reports all kinds of errors


class Workspace:
    """The workspace of one site, held by one build at a time."""

    def __init__(self, output: Path) -> None:
        self.output = output.resolve()  # a link to where the site is served stays a link
        self.path = self.output.parent / f".{self.output.name}.press"
        self._lock: IO[bytes] | None = None

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
        """
        self.path.mkdir(parents=True, exist_ok=True)
        self._lock = (self.path / "lock").open("ab")
        try:
            _lock(self._lock)
        except OSError:
            self.leave()
            raise Busy from None

    def clear(self) -> None:
        """Throws away all that is in it; the site itself stays."""
        for entry in self.path.iterdir():
            if entry.name == "lock":
                continue
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()

    def leave(self) -> None:
        """Lets go of the workspace; so does the end of the process, however it ends."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def _lock(file: IO[bytes]) -> None:
    if os.name == "nt":  # pragma: no cover - editors' machines
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def told(error: Exception, workspace: Workspace) -> str:
    """What stands in the way of a build, in one line for the editor.

    On a full disk the workspace is emptied: all that is in it can be made again, and the next build needs the room.
    """
    output = workspace.output
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    with suppress(OSError):  # of a folder that is not there and cannot be made
        full = full or shutil.disk_usage(output.parent).free < LEAST_ROOM
    if full or "full" in str(error):
        with suppress(OSError):
            workspace.clear()
        return _("磁盘满了，没有出报；{output} 还是原来的网站。请腾出空间再试。", output=output)
    reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return _(
        "写不了 {output}（{reason}），没有出报；原来的网站没有动。请检查这个文件夹的权限和磁盘。",
        output=output,
        reason=reason,
    )
