"""Writes `constraints.txt`: the exact version of every package, with the hashes of all its files, for all platforms.

`make pins` runs it. uv (Astral; a release every week) resolves for every Python and platform at once, which pip does not; pip
installs what is written. The file has parts, one behind the other: what the paper is built with; what tests it besides; what
looks after the packages themselves. `scripts/pinned` gives the first, the first two, or all. No line says where a package comes from.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT, PINS = ROOT / "pyproject.toml", ROOT / "constraints.txt"
HEAD = "# Exact versions of all packages, with the hashes of their files; `make pins` makes it anew.\n"
PARTS = {"site": (), "test": ("test",), "supply": ("supply",)}  # each with the extras that it is for
OLDEST = "3.11"  # `requires-python`
BLOCK = re.compile(r"^\S.*(?:\n .*)*", re.M)  # a package: its version, then its hashes


def main() -> None:
    """Resolves everything together, then each part to the same versions."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    builders = [re.split("[=~<>]", name)[0] for name in project["build-system"]["requires"]]
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "builders.txt"
        built.write_text("\n".join(builders), encoding="utf-8")
        whole = Path(folder) / "whole.txt"
        extras = project["project"]["optional-dependencies"]
        whole.write_text(_resolved([PROJECT, built], extras), encoding="utf-8")
        text, known = HEAD, set[str]()
        for part, chosen in PARTS.items():
            blocks = BLOCK.findall(_resolved([PROJECT, built], chosen, whole))
            text += f"\n# {part}\n" + "".join(f"{block}\n" for block in blocks if block not in known)
            known.update(blocks)
    PINS.write_text(text, encoding="utf-8")
    _write_builders(builders, text)


def _resolved(sources: Iterable[Path], extras: Iterable[str], constraints: Path | None = None) -> str:
    """What uv finds for the project with these extras."""
    command = ["uv", "pip", "compile", "--universal", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
    command += ["--python-version", OLDEST, *(f"--extra={extra}" for extra in extras), *map(str, sources)]
    command += ["--constraints", str(constraints)] if constraints else []
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def _write_builders(builders: Iterable[str], pins: str) -> None:
    """What builds the package, exactly, into its project file."""
    project = PROJECT.read_text(encoding="utf-8")
    for name in builders:
        version = re.search(rf"^{re.escape(name)}==(\S+)", pins, re.M | re.I)
        if version is None:
            raise SystemExit(f"no {name} among the packages")
        project = re.sub(rf'(requires = \[.*"{name})[^"]*', rf"\g<1>=={version[1]}", project)
    PROJECT.write_text(project, encoding="utf-8")


if __name__ == "__main__":
    main()
