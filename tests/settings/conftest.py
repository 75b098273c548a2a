"""Papers whose settings file is what a test makes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from linli.errors import SettingsError
from linli.settings.table import Settings
from newsroom import settings as paper_settings
from tests.paper import Paper

# Line by line, so that a test can tell in which line a fault is told.
LINES = """\
from plugins.desk.pelican_settings import *

SITENAME = "柳溪报"
SECTIONS = {
    "news": "要闻",
    "opinion": "言论",
}
REGIONS = {
    "liuxi": "柳溪镇",
    "shiqiao": "石桥镇",
}
PLUGINS = [
    "plugins.desk",
    "plugins.sections",
    "plugins.press",
]
"""
FIRST = LINES.count("\n") + 1  # the line of what is added


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a paper, in which commands are run."""
    monkeypatch.chdir(tmp_path)
    return Paper.make(tmp_path, LINES).root


@pytest.fixture
def told(root: Path) -> Callable[..., list[str]]:
    """All that is said of a settings file, errors or not."""

    def read(text: str | bytes, name: str = "pelicanconf.py") -> list[str]:
        (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        try:
            return [str(finding) for finding in paper_settings.read(Path(name)).warnings]
        except SettingsError as error:
            return error.faults

    return read


@pytest.fixture
def settings(root: Path) -> Callable[..., Settings]:
    """The settings of the file with further lines."""

    def read(text: str = "") -> Settings:
        (root / "pelicanconf.py").write_text(LINES + text, encoding="utf-8")
        return paper_settings.read(Path("pelicanconf.py"))

    return read
