"""What a theme may be, and how its faults are told."""

import re
import shutil
from pathlib import PurePosixPath

import pytest

from tests.paper import ROOT, Paper


@pytest.fixture
def own(paper: Paper) -> Paper:
    """A paper with a theme of its own."""
    (paper.root / "theme").unlink()
    shutil.copytree(ROOT / "theme", paper.root / "theme")
    paper.article("2024/03/01/a.md", "甲")
    return paper


def change(paper: Paper, path: str, old: str, new: str) -> None:
    file = paper.root / "theme" / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("components/line/line.html", "{% macro line(", "{% macro (", "theme/components/line/line.html:7: 模板写错了："),
        ("templates/archive.html", "months/months.html", "months/month.html", "没有模板 theme/components/months/month.html。请把它放回去。"),
        ("templates/404.html", "base.html", "bas.html", "没有模板 theme/templates/bas.html。请把它放回去。"),
        ("components/item/item.css", "/* headlines */", "@media (--gone) {}", "theme/components/item/item.css:1: 没有 --gone 这个断点。"),
        ("static/css/list.css", "months/months.css", "months/month.css", "theme/static/css/list.css:1: 没有 ../../components/months/month.css 这个文件。"),
    ],
)  # fmt: skip
def test_a_fault_is_one_line_and_names_the_file(own, capsys, path, old, new, told):
    change(own, path, old, new)
    assert own.build() == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(told)
    assert not own.output.exists()


def test_a_component_reaches_every_page(own):
    assert own.build() == 0
    before = own.files()
    change(own, "components/masthead/masthead.html", 'class="masthead"', 'class="masthead masthead--new"')
    change(own, "components/colophon/colophon.css", "text-align: center", "text-align: start")
    assert own.build() == 0
    after = own.files()
    assert own.page("archive").xpath("//header/@class") == ["masthead masthead--new", "list__head"]
    sheets = [path for path in after if path.startswith("theme/css/furniture")]
    assert len(sheets) == 1
    assert sheets[0] not in before


def test_an_example_reaches_none(own):
    assert own.build() == 0
    before = own.stats()
    change(own, "components/line/examples.toml", "七路车", "八路车")
    assert own.build() == 0
    assert own.stats() == before


@pytest.mark.parametrize(
    ("url", "sheets"),
    [
        ("", ["tokens", "base", "furniture", "teaser", "front", "print", "print-front"]),
        ("section/news", ["tokens", "base", "furniture", "teaser", "list", "print"]),
        ("2024/03/01/first", ["tokens", "base", "furniture", "prose", "article", "reader", "print"]),
    ],
)
def test_a_page_asks_for_few_sheets_and_for_no_component(own, url, sheets):
    own.article("2024/03/01/b.md", "乙", 短名="first")
    assert own.build() == 0
    links = own.page(url).xpath("//link[@rel='stylesheet']/@href")
    assert [PurePosixPath(link).name.split(".")[0] for link in links] == sheets


def test_what_browsers_do_not_know_is_not_published(own):
    assert own.build() == 0
    sheets = {path: data.decode() for path, data in own.files().items() if path.endswith(".css")}
    assert len(sheets) == len(list((ROOT / "theme/static/css").iterdir()))
    for path, text in sheets.items():
        found = re.findall(r"@custom-media|@import [^;]*components|@(?:media|container)[^{]*--[^{]*", text)
        assert (path, found) == (path, [])
