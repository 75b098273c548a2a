"""Asterisks and underlines: those that mask or multiply are published as typed, those of Markdown are marks."""

import time

import pytest

from linli.hooks import Caption
from linli.reading.markup import Markup


def html(text: str) -> str:
    rendered = Markup().render(
        text, root="../", picture=lambda address, alt: None, caption=lambda text: Caption(None, text)
    )
    return rendered.html.removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    "text",
    [
        "一等奖范*云，二等奖程*禾、曲*。",
        "三等奖钱**、孙**、李**。",
        "周**和吴**到场",
        "会上由郑**主持，冯**宣读",
        "何**（男，41岁）、马**（女，38岁）获奖",
        "拨打136****0001或137****0002",
        "卡号6200********0001和6200********0002",
        "青A·1*345、青A*6789、青B***12",
        "男子4*100米、女子4*400米，长3*5=15",
        "三星***，四星****，五星*****",
        "（*云）和（程*）",
        "带*号的必填，加*的选填",
        "密码是a**b**c",
        "帐号fan_yun_2024，公式x_1+y_1",
        "姓名____，电话____",
        "3 * 4 * 5",
        "气温10~20度，约~~三成~~",
        "*范云、*程禾为特邀",
    ],
)
def test_marks_that_are_text_are_published_as_typed(text):
    assert html(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("这是**重要**的事", "这是<strong>重要</strong>的事"),
        ("**“一张图”**管到底", "<strong>“一张图”</strong>管到底"),
        ("**（一）修井**", "<strong>（一）修井</strong>"),
        ("**甲****乙**", "<strong>甲</strong><strong>乙</strong>"),
        ("***都来***，*注：初步统计*。", "<strong><em>都来</em></strong>，<em>注：初步统计</em>。"),
        ("**甲 *乙* 丙**", "<strong>甲 <em>乙</em> 丙</strong>"),
        ("**热线136****0001**", "<strong>热线136****0001</strong>"),
        ("范*云说：**好**", "范*云说：<strong>好</strong>"),
        ("`a*b*c`和d*e*f", "<code>a*b*c</code>和d*e*f"),
        ("[范*云](/a_b_c/*/)、程*禾", '<a href="../a_b_c/*/">范*云</a>、程*禾'),
        ("_好_ 和 __很好__", "<em>好</em> 和 <strong>很好</strong>"),
        (r"\*范云\*", "*范云*"),
    ],
)
def test_marks_of_markdown_are_marks(text, expected):
    assert html(text) == expected


def test_masks_are_kept_wherever_they_stand():
    assert "<td>范*云</td>\n<td>136****0001</td>" in html("| 甲 | 乙 |\n| --- | --- |\n| 范*云 | 136****0001 |")
    assert html("## 范*云和程*禾") == "<h2>范*云和程*禾</h2>"
    assert "<li>范*云、程*禾</li>" in html("- 范*云、程*禾")


@pytest.mark.unmeasured
@pytest.mark.parametrize("piece", ["*", "甲*", "甲**乙", "（*", "（**甲", "`*", "_a_", "**", "<*", "](*"])
def test_the_time_is_linear(piece):
    from linli.reading.emphasis import literal

    started = time.process_time()
    literal(piece * (200_000 // len(piece)))
    assert time.process_time() - started < 5
