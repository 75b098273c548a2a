"""A stamp on the last build: what it was made from, so that a build with nothing to do ends at once.

It holds for exactly what a build is made from: the values of the settings (the file is run), the options,
the code, the language of messages, the day, and the `stat` of every file of content and theme; and for the very tree that is served.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linli.build.fingerprint import Code
from linli.build.workspace import Workspace
from linli.files import write_atomically
from linli.messages import messages_fingerprint
from linli.model.paper import today_of
from linli.reading.scan import Scan, scan, scan_folder
from linli.store.database import digest
from newsroom import settings as paper_settings


@dataclass(frozen=True, slots=True)
class BuildStamp:
    """What would be built now."""

    workspace: Workspace
    fingerprint: bytes
    seen: Scan  # of the content folder

    @classmethod
    def of(cls, config: Path, options: Mapping[str, Any]) -> BuildStamp | None:
        """What a build with these settings and options is made from; None when that cannot be told."""
        try:
            values = paper_settings.values(config) | dict(options)
            folder = config.absolute().parent
            content, output, theme = (folder / values[key] for key in ("PATH", "OUTPUT_PATH", "THEME"))
            today = today_of(values)
            seen = scan(content)
            inputs = [seen, scan_folder(theme)]
        except Exception:  # whatever is wrong is told by the build itself
            return None
        plain = {name: value for name, value in values.items() if not callable(value)}
        # pickle, for it is five times as fast as repr on the stats of a whole archive
        files = hashlib.blake2b(pickle.dumps(inputs, protocol=5), digest_size=16).digest()
        code = Code.of(values, folder).fingerprint
        fingerprint = digest(sorted(plain.items()), code, messages_fingerprint(), today, str(content), files)
        return cls(Workspace(output), fingerprint, seen)

    def recall(self) -> Any:
        """What was kept of the last build if it was made from the same and is still served, else None."""
        try:
            fingerprint, inode, kept = pickle.loads(self.workspace.stamp.read_bytes())
            if fingerprint == self.fingerprint and inode == self.workspace.output.stat().st_ino:
                return kept
        except (OSError, ValueError, EOFError, AttributeError, pickle.UnpicklingError):
            pass
        return None

    def keep(self, kept: Any) -> None:
        """Notes that the site is made from this. Where there is no room for the note, the next build looks at everything."""
        inode = self.workspace.output.stat().st_ino
        with suppress(OSError):
            write_atomically(self.workspace.stamp, pickle.dumps((self.fingerprint, inode, kept)))
