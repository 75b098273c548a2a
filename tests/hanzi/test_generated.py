"""The files of plugins/hanzi that `scripts/make-phrases.py` and `scripts/make-places.py` make, against what these make today.

All is made anew but the counts of `words.txt`, which are of jieba's dictionary, and the names of `townships.tsv`, which are of
a list of divisions: tests have neither.
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
OWN = (Path(opencc.__file__).parent / "clib" / "bin").is_dir()
pytestmark = [pytest.mark.skipif(not OWN, reason="OpenCC's own wheel is not installed"), pytest.mark.unmeasured]


def _script(name):
    spec = spec_from_file_location(name.replace("-", "_"), ROOT / "scripts" / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def script():
    return _script("make-phrases")


@pytest.fixture(scope="module")
def places():
    return _script("make-places")


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


def test_words_have_lines_of_their_first_character(script, tmp_path):
    (tmp_path / "dict.txt").write_text("柳溪 20 n\n柳树 400 n\n溪 3000 n\n柳溪长 90 nr\n柳叶 19 n\n", encoding="utf-8")
    lines = script.word_lines(tmp_path / "dict.txt", ["柳叶刀", "U盘"]).splitlines()
    assert lines[1:] == ["82", "柳叶刀 0", "柳树 60 柳溪 30", "溪 80"]


def test_every_phrase_is_a_word(script, phrases):
    words = {
        entry for line in script.WORDS.read_text(encoding="utf-8").splitlines()[2:] for entry in line.split(" ")[::2]
    }
    known = {phrase for variant in ("s2t", "s2tw", "s2hk", "s2twp") for phrase in script.changed(variant, phrases)}
    assert {phrase for phrase in known if script.HAN.fullmatch(phrase)} <= words


def test_townships_have_the_forms_of_their_kinds(places):
    lines = [line.split("\t") for line in _committed("townships.tsv").splitlines() if not line.startswith("#")]
    assert lines == sorted(lines)
    own = {name: form for name, form in lines if name not in places.OTHERS}
    assert {name: places.form(name, form) for name, form in own.items()} == own
    assert places.OTHERS.items() <= dict(lines).items()


@pytest.mark.parametrize(
    ("name", "becomes", "form"),
    [
        ("柳里镇", "柳裏鎮", "柳里鎮"),
        ("奋斗乡", "奮鬥鄉", "奮鬥鄉"),
        ("石斗乡", "石鬥鄉", "石斗鄉"),
        ("柳冲镇", "柳衝鎮", "柳沖鎮"),
        ("余家湾乡", "餘家灣鄉", "余家灣鄉"),
        ("上余镇", "上餘鎮", "上餘鎮"),
        ("干沟镇", "乾溝鎮", "乾溝鎮"),
    ],
)
def test_a_character_of_a_place_has_the_form_of_its_kind(places, name, becomes, form):
    assert places.form(name, becomes) == form


def test_a_name_that_might_be_ordinary_words_is_left_out(places):
    assert [name for name in ("山里乡", "于城镇", "村里镇", "司马冲镇", "上里镇") if places.is_plain(name)] == [
        "山里乡",
        "于城镇",
        "村里镇",
    ]
