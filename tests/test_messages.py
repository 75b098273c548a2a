"""The catalogue of texts for editors: complete, and in keeping with the code."""

import re
from collections import Counter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from plugins.desk import messages
from plugins.desk.messages import _
from tests.paper import ROOT

PLACEHOLDERS = re.compile(r"\{([^{}]*)\}")
HAN = re.compile("[\u3400-\u9fff]")


def texts_in_code() -> set[str]:
    found = set()
    for folder in ("newsroom", "plugins"):
        for _file, _line, text, _comments, _context in extract_from_dir(ROOT / folder, keywords={"_": None}):
            found.add(text)
    return found


@pytest.fixture(scope="module")
def catalogue() -> dict[str, str]:
    with (messages.LOCALE / "en" / "LC_MESSAGES" / "linli.po").open("rb") as file:
        return {entry.id: entry.string for entry in read_po(file, locale="en") if entry.id}


def test_every_text_has_its_english(catalogue):
    assert sorted(texts_in_code() - catalogue.keys()) == []  # `make messages` collects them
    assert sorted(catalogue.keys() - texts_in_code()) == []
    assert [text for text, english in catalogue.items() if not english] == []


def test_english_has_the_same_names_in_braces_and_no_chinese_prose(catalogue):
    for text, english in catalogue.items():
        names = Counter(PLACEHOLDERS.findall(text)).keys()
        assert names == Counter(PLACEHOLDERS.findall(english)).keys(), text
        prose = re.sub("[“\"'][^”\"']*[”\"']", "", english)  # what an editor types may be quoted
        assert not HAN.search(prose), english


def test_the_language_is_chosen_by_the_environment(monkeypatch):
    monkeypatch.delenv("LINLI_LANG", raising=False)
    text = "另一次出报正在进行。请等它做完再试。"
    assert _(text) == text
    monkeypatch.setenv("LINLI_LANG", "en")
    assert _(text) == "Another build is at work. Wait until it is done, then try again."
    monkeypatch.setenv("LINLI_LANG", "fr")
    assert _(text) == text
