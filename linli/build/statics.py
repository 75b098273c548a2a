"""What is published as it looks: attachments and pictures of the content folder, and the theme's static files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from linli.build.assets import Assets
from linli.build.fingerprint import combined, content_hash
from linli.build.ledger import LedgerEntry
from linli.build.runner import TaskResult
from linli.build.tree import Tree
from linli.documents.cleaning import RECIPE, cleaned
from linli.model.attachment import ATTACHMENTS
from linli.store.records import Stat

STATICS = "static"  # the name under which the ledger has them: the one job that is no set of pages


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """All static files of a site, by path: the `stat` of a copy, or the hash of the bytes of an asset."""

    content: Path
    sources: Mapping[str, Stat | bytes]
    assets: Mapping[str, bytes]  # the bytes of those that are the theme's

    @classmethod
    def of(cls, content: Path, copies: Mapping[str, Stat], assets: Assets) -> StaticFiles:
        """The copies of files below the content folder, and the assets of a theme."""
        data = {asset.path: asset.data for asset in assets.known.values()}
        sources: dict[str, Stat | bytes] = dict(copies)
        sources |= {path: content_hash(found) for path, found in data.items()}
        return cls(content, sources, data)

    @property
    def fingerprint(self) -> bytes:
        """A digest of what all of them are made from."""
        return combined(repr((RECIPE, sorted(self.sources.items()))).encode())

    def publish(self, known: Mapping[str, LedgerEntry], tree: Tree) -> TaskResult:
        """Brings a tree up to date. `known` is what the ledger has of the static files in it."""
        gone = sorted(known.keys() - self.sources.keys())
        tree.remove(gone)
        entries: list[tuple[LedgerEntry, bool]] = []
        for path, source in sorted(self.sources.items()):
            fingerprint = combined(repr((RECIPE, source)).encode())
            before = known.get(path)
            if before is not None and before.fingerprint == fingerprint:
                entries.append((before, False))
                continue
            data = self._published(path)
            entry = LedgerEntry(path, fingerprint, content_hash(data))
            written = before is None or before.content != entry.content
            if written:
                tree.write(path, data)
            entries.append((entry, written))
        return TaskResult(STATICS, self.fingerprint, entries, gone)

    def _published(self, path: str) -> bytes:
        """What a file is published as: of an attachment what readers are to have."""
        if path in self.assets:
            return self.assets[path]
        data = (self.content / path).read_bytes()
        return cleaned(data).data if path.startswith(f"{ATTACHMENTS}/") else data
