from datetime import date

import pytest

from newsroom.importing.folio import FolioLine, parse_folio, take_jumps

DAY = date(2024, 3, 18)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第3版 基层 2024年3月18日 星期一 责任编辑：谢文博", FolioLine(3, "基层", DAY, "谢文博")),
        ("2024年3月18日　星期一　第3版　综合新闻", FolioLine(3, "综合新闻", DAY)),
        ("03版：基层", FolioLine(3, "基层")),
        ("3版·基层治理 2024-03-18", FolioLine(3, "基层治理", DAY)),
        ("第十二版 文化 2024.3.18 周一", FolioLine(12, "文化", DAY)),
        ("柳溪报 2024年3月18日 星期一 农历二月初九 第1版 本版责编：谢文博 校对 姜涛", FolioLine(1, "", DAY, "谢文博")),
        ("A3 要闻 2024年3月18日 责编 谢文博", FolioLine(3, "要闻", DAY, "谢文博")),
    ],
)
def test_parse_folio(text, expected):
    assert parse_folio(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一口老井 一村人心",
        "（下转第4版）",
        "上接第1版",
        "2024年2月30日 第3版",
        "柳溪镇",
        "3月18日，第3版刊登了这条消息。",
    ],
)
def test_parse_folio_refuses(text):
    assert parse_folio(text) is None


@pytest.mark.parametrize(
    ("text", "rest", "jumps", "cut"),
    [
        ("花了一万元。（下转第4版）", "花了一万元。", ["（下转第4版）"], True),
        ("（上接第1版）新书里", "新书里", ["（上接第1版）"], False),
        ("紧接第2版", "", ["紧接第2版"], False),
        ("［下转2版］", "", ["［下转2版］"], True),
        ("（下转第四版《老井》）", "", ["（下转第四版《老井》）"], True),
        ("他转接了第2版的稿子。", "他转接了第2版的稿子。", [], False),
    ],
)
def test_take_jumps(text, rest, jumps, cut):
    assert take_jumps(text) == (rest, jumps, cut)
