"""Workers and the process of a build print the same, byte for byte."""

from pathlib import Path

import pytest

from linli.build import schedule
from linli.build.templates import compile_templates, environment_of, templates_of
from linli.text.furniture import as_written
from tests.build.test_press import clean_build
from tests.build.whole_paper import wanted
from tests.casebook import THEME
from tests.paper import Paper

pytestmark = pytest.mark.unmeasured


@pytest.mark.parametrize("change", [{}, {("setting", "SCRIPT"): "hant"}], ids=["simplified", "traditional"])
def test_a_paper_with_everything_is_the_same_by_workers(tmp_path: Path, monkeypatch, change):
    lots = []
    run_here = schedule._run_here
    monkeypatch.setattr(schedule, "_run_here", lambda spec, batches: lots.append(batches) or run_here(spec, batches))
    for path, data in wanted(change).files.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    paper = Paper(tmp_path)
    here = clean_build(paper)
    assert len(here) > 200
    assert lots.pop()
    lots.clear()
    monkeypatch.setattr(schedule, "ALONE", 0)
    monkeypatch.setattr(schedule, "FEW", 0)
    monkeypatch.setattr(schedule, "BATCH", 1)  # so that many calls of workers share the work
    assert paper.build() == 0
    assert paper.files() == here
    assert lots == []


def test_templates_that_one_process_has_compiled_no_other_compiles(tmp_path, monkeypatch):
    compile_templates(THEME, tmp_path, as_written)
    assert len(list(tmp_path.iterdir())) == len(templates_of(THEME))
    environment = environment_of(THEME, {}, tmp_path)
    monkeypatch.setattr(environment, "compile", None)
    assert environment.get_template("article.html").name == "article.html"
    assert environment.get_template("components/headline/headline.html")
