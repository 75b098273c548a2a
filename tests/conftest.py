import os
from pathlib import Path

import pytest

os.environ.pop("LINLI_LANG", None)  # before anything is imported: help is in the language of its process

from newsroom.cli import COMMANDS, cli
from tests.paper import Paper

for command in COMMANDS:
    cli.get_command(None, command)


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """An empty paper in a folder of its own."""
    return Paper.make(tmp_path)
