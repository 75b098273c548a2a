"""专题: pieces of many months on a page of their own, and all that leads there."""

import json
import re

import pytest

from newsroom.cli import main
from tests.build.whole_paper import SETTINGS
from tests.paper import CONFIG, texts

NAME, OTHER = "一条路", "夜校"


@pytest.fixture
def gathered(paper):
    """A paper of three months with two topics."""
    config = re.sub(r"PLUGINS = \[.*?\]", f"PLUGINS = {SETTINGS['PLUGINS']!r}", CONFIG, flags=re.S)
    (paper.root / "pelicanconf.py").write_text(config, encoding="utf-8")
    paper.picture("road.svg")
    about = f"---\n标题: {NAME}\n题图: photos/road.svg\n摘要: 修路的事\n---\n\n路通以后，见[第一篇](/2024/04/01/a/)。\n"
    paper.write("topics/road.md", about)
    paper.write("topics/night.md", f"---\n标题: {OTHER}\n---\n\n夜里亮着灯。\n")
    paper.article("2024/04/01/a.md", "修路", 短名="a", 专题=NAME)
    paper.article("2024/06/02/b.md", "通车", 短名="b", 专题=f"{NAME}、night")
    paper.article("2024/05/02/c.md", "别的事", 短名="c")
    return paper


def test_a_topic_gathers_pieces_over_months(gathered):
    assert gathered.build() == 0
    page = gathered.page("topic/road")
    assert texts(page, "//h1") == [NAME]
    assert page.xpath("//*[contains(@class, 'list__about')]//img/@src") == ["../../photos/road.svg"]
    assert "路通以后" in page.text_content()
    assert page.xpath("//*[contains(@class, 'list__about')]//a/@href") == ["../../2024/04/01/a/"]
    links = page.xpath("//main//a/@href")
    assert "../../2024/04/01/a/" in links and "../../2024/06/02/b/" in links and "../../2024/05/02/c/" not in links
    assert {"../../topic/road/2024/04/", "../../topic/road/2024/06/"} <= set(links)
    assert page.xpath("//meta[@name='description']/@content") == ["修路的事"]
    month = gathered.page("topic/road/2024/06")
    assert texts(month, "//title")[0].startswith(f"{NAME} 2024年6月")


def test_a_topic_is_there_in_both_scripts(gathered):
    assert gathered.build() == 0
    twin = gathered.page("hant/topic/road")
    assert texts(twin, "//h1") == ["一條路"] and "路通以後" in twin.text_content()
    assert twin.xpath("//link[@hreflang='zh-Hans']/@href") == ["https://liuxi.example/news/topic/road/"]


def test_an_article_leads_to_its_topics(gathered):
    assert gathered.build() == 0
    found = gathered.page("2024/06/02/b").xpath("//*[@class='article__topics']/a")
    assert [(link.text, link.get("href")) for link in found] == [
        (NAME, "../../../../topic/road/"),
        (OTHER, "../../../../topic/night/"),
    ]
    assert gathered.page("2024/05/02/c").xpath("//*[@class='article__topics']") == []


def test_all_topics_are_listed_the_newest_first(gathered):
    gathered.write("topics/empty.md", "---\n标题: 还没有\n---\n\n就来。\n")
    assert gathered.build() == 0
    page = gathered.page("topic")
    assert texts(page, "//h1") == ["全部专题"]
    assert texts(page, "//section/h2") == [OTHER, NAME, "还没有"]
    assert texts(gathered.page("topic/empty"), "//*[@class='empty']") == ["这里还没有稿件。"]
    assert "../topic/" in gathered.page("archive").xpath("//footer//a/@href")


def test_a_paper_without_topics_has_no_page_of_them(paper):
    paper.article("2024/04/01/a.md", "修路", 短名="a")
    assert paper.build() == 0
    assert not (paper.output / "topic").exists()
    assert not paper.page("archive").xpath("//footer//a[contains(@href, 'topic')]")


