"""The paper of a day and its pages, in small papers."""

import lxml.html
import pytest

from tests.issues.conftest import ISSUES
from tests.paper import CONFIG, Paper, texts

pytestmark = pytest.mark.unmeasured
FULL, BARE, NEXT = "issue/2024-03-18", "issue/2024-03-11", "issue/2024-04-08"


def hrefs(page, selector):
    return page.xpath(f"{selector}/@href")


def test_a_day_with_pages(paper):
    assert paper.build() == 0
    page = paper.page(FULL)
    assert texts(page, "//h1") == ["2024年3月18日"]
    assert texts(page, "//main//*[@class='kicker']")[0] == "星期一 农历二月初九"
    assert texts(page, "//*[@class='list__count']") == ["共2版，4篇 打印本期"]
    assert texts(page, "//nav[@class='folios']//a") == ["第1版 · 要闻", "第4版 · 副刊"]
    assert hrefs(page, "//nav[@class='folios']//a") == ["../../issue/2024-03-18/1/", "../../issue/2024-03-18/4/"]
    sections = page.xpath("//*[@class='issue__contents']/section")
    assert [texts(section, ".//h2 | .//h3") for section in sections] == [
        ["第1版 · 要闻", "防汛图", "小事不小"],
        ["第4版 · 副刊", "风筝"],
        ["其他", "只在网上"],
    ]
    assert texts(sections[0], ".//*[@class='item__credits']") == ["岳种德", "评论"]
    assert texts(sections[0], ".//*[@class='kicker']") == ["白鹭湖"]
    assert texts(sections[1], ".//*[@class='item__credits'] | .//*[@class='item__subtitle']") == ["——放飞", "图片"]
    assert hrefs(page, "//main//h3/a")[0] == "../../2024/03/18/map/"
    assert texts(page, "//main//*[@rel='prev']") == ["2024年3月11日"]
    assert hrefs(page, "//main//*[@rel='next']") == ["../../issue/2024-04-08/"]


def test_a_day_without_pages_is_one_list(paper):
    assert paper.build() == 0
    page = paper.page(BARE)
    assert page.xpath("//nav[@class='folios']") == []
    assert texts(page, "//*[@class='list__count']") == ["2篇 打印本期"]
    (section,) = page.xpath("//*[@class='issue__contents']/section")
    assert texts(section, ".//h2 | .//h3") == ["本期目录", "老井", "夜校"]
    assert page.xpath("//*[@rel='prev']") == []
    assert sorted(path.name for path in (paper.output / BARE).iterdir()) == ["index.html", "print"]


def test_a_page_and_its_neighbours(paper):
    assert paper.build() == 0
    page = paper.page(f"{FULL}/4")
    assert texts(page, "//h1") == ["第4版 · 副刊"]
    assert texts(page, "//nav[@class='folios']//*[@aria-current='page']") == ["第4版 · 副刊"]
    assert texts(page, "//main//h2") == ["风筝"]
    assert hrefs(page, "//main//*[@class='kicker']/a")[0] == "../../../issue/2024-03-18/"
    assert hrefs(page, "//main//*[@rel='prev']") == ["../../../issue/2024-03-18/1/"]
    assert page.xpath("//main//*[@rel='next']") == []
    issues = [" ".join(text.split()) for text in texts(page, "//*[contains(@class,'neighbours__issue')]")]
    assert issues == ["上一期 2024年3月11日", "下一期 2024年4月8日"]
    assert texts(paper.page(f"{FULL}/1"), "//main//*[@rel='next']") == ["第4版 · 副刊"]


def test_a_page_without_a_name(paper):
    assert paper.build() == 0
    assert texts(paper.page(f"{NEXT}/2"), "//h1") == ["第2版"]


