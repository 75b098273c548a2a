"""The table of settings: examples are right, the document is current."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest

from linli.settings.document import document
from linli.settings.option import Need, Place, Surroundings, Verdict
from linli.settings.table import OPTIONS, Settings
from tests.paper import ROOT
from tests.settings.conftest import LINES


@pytest.mark.parametrize("option", OPTIONS.values(), ids=lambda option: option.name)
def test_examples_and_defaults_are_right(option, root):
    (root / "content/photos/logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    values = [ast.literal_eval(option.example)]
    if option.default is not Need.WRITTEN:
        values.append(option.default)
    for value in values:
        verdict = Verdict(option, Place("pelicanconf.py"), Surroundings(Path.cwd(), {}))
        option.kind.read(value, verdict)
        assert verdict.findings == []


def test_every_option_stands_once():
    names = [option.name for option in OPTIONS.values()]
    assert sorted(set(names)) == sorted(names)
    assert set(OPTIONS) < {field.name for field in fields(Settings)}


def test_every_option_says_what_it_is_for():
    for option in OPTIONS.values():
        assert option.purpose.endswith("。"), option.name
        assert not option.title.endswith("。"), option.name
        assert (option.default is None) == bool(option.otherwise), option.name


def test_the_document_is_current():
    written = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert document() == written  # `make settings` writes it anew


def test_examples_of_the_document_are_settings(told, root):
    (root / "content/photos/logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    blocks = [block.split("```")[0] for block in document().split("```python\n")[1:]]
    assert len(blocks) == len(OPTIONS)
    assert told("".join([LINES.splitlines(keepends=True)[0], *blocks])) == []


def test_the_papers_of_this_repository_are_right(monkeypatch):
    from newsroom import settings

    monkeypatch.chdir(ROOT)
    for config in ("pelicanconf.py", "publishconf.py"):
        assert settings.read(Path(config)).warnings == ()
