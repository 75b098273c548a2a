"""Every page has its twin, and twins keep to themselves."""

import json
from urllib.parse import urljoin

import lxml.html
import pytest

from plugins.hanzi import Converter
from tests.paper import CONFIG, Paper, texts

TWINS = CONFIG.replace('"plugins.sections"', '"plugins.sections", "plugins.hanzi"')
SITE = "https://liuxi.example/news/"


@pytest.fixture
def paper(tmp_path) -> Paper:
    paper = Paper.make(tmp_path, TWINS)
    paper.picture("a.svg")
    paper.article(
        "1.md",
        "余万里谈发展",
        "在[旧站](https://liuxi.example/news/2024/05/01/a/)里。\n\n![头发](photos/a.svg)\n\n（范云）",
        日期="2024-05-02",
        短名="b",
    )
    paper.article("2.md", "里面", "后来余万里说：<em>头</em>发。", 日期="2024-05-01", 短名="a", 署名="余万里")
    return paper


def test_every_page_has_its_twin_and_they_name_each_other(paper):
    assert paper.build() == 0
    pages = {path for path in paper.files() if path.endswith(".html")}
    own = {path for path in pages if not path.startswith("hant/")}
    assert pages - own == {f"hant/{path}" for path in own}
    for path in own - {"404.html"}:
        url = path.removesuffix("index.html")
        for prefix, lang, locale, other in (("", "zh-Hans", "zh_CN", "zh_TW"), ("hant/", "zh-Hant", "zh_TW", "zh_CN")):
            page = paper.page(prefix + url)
            assert page.get("lang") == lang
            if page.xpath("//meta[@http-equiv='refresh']"):
                continue  # it leads on to another page
            assert page.xpath("//link[@rel='canonical']/@href") == [SITE + prefix + url]
            alternates = {(a.get("hreflang"), a.get("href")) for a in page.xpath("//link[@rel='alternate'][@hreflang]")}
            assert alternates == {("zh-Hans", SITE + url), ("zh-Hant", f"{SITE}hant/{url}"), ("x-default", SITE + url)}
            assert page.xpath("//meta[@property='og:locale']/@content") == [locale]
            assert page.xpath("//meta[@property='og:locale:alternate']/@content") == [other]
            assert page.xpath("//meta[@property='og:url']/@content") == [SITE + prefix + url]
            switch = {
                a.get("hreflang"): urljoin(SITE + prefix + url, a.get("href"))
                for a in page.xpath("//nav//a[@hreflang]")
            }
            assert switch == {"zh-Hans": SITE + url, "zh-Hant": f"{SITE}hant/{url}"}


def test_links_of_a_twin_stay_in_it_and_pictures_are_shared(paper):
    assert paper.build() == 0
    url = "hant/2024/05/02/b/"
    page = paper.page(url)
    links = [urljoin(SITE + url, link) for link in page.xpath("//a[not(@hreflang)]/@href")]
    assert f"{SITE}hant/2024/05/01/a/" in links
    assert [link for link in links if link.startswith(SITE) and not link.startswith(SITE + "hant/")] == []
    shared = [
        urljoin(SITE + url, link) for link in page.xpath("//img/@src | //script/@src | //link[@rel='stylesheet']/@href")
    ]
    assert shared
    assert all((paper.output / link.removeprefix(SITE).partition("#")[0]).is_file() for link in shared)
    assert not any((paper.output / "hant" / folder).exists() for folder in ("theme", "photos"))
    lost = lxml.html.fromstring((paper.output / "hant/404.html").read_bytes())
    assert "/news/hant/archive/" in lost.xpath("//a/@href")
    assert all(link.startswith("/news/theme/") for link in lost.xpath("//link[@rel='stylesheet']/@href"))


def test_text_of_a_twin(paper):
    assert paper.build() == 0
    page = paper.page("hant/2024/05/01/a/")
    assert texts(page, "//h1") == ["裡面"]
    assert "後來余萬里說：頭髮。" in texts(page, "//p")
    assert paper.page("hant/2024/05/02/b/").xpath("//article//figure//img/@alt") == ["頭髮"]
    converter = Converter("s2tw", names=["余万里", "范云"])
    for path, data in paper.files().items():
        if path.startswith("hant/") and path.endswith(".html"):
            visible = lxml.html.fromstring(data).xpath("//body//text()[not(ancestor::*[@translate='no'])]")
            assert [text for text in visible if converter.text(text) != text] == [], path
            assert converter.html(data.decode()) == data.decode(), path


