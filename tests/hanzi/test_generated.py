"""The files of plugins/hanzi that `scripts/make-phrases.py` makes, against what it makes today.

All is made anew but the counts of `words.txt`: they are of jieba's dictionary, which tests have not.
"""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import opencc
import pytest

from plugins import hanzi
from plugins.hanzi.characters import STEPS, characters

ROOT = Path(__file__).parents[2]
DATA = Path(hanzi.__file__).parent
PURE = ROOT / ".venv" / "pure"
pytestmark = pytest.mark.skipif(
    not (Path(opencc.__file__).parent / "clib" / "bin").is_dir(), reason="OpenCC's own wheel is not installed"
)


@pytest.fixture(scope="module")
def script():
    spec = spec_from_file_location("make_phrases", ROOT / "scripts" / "make-phrases.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def phrases(script):
    if not PURE.is_dir():
        pytest.skip(f"opencc-python-reimplemented is not in {PURE}: `make test` puts it there")
    return script.phrases_of(PURE)


def _committed(name):
    return (DATA / name).read_text(encoding="utf-8")


def test_the_characters_are_those_that_opencc_has(script):
    assert script.character_lines(script.characters()) == _committed("characters.tsv")


@pytest.mark.parametrize("variant", STEPS)
def test_every_character_becomes_alone_what_opencc_makes_of_it(script, variant):
    expected = {ord(character): form for character, form in script.alone(variant).items()}
    table = characters(variant)
    assert {code: table[code] for code in expected} == expected


def test_the_phrases_are_those_that_both_packages_have(script, phrases):
    assert script.phrase_lines(phrases) == _committed("phrases.tsv")


def test_the_words_of_taiwan_are_those_that_both_packages_have(script, phrases):
    assert script.vocabulary_lines(phrases) == _committed("vocabulary.tsv")


def test_words_have_a_line_for_each_first_character(script, tmp_path):
    (tmp_path / "dict.txt").write_text("柳溪 20 n\n柳树 400 n\n溪 3000 n\n柳溪长 90 nr\n柳叶 19 n\n", encoding="utf-8")
    lines = script.word_lines(tmp_path / "dict.txt", ["柳叶刀", "U盘"]).splitlines()
    assert lines[1:] == ["82", "柳叶刀 0 柳树 60 柳溪 30", "溪 80"]


def test_every_phrase_is_a_word(script, phrases):
    words = {entry for line in _committed("words.txt").splitlines()[2:] for entry in line.split(" ")[::2]}
    known = {phrase for variant in ("s2t", "s2tw", "s2hk", "s2twp") for phrase in script.changed(variant, phrases)}
    assert {phrase for phrase in known if script.HAN.fullmatch(phrase)} <= words
