"""Text as it is pasted: what is said of it, and what `--fix` mends."""

import pytest

from newsroom.checking.fullwidth import full_width
from newsroom.checking.pasting import pasting
from tests.checking.test_mending import mended
from tests.checking.test_words import edited


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("＃＃　修井", "## 修井"),
        ("＃修井＃ 今天开工", "＃修井＃ 今天开工"),
        ("＊＊修井＊＊先修心", "**修井**先修心"),
        ("赵＊＊、钱＊＊获奖", "赵＊＊、钱＊＊获奖"),
        ("赵＊＊和钱＊＊获奖", "赵＊＊和钱＊＊获奖"),
        ("`＊＊甲＊＊`", "`＊＊甲＊＊`"),
        ("![井]（photos/a.jpg）", "![井](photos/a.jpg)"),
        ("！［井］（photos/a.jpg “井台。”）", '![井](photos/a.jpg "井台。")'),
        ("见[公告]（https://a.example/b）。", "见[公告](https://a.example/b)。"),
        ("见[公告](/a/)（附件）。", "见[公告](/a/)（附件）。"),
        ("数据[1]（2024年）。", "数据[1]（2024年）。"),
        ("`[公告]（/a/）`", "`[公告]（/a/）`"),
    ],
)
def test_full_width_marks(text, expected):
    assert edited(full_width, text) == expected
    assert mended(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("井水清了。\n都来打水。", [(1, "W215")]),
        ("一口老井\n浑了", [(1, "W215")]),
        ("井水清了[^1]。\n\n[^2]: 三月。", [(1, "W216"), (3, "W216")]),
        ("`[^1]` 是注的写法。", []),
        ("| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |\n| 戊 | 己 | 庚 |", [(4, "W217")]),
        ("| 甲 | 乙 |\n| --- |\n| 丙 | 丁 |", [(2, "W217")]),
        ("| 甲 | 乙 |\n| --- | --- |\n| 丙\\|丁 | `戊|己` |", []),
        ("请打13800000000。", [(1, "W219")]),
        ("```\n[^1] 13800000000\n```", []),
    ],
)
def test_what_is_said_of_pasted_text(text, expected):
    assert [(finding.line, finding.code) for finding in pasting("a.md", text.split("\n"), 0)] == expected