def test_a_name_is_known_in_the_whole_paper_from_the_day_it_is_signed(paper):
    paper.article("3.md", "旧稿", "当年钟后山也在。", 日期="2023-01-01", 短名="c")
    assert paper.build() == 0
    assert "當年鍾后山也在。" not in texts(paper.page("hant/2023/01/01/c/"), "//p")
    before = paper.stats()
    paper.article("4.md", "新稿", "正文。", 日期="2024-06-01", 短名="d", 人名="种种后, 钟后种")
    paper.article("5.md", "新稿二", "正文。", 日期="2024-06-01", 短名="e", 人名="钟后山")
    assert paper.build() == 0
    assert "當年鍾後山也在。" in texts(paper.page("hant/2023/01/01/c/"), "//p")
    after = paper.stats()
    same = [path for path in before if path.startswith(("2024/05", "hant/2024/05"))]
    assert same
    assert all(before[path] == after[path] for path in same)


def test_the_glossary_reaches_the_pages_that_have_its_words_and_no_others(paper):
    assert paper.build() == 0
    before = paper.stats()
    paper.write("glossary.tsv", "头发\t頭毛\t土话\n")
    assert paper.build() == 0
    assert "後來余萬里說：頭毛。" in texts(paper.page("hant/2024/05/01/a/"), "//p")
    changed = {path for path, stat in paper.stats().items() if before[path] != stat}
    assert changed == {"hant/2024/05/01/a/index.html", "hant/2024/05/02/b/index.html"} | {
        path
        for path in changed
        if path.endswith(("archive/2024/05/index.html", "hant/index.html", "section/news/index.html"))
    }
    paper.write("glossary.tsv", "")
    assert paper.build() == 0
    assert "後來余萬里說：頭髮。" in texts(paper.page("hant/2024/05/01/a/"), "//p")


def test_the_glossary_reaches_lists(paper):
    paper.article("3.md", "干部们", "正文。", 日期="2024-06-01", 短名="c")
    lists = ("", "section/news/", "section/news/2024/06/", "archive/2024/06/")
    for glossary, title in (("", "幹部們"), ("干部\t干部\n", "干部們"), ("", "幹部們")):
        paper.write("glossary.tsv", glossary)
        assert paper.build() == 0
        for url in lists:
            assert title in " ".join(texts(paper.page(f"hant/{url}"), "//a")), url


def test_a_bad_line_of_the_glossary_stops_the_build(paper, capsys):
    paper.write("glossary.tsv", "# 词\n范云\t范雲\n没有制表符\n\t空\n范云\t范云\na\tb\tc\td\n")
    assert paper.build() == 1
    told = capsys.readouterr().err
    for line, what in ((3, "没有制表符"), (4, "简体是空的"), (5, "在第 2 行"), (6, "有 4 栏")):
        assert any(f"glossary.tsv:{line}: E601" in found and what in found for found in told.splitlines()), told


def test_check_asks_for_names_that_only_their_bearers_know(paper, capsys, monkeypatch):
    from newsroom.cli import main

    paper.article("3.md", "稿", "正文。\n\n（李干 王台 张云）", 日期="2024-05-03", 短名="c")
    monkeypatch.chdir(paper.root)
    assert main(["check"]) == 0
    told = capsys.readouterr().out
    assert "content/articles/3.md:10: W601 “李干”的繁体写成“李幹”：“干”按“幹”，也可能是“干”或“乾”。" in told
    assert "“王台”" in told
    assert "张云" not in told
    paper.write("glossary.tsv", "李干\t李乾\n王台\t王台\n")
    assert main(["check"]) == 0
    assert "W601" not in capsys.readouterr().out


def test_a_traditional_paper_has_a_simplified_twin(tmp_path):
    paper = Paper.make(tmp_path, TWINS.replace("柳溪报", "柳溪報") + '\nSCRIPT = "hant"\n')
    paper.article("1.md", "發展", "在頭髮裡面。", 日期="2024-05-02", 短名="a")
    assert paper.build() == 0
    assert paper.page("2024/05/02/a/").get("lang") == "zh-Hant"
    twin = paper.page("hans/2024/05/02/a/")
    assert twin.get("lang") == "zh-Hans"
    assert "在头发里面。" in texts(twin, "//p")