def test_feed_sitemap_breadcrumbs_and_search_know_topics(gathered):
    assert gathered.build() == 0
    feed = (gathered.output / "topic/night/feed.atom").read_text(encoding="utf-8")
    assert "通车" in feed and "修路" not in feed and f"柳溪报·{OTHER}" in feed
    page = gathered.page("topic/night")
    assert page.xpath("//link[@type='application/atom+xml']/@href")[0].endswith("topic/night/feed.atom")
    maps = "".join(file.read_text(encoding="utf-8") for file in gathered.output.glob("sitemap*.xml"))
    assert {"/topic/", "/topic/road/", "/topic/road/2024/04/", "/hant/topic/night/"} <= set(
        re.findall(r"<loc>https://liuxi.example/news(.*?)</loc>", maps)
    )
    nodes = [json.loads(text) for text in page.xpath("//script[@type='application/ld+json']/text()")]
    trail = next(node for node in nodes if node["@type"] == "BreadcrumbList")
    assert trail["itemListElement"][-1]["name"] == OTHER
    listed = json.loads((gathered.output / "search/shards.json").read_bytes())
    assert listed["topics"] == {"night": OTHER, "road": NAME}
    tables = [json.loads(file.read_bytes()) for file in gathered.output.glob("search/*/table.json")]
    ids = [[table["topics"][number] for number in numbers] for table in tables for numbers in table["topic"].values()]
    assert sorted(ids) == [["road"], ["road", "night"]]
    assert gathered.page("search").xpath("//select[@name='topic']/option/@value") == ["", "night", "road"]


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("一条大路", "没有“一条大路”这个专题。是不是“一条路”？"),
        ("春耕备忘", "没有“春耕备忘”这个专题。可用的有：夜校、一条路；新的专题，在 topics 里加一个文件。"),
    ],
)
def test_an_unknown_topic_is_told_once(gathered, capsys, word, message):
    gathered.article("2024/05/02/c.md", "别的事", 短名="c", 专题=f"{NAME}、{word}")
    assert gathered.build() == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "W225" in line]
    assert told == [f"content/articles/2024/05/02/c.md:5: W225 {message}"]
    assert "../../2024/05/02/c/" in gathered.page("topic/road").xpath("//main//a/@href")


def test_a_topic_that_comes_or_goes_is_seen_in_pieces_that_did_not_change(gathered, capsys):
    gathered.article("2024/05/02/c.md", "别的事", 短名="c", 专题="老街")
    assert gathered.build() == 0
    assert "没有“老街”这个专题" in capsys.readouterr().err
    file = gathered.write("topics/street.md", "---\n标题: 老街\n---\n\n老街的事。\n")
    assert gathered.build() == 0
    assert "老街" not in capsys.readouterr().err
    assert "../../2024/05/02/c/" in gathered.page("topic/street").xpath("//main//a/@href")
    before = gathered.stats()
    file.write_text("---\n标题: 老街\n状态: 草稿\n---\n\n老街的事。\n", encoding="utf-8")
    assert gathered.build() == 0
    assert not (gathered.output / "topic/street").exists()
    assert "topic" not in str(gathered.page("2024/05/02/c").xpath("//main//a/@href"))
    assert gathered.stats()["2024/04/01/a/index.html"] == before["2024/04/01/a/index.html"]
    file.unlink()
    assert gathered.build() == 0
    assert "没有“老街”这个专题" in capsys.readouterr().err


def test_a_draft_is_in_no_topic(gathered):
    gathered.article("2024/06/02/b.md", "qdraft", 短名="b", 专题=NAME, 状态="草稿")
    assert gathered.build() == 0
    assert "qdraft" not in gathered.page("topic/road").text_content()


def test_a_topic_needs_a_name_that_can_be_an_address(gathered, capsys):
    gathered.write("topics/新路.md", "---\n标题: 新路\n---\n\n正文。\n")
    assert gathered.build() == 1
    assert "E208 专题的文件名就是它的网址" in capsys.readouterr().err


def test_links_to_topics_are_no_dead_links(gathered, monkeypatch, capsys):
    text = "见[专题](/topic/road/)、[全部](/topic/)、[没有的](/topic/none/)。"
    gathered.article("2024/05/02/c.md", "别的事", text, 短名="c")
    monkeypatch.chdir(gathered.root)
    main(["check", "content/articles/2024/05/02/c.md"])
    told = [line for line in capsys.readouterr().out.splitlines() if "/topic/" in line]
    assert len(told) == 1 and "/topic/none/" in told[0]
