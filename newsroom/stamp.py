"""A stamp on the last build: what it was made from, so that a build with nothing to do ends at once.

It holds for exactly what a build is made from: the values of the settings (the file is run), the options,
the code, the language of messages, the day, and the `stat` of every file of content and theme; and for the very tree that is served.
"""

from __future__ import annotations

import pickle
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from linli.build.fingerprint import Code, content_hash
from linli.build.request import BuildRequest
from linli.build.workspace import Workspace
from linli.files import write_atomically
from linli.messages import messages_fingerprint
from linli.reading.scan import scan, scan_folder
from linli.store.records import Scan


@dataclass(frozen=True, slots=True)
class BuildStamp:
    """What would be built now."""

    workspace: Workspace
    fingerprint: bytes
    seen: Scan  # of the content folder

    @classmethod
    def of(cls, request: BuildRequest) -> BuildStamp:
        """What a build is made from."""
        settings = request.settings
        seen = scan(settings.content)
        plain = {name: value for name, value in settings.written.items() if not callable(value)}
        # pickle, for it is five times as fast as repr on the stats of a whole archive
        files = content_hash(pickle.dumps([seen, scan_folder(settings.theme)], protocol=5))
        asked = (settings.shown_as, settings.today, request.unpublished, request.hurried)
        code = (Code.of(settings).fingerprint, messages_fingerprint())
        made_from = (sorted(plain.items()), asked, code, str(settings.content), files)
        return cls(Workspace(settings.output), content_hash(repr(made_from).encode()), seen)

    def recall(self) -> Any:
        """What was kept of the last build if it was made from the same and is still served, else None."""
        try:
            fingerprint, inode, kept = pickle.loads(self.workspace.stamp.read_bytes())
            if fingerprint == self.fingerprint and inode == self.workspace.output.stat().st_ino:
                return kept
        except (
            OSError,
            ValueError,
            TypeError,
            LookupError,
            EOFError,
            AttributeError,
            ImportError,
            pickle.UnpicklingError,
        ):
            pass  # there is none, or another release wrote it
        return None

    def keep(self, kept: Any) -> None:
        """Notes that the site is made from this. Where there is no room for the note, the next build looks at everything."""
        inode = self.workspace.output.stat().st_ino
        with suppress(OSError):
            write_atomically(self.workspace.stamp, pickle.dumps((self.fingerprint, inode, kept)))
