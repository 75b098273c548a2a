"""`docs/plugins.md` keeps to the code: its example runs, and it tells of every hook and every extension."""

import dataclasses
import importlib
import inspect
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest
from blinker import Signal

from linli import hooks
from linli.build import extensions
from linli.model.photo import PhotoInspection
from tests.paper import CONFIG, ROOT, Paper, texts

pytestmark = pytest.mark.unmeasured
DOCUMENT = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"<!-- example: (\S+) -->\n```\w+\n(.*?)```\n", re.S)
HOOKS = {name: hook for name, hook in vars(hooks).items() if isinstance(hook, Signal)}
PAYLOADS = {
    kind.__name__: kind for kind in (hooks.Manuscript, PhotoInspection, hooks.Caption, hooks.Inquiry, hooks.Review)
}


def rows(first: str) -> dict[str, list[str]]:
    """The rows of the table whose first column has this title: the other cells by the name in the first."""
    table = DOCUMENT.split(f"\n| {first} |")[1].split("\n\n")[0]
    cells = [line.strip("|").split(" | ") for line in table.split("\n")[2:]]
    return {cell[0].strip().strip("`"): cell[1:] for cell in cells}


def test_every_hook_is_told_of_with_its_payload_and_those_who_answer():
    told = rows("hook")
    assert told.keys() == HOOKS.keys()
    for name, hook in HOOKS.items():
        payload, answered = told[name][0], told[name][2]
        assert re.search(r"Sent with an? `(\w+)`", hook.__doc__)[1] == re.match(r" *`(\w+)`", payload)[1], name
        connected = {
            folder.parent.name
            for folder in (ROOT / "plugins").glob("*/__init__.py")
            if f"{name}.connect(" in folder.read_text(encoding="utf-8")
        }
        assert set(re.findall(r"`(\w+)`", answered)) == connected, name


def test_every_field_of_a_payload_is_told_of():
    told = rows("payload")
    assert told.keys() == PAYLOADS.keys()
    for name, payload in PAYLOADS.items():
        fields = {field.name for field in dataclasses.fields(payload)}
        assert fields - set(re.findall(r"`(\w+)(?:\(\))?`", told[name][0])) == set(), name


def test_every_public_name_of_the_extensions_is_told_of():
    own = {
        name
        for name, value in vars(extensions).items()
        if not name.startswith("_") and (getattr(value, "__module__", "") == extensions.__name__ or name.isupper())
    }
    assert {"PageTransform", "SITEWIDE"} < own
    assert {name for name in own if f"`{name}`" not in DOCUMENT} == set()
    for name in ("Job", "Page", "File", "JobError"):
        module = "job" if name in ("Job", "JobError") else "page"
        assert hasattr(importlib.import_module(f"linli.build.{module}"), name)
        assert f"`{name}`" in DOCUMENT, name


@pytest.mark.parametrize("name", ["PageTransform", "MetadataProvider", "SitewidePages"])
def test_the_methods_of_a_protocol_are_told_of_with_their_parameters(name):
    protocol = getattr(extensions, name)
    for method, function in inspect.getmembers(protocol, inspect.isfunction):
        if not method.startswith("_"):
            parameters = list(inspect.signature(function).parameters)[1:]
            assert f"`{method}({', '.join(parameters)})`" in DOCUMENT


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """A paper with the plugin of the document, built."""
    plugins = '"plugins.hanzi", "plugins.syndication", "annals", "plugins.press"'
    paper = Paper.make(tmp_path, CONFIG.replace('"plugins.press"', plugins))
    (tmp_path / "theme").unlink()
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    for path, text in EXAMPLE.findall(DOCUMENT):
        (tmp_path / path).write_text(text, encoding="utf-8")
    paper.picture("bridge.svg")
    paper.article("1.md", "石桥通车", "![桥](photos/bridge.svg)", 日期="2024-03-01", 短名="a", 权重=60)
    paper.article("2.md", "图书馆开门", 日期="2024-06-01", 短名="b", 权重=50)
    paper.article("3.md", "下了一场雨", 日期="2024-06-01", 短名="c")
    return paper


def build(paper: Paper) -> str:
    """Builds in a process of its own, as editors do; gives what is said."""
    command = [sys.executable, "-m", "newsroom", "build", "--today", "2024-06-30"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=paper.root, env=environment, check=True, capture_output=True, text=True)
    return done.stderr + done.stdout


def test_the_example_makes_its_page_and_all_that_every_page_has(paper):
    assert "content/articles/2.md:1: W901 大事记里的稿件要有图片。请加一张。" in build(paper)
    page = paper.page("annals")
    assert texts(page, "//main/h1 | //main//li") == ["大事记", "2024年6月1日 图书馆开门", "2024年3月1日 石桥通车"]
    assert page.xpath("//main//li/a/@href") == ["../2024/06/01/b/", "../2024/03/01/a/"]
    table = (paper.output / "annals/annals.csv").read_text(encoding="utf-8-sig")
    assert table == "2024-06-01,图书馆开门\n2024-03-01,石桥通车\n"
    assert texts(paper.page("hant/annals"), "//main//li") == ["2024年6月1日 圖書館開門", "2024年3月1日 石橋通車"]
    assert not (paper.output / "hant/annals/annals.csv").exists()
    assert "./annals/" in paper.page("").xpath("//a[text()='大事记']/@href")
    sitemap = lxml.html.fromstring((paper.output / "sitemap-pages.xml").read_bytes())
    assert "https://liuxi.example/news/annals/" in sitemap.xpath("//loc/text()")


def test_the_page_of_the_example_follows_the_paper_and_its_code(paper):
    build(paper)
    before = paper.stats()
    paper.article("3.md", "下了一场雨", "雨停了。", 日期="2024-06-01", 短名="c")
    build(paper)
    after = paper.stats()
    assert after["2024/06/01/c/index.html"] != before["2024/06/01/c/index.html"]
    assert after["annals/index.html"] == before["annals/index.html"]  # which does not show that piece

    code = paper.root / "annals.py"
    code.write_text(code.read_text(encoding="utf-8").replace("WEIGHT = 50", "WEIGHT = 60"), encoding="utf-8")
    build(paper)
    assert texts(paper.page("annals"), "//main//li") == ["2024年3月1日 石桥通车"]

    config = paper.root / "pelicanconf.py"
    config.write_text(config.read_text(encoding="utf-8") + "ANNALS_WEIGHT = 40\n", encoding="utf-8")
    assert "ANNALS_WEIGHT" not in build(paper)
    assert texts(paper.page("annals"), "//main//li") == ["2024年6月1日 图书馆开门", "2024年3月1日 石桥通车"]
    config.write_text(config.read_text(encoding="utf-8").replace('"annals", ', ""), encoding="utf-8")
    build(paper)
    assert not (paper.output / "annals").exists()
    assert not (paper.output / "hant/annals").exists()
