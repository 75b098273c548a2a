"""The demo paper, built once for all tests that read it, in whatever process they are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from tests.paper import ROOT

CONFIG = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pelicanconf import *
THEME = {str(ROOT / "theme")!r}
"""


def demo(folders: pytest.TempPathFactory, name: str = "demo", settings: str = "") -> Path:
    """The site of the demo paper, with further settings or as it is. Nobody changes what is there: others read it too."""
    base = folders.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"the-{name}"
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "lock"):
        if not (folder / "done").exists():
            build_demo(folder, settings)
            (folder / "done").touch()
    return folder / "news"


def build_demo(folder: Path, settings: str = "", content: Path = ROOT / "content") -> Path:
    """Builds the demo paper, or what became of it, into a folder; gives its site there."""
    (folder / "conf.py").write_text(f"{CONFIG}PATH = {str(content)!r}\n{settings}", encoding="utf-8")
    config = ["--config", str(folder / "conf.py")] if settings else []
    command = [sys.executable, "-m", "newsroom", "build", *config, "--output", str(folder / "news")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder / "news"
