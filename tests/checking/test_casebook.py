"""Every finding has an entry in `findings.toml`, whose example gives it; `docs/findings.md` is what they make."""

import re

import pytest

from linli import findings
from tests import casebook
from tests.paper import ROOT

CODE = re.compile(r"\"([EW]\d{3})\"")
CASES = {case.code: case for case in casebook.cases()}
RUN = {code: case for code, case in CASES.items() if "message" not in case.example}


@pytest.fixture(scope="module")
def found():
    return {code: casebook.run(case, "bad") for code, case in RUN.items()}


@pytest.mark.parametrize("code", RUN)
def test_an_example_gives_its_finding_and_no_other(found, code):
    assert {finding.code for finding in found[code]} == {code}, [str(finding) for finding in found[code]]


@pytest.mark.parametrize("code", [code for code, case in RUN.items() if "good" in case.example])
def test_an_example_that_was_mended_gives_none(code):
    assert [str(finding) for finding in casebook.run(CASES[code], "good")] == []


def test_the_document_is_current(found):
    first = {code: next(finding for finding in of_code if finding.code == code) for code, of_code in found.items()}
    written = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    assert casebook.document(first, CASES.values()) == written  # `make findings` writes it anew


def test_every_code_that_is_given_has_an_entry():
    given = set()
    for folder in ("linli", "newsroom", "plugins"):
        for file in (ROOT / folder).rglob("*.py"):
            given.update(CODE.findall(file.read_text(encoding="utf-8")))
    assert given == CASES.keys() == findings.casebook().keys()


def test_entries_have_a_title_and_say_what_to_do():
    for case in CASES.values():
        assert case.title and not case.title.endswith("。"), case.code
        assert case.about.endswith("。"), case.code
        assert {"bad", "message"} & case.example.keys(), case.code
