"""The theme's static files, each published under a name that holds the hash of its content."""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path

from linli.build.styles import STATIC, URL, Styles
from linli.model import addresses

# References from one static file to another: url(...) in CSS; import "...", from "..." and new URL("...") in JavaScript.
REFERENCES = {
    ".css": URL,
    ".js": re.compile(r"((?:\bfrom|\bimport|\bnew URL)\s*\(?\s*[\"'])(\.[^\"']+)(?=[\"'])"),
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file: where it is published, below the root of the site, and its bytes."""

    path: str
    data: bytes


@dataclass(slots=True)
class Assets:
    """All static files of a theme, by the name that templates know them by."""

    static: Path
    styles: Styles
    known: dict[str, Asset] = field(default_factory=dict)

    @classmethod
    def load(cls, theme: Path) -> Assets:
        """Reads `static/` of a theme."""
        assets = cls(theme / STATIC, Styles(theme))
        for file in sorted(assets.static.rglob("*")):
            if file.is_file() and not file.name.startswith("."):
                assets._load(file.relative_to(assets.static).as_posix())
        return assets

    def paths(self) -> dict[str, str]:
        """From name to published path."""
        return {name: asset.path for name, asset in self.known.items()}

    def _load(self, name: str) -> Asset | None:
        if name in self.known:
            return self.known[name]
        file = self.static / name
        if not file.is_file():
            return None
        stem, suffix = posixpath.splitext(name)
        data = self.styles.published(name).encode() if suffix == ".css" else file.read_bytes()
        if suffix in REFERENCES:
            data = REFERENCES[suffix].sub(lambda m: self._reference(name, m), data.decode()).encode()
        fingerprint = hashlib.blake2b(data, digest_size=5).hexdigest()
        self.known[name] = Asset(addresses.asset(f"{stem}.{fingerprint}{suffix}"), data)
        return self.known[name]

    def _reference(self, name: str, match: re.Match[str]) -> str:
        folder = posixpath.dirname(name)
        target = self._load(posixpath.normpath(posixpath.join(folder, match[2])))
        if target is None:
            return match[0]
        way = posixpath.relpath(target.path, posixpath.join(addresses.THEME, folder))
        return match[1] + (way if way.startswith(".") else f"./{way}")
