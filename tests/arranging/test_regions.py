"""The file of regions, written anew: what is not drawn otherwise stays as it is, byte for byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.reading.encoding import UnreadableText
from linli.reading.frontmatter import cleaned
from newsroom.arranging.regions import Drawn, Unfit, is_readable, read, written

FILE = """# 头条在上
0 0 100 60 ：防汛图
这一行读不懂

0,60 100,60 100,100 40,100 40,80 0,80: small
# 完
"""
BOX = ((10.0, 10.0), (30.0, 10.0), (30.0, 20.0), (10.0, 20.0))


def drawn(text: str) -> list[Drawn]:
    return [Drawn(region.corners, region.words, region.line) for region in read(text.encode(), "1.txt")]


def rewritten(text: str, regions: list[Drawn]) -> str:
    return written(text.encode(), "1.txt", regions).decode()


def test_nothing_changed_is_the_same_file():
    assert rewritten(FILE, drawn(FILE)) == FILE


def test_one_moved_is_one_line():
    first, second = drawn(FILE)
    moved = Drawn(((0, 0), (50, 0), (50, 60), (0, 60)), first.words, first.line)
    assert rewritten(FILE, [moved, second]) == FILE.replace("0 0 100 60 ：防汛图", "0 0 50 60: 防汛图")


def test_one_taken_away_and_one_more():
    first, second = drawn(FILE)
    assert rewritten(FILE, [second]) == FILE.replace("0 0 100 60 ：防汛图\n", "")
    new = Drawn(BOX, "风筝")
    assert rewritten(FILE, [first, second, new]) == FILE + "10 10 20 10: 风筝\n"
    assert rewritten(FILE, [first, new, second]) == FILE.replace("0,60 ", "10 10 20 10: 风筝\n0,60 ", 1)
    assert rewritten(FILE, []) == "# 头条在上\n这一行读不懂\n\n# 完\n"


def test_another_order_changes_places_and_no_notes():
    first, second = drawn(FILE)
    assert rewritten(FILE, [second, first]).splitlines() == [
        "# 头条在上",
        "0,60 100,60 100,100 40,100 40,80 0,80: small",
        "这一行读不懂",
        "",
        "0 0 100 60 ：防汛图",
        "# 完",
    ]


def test_a_new_file_says_what_the_numbers_are():
    assert rewritten("", [Drawn(BOX, "风筝")]) == "# 左 上 宽 高，都是占图宽、图高的百分之几\n10 10 20 10: 风筝\n"


def test_lines_end_as_they_did():
    text = FILE.replace("\n", "\r\n")
    assert written(text.encode(), "1.txt", drawn(FILE)).decode() == text


def test_gb18030_becomes_utf_8_with_the_same_words():
    data = FILE.encode("gb18030")
    regions = [Drawn(region.corners, region.words, region.line) for region in read(data, "1.txt")]
    assert written(data, "1.txt", regions).decode() == FILE


@pytest.mark.parametrize(
    ("corners", "words"),
    [
        (BOX, ""),
        (BOX, "   "),
        (BOX[:2], "风筝"),
        (((0, 0), (0, 0), (0, 0), (0, 0)), "风筝"),
        (((-1, 0), (5, 0), (5, 5), (-1, 5)), "风筝"),
        (((float("nan"), 0), (5, 0), (5, 5), (0, 5)), "风筝"),
        (((float("inf"), 0), (5, 0), (5, 5), (0, 5)), "风筝"),
        (((1, 1),) * 200, "风筝"),
    ],
)
def test_what_is_no_region_is_refused(corners, words):
    with pytest.raises(Unfit):
        rewritten(FILE, [Drawn(corners, words)])


def test_what_is_no_text_is_left_alone():
    with pytest.raises(UnreadableText):
        written(b"\x00\xff\xfe\x00" * 9, "1.txt", [])


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs", "Cc"]), min_size=1, max_size=20))
def test_words_come_back_or_are_refused(words):
    """No headline becomes another line: what cannot be read back is named otherwise."""
    try:
        made = rewritten("", [Drawn(BOX, words)])
    except (Unfit, UnreadableText):
        return
    (region,) = read(made.encode(), "1.txt")
    assert (region.words, region.corners) == (cleaned(words), BOX)


def test_headlines_with_numbers_are_readable():
    assert all(map(is_readable, ["3 个孩子", "2024: 一年", "#话题#", "100%"]))
    assert not is_readable(": 风筝")
    assert not is_readable("一\n2 2 2 2: 二")
