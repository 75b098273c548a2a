"""A paper in Traditional Chinese is whole: its own pages, and their Simplified twins."""

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
import pytest
from opencc import OpenCC

from newsroom.cli import main
from tests.paper import Paper, texts
from tests.traditional.demo import HONG_KONG, built, written

pytestmark = pytest.mark.unmeasured
SITE = "https://xipu.example/news/"
PAGES = (".html", ".atom", ".xml", ".json", ".webmanifest")
INDEX = re.compile(r"search/(?:\d{4}|shards)|theme/|files/")  # the index is in one script, whatever that of the pages
# Characters that Traditional Chinese has too, and OpenCC changes where they stand alone.
SHARED = set("于余台吃后岳干范里")


@pytest.fixture(scope="module", params=["", HONG_KONG], ids=["Taiwan", "Hong Kong"])
def paper(request, tmp_path_factory) -> Paper:
    return built(tmp_path_factory.mktemp("paper"), request.param)


@pytest.fixture
def fresh(tmp_path, monkeypatch) -> Paper:
    paper = written(tmp_path)
    monkeypatch.chdir(tmp_path)
    return paper


def said(path: str, data: bytes) -> str:
    """All that a page says, tags and attributes with it, but for what names scripts in themselves."""
    text = data.decode()
    if path.endswith(".html"):
        page = lxml.html.fromstring(data)
        for switch in page.xpath("//nav[@class='scripts']"):
            switch.drop_tree()
        text = lxml.html.tostring(page, encoding="unicode")
    return text


def strange(text: str, conversion: str) -> set[str]:
    """The characters of a text that OpenCC takes for those of the other script."""
    convert = OpenCC(conversion).convert
    return {character for character in set(text) if convert(character) != character}


def pages_of(paper: Paper, prefix: str) -> dict[str, str]:
    """What the pages of one script say, by path."""
    files = {path: data for path, data in paper.files().items() if path.endswith(PAGES) and not INDEX.match(path)}
    return {path: said(path, data) for path, data in files.items() if path.startswith("hans/") == (prefix == "hans/")}


def test_no_page_has_a_character_of_the_other_script(paper):
    own, twins = pages_of(paper, ""), pages_of(paper, "hans/")
    assert len(own) > 60
    assert {path.removeprefix("hans/") for path in twins} <= own.keys()
    assert {path: found for path, text in own.items() if (found := strange(text, "s2t") - SHARED)} == {}
    assert {path: found for path, text in twins.items() if (found := strange(text, "t2s"))} == {}
    assert "“" not in "".join(own.values())
    assert "「" not in "".join(twins.values())


def test_the_check_above_can_fail():
    assert strange("搜索本报", "s2t") == {"报"}
    assert strange("搜索本報", "t2s") == {"報"}


def test_languages_addresses_and_the_switch(paper):
    hong_kong = "hk2s" in (paper.root / "pelicanconf.py").read_text(encoding="utf-8")
    own = "zh_HK" if hong_kong else "zh_TW"
    for url in ("", "2024/05/16/ferry/", "section/news/", "search/", "issue/2024-05-13/2/", "corrections/"):
        for prefix, lang, locale, other in (("", "zh-Hant", own, "zh_CN"), ("hans/", "zh-Hans", "zh_CN", own)):
            page = paper.page(prefix + url)
            assert page.get("lang") == lang
            assert page.xpath("//link[@rel='canonical']/@href") == [SITE + prefix + url]
            alternates = {(a.get("hreflang"), a.get("href")) for a in page.xpath("//link[@rel='alternate'][@hreflang]")}
            assert alternates == {("zh-Hant", SITE + url), ("zh-Hans", f"{SITE}hans/{url}"), ("x-default", SITE + url)}
            assert page.xpath("//meta[@property='og:locale']/@content") == [locale]
            assert page.xpath("//meta[@property='og:locale:alternate']/@content") == [other]
            switch = [(a.text, urljoin(SITE + prefix + url, a.get("href"))) for a in page.xpath("//nav//a[@hreflang]")]
            assert switch == [("繁體", SITE + url), ("简体", f"{SITE}hans/{url}")]


def test_furniture_of_the_pages(tmp_path):
    paper = built(tmp_path)
    assert texts(paper.page(""), "//p[contains(@class, 'nameplate__day')]")[0].endswith("星期四 農曆四月初九")
    ferry = paper.page("2024/05/16/ferry/")
    assert texts(ferry, "//*[@class='byline__person']") == ["記者 余萬里", "范雲舟 攝"]
    assert set(ferry.xpath("//a[starts-with(@id, 'picture-')]/@title")) == {"看大圖"}
    notes = paper.page("2024/05/13/tailor/")
    assert notes.xpath("//div[@class='footnote']//a/@title") == ["回到正文"]
    assert texts(paper.page("2024/05/16/meeting/"), "//title") == ["本文已撤下：里民大會改期_汐埔報"]
    assert texts(paper.page("corrections/"), "//p[@class='list__count']") == ["登出的更正和撤稿，都列在這裡。"]
    assert texts(paper.page("by/fan-yun-zhou-2a22/"), "//*[@class='kicker']") == ["記者 攝影"]
    assert paper.page("issue/2024-05-13/1/").xpath("//main//img/@alt") == ["第1版版面圖"]
    missing = lxml.html.fromstring((paper.output / "404.html").read_bytes())
    assert texts(missing, "//h1") == ["沒有這一頁"]
    feed = (paper.output / "feed.atom").read_text(encoding="utf-8")
    assert "這一頁是給閱讀器看的訂閱源" in feed
    assert json.loads((paper.output / "feed.json").read_bytes())["language"] == "zh-Hant"