def test_the_calendar_of_the_month(paper):
    assert paper.build() == 0
    (table,) = paper.page(FULL).xpath("//table")
    assert texts(table, ".//th[@scope='col']") == list("一二三四五六日")
    assert table.xpath(".//th/@abbr")[0] == "星期一"
    assert texts(table, ".//caption") == ["2024年3月"]
    assert hrefs(table, ".//caption/a") == ["../../archive/2024/03/"]
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in table.xpath(".//tbody/tr")]
    assert rows[0] == ["", "", "", "", "1", "2", "3"]
    assert [len(row) for row in rows] == [7] * 5
    assert texts(table, ".//td/a") == ["11", "18"]
    assert table.xpath(".//td/a/@aria-label") == ["3月11日", "3月18日"]
    assert texts(table, ".//*[@aria-current='date']") == ["18"]


def test_an_article_leads_to_its_page_and_day_and_the_archive_to_days(paper):
    assert paper.build() == 0
    article = paper.page("2024/03/18/kite")
    assert hrefs(article, "//*[@class='article__folio']/a")[1:] == ["../../../../issue/2024-03-18/4/"]
    assert hrefs(article, "//*[@class='byline']//a[time]") == ["../../../../issue/2024-03-18/"]
    assert hrefs(article, "//header[@class='masthead']//a[time]") == ["../../../../issue/2024-03-18/"]
    assert texts(paper.page("2024/03/18/web"), "//*[@class='article__folio']") == ["要闻"]
    assert hrefs(paper.page(""), "//header[@class='nameplate']//a") == ["./issue/2024-04-08/"]
    month = paper.page("archive/2024/03")
    assert hrefs(month, "//h2/a") == ["../../../issue/2024-03-18/", "../../../issue/2024-03-11/"]
    assert hrefs(paper.page("section/news/2024/03"), "//h2/a") == []


def test_without_the_plugin_nothing_leads_to_issues(paper):
    (paper.root / "pelicanconf.py").write_text(CONFIG, encoding="utf-8")
    paper.write("issues/2024-03-18/1.jpg", b"anything")
    assert paper.build() == 0
    assert not (paper.output / "issue").exists()
    assert texts(paper.page("2024/03/18/kite"), "//*[@class='article__folio']") == ["要闻 第4版"]
    for path, data in paper.files().items():
        if path.endswith(".html"):
            assert [link for link in hrefs(lxml.html.fromstring(data), "//a") if "issue/" in link] == [], path


def test_the_whole_issue_to_print(paper):
    paper.picture("kite.svg")
    paper.article(
        "2024/03/18/e.md", "风筝", "![风筝](photos/kite.svg)\n\n[老井](/2024/03/11/well/)边。", 日期="2024-03-18",
        短名="kite", 版次=4, 更正="2024-03-20 应为纸鸢。",
    )  # fmt: skip
    assert paper.build() == 0
    page = paper.page(f"{FULL}/print")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex, follow"]
    assert page.xpath("//meta[@name='author']/@content") == ["柳溪报"]
    assert texts(page, "//*[@class='flag__name']") == ["柳溪报"]
    leaves = page.xpath("//section[@class='leaf']")
    assert [texts(leaf, ".//h2[@class='leaf__folio'] | .//article//h3[@class='piece__title']") for leaf in leaves] == [
        ["第1版 · 要闻", "防汛图", "小事不小"],
        ["第4版 · 副刊", "风筝"],
        ["其他", "只在网上"],
    ]
    assert page.xpath("//article//img/@src") == ["../../../photos/kite.svg"]
    assert "../../../2024/03/11/well/" in hrefs(page, "//article//a")
    assert texts(page, "//*[@class='piece__correction']") == ["更正（2024年3月20日）：应为纸鸢。"]
    bare = paper.page(f"{BARE}/print")
    assert texts(bare, "//*[@class='leaf__folio']") == []
    assert texts(bare, "//article//h2") == ["老井", "夜校"]


def test_both_scripts(tmp_path):
    paper = Paper.make(tmp_path, ISSUES.replace('"plugins.issues"', '"plugins.issues", "plugins.hanzi"'))
    paper.article("a.md", "头发", 日期="2024-03-11", 短名="hair", 版次=2)
    assert paper.build() == 0
    twin = paper.page(f"hant/{BARE}")
    assert texts(twin, "//main//h3") == ["頭髮"]
    assert hrefs(twin, "//main//h3/a") == ["../../2024/03/11/hair/"]
    assert hrefs(twin, "//table//td/a") == ["../../issue/2024-03-11/"]
    assert texts(paper.page(f"hant/{BARE}/2"), "//h1") == ["第2版"]
    assert texts(paper.page(f"hant/{BARE}/print"), "//article//*[@class='piece__title']") == ["頭髮"]


