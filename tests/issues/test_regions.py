"""Regions of a page's picture: every way an editor may write a line, and every way to get it wrong."""

from datetime import date

import pytest

from linli.model.article import Teaser
from linli.model.calendar import Day
from plugins.issues.regions import matches, parse_regions

SQUARE = "0,12 64,12 64,52 0,52"


@pytest.mark.parametrize(
    ("line", "points", "words"),
    [
        ("0 12 64 40: 一条路走了四十年", SQUARE, "一条路走了四十年"),
        ("0 12 64 40：一条路走了四十年", SQUARE, "一条路走了四十年"),
        ("0 12 64 40 一条路走了四十年", SQUARE, "一条路走了四十年"),
        ("０　１２　６４　４０：一条路", SQUARE, "一条路"),
        ("0% 12% 64% 40%: tea", SQUARE, "tea"),
        ("0\t12\t64\t40\ttea.md", SQUARE, "tea.md"),
        ("0 12 64 40 | tea", SQUARE, "tea"),
        ("  0 12.0 64 40.00 : tea ", SQUARE, "tea"),
        ("0 12 64 40: 40个车位怎么分", SQUARE, "40个车位怎么分"),
        ("0 12 64 40 40个车位怎么分", SQUARE, "40个车位怎么分"),
        ("0 12 64 40: 7 路车：开进山", SQUARE, "7 路车：开进山"),
        ("50 60 50 40.005: tea", "50,60 100,60 100,100 50,100", "tea"),
        ("0,12 64,12 64,52: tea", "0,12 64,12 64,52", "tea"),
        ("0，12 64，12 64，52： tea", "0,12 64,12 64,52", "tea"),
        ("0, 12 64, 12 64, 52 33.3,.5: tea", "0,12 64,12 64,52 33.3,0.5", "tea"),
        ("0 12 64 12 64 52: tea", "0,12 64,12 64,52", "tea"),
    ],
)
def test_a_line(line, points, words):
    (region,), findings = parse_regions(line, "1.txt")
    assert findings == []
    assert (region.points, region.words, region.line) == (points, words, 1)


UNREADABLE = (
    "这一行读不懂。请写成“左 上 宽 高: 标题”（四个数是占图宽、图高的百分之几），例如 0 12 64 40: 村里通了公交车。"
)


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("一条路走了四十年", "E701", UNREADABLE),
        ("0 12 64 40", "E701", UNREADABLE),
        ("0 12 64: tea", "E701", UNREADABLE),
        ("0 12 64 40 5: tea", "E701", UNREADABLE),
        ("0 12 64 40 7 路车开进山", "E701", UNREADABLE),
        ("0,12 64,12 64: tea", "E701", UNREADABLE),
        ("0 12 64 140: tea", "E702", "140 不在 0 到 100 之间。这里写的是占图宽、图高的百分之几，请改正。"),
        ("-1 12 64 40: tea", "E702", "-1 不在 0 到 100 之间。这里写的是占图宽、图高的百分之几，请改正。"),
        ("0,12 64,12 64,100.5: tea", "E702", "100.5 不在 0 到 100 之间。这里写的是占图宽、图高的百分之几，请改正。"),
        ("50 12 64 40: tea", "E702", "这一块超出了图：左加宽是 114，不能大于 100。请改小。"),
        ("0 70 64 40: tea", "E702", "这一块超出了图：上加高是 110，不能大于 100。请改小。"),
        ("0,12 64,12: tea", "E703", "一块至少要有 3 个角，这里只有 2 个。请补上；长方形写成“左 上 宽 高”四个数，中间用空格。"),
        ("0 12 0 40: tea", "E703", "这一块的宽或高是 0，点不到。请改成“左 上 宽 高”四个数，例如 0 12 64 40。"),
    ],
)  # fmt: skip
def test_a_bad_line_is_a_finding_with_its_number(line, code, message):
    regions, findings = parse_regions(f"# 第一版\n\n{line}\n0 0 1 1: 好\n", "issues/2024-03-18/1.txt")
    assert [region.line for region in regions] == [4]
    assert [str(finding) for finding in findings] == [f"issues/2024-03-18/1.txt:3: {code} {message}"]


def teaser(title, slug):
    return Teaser(
        f"2024/03/18/{slug}/", "story", title, "", "", "", Day(date(2024, 3, 18)), 1, None, None, [], "", None, 0
    )


ARTICLES = [
    ("articles/2024/03/18/路.md", teaser("从“小事”做起 推进治理", "xiao-shi")),
    ("articles/2024/03/18/tea.md", teaser("头茬茶下山", "cha")),
    ("articles/2024/03/18/c.md", teaser("简讯", "a")),
    ("articles/2024/03/18/d.md", teaser("简讯", "b")),
]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("从“小事”做起 推进治理", ["xiao-shi"]),
        ("从“小事”做起　推进治理", ["xiao-shi"]),
        ('从"小事"做起推进治理', ["xiao-shi"]),
        ("xiao-shi", ["xiao-shi"]),
        ("路.md", ["xiao-shi"]),
        ("路", ["xiao-shi"]),
        ("articles/2024/03/18/tea.md", ["cha"]),
        ("TEA.MD", ["cha"]),
        ("简讯", ["a", "b"]),
        ("d", ["b"]),
        ("茶", []),
    ],
)
def test_an_article_is_named_by_headline_file_or_slug(words, found):
    assert [t.url.split("/")[3] for t in matches(ARTICLES, words)] == found
