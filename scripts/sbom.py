"""Writes the bill of materials of a paper: all packages that it is built with, with versions and hashes, as CycloneDX JSON.

`make sbom` runs it, and a release has it (`.github/workflows/release.yml`). It is made of `constraints.txt` alone, on whatever
machine, and the same packages give the same bytes. It names packages (`pkg:pypi/…`) and not the place they came from.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def main(target: Path) -> None:
    """Writes the file."""
    pins = subprocess.run(["sh", "scripts/pinned", "site"], cwd=ROOT, check=True, capture_output=True, text=True)
    command = [Path(sys.executable).parent / "cyclonedx-py", "requirements", "-", "--pyproject", "pyproject.toml"]
    made = subprocess.run(
        [*command, "--short-PURLs", "--output-reproducible"],
        cwd=ROOT,
        check=True,
        input=pins.stdout,
        capture_output=True,
        text=True,
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(anonymous(json.loads(made.stdout)), indent=2) + "\n", encoding="utf-8")


def anonymous(bill: dict[str, Any]) -> dict[str, Any]:
    """The bill without the registry that a package is from: that is whichever pip is told. Hashes stand with the package."""
    for component in bill["components"]:
        component.pop("description", None)  # the line of the pins again
        hashes = {}
        for reference in component.pop("externalReferences", ()):
            hashes |= {(one["alg"], one["content"]): one for one in reference.get("hashes", ())}
        if hashes:
            component["hashes"] = [hashes[key] for key in sorted(hashes)]
    return bill


if __name__ == "__main__":
    main(Path(sys.argv[1]))
