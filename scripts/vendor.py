"""Puts the editor that the desk writes with into the repository: ES modules of npm packages as they are published, with their licences.

`make vendor` runs it; it needs npm. Only the names by which they import each other become addresses, so that there is no build step.
`SHA256SUMS` has what was written: the tests hold the files to it, and, where npm can be asked, to what the packages are.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "newsroom" / "screens" / "static" / "vendor"
# ProseMirror (Marijn Haverbeke; MIT; releases every few weeks), and what it needs.
PACKAGES = {
    "orderedmap": "2.1.1",
    "prosemirror-commands": "1.7.2",
    "prosemirror-history": "1.5.1",
    "prosemirror-inputrules": "1.6.0",
    "prosemirror-keymap": "1.2.3",
    "prosemirror-model": "1.25.13",
    "prosemirror-schema-list": "1.6.0",
    "prosemirror-state": "1.4.4",
    "prosemirror-tables": "1.8.5",
    "prosemirror-transform": "1.12.6",
    "prosemirror-view": "1.42.9",
    "rope-sequence": "1.3.4",
    "w3c-keyname": "2.2.8",
}
STYLES = ("prosemirror-view/style/prosemirror.css", "prosemirror-tables/style/tables.css")


def main(place: Path = FOLDER) -> None:
    """Fetches every package, and writes what the browser needs of it."""
    place.mkdir(exist_ok=True)
    for old in place.iterdir():
        old.unlink()
    licences, styles = [], []
    with tempfile.TemporaryDirectory() as folder:
        for name, version in PACKAGES.items():
            command = ["npm", "pack", "--silent", f"{name}@{version}"]
            packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()
            with tarfile.open(Path(folder, packed)) as archive:
                files = {member.name: archive.extractfile(member) for member in archive if member.isfile()}
                read = {path: file.read().decode() for path, file in files.items() if file is not None}
            about = json.loads(read["package/package.json"])
            module = about.get("module") or about["main"]
            text = read[f"package/{module.removeprefix('./')}"]
            text = re.sub(r"(?<=from ['\"])(?=[a-z0-9-]+['\"])", "./", text)
            text = re.sub(r"(from ['\"]\./[a-z0-9-]+)(?=['\"])", r"\1.js", text)
            (place / f"{name}.js").write_text(f"// {name} {version}\n{text}", encoding="utf-8")
            licences.append(f"{name} {version}\n\n{read['package/LICENSE']}")
            styles += [text for path, text in read.items() if path.replace("package", name, 1) in STYLES]
    (place / "LICENCES.txt").write_text("\n\n".join(licences), encoding="utf-8")
    (place / "editor.css").write_text("\n".join(styles), encoding="utf-8")
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(place.iterdir())]
    (place / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
