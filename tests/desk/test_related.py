"""Which pieces an article leads to, and that they stay what they are."""

import re
from datetime import date

import pytest

from linli.model.article import Kin
from plugins.desk.jobs import Articles
from plugins.desk.related import Bearers, related
from tests.paper import texts


def kin(url, title="甲", day=1, section="news", region="", people=()):
    return Kin(url, title, date(2024, 3, day), section, region, tuple(people))


FILLING = [kin(f"filling{number}", chr(0x5000 + 3 * number) * 3, section="other") for number in range(12)]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], []),
        ([kin("b", region="liuxi")], ["b"]),
        ([kin("b", people=["张三"])], ["b"]),
        ([kin("b", title="老井水甜")], ["b"]),  # two pairs
        ([kin("b", title="井水很甜")], []),  # one pair alone may be chance
        ([kin("b", section="news")], []),  # a section alone is no relation
        ([kin("b", region="liuxi"), kin("c", people=["张三"])], ["c", "b"]),  # people say more than places
        ([kin("b", region="liuxi", section="other"), kin("c", region="liuxi")], ["c", "b"]),
        ([kin("b", region="liuxi", day=1), kin("c", region="liuxi", day=9)], ["c", "b"]),  # the newer first
        ([kin("c", region="liuxi"), kin("b", region="liuxi")], ["b", "c"]),  # at last by address
        ([kin(str(n), people=["张三"], day=n) for n in range(1, 6)], ["5", "4", "3", "2"]),  # four at most
        ([kin("b", title="水井老")], []),
    ],
)
def test_what_is_related(others, expected):
    piece = kin("a", "老井水", region="liuxi", people=["张三"])
    (found,) = related([piece], [Bearers([piece, *others]), Bearers(FILLING)], {})
    assert [one.url for one in found] == expected


def test_a_sign_that_many_have_says_nothing():
    piece = kin("a", people=["天天写"])
    pool = [piece, *(kin(str(number), people=["天天写"]) for number in range(30))]
    assert related([piece], [Bearers(pool)], {}) == [[]]


def test_what_the_page_leads_to_anyway_is_left_out():
    pool = [kin("a", region="liuxi"), kin("b", region="liuxi"), kin("c", region="liuxi"), *FILLING]
    found = related(pool[:2], [Bearers(pool)], {"a": ["b"]})
    assert [[one.url for one in of_one] for of_one in found] == [["c"], ["a", "c"]]


@pytest.fixture
def three_months(paper):
    """A paper in which the pieces of one reporter and one village stand in four months and two sections."""
    for month in (1, 2, 3, 4):
        for number in range(4):
            paper.article(
                f"{month}-{number}.md",
                "".join(chr(0x6000 + 97 * month + 11 * number + step) for step in range(4)),
                日期=f"2024-{month:02d}-{number + 1:02d}",
                短名=f"n{month}{number}",
                栏目="要闻" if number % 2 else "基层治理",
            )
        paper.article(
            f"{month}.md", "渡口", "正文。\n\n（汪一川）",
            日期=f"2024-{month:02d}-20", 短名=f"d{month}", 栏目="要闻" if month % 2 else "基层治理",
        )  # fmt: skip
    assert paper.build() == 0
    return paper


def links(paper, url):
    return paper.page(url).xpath("//*[@class='related']//a/@href")


def test_they_are_of_the_same_month_and_the_two_before(three_months):
    assert links(three_months, "2024/04/20/d4") == ["../../../../2024/02/20/d2/", "../../../../2024/03/20/d3/"]
    assert links(three_months, "2024/01/20/d1") == []
    page = three_months.page("2024/04/20/d4")
    assert texts(page, "//*[@class='related']/h2 | //*[@class='related']//time") == [
        "相关报道", "2024年2月20日", "2024年3月20日",
    ]  # fmt: skip


def test_a_later_month_changes_nothing(three_months):
    before = three_months.stats()
    three_months.article("5.md", "渡口", "正文。\n\n（汪一川）", 日期="2024-05-01", 短名="d5", 栏目="要闻")
    assert three_months.build() == 0
    assert links(three_months, "2024/05/01/d5") == ["../../../../2024/03/20/d3/", "../../../../2024/04/20/d4/"]
    after = three_months.stats()
    articles = [path for path in before if re.fullmatch(r"2024/\d\d/\d\d/[^/]+/index\.html", path)]
    assert len(articles) == 20
    assert [path for path in articles if before[path] != after[path]] == []


def test_within_the_month_the_new_one_is_led_to(three_months):
    three_months.article("4b.md", "渡口", "正文。\n\n（汪一川）", 日期="2024-04-25", 短名="d4b", 栏目="要闻")
    assert three_months.build() == 0
    assert "../../../../2024/04/25/d4b/" in links(three_months, "2024/04/20/d4")


def test_a_change_of_a_body_prints_one_page_and_asks_no_other_section(three_months, monkeypatch):
    before = three_months.stats()
    printed = []
    pages = Articles.pages
    monkeypatch.setattr(Articles, "pages", lambda job, *rest: printed.append(job.name) or pages(job, *rest))
    three_months.article("4.md", "渡口", "别的正文。\n\n（汪一川）", 日期="2024-04-20", 短名="d4", 栏目="基层治理")
    assert three_months.build() == 0
    changed = {path for path, stat in three_months.stats().items() if before[path] != stat and path.startswith("2024/")}
    assert changed == {"2024/04/20/d4/index.html"}
    assert printed == ["articles:governance:2024/04"]
