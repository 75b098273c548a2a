from datetime import date

import pytest

from linli.model.article import Teaser
from linli.model.calendar import Day
from plugins.sections.front import choose_leads
from tests.paper import texts


def teaser(name, day, weight=0, kind="story"):
    return Teaser(name, kind, name, "", "", "", Day(date(2024, 3, day)), None, None, None, [], "", None, weight)


@pytest.mark.parametrize(
    ("newest", "leads"),
    [
        ([], []),
        ([teaser("a", 2), teaser("b", 1, 9)], ["a", "b"]),
        ([teaser("a", 2), teaser("b", 2, 5)], ["b", "a"]),
        ([teaser("p", 2, 9, "photo"), teaser("a", 2)], ["a"]),
        ([teaser("p", 2, 9, "photo")], ["p"]),
        ([teaser(str(n), 2) for n in range(9)], ["0", "1", "2", "3", "4"]),
    ],
)
def test_choose_leads(newest, leads):
    assert [t.title for t in choose_leads(newest)] == leads


def test_front_page_shows_nothing_twice_and_every_section(paper):
    for number in range(12):
        paper.article(f"{number}.md", f"要闻{number}", 日期=f"2024-03-{number + 1:02d}", 栏目="要闻", 短名=f"n{number}")
        paper.article(
            f"g{number}.md", f"治理{number}", 日期=f"2024-02-{number + 1:02d}", 栏目="基层治理", 短名=f"g{number}"
        )
    paper.article("c.md", "小事不小", 日期="2024-03-01", 栏目="言论", 体裁="评论")
    paper.picture("a.svg")
    paper.article("p.md", "早市", "![](photos/a.svg)\n\n一句。", 日期="2024-03-02", 体裁="图片新闻")
    assert paper.build() == 0
    front = paper.page("")
    assert texts(front, "//*[contains(@class,'teaser--lead')]//h2") == ["要闻11"]
    titles = texts(front, "//main//a[not(@aria-hidden)]")
    articles = [title for title in titles if title not in ("要闻", "基层治理", "言论")]
    assert len(articles) == len(set(articles))
    assert texts(front, "//section[contains(@class,'block')]/h2") == ["要闻", "基层治理"]
    assert texts(front, "//section[@class='opinion']//h3") == ["小事不小"]
    assert texts(front, "//section[@class='photos']//*[@class='photos__title']") == ["早市"]
    assert texts(front, "//header//time") == ["2024年3月12日"]


def test_an_empty_paper_is_a_site(paper):
    assert paper.build() == 0
    assert texts(paper.page(""), "//*[@class='empty']") == ["还没有稿件。"]
    assert texts(paper.page("section/news"), "//*[@class='empty']") == ["这里还没有稿件。"]


def test_nothing_is_numbered_from_the_newest_end(paper):
    for number in range(60):
        paper.article(
            f"{number}.md",
            f"要闻{number}",
            日期=f"2024-{number // 28 + 1:02d}-{number % 28 + 1:02d}",
            短名=f"n{number}",
        )
    assert paper.build() == 0
    section = paper.page("section/news")
    assert len(section.xpath("//main//article | //main//li[@class='line']")) == 24
    assert texts(section, "//*[@class='months']/li") == ["2024年3月 4篇", "2024年2月 28篇", "2024年1月 28篇"]
    january = paper.page("section/news/2024/01")
    assert len(january.xpath("//li[@class='line']")) == 28
    assert texts(january, "//*[@class='neighbours__next']/a") == ["2024年2月"]
    assert [path for path in paper.files() if "page" in path and path.endswith(".html")] == []
