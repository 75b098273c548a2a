"""The articles of the editors' guide are right. `test_docs.py` sees to what documents name."""

import shutil
import sys

from newsroom.cli import main
from tests.paper import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
from screenshots import examples


def test_the_articles_of_the_guide_have_nothing_to_mend(tmp_path, monkeypatch, capsys):
    for part in ("content", "theme"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "pelicanconf.py", tmp_path)
    found = examples()
    assert len(found) >= 3
    for path, article in found.items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(article, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", *(f"content/{path}" for path in found)]) == 0
    assert capsys.readouterr().err == ""
