"""The rule for cutting, by the table that the browser is tested with too."""

import json
import runpy
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path

import pytest
from opencc import OpenCC

from linli.text.simplified import script_table
from plugins.search.cutting import fold
from tests.paper import ROOT

CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))
HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x2F800), range(0x30000, 0x323B0))
# What a twin shows of a character, and Simplified keeps apart from it: READINGS and SELDOM in theme/static/js/cut.js.
READ = {"着著", "著着", "么幺", "幺么"}


@pytest.mark.parametrize(("text", "expected"), CASES["fold"])
def test_fold(text, expected):
    assert fold(text) == expected
    assert fold(expected) == expected


def test_the_browser_has_the_same_table():
    made = runpy.run_path(str(ROOT / "scripts/script-table.py"))["module"]()
    assert made == (ROOT / "theme/static/js/script-table.js").read_text(encoding="utf-8")


def test_no_character_is_searched_as_one_that_is_searched_as_another():
    table = script_table()
    assert not set(table.values()) & table.keys()


@pytest.mark.parametrize("variant", ["s2t", "s2tw", "s2hk", "t2s", "tw2s", "hk2s"])
def test_what_the_twin_shows_is_searched_as_what_it_was_made_of(variant):
    try:
        version("opencc")
    except PackageNotFoundError:
        pytest.skip("opencc-python-reimplemented converts here: its tables are older than ours")
    characters = [chr(code) for code in chain(*HAN)]
    shown = OpenCC(variant).convert("\n".join(characters)).split("\n")
    assert {a + b for a, b in zip(characters, shown, strict=True) if fold(a) != fold(b)} <= READ
