"""The paragraphs of text as it is pasted, headings, notes, tables, and line ends inside of paragraphs."""

import pytest

from linli.reading.paragraphs import blocks, run_together
from tests.reading.test_emphasis import html


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("井水清了。\n大家都来打水。", ["井水清了。", "大家都来打水。"]),
        (
            "井坊村议了三晚。\n修井先修心\n第二天动工。\n“都来了。”\n名单如下：\n范云等。",
            ["井坊村议了三晚。", "修井先修心", "第二天动工。", "“都来了。”", "名单如下：", "范云等。"],
        ),
        ("议了三晚。\n\n井水清了。\n（记者 范云）", ["议了三晚。", "井水清了。", "（记者 范云）"]),
        ("议了三晚，\n第二天动工。", ["议了三晚，\n第二天动工。"]),
        ("井坊村二十三户人家围着桌子议了三个晚上。第\n二天一早就动了工，全村的人都来了，连外出的人\n也回来了。", None),
        ("- 井水清了。\n- 路也修了。", None),
        ("> 井水清了。\n> 路也修了。", None),
        ("| 甲。 | 乙 |\n| --- | --- |\n| 丙。 | 丁 |", None),
        ("井水清，  \n路也平。  \n都来了。", None),
        ("![井](photos/a.jpg)\n井水清了。", None),
        ("```\n井水清了。\n路也修了。\n```", None),
        ("```\n井。\n\n井水清了。\n路也修了。\n```", ["```\n井。", "井水清了。\n路也修了。\n```"]),
    ],
)
def test_lines_without_blank_lines_between_them(body, expected):
    assert blocks(body)[0] == (expected or [body])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["一口老井", "三百年没有干过", "去年夏天浑了"], True),
        (["井坊村二十三户人家围着桌子议了三个晚上。第", "二天一早就动了工，全村的人都来了，连外出的人", "也回来了。"], False),
        (["井坊村二十三户人家围着桌子议了三个晚上。第", "二天动工。", "全村的人都来了，连外出的人也都赶了回", "来。"], True),
        (["井水清了。", "路也修了。"], False),
    ],
)  # fmt: skip
def test_lines_that_run_together(lines, expected):
    assert run_together(lines) is expected


def test_notes_stand_at_the_end_and_signatures_before_them():
    body = "井水清了[^1]。\n[^1]：三月测。\n\n[^二]: 县里测。\n\n    又测了一次。\n\n都来打水[^二]。\n\n（记者 范云）"
    assert blocks(body) == (
        ["井水清了[^1]。", "都来打水[^二]。", "（记者 范云）"],
        ["[^1]: 三月测。", "[^二]: 县里测。", "    又测了一次。"],
    )


def test_notes_are_links_to_and_fro():
    made = html("井水清了[^1]，路平了[^2]。\n\n[^1]: 三月测。\n\n[^3]: 没有人用。")
    assert '井水清了<sup id="fnref:1"><a href="#fn:1">1</a></sup>，路平了[^2]。' in made
    assert '<li id="fn:1">\n<p>三月测。&nbsp;<a href="#fnref:1" title="回到正文">↩</a></p>' in made
    assert "没有人用。" in made
    assert html('<sup id="search">甲</sup>') == "<sup>甲</sup>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#修井# 今天开工，都来。", "#修井# 今天开工，都来。"),
        ("井水清了\n#修井#", "井水清了\n#修井#"),
        ("#修井", "#修井"),
        ("# 修井", "<h2>修井</h2>"),
        ("##修井", "<h2>修井</h2>"),
    ],
)
def test_a_topic_is_no_heading(text, expected):
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("井水\n**清了**\n，`都`\n来[打水](/a/)\n吧", '井水<strong>清了</strong>，<code>都</code>来<a href="../a/">打水</a>吧'),
        ("井水 \nclean\nwater\n清了", "井水 \nclean\nwater\n清了"),
        ("井水<br>\n清了", "井水<br>\n清了"),
        ("- 井水，\n  清了", "<ul>\n<li>井水，清了</li>\n</ul>"),
        ("> 井水\n> **清**\n> 了", "<blockquote>\n<p>井水<strong>清</strong>了</p>\n</blockquote>"),
        ("<div>井水\n清了</div>", "<div>井水清了</div>"),
        ("```\n井水\n清了\n```\n\n路\n平了", "<pre><code>井水\n清了\n</code></pre>\n<p>路平了</p>"),
    ],
)  # fmt: skip
def test_a_line_end_between_chinese_characters_is_no_space(text, expected):
    made = html(text)
    assert made in (expected, expected.removesuffix("</p>"))


def test_no_cell_of_a_table_is_lost():
    assert "<td>小米</td>\n<td>3</td>" in html("| 项目 | 数量 |\n| --- | --- |\n| 大米|小米 | 3 |")
