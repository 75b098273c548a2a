"""Quotation marks by region."""

import pytest

from linli.model.scripts import VARIANTS
from plugins.hanzi import Converter
from plugins.hanzi.quotes import from_corners, to_corners
from plugins.hanzi.walker import Walker


@pytest.mark.parametrize(
    ("mainland", "corners"),
    [
        ("他说：“好。”", "他说：「好。」"),
        ("“先读‘序言’，再读‘正文’。”", "「先读『序言』，再读『正文』。」"),
        ("“他说‘it’s’。”", "「他说『it’s』。」"),
        ("一段没有完的“话", "一段没有完的「话"),
    ],
)
def test_quotation_marks_are_nested_and_come_back(mainland, corners):
    assert to_corners(mainland) == corners
    assert to_corners(corners) == corners
    assert from_corners(corners) == mainland


@pytest.mark.parametrize("text", ["it’s 好的", "He said “no”.", "没有引号", "rock ’n’ roll 音乐"])
def test_what_is_no_quotation_in_chinese_stays(text):
    assert to_corners(text) == text


@pytest.mark.parametrize(
    ("variant", "text", "converted"),
    [
        ("s2tw", "“头发”", "「頭髮」"),
        ("s2hk", "“头发”", "「頭髮」"),
        ("s2t", "“头发”", "“頭髮”"),
        ("tw2s", "「頭髮『長』」", "“头发‘长’”"),
    ],
)
def test_the_region_of_the_readers_decides(variant, text, converted):
    assert Converter.of_words(VARIANTS[variant], {}, quotes=True).text(text) == converted


def test_markup_has_them_in_texts_attributes_and_structured_data_and_never_in_code():
    walker = Walker(Converter.of_words(VARIANTS["s2tw"], {}, quotes=True))
    markup = (
        '<p title="“发”">“<b>头</b>发”<code>“头发”</code></p>\n'
        '<script type="application/ld+json">{"headline": "“头发”", "url": "/“/"}</script>\n'
        "<script>let a = '“头发”';</script>"
    )
    converted = walker.convert(markup)
    assert converted == (
        '<p title="「發」">「<b>頭</b>髮」<code>“头发”</code></p>\n'
        '<script type="application/ld+json">{"headline": "「頭髮」", "url": "/“/"}</script>\n'
        "<script>let a = '“头发”';</script>"
    )
    assert walker.convert(converted) == converted
