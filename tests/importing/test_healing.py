import pytest

from newsroom.importing import import_page
from newsroom.importing.healing import is_cut


def healed(paragraphs):
    """The paragraphs below a headline, and the sentences that were mended."""
    (item,) = import_page("\n\n".join(["# 一口老井", *paragraphs]), sections={}, regions={}).items
    return item.paragraphs, item.healed


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("议事会由党员、", "乡贤组成。", "议事会由党员、乡贤组成。"),
        ("他们商量着办，写成《护", "井公约》。", "他们商量着办，写成《护井公约》。"),
        ("老井在村口，成立“一室”", "后，事就有人管。", "老井在村口，成立“一室”后，事就有人管。"),
        ("全村共有人口，合计20", "17人。", "全村共有人口，合计2017人。"),
        ("他们用上了，叫作smart", "farm的系统。", "他们用上了，叫作smart farm的系统。"),
        ("他们用上了，叫作P", "PT的东西。", "他们用上了，叫作PPT的东西。"),
        ("村里说，井还是那口井", "，水还是那股水。", "村里说，井还是那口井，水还是那股水。"),
        ("“井水清了。", "”老人说。", "“井水清了。”老人说。"),
    ],
)
def test_what_a_column_break_cut_is_joined(first, second, whole):
    paragraphs, mended = healed([first, second])
    assert paragraphs == [whole]
    assert len(mended) == 1
    assert mended[0] in whole


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["井水清了。", "村里高兴。"],
        ["“井水清了。”", "村里高兴。"],
        ["他说，事情有三：", "一是修井。"],
        ["一是修井，清淤；", "二是立约。"],
        ["井水，清了……", "村里高兴。"],
        ["他问：“清了吗？”", "清了。"],
    ],
)
def test_whole_paragraphs_stay_apart(paragraphs):
    assert healed(paragraphs) == (paragraphs, [])


def test_three_parts_are_joined():
    paragraphs, mended = healed(["老井在村口，绳", "痕有一指", "深。下一句。"])
    assert paragraphs == ["老井在村口，绳痕有一指深。下一句。"]
    assert mended == ["老井在村口，绳痕有一指深。"]


@pytest.mark.parametrize(
    ("text", "cut"),
    [("共议小区事", False), ("老井在村口，绳", True), ("老井在村口。", False), ("一" * 41, True)],
)
def test_is_cut(text, cut):
    assert is_cut(text) is cut
