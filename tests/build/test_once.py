"""What is rendered once for many pages is what every page would render for itself."""

import shutil
from datetime import date

import pytest
from jinja2 import TemplateError
from markupsafe import Markup

from linli.build import templates as built
from linli.build.assets import Assets
from linli.build.templates import environment_of
from linli.model.calendar import Day
from tests.paper import ROOT, Paper

pytestmark = pytest.mark.unmeasured
MACRO = "{% macro seen(value) %}{{ value }}{% endmacro %}"
TWICE = "{% from 'seen.html' import seen %}{{ once(seen, one) }} {{ once(seen, other) }}"


@pytest.fixture
def templates(tmp_path):
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    (tmp_path / "theme/templates/seen.html").write_text(MACRO, encoding="utf-8")
    return environment_of(tmp_path / "theme", Assets.load(tmp_path / "theme").paths())


def twice(templates, one, other):
    return templates.from_string(TWICE).render(one=one, other=other)


def test_other_parameters_have_their_own(templates):
    assert twice(templates, "<b>", "&") == "&lt;b&gt; &amp;"
    assert twice(templates, "<b>", "<b>") == "&lt;b&gt; &lt;b&gt;"


def test_days_are_parameters(templates):
    days = [Day(date(2024, 5, 9)), Day(date(2024, 5, 10))]
    assert twice(templates, *days) == " ".join(map(str, map(Markup.escape, days)))


@pytest.mark.parametrize("value", [Markup("<b>"), 1, ["a"], {"a": 1}, 1.5], ids=lambda value: type(value).__name__)
def test_what_is_not_plain_is_refused(templates, value):
    """A number equals true or false and looks otherwise, and so do markup and a text; what can change cannot be known."""
    with pytest.raises(TemplateError, match=f"不收 {type(value).__name__}"):
        twice(templates, "<b>", value)


def test_a_page_is_refused(paper: Paper, capsys):
    (paper.root / "theme").unlink()
    shutil.copytree(ROOT / "theme", paper.root / "theme")
    base = paper.root / "theme/templates/base.html"
    text = base.read_text(encoding="utf-8")
    base.write_text(text.replace("once(colophon, paper, root, page.current)", "once(colophon, page, paper, root)"))
    paper.article("2024/05/09/a.md", "题目")
    assert paper.build() == 1
    assert "once 只收文字、真假、日期和 paper，不收 Heading。" in capsys.readouterr().err


def test_the_demo_paper_is_the_same_with_everything_rendered_anew(tmp_path, monkeypatch):
    demo = Paper(tmp_path / "demo")
    demo.root.mkdir()
    for name in ("content", "theme"):
        (demo.root / name).symlink_to(ROOT / name)
    config = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    config = config.replace('SITEURL = ""', 'SITEURL = "https://qinghe.example/paper"')
    (demo.root / "pelicanconf.py").write_text(config, encoding="utf-8")
    assert demo.build("--output", "remembered") == 0
    monkeypatch.setattr(built, "Once", lambda: lambda macro, *given: macro(*given))
    assert demo.build("--output", "anew") == 0
    sites = [_pages(demo, name) for name in ("remembered", "anew")]
    assert len(sites[0]) > 300
    assert sites[0] == sites[1]


def _pages(paper: Paper, name: str) -> dict[str, bytes]:
    output = paper.root / name
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in output.rglob("*.html")}


def test_a_macro_says_from_where_it_asks_for_a_file(templates):
    asking = "{% macro icon(root) %}{{ asset('img/icon.svg'ROOT) }}{% endmacro %}{{ icon('../') }}"
    assert templates.from_string(asking.replace("ROOT", ", root")).render().startswith("../theme/img/icon.")
    with pytest.raises(TemplateError, match="'root' is undefined"):
        templates.from_string(asking.replace("ROOT", "")).render()
