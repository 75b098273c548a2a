"""The seal on the databases of a workspace: how a build left them, so that what anybody did to them since is noticed.

SQLite does not notice every damage, and a page made from a damaged record is a wrong page. A build breaks the seal when it
begins, and puts it on anew at its end. What is not as it was sealed is thrown away. After a build that was cut off, SQLite
is asked about what changed in it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linli import system
from linli.errors import DamagedWorkspace
from linli.files import remove
from linli.store.checks import keep, recall
from linli.store.database import discard, is_sound

BY = "by"  # under which a seal has who put it on


@dataclass(frozen=True, slots=True)
class Found:
    """What a build finds when it breaks the seal."""

    by: str  # who put it on: the code, and the Python that ran it; empty when nobody did
    cut_off: bool  # the last build did not come to its end
    lost: bool  # some database could not be used, and is gone


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal of a workspace. `by` is who puts it on now."""

    databases: tuple[Path, ...]
    by: str

    @property
    def whole(self) -> Path:
        """The seal between two builds."""
        return self.databases[0].with_name("seal")

    @property
    def broken(self) -> Path:
        """The seal while a build is at work, or was cut off."""
        return self.databases[0].with_name("seal.broken")

    @property
    def is_whole(self) -> bool:
        """Whether it is on, and the databases are as they were when it was put on."""
        known = _read(self.whole)
        return bool(known) and all(_state(path) == known.get(path.name) for path in self.databases)

    def open(self, thoroughly: bool = False) -> Found:
        """Breaks the seal, and throws away what cannot be used."""
        cut_off = self.broken.exists() or not self.whole.exists()
        known = _read(self.broken if cut_off else self.whole)
        lost = False
        for path in self.databases:
            noted = known.get(path.name, [])
            sealed = _state(path) == noted
            if sealed and not (thoroughly and path.exists()):
                continue
            # What was not settled when it was closed, another program may have settled since.
            begun = len(noted) > 1 or (cut_off and Path(f"{path}-wal").is_file())
            if not ((sealed or begun) and is_sound(path)):
                discard(path)
                lost = True
        self.put()
        remove(self.whole)
        return Found(str(known.get(BY, "")), cut_off, lost)

    def put(self) -> None:
        """Notes how the databases are now, in the midst of a build."""
        states: dict[str, Any] = {path.name: _state(path) for path in self.databases}
        keep(self.broken, json.dumps({BY: self.by, **states}).encode())

    def close(self) -> None:
        """Puts the seal on at the end of a build. Where there is no room for it, the next one looks at everything."""
        with suppress(OSError):
            self.put()
            if self.whole.is_dir():
                remove(self.whole)
            system.this.replace(self.broken, self.whole)


def _read(file: Path) -> dict[str, Any]:
    """What a seal says; nothing when it cannot be read."""
    try:
        found: dict[str, Any] = json.loads(recall(file) or b"{}")
    except DamagedWorkspace:
        return {}
    return found


def _state(database: Path) -> list[list[int]]:
    """Time and size of a database; and of what is not settled in it, as when somebody reads while it is closed."""
    found = []
    for suffix in ("", "-wal"):
        with suppress(OSError):
            status = Path(f"{database}{suffix}").stat()
            if status.st_size:
                found.append([status.st_mtime_ns, status.st_size])
    return found
