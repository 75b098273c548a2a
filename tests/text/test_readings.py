"""The table of readings against pypinyin, from which it was made."""

import random
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from linli.text.pinyin import syllables_of
from linli.text.readings import readings

pytestmark = pytest.mark.unmeasured
ROOT = Path(__file__).parents[2]


def test_the_table_is_what_its_script_makes_of_pypinyin(tmp_path, monkeypatch):
    spec = spec_from_file_location("make_readings", ROOT / "scripts/make-readings.py")
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "TABLE", tmp_path / "readings.txt")
    script.main()
    assert (tmp_path / "readings.txt").read_bytes() == (ROOT / "linli/text/readings.txt").read_bytes()


def test_texts_are_read_as_pypinyin_reads_them():
    chance = random.Random(5)
    phrases = sorted(PHRASES_DICT)
    for _ in range(5_000):
        one, other, last = (chance.choice(phrases) for _number in range(3))
        between = chance.choice(["", "，", " A1", "〇一", "Ｂ", "🎉", "\u3000"])
        text = one[: chance.randint(1, len(one))] + other[chance.randint(0, len(other) - 1) :] + between + last
        assert syllables_of(text) == lazy_pinyin(text, errors=list, v_to_u=False), text


@pytest.mark.parametrize("code", range(0x20, 0x32400, 0x1000))
def test_each_character_is_read_as_pypinyin_reads_it(code):
    for number in range(code, code + 0x1000):
        if not 0xD800 <= number < 0xE000:
            assert syllables_of(chr(number)) == lazy_pinyin(chr(number), errors=list, v_to_u=False), hex(number)


def test_a_text_comes_in_its_pieces():
    assert list(readings().read("重庆A1，银行")) == [
        ("重庆", ["chong", "qing"]),
        ("A1，", None),
        ("银行", ["yin", "hang"]),
    ]
    assert list(readings().read("")) == []
