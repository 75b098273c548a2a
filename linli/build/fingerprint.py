"""Fingerprints: digests of all that a page depends on. What has the same fingerprint as before is not made again.

The code is one of these things: when it changes, everything is made anew. That is the code of this release, and of the
plugins that a paper adds to them.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import find_spec
from pathlib import Path

from linli.messages import messages_fingerprint
from linli.settings.table import Settings
from linli.store.database import digest

# What a page depends on besides our own code and data: another release may read or render otherwise.
LIBRARIES = frozenset(
    {
        "borax",
        "feedgenerator",
        "jinja2",
        "markdown",
        "nh3",
        "opencc",
        "opencc_python_reimplemented",
        "pillow",
    }
)
SUFFIXES = (".py", ".tsv", ".txt", ".json")
TOP = Path(__file__).parents[2]
FOLDERS = (TOP / "linli", TOP / "plugins")
RELEASED = "plugins."  # how the names of the plugins of this release begin


def content_hash(data: bytes) -> bytes:
    """A hash of the bytes of a file."""
    return hashlib.blake2b(data, digest_size=16).digest()


def combined(*fingerprints: bytes) -> bytes:
    """One fingerprint of several."""
    return content_hash(b"\0".join(fingerprints))


@dataclass(frozen=True, slots=True)
class Code:
    """The code that makes a site: this release, and the plugins of `PLUGINS` that are not part of it.

    A plugin counts with the folder of its package; one that is a single file counts alone. What it imports from elsewhere
    does not count.
    """

    plugins: tuple[str, ...] = ()  # names of modules
    places: tuple[str, ...] = ()  # folders in which they are looked for, last

    @classmethod
    def of(cls, settings: Settings) -> Code:
        """The code of a paper: its plugins, looked for where they are imported from."""
        return cls(settings.plugins, tuple(map(str, settings.plugin_paths)))

    @property
    def fingerprint(self) -> bytes:
        """A hash of the files, and of the releases of `LIBRARIES`, as they were when first asked for."""
        return _fingerprint(self)

    def files(self) -> list[tuple[str, Path]]:
        """Every file, with the name that it has wherever the code lies."""
        files = {file: file.relative_to(TOP).as_posix() for folder in FOLDERS for file in sorted(folder.rglob("*"))}
        for plugin in self.plugins:
            if plugin.startswith(RELEASED):
                continue  # it is among the files already
            for file, name in _files_of(plugin, self.places).items():
                files.setdefault(file, name)
        return [(name, file) for file, name in files.items() if file.suffix in SUFFIXES]


def store_key(settings: Settings) -> bytes:
    """A fingerprint of all that reading a file depends on beside the file."""
    return digest(
        settings.paper, settings.review, Code.of(settings).fingerprint, messages_fingerprint(), settings.plugins
    )


@lru_cache(maxsize=4)
def _fingerprint(code: Code) -> bytes:
    fingerprint = hashlib.blake2b(repr([sys.version_info[:2], _releases()]).encode(), digest_size=16)
    for name, file in code.files():
        fingerprint.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    return fingerprint.digest()


def _files_of(plugin: str, places: Iterable[str]) -> dict[Path, str]:
    """The files of a plugin, each with its name; none if it is not there, which the build tells. Nothing is imported."""
    first, *others = plugin.split(".")
    spec: ModuleSpec | None = find_spec(first) or PathFinder.find_spec(first, list(places))
    for name in others:
        spec = PathFinder.find_spec(name, spec.submodule_search_locations) if spec else None
    if spec is None:
        return {}
    folders = [Path(folder) for folder in spec.submodule_search_locations or ()]
    if not folders and spec.origin:
        module = Path(spec.origin)
        if not others:
            return {module: module.name}
        folders = [module.parent]
    return {
        file: f"{plugin}:{file.relative_to(folder).as_posix()}"
        for folder in folders
        for file in sorted(folder.rglob("*"))
    }


def _releases() -> list[str]:
    """`jinja2-3.1.6`, …: the names of the folders in which installers note a release; importlib.metadata reads each."""
    found = set()
    for folder in sys.path:
        for note in Path(folder).glob("*.dist-info"):
            name, _, release = note.name.removesuffix(".dist-info").lower().partition("-")
            if name in LIBRARIES:
                found.add(f"{name}-{release}")
    return sorted(found)
