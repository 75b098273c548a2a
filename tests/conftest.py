import os
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.pop("LINLI_LANG", None)  # before anything is imported: help is in the language of its process

from newsroom.cli import COMMANDS, cli
from tests.compiling import compile_once
from tests.paper import Paper

settings.register_profile("linli", deadline=None)  # what is too slow is seen in benchmarks, and not on a busy machine
settings.load_profile("linli")
compile_once()
for command in COMMANDS:
    cli.get_command(None, command)


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """An empty paper in a folder of its own."""
    return Paper.make(tmp_path)