def test_two_twins(tmp_path):
    paper = Paper.make(tmp_path, TWINS + '\nTWINS = {"hant": "s2twp", "hk": "s2hk"}\n')
    paper.article("1.md", "线路", "打印机与线路、台风。", 日期="2024-05-02", 短名="a")
    assert paper.build() == 0
    assert paper.page("hant/").get("lang") == "zh-Hant-TW"
    assert paper.page("hk/").get("lang") == "zh-Hant-HK"
    assert "印表機與線路、颱風。" in texts(paper.page("hant/2024/05/02/a/"), "//p")
    assert "打印機與線路、颱風。" in texts(paper.page("hk/2024/05/02/a/"), "//p")
    locales = paper.page("hk/").xpath("//meta[starts-with(@property, 'og:locale')]/@content")
    assert locales == ["zh_HK", "zh_TW", "zh_CN"]


def test_without_the_plugin_there_is_one_script(tmp_path):
    paper = Paper.make(tmp_path)
    paper.article("1.md", "发展", 日期="2024-05-02")
    assert paper.build() == 0
    assert not (paper.output / "hant").exists()
    assert paper.page("").xpath("//a[@hreflang] | //link[@hreflang]") == []


def test_json_has_its_texts_converted_and_its_addresses_moved():
    from linli.build.extensions import FinishedPage
    from linli.model.paper import Script
    from plugins.hanzi.twin import Twin, TwinMaker

    class Known:
        url, locale, scripts = "https://liuxi.example/news", "zh_CN", ()

    twin = Twin("s2tw", Script("zh-Hant", "zh_TW", "繁體", "hant/"))
    feed = {
        "title": "发展",
        "url": "https://liuxi.example/news/2024/05/01/a/",
        "image": "https://liuxi.example/news/photos/里.jpg",
    }
    page = FinishedPage("feed.json", json.dumps(feed, ensure_ascii=False).encode())
    (made,) = TwinMaker(twin, Converter("s2tw"), Known)(page)
    assert json.loads(made) == {
        "title": "發展",
        "url": "https://liuxi.example/news/hant/2024/05/01/a/",
        "image": "https://liuxi.example/news/photos/里.jpg",
    }


def test_a_name_that_is_a_word_is_told_with_its_places_in_the_pieces_that_have_it(paper, capsys, monkeypatch):
    from newsroom.cli import main

    paper.article("3.md", "节气", "谷雨前后，雨水多。谷雨说，今年不一样。", 日期="2024-05-03", 人名="谷雨")
    paper.article("4.md", "别处", "谷雨这天采茶。", 日期="2024-05-04")
    paper.article("5.md", "再说", "谷雨茶好喝。谷雨介绍，茶是谷雨采的。", 日期="2024-05-05", 人名="谷雨")
    monkeypatch.chdir(paper.root)
    assert main(["check"]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if "W602" in line]
    assert len(told) == 1
    assert "有 3 处看不出是人，按词写成“穀雨”：“谷雨前后，雨水”、“谷雨茶好喝。谷”、“介绍，茶是谷雨采的。”。" in told[0]
    assert "articles/3.md" in told[0]


def test_twins_have_the_quotation_marks_of_their_readers(paper):
    text = "他说：“先读‘序言’，再读it’s。”\n\n`“码”`"
    paper.article("3.md", "谈“发展”", text, 日期="2024-05-03", 短名="c")
    assert paper.build() == 0
    page = paper.page("hant/2024/05/03/c/")
    shown = " ".join(texts(page, "//article//*"))
    assert "「先讀『序言』，再讀it’s。」" in shown
    assert "“码”" in shown
    assert page.xpath("//h1")[0].text_content().strip() == "談「發展」"
    config = paper.root / "pelicanconf.py"
    config.write_text(config.read_text(encoding="utf-8") + "\nTWIN_QUOTES = False\n", encoding="utf-8")
    assert paper.build() == 0
    assert "“先讀‘序言’，再讀it’s。”" in " ".join(texts(paper.page("hant/2024/05/03/c/"), "//article//*"))
