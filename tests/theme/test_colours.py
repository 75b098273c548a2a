"""The paper's colour in heads and in the manifest is that of `tokens.css`."""

import json
import re
import shutil

import pytest

from tests.paper import CONFIG, ROOT, Paper

TOKENS = "theme/static/css/tokens.css"


@pytest.fixture
def own(tmp_path):
    """A paper with a theme of its own."""
    paper = Paper.make(tmp_path, CONFIG.replace('"plugins.press"', '"plugins.syndication", "plugins.press"'))
    (paper.root / "theme").unlink()
    shutil.copytree(ROOT / "theme", paper.root / "theme")
    paper.article("2024/03/01/a.md", "甲", 短名="first")
    return paper


def repaint(paper, old, new):
    file = paper.root / TOKENS
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def colours(paper, url):
    return {
        meta.get("media"): meta.get("content") for meta in paper.page(url).xpath("//head/meta[@name='theme-color']")
    }


def test_another_paper_reaches_every_head_and_the_manifest(own):
    assert own.build() == 0
    repaint(own, "var(--day, #fbf8f1) var(--night, #1f1c18)", "var(--day, #fafbfc) var(--night, #010203)")
    assert own.build() == 0
    for url in ("", "2024/03/01/first", "archive"):
        assert colours(own, url) == {
            "(prefers-color-scheme: light)": "#fafbfc",
            "(prefers-color-scheme: dark)": "#010203",
        }
    manifest = json.loads((own.output / "manifest.webmanifest").read_bytes())
    assert (manifest["theme_color"], manifest["background_color"]) == ("#fafbfc", "#fafbfc")


def test_without_the_colour_it_is_told(own, capsys):
    repaint(own, "var(--day, #fbf8f1) var(--night, #1f1c18)", "var(--ink)")
    assert own.build() == 1
    assert capsys.readouterr().err.endswith(
        "模板写错了：theme/static/css/tokens.css 里没有颜色 --paper: var(--day, #…) var(--night, #…)\n"
    )


def test_no_template_has_a_colour_of_its_own():
    for file in (*(ROOT / "theme/templates").rglob("*"), *(ROOT / "theme/components").rglob("*.html")):
        if file.is_file():
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b", file.read_text(encoding="utf-8")) == [], file
