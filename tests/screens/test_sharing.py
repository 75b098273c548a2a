"""The screen from which a piece or a day goes elsewhere."""

import lxml.html
import pytest


@pytest.fixture
def written(screens):
    paper = screens.paper
    paper.picture("well.svg")
    paper.article("a.md", "老井出水", "![井](photos/well.svg)\n井边。\n\n水。", 日期="2024-05-01", 短名="well", 版次=1)
    paper.article("b.md", "没写完的", "还没有。", 日期="2024-05-01", 短名="draft", 版次=1, 状态="草稿")
    return screens


def test_a_day_has_post_text_and_poster(written):
    answer = written.get("/share?day=2024-05-01")
    assert answer.status == 200
    page = lxml.html.fromstring(answer.body)
    assert page.xpath("//ul[@class='post__told']/li/text()") == [
        "有 1 篇草稿，没有放进来。",
        "图 1（well.svg）是 SVG，公众号不收。请另存为 JPG 或 PNG 再传。",
    ]
    assert "水。" in page.get_element_by_id("post-text").text_content()
    assert (
        page.get_element_by_id("group-text").text_content().splitlines()[0]
        == "【柳溪报】2024年5月1日 星期三 农历三月廿三"
    )
    [picture] = page.xpath("//ol[@class='post__pictures']//a/@href")
    assert written.get(picture).body.startswith(b"<svg")
    assert page.xpath("//a[starts-with(@href, '/share/poster')]/@href") == ["/share/poster?day=2024-05-01&script="]


def test_a_piece_in_the_other_script(written):
    page = lxml.html.fromstring(written.get("/share?path=articles/a.md&script=hant").body)
    assert "井邊。" in page.get_element_by_id("post-text").text_content()
    assert page.xpath("//a[@aria-current='true']/text()") == ["繁體"]
    assert page.xpath("//*[@id='group-text']") == []


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/share?path=articles/none.md", 422, "没有 content/articles/none.md 这篇稿件。"),
        ("/share?day=2024-05-02", 422, "2024-05-02 没有报纸。前一期是 2024-05-01。"),
        ("/share?day=2024-05-01&script=ja", 422, "没有“ja”这种文字。可用的有：hans、hant。"),
        ("/share?day=yesterday", 404, "没有这一页。"),
        ("/share", 404, "没有这一页。"),
        ("/share/picture?path=photos/../../pelicanconf.py", 404, "没有这张图片。"),
        ("/share/picture?path=/etc/passwd", 404, "没有这张图片。"),
        ("/share/picture?path=articles/a.md", 404, "没有这张图片。"),
        ("/share/picture?path=photos/%00", 404, "没有这张图片。"),
    ],
)
def test_what_is_not_there_is_told(written, address, status, told):
    answer = written.ask("GET", address)
    assert (answer.status, told in answer.text) == (status, True)


def test_a_fault_is_told_as_text(written):
    answer = written.get("/share?path=<script>alert(1)</script>")
    assert "<script>" not in answer.text
