"""The rule for cutting, by the table that the browser is tested with too."""

import json
from pathlib import Path

import pytest

from plugins.search.cutting import WALL, content, cut, fold, script_table
from tests.paper import ROOT

CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "expected"), CASES["fold"])
def test_fold(text, expected):
    assert fold(text) == expected
    assert fold(expected) == expected


@pytest.mark.parametrize(("text", "expected"), CASES["cut"])
def test_cut(text, expected):
    assert cut(text) == expected


def test_texts_have_a_wall_between_them():
    assert content(["老井", "井水"]) == f"老 井 {WALL} 井 水"


def test_the_browser_has_the_same_table():
    pairs = "".join(a + b for a, b in script_table().items())
    assert f'"{pairs}"' in (ROOT / "theme/static/js/script-table.js").read_text(encoding="utf-8")
