"""A stamp on the last build: what it was made from, so that a build with nothing to do ends at once.

It holds for exactly what a build is made from: the values of the settings (the file is run), the options,
the code, the language of messages, the day, and the `stat` of every file of content and theme; for the very tree that is served,
whose every file is as it was published; and for as long as no hour comes by which anything of that becomes otherwise.
"""

from __future__ import annotations

import json
import marshal
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from linli.build.fingerprint import Code, content_hash
from linli.build.inventory import Inventory
from linli.build.looks import Looks
from linli.build.request import BuildRequest
from linli.build.tree import Tree
from linli.build.workspace import Workspace
from linli.messages import messages_fingerprint
from linli.model.moments import ALWAYS, NEVER, seconds
from linli.reading.scan import scan, scan_folder
from linli.settings.table import OPTIONS
from linli.store.checks import keep, recall
from linli.store.records import Scan

NOW = OPTIONS["now"].name  # its day counts, and its hour as long as the stamp holds
PLAIN = 2  # the format of marshal that is the same for the same values


@dataclass(frozen=True, slots=True)
class BuildStamp:
    """What would be built now."""

    workspace: Workspace
    fingerprint: str
    seen: Scan  # of the content folder
    now: int  # seconds since 1970

    @classmethod
    def of(cls, request: BuildRequest) -> BuildStamp:
        """What a build is made from."""
        settings = request.settings
        seen = scan(settings.content)
        plain = {name: value for name, value in settings.written.items() if not callable(value) and name != NOW}
        # marshal, for it is ten times as fast as repr on the stats of a whole archive
        found = (seen.sources, seen.pictures, seen.tables, seen.prints, scan_folder(settings.theme))
        files = content_hash(marshal.dumps(found, PLAIN))
        asked = (settings.shown_as, settings.today, request.unpublished, request.hurried)
        code = (Code.of(settings).fingerprint, messages_fingerprint())
        made_from = (sorted(plain.items()), asked, code, str(settings.content), files, seen.findings)
        return cls(
            Workspace(settings.output), content_hash(repr(made_from).encode()).hex(), seen, seconds(settings.now)
        )

    def recall(self, looks: Looks) -> Any:
        """What was kept of the last build if it was made from the same and its site is served as it was published, else None.

        Raises:
            DamagedWorkspace: what was kept is damaged.
        """
        workspace = self.workspace
        noted = json.loads(recall(workspace.stamp) or b"{}")
        if noted.get("of") != self.fingerprint or noted["tree"] != self._tree() or not workspace.is_sealed:
            return None
        since, until = noted["steady"]
        if not (since or ALWAYS) <= self.now < (until or NEVER):
            return None
        inventory = Inventory.load(workspace.inventory(noted["tree"]))
        if inventory is None or looks.differing(Tree(workspace.output), inventory):
            return None
        return noted["kept"]

    def keep(self, kept: Any, steady: tuple[int | None, int | None]) -> None:
        """Notes that the site is made from this. Without room for the note, the next build looks at everything.

        Args:
            kept: plain values.
            steady: from when on, and until when, the hour alone changes nothing, as the store has it.
        """
        noted = {"of": self.fingerprint, "tree": self._tree(), "steady": steady, "kept": kept}
        with suppress(OSError):
            keep(self.workspace.stamp, json.dumps(noted).encode())

    def _tree(self) -> int:
        """The inode of the tree that is served, 0 if there is none."""
        return Tree(self.workspace.output).inode