def changed(paper, before):
    after = paper.stats()
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_an_issue_that_is_over_stays_as_it_is(paper):
    assert paper.build() == 0
    before = paper.stats()
    paper.article("2024/04/08/h.md", "又一篇", 日期="2024-04-08", 短名="more", 版次=2)
    assert paper.build() == 0
    issues = {path for path in changed(paper, before) if path.startswith("issue/")}
    assert issues == {f"{NEXT}/index.html", f"{NEXT}/2/index.html", f"{NEXT}/print/index.html"}


def test_a_new_day_reaches_the_calendar_of_its_month_and_its_neighbours(paper):
    assert paper.build() == 0
    before = paper.stats()
    paper.article("2024/04/11/h.md", "新一期", 日期="2024-04-11", 短名="more")
    assert paper.build() == 0
    old = {path for path in changed(paper, before) if path.startswith("issue/") and "04-11" not in path}
    assert old == {f"{NEXT}/index.html", f"{NEXT}/2/index.html", "issue/index.html", "issue/2024/index.html"}
    before = paper.stats()
    paper.article("2024/05/02/h.md", "下一月", 日期="2024-05-02", 短名="may")
    assert paper.build() == 0
    old = {path for path in changed(paper, before) if path.startswith("issue/") and "05-02" not in path}
    assert old == {"issue/2024-04-11/index.html", "issue/index.html", "issue/2024/index.html"}


def test_what_is_taken_away_goes(paper):
    assert paper.build() == 0
    (paper.root / "content/articles/2024/03/18/e.md").unlink()
    (paper.root / "content/articles/2024/04/08/g.md").unlink()
    assert paper.build() == 0
    assert not (paper.output / FULL / "4").exists()
    assert not (paper.output / NEXT).exists()
    assert paper.page(FULL).xpath("//main//*[@rel='next']") == []


def test_the_whole_issue_to_print_has_every_body_as_it_was_written(paper):
    paper.picture("kite.svg")
    paper.picture("well.svg")
    text = '写作 ../../../../etc/ 的地方，和 `id="picture-1" loading="lazy"`。'
    body = f"{text}\n\n![风筝](photos/kite.svg)\n\n![老井](photos/well.svg)\n\n[同日](../map/)"
    paper.article("2024/03/18/e.md", "风筝", body, 日期="2024-03-18", 短名="kite", 版次=4, 体裁="图片新闻")
    paper.article("2024/03/18/h.md", "又两张", body, 日期="2024-03-18", 短名="two", 版次=4, 体裁="图片新闻")
    assert paper.build() == 0
    page = paper.page(f"{FULL}/print")
    written = texts(paper.page("2024/03/18/kite"), "//div[@class='prose']/p[1]")
    assert "../../../../etc/" in written[0]
    assert texts(page, "//article[.//h3/a='风筝' or .//h3/a='又两张']//div[@class='prose']/p[1]") == 2 * written
    galleries = page.xpath("//article//figure/a")
    assert sorted(link.get("id") for link in galleries) == [
        "kite-picture-1", "kite-picture-2", "two-picture-1", "two-picture-2"
    ]  # fmt: skip
    assert {link.get("href") for link in galleries} == {
        f"../../../2024/03/18/{slug}/#photo-{number}" for slug in ("kite", "two") for number in (1, 2)
    }
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert page.xpath("//article//img/@loading | //article//img/@fetchpriority") == []
    for link in hrefs(page, "//article//a") + page.xpath("//article//img/@src"):
        target = (paper.output / FULL / "print" / link.split("#")[0]).resolve()
        assert target.exists() and target.is_relative_to(paper.output.resolve()), link
