"""Headlines in pinyin and initials, as the index has them."""

import pytest

from linli.text.pinyin import syllables_of
from plugins.search.cutting import fold
from plugins.search.spelling import NAMED, code_of, spelt


def coded(text: str) -> str:
    """Syllables with spaces between them, as the index has them."""
    return "".join(code_of(syllable) or syllable for syllable in text.split())


@pytest.mark.parametrize(
    ("title", "syllables", "initials"),
    [
        ("青禾修桥", "qing he xiu qiao", "qhxq"),
        ("長江", "chang jiang", "cj"),
        ("绿女略", "lv nv lve", "lnl"),
        ("AI进村：“小”", "a i jin cun : “ xiao ”", "aijc:“x”"),
        ("🪁15", "🪁 1 5", "🪁15"),
        ("", "", ""),
    ],
)
def test_each_character_keeps_its_place(title, syllables, initials):
    texts = spelt(title, [])
    assert texts[:2] == [coded(syllables), initials]
    assert len(texts[0]) == len(texts[1]) == len(fold(title))


def test_what_can_be_read_in_two_ways_is_found_by_both():
    texts = spelt("重庆来客", [])
    assert texts == [coded("chong qing lai ke"), "cqlk", coded("zhong qing lai ke"), "zqlk"]


def test_a_surname_is_read_as_such():
    texts = spelt("井", ["单田芳", "张婷"])
    syllables = {coded("shan tian fang"), coded("dan tian fang"), coded("zhang ting")}
    initials = {letters.translate(NAMED) for letters in ("stf", "dtf", "zt")}
    assert set(texts[2:]) == syllables | initials


def test_every_syllable_of_the_common_characters_has_a_code_of_its_own():
    syllables = {syllables_of(chr(code))[0] for code in range(0x4E00, 0x9FA6)}
    known = {syllable: code_of(syllable) for syllable in syllables if code_of(syllable)}
    assert len(known) > 390
    assert len(set(known.values())) == len(known)
    assert all(0xE000 <= ord(code) < 0xF8FF for code in known.values())
    assert {syllable for syllable in syllables - known.keys() if len(syllable) > 2} <= {"hng"}
