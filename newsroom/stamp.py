"""A stamp on the last build: what it was made from, so that a build with nothing to do ends at once.

It holds for exactly what a build is made from: the values of the settings (the file is run), the options,
the code, the language of messages, the day, and the `stat` of every file of content and theme; and for the very tree that is served,
whose every file is as it was published.
"""

from __future__ import annotations

import json
import marshal
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from linli.build.fingerprint import Code, content_hash
from linli.build.inventory import Inventory
from linli.build.request import BuildRequest
from linli.build.workspace import Workspace
from linli.files import remove, write_atomically
from linli.messages import messages_fingerprint
from linli.reading.scan import scan, scan_folder
from linli.store.checks import checked, opened
from linli.store.records import Scan

PLAIN = 2  # the format of marshal that is the same for the same values


@dataclass(frozen=True, slots=True)
class BuildStamp:
    """What would be built now."""

    workspace: Workspace
    fingerprint: str
    seen: Scan  # of the content folder

    @classmethod
    def of(cls, request: BuildRequest) -> BuildStamp:
        """What a build is made from."""
        settings = request.settings
        seen = scan(settings.content)
        plain = {name: value for name, value in settings.written.items() if not callable(value)}
        # marshal, for it is ten times as fast as repr on the stats of a whole archive
        found = (seen.sources, seen.pictures, seen.tables, seen.prints, scan_folder(settings.theme))
        files = content_hash(marshal.dumps(found, PLAIN))
        asked = (settings.shown_as, settings.today, request.unpublished, request.hurried)
        code = (Code.of(settings).fingerprint, messages_fingerprint())
        made_from = (sorted(plain.items()), asked, code, str(settings.content), files, seen.findings)
        return cls(Workspace(settings.output), content_hash(repr(made_from).encode()).hex(), seen)

    def recall(self) -> Any:
        """What was kept of the last build if it was made from the same and its site is served as it was published, else None.

        Raises:
            DamagedWorkspace: what was kept is damaged.
        """
        try:
            data = self.workspace.stamp.read_bytes()
            inode = self.workspace.output.stat().st_ino
        except OSError:
            return None
        fingerprint, tree, kept = json.loads(bytes(opened(data)))
        if (fingerprint, tree) != (self.fingerprint, inode) or not self.workspace.is_sealed:
            return None
        inventory = Inventory.load(self.workspace.inventory(inode))
        if inventory is None or inventory.differing(self.workspace.output):
            return None
        return kept

    def keep(self, kept: Any) -> None:
        """Notes that the site is made from this; `kept` is plain. Without room for the note, the next build looks at everything."""
        with suppress(OSError):
            remove(self.workspace.stamp)  # or what lies in its place
            inode = self.workspace.output.stat().st_ino
            write_atomically(self.workspace.stamp, checked(json.dumps([self.fingerprint, inode, kept]).encode()))
