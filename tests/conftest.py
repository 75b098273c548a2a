from pathlib import Path

import pytest

from tests.paper import Paper


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """An empty paper in a folder of its own."""
    return Paper.make(tmp_path)
