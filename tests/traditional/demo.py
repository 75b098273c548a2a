"""The paper in Traditional Chinese that tests look at, in a folder of its own."""

import shutil
from pathlib import Path

from PIL import Image

from tests.paper import Paper

HERE = Path(__file__).parent
URL = "https://xipu.example/news"
HONG_KONG = '\nTWINS = {"hans": "hk2s"}\n'
PICTURES = ("photos/2024/05/boat.png", "photos/2024/05/tree.png", "issues/2024-05-13/1.png")


def written(root: Path, more: str = "", url: str = URL) -> Paper:
    """The paper, not built; `more` are further lines of its settings."""
    settings = (HERE / "pelicanconf.py").read_text(encoding="utf-8").replace(URL, url)
    paper = Paper.make(root, settings + more)
    shutil.copytree(HERE / "content", root / "content", dirs_exist_ok=True)
    for name in PICTURES:
        file = root / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.linear_gradient("L").resize((900, 600)).convert("RGB").save(file)
    return paper


def built(root: Path, more: str = "", url: str = URL) -> Paper:
    """The paper and its site."""
    paper = written(root, more, url)
    assert paper.build("--today", "2024-05-31") == 0
    return paper
