"""Corrections are listed where readers find them; a withdrawn piece is nowhere else."""

import pytest

from plugins.sections import corrections
from tests.paper import CONFIG, Paper, texts

WHOLE = CONFIG.replace('"plugins.press"', '"plugins.hanzi", "plugins.search", "plugins.press"')


def changed(before, after):
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


@pytest.fixture
def corrected(paper):
    """A paper with three corrections of two articles in two years."""
    paper.article(
        "a.md", "老井", 日期="2023-12-30", 短名="a", 更正="2024-01-02 应为王刚。\n更正: 2023-12-31 应为三人。"
    )
    paper.article("b.md", "新桥", 日期="2024-03-01", 短名="b", 更正="2024-03-05 应为五月。")
    paper.article("c.md", "无误", 日期="2024-03-01", 短名="c")
    assert paper.build() == 0
    return paper


def test_an_article_shows_its_corrections_at_its_top(corrected):
    assert texts(corrected.page("2023/12/30/a/"), "//*[@class='correction']/p") == [
        "更正（2024年1月2日）：应为王刚。",
        "更正（2023年12月31日）：应为三人。",
    ]
    assert corrected.page("2024/03/01/c/").xpath("//*[@class='correction']") == []


def test_all_are_listed_by_the_day_they_were_made(corrected):
    page = corrected.page("corrections")
    assert texts(page, "//main//h2") == ["2024年3月", "2024年1月", "2023年12月", "按年查看"]
    assert texts(page, "//main//li[contains(@class, 'line')]") == [
        "新桥 （2024年3月1日） 3月5日 应为五月。",
        "老井 （2023年12月30日） 1月2日 应为王刚。",
        "老井 （2023年12月30日） 12月31日 应为三人。",
    ]
    assert page.xpath("//main//li//a/@href") == [
        "../2024/03/01/b/", "../2023/12/30/a/", "../2023/12/30/a/", "../corrections/2024/", "../corrections/2023/",
    ]  # fmt: skip
    assert texts(corrected.page("corrections/2023"), "//main//li") == ["老井 （2023年12月30日） 12月31日 应为三人。"]
    assert texts(corrected.page(""), "//*[@class='colophon__imprint']//a[contains(@href, 'corrections')]") == ["更正"]


def test_a_year_that_is_over_stays_as_it_is(corrected):
    before = corrected.stats()
    corrected.article("d.md", "再新", 日期="2024-04-01", 短名="d", 更正="2024-04-02 应为六月。")
    assert corrected.build() == 0
    assert {path for path in changed(before, corrected.stats()) if path.startswith("corrections/")} == {
        "corrections/index.html", "corrections/2024/index.html",
    }  # fmt: skip


def test_the_first_page_has_the_newest_alone(paper, monkeypatch):
    monkeypatch.setattr(corrections, "NEWEST", 2)
    for day in (1, 2, 3):
        paper.article(
            f"{day}.md", f"第{day}", 日期=f"2024-03-0{day}", 短名=f"n{day}", 更正=f"2024-03-1{day} 应为{day}。"
        )
    assert paper.build() == 0
    assert len(paper.page("corrections").xpath("//li[contains(@class, 'line')]")) == 2
    assert len(paper.page("corrections/2024").xpath("//li[contains(@class, 'line')]")) == 3


def test_without_corrections_the_page_says_so(paper):
    assert paper.build() == 0
    assert texts(paper.page("corrections"), "//*[@class='empty']") == ["还没有更正。"]


@pytest.fixture
def withdrawn(tmp_path):
    """A paper with everything, two articles, one of which is then withdrawn."""
    paper = Paper.make(tmp_path, WHOLE)
    paper.article("a.md", "老井出水", "本报讯 绝无仅有。\n\n（汪一川）", 日期="2024-05-01", 短名="a", 地区="柳溪镇")
    paper.article("b.md", "新桥通车", "正文。\n\n（汪一川）", 日期="2024-05-01", 短名="b", 地区="柳溪镇")
    assert paper.build() == 0
    reason = "2024-05-03 与事实不符，特此撤下。"
    paper.article(
        "a.md", "老井出水", "本报讯 绝无仅有。\n\n（汪一川）",
        日期="2024-05-01", 短名="a", 地区="柳溪镇", 状态="撤稿", 更正=reason,
    )  # fmt: skip
    return paper


def test_a_withdrawn_piece_keeps_its_address_and_says_so(withdrawn, capsys):
    assert withdrawn.build() == 0
    assert "网站做好了：1 篇稿件" in capsys.readouterr().out.split("\n")[-4]
    page = withdrawn.page("2024/05/01/a/")
    assert texts(page, "//title") == ["本文已撤下：老井出水_柳溪报"]
    assert texts(page, "//main//h1 | //main//header/p") == ["本文已撤下", "老井出水", "原载2024年5月1日"]
    assert texts(page, "//*[@class='correction']/p") == ["撤稿（2024年5月3日）：与事实不符，特此撤下。"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex, follow"]
    twin = withdrawn.page("hant/2024/05/01/a/")
    assert texts(twin, "//*[@class='correction']/p") == ["撤稿（2024年5月3日）：與事實不符，特此撤下。"]


def test_a_withdrawn_piece_is_nowhere_else(withdrawn):
    assert withdrawn.build() == 0
    files = {path: data.replace(b"<wbr>", b"") for path, data in withdrawn.files().items()}
    shown = {path for path, data in files.items() if "老井出水".encode() in data}
    assert shown == {
        f"{script}{page}index.html" for script in ("", "hant/") for page in ("2024/05/01/a/", "corrections/")
    }
    assert {path for path, data in files.items() if "绝无仅有".encode() in data} == set()
    assert texts(withdrawn.page("corrections"), "//li[contains(@class, 'line')]") == [
        "撤稿 老井出水 （2024年5月1日） 5月3日 与事实不符，特此撤下。"
    ]
    assert texts(withdrawn.page("archive/2024/05"), "//*[@class='list__count']") == ["共1篇"]


def test_a_piece_that_comes_back_is_as_before(withdrawn):
    assert withdrawn.build() == 0
    withdrawn.article("a.md", "老井出水", "本报讯 绝无仅有。\n\n（汪一川）", 日期="2024-05-01", 短名="a", 地区="柳溪镇")
    assert withdrawn.build() == 0
    assert "绝无仅有" in withdrawn.page("2024/05/01/a/").text_content()
    assert texts(withdrawn.page("archive/2024/05"), "//*[@class='list__count']") == ["共2篇"]
