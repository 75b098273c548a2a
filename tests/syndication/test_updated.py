"""When a piece was last changed: its page, structured data, feeds and sitemap say so; lists keep the order of publication."""

import json

import pytest

from newsroom.cli import main
from tests.paper import Paper, texts
from tests.syndication.test_feeds import A, feed_of, text
from tests.syndication.test_structured import structured

pytestmark = pytest.mark.unmeasured
OLD, NEW = "2024-06-28T08:00:00+08:00", "2024-06-29T20:00:00+08:00"


@pytest.fixture
def flood(small) -> Paper:
    """A piece that was changed a day after it appeared, and another one between."""
    small.article(
        "1.md", "防汛滚动消息", "水位在涨。", 日期="2024-06-28 08:00", 更新="2024年6月29日晚8点", 短名="flood"
    )
    small.article("2.md", "夜校开课", "开课了。", 日期="2024-06-28 20:00", 短名="school")
    small.write("pages/about.md", "---\n标题: 关于\n短名: about\n更新: 2024-06-20\n---\n本报。\n")
    return small


def test_all_that_is_told_of_a_piece_says_when_it_was_changed(flood):
    assert flood.build() == 0
    for prefix, words in (("", "更新于2024年6月29日 20:00"), ("hant/", "更新於2024年6月29日 20:00")):
        page = flood.page(f"{prefix}2024/06/28/flood/")
        assert texts(page, "//*[@class='byline']/span[time and not(a)]") == [words]
        assert page.xpath("//*[@class='byline']/span[not(a)]/time/@datetime") == ["2024-06-29T20:00"]
        assert page.xpath("//meta[@property='article:published_time']/@content") == [OLD]
        assert page.xpath("//meta[@property='article:modified_time']/@content") == [NEW]
        news = structured(flood, f"{prefix}2024/06/28/flood/")["NewsArticle"]
        assert (news["datePublished"], news["dateModified"]) == (OLD, NEW)
        feed = feed_of(flood, f"{prefix}feed.atom")
        assert [text(entry, "a:updated") for entry in feed.xpath("a:entry", namespaces=A)] == [
            "2024-06-28T20:00:00+08:00",
            NEW,
        ]
        assert text(feed, "a:updated") == NEW
        assert json.loads((flood.output / f"{prefix}feed.json").read_bytes())["items"][1]["date_modified"] == NEW
    assert texts(flood.page("2024/06/28/school/"), "//*[@class='byline']/span[time and not(a)]") == []
    listed = (flood.output / "sitemap-2024-06.xml").read_text()
    assert "2024/06/28/flood/</loc><lastmod>2024-06-29</lastmod>" in listed
    assert "2024/06/28/school/</loc><lastmod>2024-06-28</lastmod>" in listed
    assert "about/</loc><lastmod>2024-06-20</lastmod>" in (flood.output / "sitemap-pages.xml").read_text()
    assert texts(flood.page("about/"), "//*[@class='article__published']") == ["更新于2024年6月20日"]


@pytest.mark.parametrize(
    ("updated", "corrected", "modified"),
    [
        (None, None, OLD),
        ("2024-06-28", None, OLD),  # the same day, no hour: it is not before the piece
        ("2024-06-29T12:00:00Z", None, NEW),
        (NEW, "2024-06-29 水位应为三米。", NEW),
        (NEW, "2024-06-30 水位应为三米。", "2024-06-30T00:00:00+08:00"),
        ("2024-06-28 09:00", "2024-06-28 水位应为三米。", "2024-06-28T09:00:00+08:00"),
    ],
)
def test_the_latest_of_what_was_done_counts(small, updated, corrected, modified):
    small.article("1.md", "防汛滚动消息", 日期="2024-06-28 08:00", 更新=updated, 更正=corrected, 短名="flood")
    assert small.build() == 0
    assert structured(small, "2024/06/28/flood/")["NewsArticle"]["dateModified"] == modified
    assert text(feed_of(small, "feed.atom"), "a:entry/a:updated") == modified


def test_the_order_is_that_of_publication(small):
    for day in range(1, 6):
        small.article(f"{day}.md", f"第{day}天", 日期=f"2024-06-0{day}", 更新=f"2024-06-{30 - day}", 短名=f"d{day}")
    assert small.build() == 0
    titles = feed_of(small, "feed.atom").xpath("a:entry/a:title/text()", namespaces=A)
    assert titles == [item["title"] for item in json.loads((small.output / "feed.json").read_bytes())["items"]]
    assert titles == ["第5天", "第4天", "第3天", "第2天", "第1天"]
    assert texts(small.page("section/news/"), "//main//a[starts-with(., '第')]") == titles


def test_a_withdrawn_piece_says_nothing_of_it(small):
    small.article(
        "1.md", "防汛", 日期="2024-06-28", 更新="2024-06-29", 更正="2024-06-30 不实。", 状态="撤稿", 短名="flood"
    )
    assert small.build() == 0
    assert "更新于" not in (small.output / "2024/06/28/flood/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("fields", "code", "told"),
    [
        ({"日期": "2024-06-28 08:00", "更新": "2024-06-28 07:59"}, 1, "E216 更新的时间（2024-06-28 07:59）早于稿件的日期（2024-06-28 08:00）。请查对。"),
        ({"日期": "2024-06-28", "updated": "2024-06-27"}, 1, "E216 更新的时间（2024-06-27）早于稿件的日期（2024-06-28）。请查对。"),
        ({"日期": "2024-06-28", "更新": "2024-06-27T15:59Z"}, 1, "E216 更新的时间（2024-06-27 23:59）早于稿件的日期（2024-06-28）。请查对。"),
        ({"日期": "2024-06-28", "更新": "刚才"}, 1, "E205 “刚才”不是日期。请写成 2023-07-12 或 2023年7月12日。"),
        ({"日期": "2024-06-28", "更新": "2024-07-01"}, 0, "W223 更新的时间（2024-07-01）还没有到。请查对。"),
        ({"日期": "2024-06-28", "更新": "2024-06-28", "更正": "2024-06-27 应为三。"}, 0, "W214 更正的日期（2024-06-27）早于稿件的日期（2024-06-28）。请查对。"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told(small, capsys, monkeypatch, fields, code, told):
    small.article("1.md", "防汛", 短名="flood", **fields)
    line = 7 if "更正" in fields else 6
    assert small.build() == code
    said = capsys.readouterr()
    assert f"content/articles/1.md:{line}: {told}" in (said.out + said.err).splitlines()
    config = small.root / "pelicanconf.py"
    config.write_text(config.read_text(encoding="utf-8") + 'TODAY = "2024-06-30"\n', encoding="utf-8")
    monkeypatch.chdir(small.root)
    assert main(["check"]) == code
    assert f"content/articles/1.md:{line}: {told}" in capsys.readouterr().out.splitlines()


def test_what_waits_itself_is_not_told_to_be_changed_ahead(small, capsys):
    small.article("1.md", "防汛", 短名="flood", 日期="2024-07-02", 更新="2024-07-03")
    assert small.build() == 0
    assert "W223" not in capsys.readouterr().out