def test_the_twins_have_the_furniture_of_a_simplified_paper(tmp_path):
    paper = built(tmp_path)
    assert texts(paper.page("hans/2024/05/16/ferry/"), "//*[@class='byline__person']") == ["记者 余万里", "范云舟 摄"]
    assert texts(paper.page("hans/search/"), "//*[@data-word='without-filters']") == ["去掉“只看”里的条件"]


def test_what_editors_wrote_is_read_in_either_script(fresh):
    assert fresh.build("--today", "2024-05-31") == 0
    clinic = fresh.page("2024/05/16/clinic/")  # its fields are in Simplified Chinese
    assert texts(clinic, "//*[@class='byline__role']")[0] == "來源：汐埔衛生所"
    bus = fresh.page("2024/05/13/night-bus/")
    assert texts(bus, "//*[@class='byline__person']") == ["記者 林秋水"]
    assert texts(bus, "//*[@class='dateline']") == ["鹽橋里報導"]
    assert not (fresh.output / "2024/05/16/later").exists()  # a draft
    assert "範" not in "".join(pages_of(fresh, "").values())


def test_a_simplified_paper_takes_an_article_with_traditional_fields(tmp_path):
    paper = Paper.make(tmp_path)
    head = {
        "標題": "巷口的路燈亮了",
        "體裁": "評論",
        "欄目": "基層治理",
        "地區": "石橋鎮老街",
        "日期": "2024-05-02",
        "署名": "記者 林秋水",
        "責任編輯": "葉小舟",
        "權重": "3",
        "狀態": "已發佈",
        "短名": "lamp",
    }
    lines = "\n".join(f"{key}：{value}" for key, value in head.items())
    paper.write("articles/1.md", f"---\n{lines}\n---\n\n路燈修好了，巷子裡亮了起來。\n")
    assert paper.build() == 0
    page = paper.page("2024/05/02/lamp/")
    assert texts(page, "//h1") == ["巷口的路燈亮了"]
    assert texts(page, "//*[@class='byline__person']") == ["记者 林秋水"]  # the furniture is the paper's
    assert "路燈修好了，巷子裡亮了起來。" in page.text_content()
    assert texts(paper.page("section/governance/"), "//h2 | //h3")[0] == "巷口的路燈亮了"
    assert "巷口的路燈亮了" in paper.page("region/shiqiao/").text_content()


def test_new_articles_are_in_the_script_of_the_paper_and_what_they_say_is_found(fresh, capsys):
    assert main(["new", "圖片新聞", "榕樹下", "--section", "艺文", "--date", "2024-05-20", "--draft"]) == 0
    file = Path(capsys.readouterr().out.strip())
    lines = file.read_text(encoding="utf-8").split("\n")
    assert lines[1:4] == ["標題: 榕樹下", "體裁: 圖片新聞", "欄目: 藝文"]
    assert "狀態: 草稿" in lines
    assert "〔在這裡寫圖片說明，寫好後刪掉這一行〕" in lines
    assert main(["new", "通訊", "老榕樹", "--section", "生活", "--date", "2024-05-20"]) == 0
    capsys.readouterr()
    assert main(["check"]) == 1
    assert "E801" in capsys.readouterr().out


def test_the_paper_has_no_findings(fresh, capsys):
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "检查完：没有问题。\n"


def test_straight_quotes_become_those_of_the_paper(fresh, capsys):
    file = fresh.article("2024/05/20/a.md", "榕樹", '他說："坐一下再走。"大家都笑了。', 欄目="生活", section=None)
    assert main(["check", "--fix", str(file)]) == 0
    assert "他說：「坐一下再走。」大家都笑了。" in file.read_text(encoding="utf-8")


def test_a_manuscript_is_imported_with_the_fields_of_the_paper(fresh, capsys):
    page = fresh.root / "page.txt"
    page.write_text(
        "汐埔報　2024年5月20日　第2版　藝文\n\n# 廟口的戲\n\n〔記者林秋水／石蓮里報導〕廟口的戲臺搭好了，看戲的人從傍晚坐到半夜，"
        "一齣戲演完還不肯走。里長說，明年要搭得更大一點。\n\n（林秋水 攝）\n\n聯絡電話：0912345678\n",
        encoding="utf-8",
    )
    assert main(["import", str(page), "--date", "2024-05-20", "--section", "藝文"]) == 0
    (file,) = (fresh.root / "content/articles/2024/05/20").glob("*.md")
    text = file.read_text(encoding="utf-8")
    assert text.startswith("---\n標題: 廟口的戲\n欄目: 藝文\n日期: 2024-05-20\n版次: 2\n")
    assert "<!--" in text.partition("聯絡電話")[0][-200:]  # private: kept in a comment
