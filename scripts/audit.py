"""Looks for known faults in every package of `constraints.txt`, and says how many were looked up. `make audit` runs it.

pip-audit (of the Python Packaging Authority) says that it found nothing also when it could ask nobody: what it passed over is
counted here, and an audit that looked up nothing is a failure. 0: all packages were looked up, none has a known fault.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PINS = Path(__file__).parents[1] / "constraints.txt"
COMMAND = ["pip-audit", "--disable-pip", "--require-hashes", "--requirement", str(PINS), "--format", "json"]
COMMAND += ["--progress-spinner", "off", "--timeout", "20"]


def main() -> int:
    """Runs pip-audit, and tells what came of it."""
    run = subprocess.run([Path(sys.executable).parent / COMMAND[0], *COMMAND[1:]], capture_output=True, text=True)
    lines, code = judge(run.stdout, run.stderr)
    print("\n".join(lines))
    return code


def judge(stdout: str, stderr: str) -> tuple[list[str], int]:
    """What to say of an answer of pip-audit, and the exit code."""
    try:
        packages = json.loads(stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = stderr.strip().rpartition("\n")[2]
        return [f"nothing was audited: {last or 'pip-audit gave no answer'}"], 1
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    faults = list(_faults(packages))
    looked_up = len(packages) - len(skipped)
    if not looked_up:
        return [f"nothing was audited: the database cannot be reached from here ({len(skipped)} packages)"], 1
    lines = [*faults, f"{looked_up} packages looked up, {len(faults)} known faults"]
    if skipped:
        lines.append(f"not looked up: {', '.join(skipped)}")
    return lines, int(bool(faults or skipped))


def _faults(packages: list[dict[str, Any]]) -> Iterator[str]:
    for package in packages:
        for fault in package.get("vulns", ()):
            mended = ", ".join(fault["fix_versions"]) or "none yet"
            yield f"{package['name']} {package['version']}: {fault['id']}, mended in {mended}"


if __name__ == "__main__":
    sys.exit(main())
