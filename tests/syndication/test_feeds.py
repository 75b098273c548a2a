"""Feeds are valid, whole, and each script has its own."""

import json
import re
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.etree
import lxml.html
import pytest

from linli.build.request import BuildRequest
from newsroom import building
from newsroom import settings as paper_settings
from plugins.hanzi import Converter
from tests.paper import CONFIG, Paper
from tests.syndication.conftest import SITE, SYNDICATED

A = {"a": "http://www.w3.org/2005/Atom", "h": "http://www.w3.org/1999/xhtml"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
FEEDS = ["feed.atom", *(f"section/{section}/feed.atom" for section in ("news", "governance", "opinion"))]
EVERY = [*FEEDS, *(f"hant/{feed}" for feed in FEEDS)]


def feed_of(paper: Paper, path: str) -> lxml.etree._Element:
    return lxml.etree.fromstring((paper.output / path).read_bytes())


def text(node, path: str) -> str:
    (found,) = node.xpath(path, namespaces=A)
    return "".join(found.itertext()).strip()


def faults(feed) -> list[str]:
    """What RFC 4287 wants and a feed has not."""
    found = []
    entries = feed.xpath("a:entry", namespaces=A)
    for node in [feed, *entries]:
        for name in ("id", "title", "updated"):
            if len(node.xpath(f"a:{name}[normalize-space()]", namespaces=A)) != 1:
                found.append(f"{name} in {node.tag}")
        if not urlsplit(text(node, "a:id")).scheme:
            found.append(f"no IRI: {text(node, 'a:id')}")
        moments = [*node.xpath("a:updated", namespaces=A), *node.xpath("a:published", namespaces=A)]
        found += [moment.text for moment in moments if not RFC_3339.fullmatch(moment.text)]
        for name in ("name", "uri"):
            if any(len(person.xpath(f"a:{name}", namespaces=A)) > 1 for person in node.xpath("a:author", namespaces=A)):
                found.append(f"{name} twice")
        if len(node.xpath("a:link[@rel='alternate']", namespaces=A)) != 1:
            found.append("alternate")
    for content in feed.xpath("//a:content", namespaces=A):
        if content.get("type") != "xhtml" or [child.tag for child in content] != [f"{{{A['h']}}}div"]:
            found.append("content")
    ids = feed.xpath("a:id/text() | a:entry/a:id/text()", namespaces=A)
    found += [id for id in ids if ids.count(id) > 1]
    if not feed.xpath("a:author/a:name", namespaces=A) or len(feed.xpath("a:link[@rel='self']", namespaces=A)) != 1:
        found.append("author or self")
    return found


@pytest.mark.parametrize("path", EVERY)
def test_feeds_are_valid_with_an_address_and_without(paper, unpublished, path):
    assert faults(feed_of(paper, path)) == []
    assert faults(feed_of(unpublished, path)) == []


def test_an_entry(paper):
    feed = feed_of(paper, "feed.atom")
    titles = feed.xpath("a:entry/a:title/text()", namespaces=A)
    assert titles == ["评论一则", '<i>&"干部"</i> 与头发', "旧稿"]  # no draft, nothing dated ahead
    entry = feed.xpath("a:entry", namespaces=A)[1]
    url = f"{SITE}2024/06/29/story/"
    assert text(entry, "a:id") == url
    assert entry.xpath("a:link[@rel='alternate']/@href", namespaces=A) == [url]
    assert text(entry, "a:published") == text(entry, "a:updated") == "2024-06-29T08:30:00+08:00"
    assert entry.xpath("a:author/a:name/text()", namespaces=A) == ["于晓峰"]
    (uri,) = entry.xpath("a:author/a:uri/text()", namespaces=A)
    assert (paper.output / uri.removeprefix(SITE) / "index.html").is_file()
    assert entry.xpath("a:contributor/a:name/text()", namespaces=A) == ["钟后山", "范云"]
    assert entry.xpath("a:category/@term", namespaces=A) == ["governance", "liuxi"]
    (content,) = entry.xpath("a:content/h:div", namespaces=A)
    paragraphs = ["".join(p.itertext()) for p in content.xpath("h:p", namespaces=A)]
    assert paragraphs == ["——一个副题", "本报柳溪讯\u3000头发与干部。", "见旧稿和别处。二行"]
    (image,) = content.xpath(".//h:img", namespaces=A)
    assert (unquote(image.get("src")), image.get("alt")) == (f"{SITE}photos/桥.svg", "桥面 <i>&")
    links = content.xpath(".//h:a/@href", namespaces=A)
    assert links == [f"{SITE}2024/03/01/old/#a", "https://elsewhere.example/?a=1&b=2"]


def test_the_feed_is_as_new_as_its_newest_entry_or_correction(paper, small):
    assert text(feed_of(paper, "feed.atom"), "a:updated") == "2024-06-30T00:00:00+08:00"
    news = feed_of(paper, "section/news/feed.atom")
    corrected = news.xpath("a:entry[a:title='旧稿']", namespaces=A)[0]
    assert text(corrected, "a:published") == "2024-03-01T00:00:00+08:00"
    assert text(corrected, "a:updated") == "2024-06-28T00:00:00+08:00"
    first = corrected.xpath("a:content/h:div/h:p", namespaces=A)[0]
    assert "".join(first.itertext()) == "更正（2024年6月28日）：数字应为三。"
    assert text(corrected, "a:author/a:name") == "《山城晚报》"
    empty = feed_of(paper, "section/opinion/feed.atom")
    assert empty.xpath("a:entry", namespaces=A) == []
    assert text(empty, "a:updated") == "2024-06-30T00:00:00+08:00"  # the day of the build


def test_a_twin_has_its_own_identities_language_and_addresses(paper, unpublished):
    converter = Converter("s2tw", names=["于晓峰", "钟后山", "范云", "余万里"])
    for path in FEEDS:
        own, twin = feed_of(paper, path), feed_of(paper, f"hant/{path}")
        assert (own.get(XML_LANG), twin.get(XML_LANG)) == ("zh-Hans", "zh-Hant")
        for name in ("//a:id/text()", "//a:uri/text()", "//a:link/@href"):
            addresses = own.xpath(name, namespaces=A)
            moved = [address.replace(SITE, f"{SITE}hant/") for address in addresses]
            assert twin.xpath(name, namespaces=A) == moved
        texts = twin.xpath("//a:title/text() | //a:summary/text() | //h:p//text()", namespaces=A)
        assert [text for text in texts if converter.text(text) != text] == []
        ids = feed_of(unpublished, path).xpath("//a:id/text()", namespaces=A)
        others = feed_of(unpublished, f"hant/{path}").xpath("//a:id/text()", namespaces=A)
        assert len(ids) == len(others)
        assert not set(ids) & set(others)
    story = feed_of(paper, "hant/feed.atom").xpath("a:entry", namespaces=A)[1]
    assert text(story, "a:title") == '<i>&"幹部"</i> 與頭髮'
    assert story.xpath(".//h:img/@src", namespaces=A)[0].startswith(f"{SITE}photos/")
    assert story.xpath("a:content//h:a/@href", namespaces=A)[0] == f"{SITE}hant/2024/03/01/old/#a"


def test_every_address_leads_somewhere(paper, unpublished):
    for site, base in ((paper, SITE), (unpublished, "http://127.0.0.1/")):
        for path in EVERY:
            feed = feed_of(site, path)
            links = feed.xpath("//a:link/@href | //a:uri/text() | //h:a/@href | //h:img/@src", namespaces=A)
            assert links
            if site is paper:
                assert all(urlsplit(link).scheme for link in links)
            for link in links:
                target = urljoin(base + path, link).split("#")[0]
                if target.startswith(base):
                    file = site.output / unquote(target.removeprefix(base))
                    assert (file / "index.html" if file.is_dir() else file).is_file(), (path, link)


def test_json_feed(paper, unpublished):
    feed = json.loads((paper.output / "feed.json").read_bytes())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["language"], feed["description"]) == ("柳溪报", "zh-Hans", "写在溪边")
    assert (feed["home_page_url"], feed["feed_url"]) == (SITE, f"{SITE}feed.json")
    assert feed["authors"] == [{"name": "柳溪报", "url": SITE}]
    story = feed["items"][1]
    assert story["id"] == story["url"] == f"{SITE}2024/06/29/story/"
    assert story["date_published"] == story["date_modified"] == "2024-06-29T08:30:00+08:00"
    assert [author["name"] for author in story["authors"]] == ["于晓峰"]
    assert story["image"] == f"{SITE}photos/%E6%A1%A5.svg"
    assert story["tags"] == ["基层治理", "柳溪镇"]
    body = lxml.html.fragment_fromstring(story["content_html"], create_parent="div")
    assert body.xpath("string(p[2])") == "本报柳溪讯\u3000头发与干部。"
    assert "<br>二行" in story["content_html"]
    twin = json.loads((paper.output / "hant/feed.json").read_bytes())
    assert twin["language"] == "zh-Hant"
    assert twin["items"][1]["url"] == f"{SITE}hant/2024/06/29/story/"
    moved = lxml.html.fragment_fromstring(twin["items"][1]["content_html"], create_parent="div")
    assert moved.xpath("string(p[2])") == "本報柳溪訊\u3000頭髮與幹部。"
    assert moved.xpath(".//a/@href")[0] == f"{SITE}hant/2024/03/01/old/#a"
    assert moved.xpath(".//img/@src")[0].startswith(f"{SITE}photos/")
    shared = json.loads((unpublished.output / "hant/feed.json").read_bytes())
    assert shared["items"][1]["image"] == "../photos/%E6%A1%A5.svg"


def test_long_texts_leave_the_feed_small(small):
    for number in range(34):
        small.article(
            f"{number}.md",
            f"第{number}篇",
            f"第{number}段。\n\n" + "很长的一段。" * 600,
            日期=f"2024-05-{number % 28 + 1:02}",
        )
    assert small.build() == 0
    data = (small.output / "feed.atom").read_bytes()
    feed = feed_of(small, "feed.atom")
    assert len(data) < 150_000
    assert len(feed.xpath("a:entry", namespaces=A)) == 30
    whole = [bool(entry.xpath("a:content", namespaces=A)) for entry in feed.xpath("a:entry", namespaces=A)]
    assert any(whole)
    assert whole == sorted(whole, reverse=True)  # the newest
    assert all(entry.xpath("a:summary", namespaces=A) for entry in feed.xpath("a:entry", namespaces=A))
    items = json.loads((small.output / "feed.json").read_bytes())["items"]
    assert ["content_html" in item for item in items] == whole
    assert all("content_html" in item or item["content_text"] for item in items)
    moments = feed.xpath("a:entry/a:published/text()", namespaces=A)
    assert moments == sorted(moments, key=datetime.fromisoformat, reverse=True)


def test_a_correction_brings_an_old_piece_back(small):
    for number in range(1, 35):
        small.article(f"{number}.md", f"第{number}篇", 日期="2024-05-02")
    for number, day in enumerate(("2024-06-01", "2024-05-03", "2024-04-30"), 35):
        small.article(f"{number}.md", f"旧稿{number}", 日期="2023-01-01", 更正=f"{day} 应为三。")
    small.article("38.md", "撤了", 日期="2023-01-01", 更正="2024-06-02 与事实不符。", 状态="撤稿")
    assert small.build() == 0
    for path in ("feed.atom", "section/news/feed.atom"):
        feed = feed_of(small, path)
        titles = feed.xpath("a:entry/a:title/text()", namespaces=A)
        assert titles[:2] == ["旧稿35", "旧稿36"]
        assert len(titles) == 32
        assert text(feed, "a:updated") == "2024-06-01T00:00:00+08:00"
    assert feed_of(small, "section/opinion/feed.atom").xpath("a:entry", namespaces=A) == []


def test_a_preview_of_drafts_alone_has_feeds_without_entries(small, monkeypatch):
    small.article("1.md", "一", 日期="2024-06-01", 短名="a", 状态="草稿")
    monkeypatch.chdir(small.root)
    settings = paper_settings.read(Path("pelicanconf.py"), today="2024-06-30")
    building.run(BuildRequest(settings, unpublished=True))
    for path in ("feed.atom", "section/news/feed.atom", "section/opinion/feed.atom"):
        assert feed_of(small, path).xpath("a:entry", namespaces=A) == []
        assert text(feed_of(small, path), "a:updated") == "2024-06-30T00:00:00+08:00"
    assert (small.output / "2024/06/01/a/index.html").is_file()


def test_a_withdrawn_piece_leaves_the_feeds_and_the_sitemaps(small):
    small.article("1.md", "一", 日期="2024-06-29", 短名="a", 旧址="/a.html")
    small.article("2.md", "二", 日期="2024-06-29", 短名="b")
    assert small.build() == 0
    small.article(
        "1.md", "一", 日期="2024-06-29", 短名="a", 旧址="/a.html", 状态="撤稿", 更正="2024-06-30 与事实不符。"
    )
    assert small.build() == 0
    spoken = [path for path, data in small.files().items() if b"2024/06/29/a/" in data and not path.endswith(".html")]
    assert all(path.startswith("_redirects") for path in spoken)
    assert "_redirects" in spoken
    for prefix in ("", "hant/"):
        assert feed_of(small, f"{prefix}feed.atom").xpath("a:entry/a:title/text()", namespaces=A) == ["二"]
        page = small.page(f"{prefix}2024/06/29/a/")
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex, follow"]
        (script,) = page.xpath("//script[@type='application/ld+json']/text()")
        node = json.loads(script)
        assert (node["creativeWorkStatus"], node["correction"][0]["datePublished"]) == (
            "Withdrawn",
            "2024-06-30T00:00:00+08:00",
        )
        assert "description" not in node
        assert (small.output / f"{prefix}a.html").is_file()


def test_an_edit_of_an_old_piece_leaves_the_feeds_alone(small):
    for number in range(1, 32):
        small.article(f"{number}.md", f"第{number}篇", 日期="2024-05-01", 栏目="言论")
    old = small.article("0.md", "旧稿", 日期="2023-01-01", 栏目="要闻")
    for number in range(32, 63):
        small.article(f"{number}.md", f"第{number}篇", 日期="2024-05-02", 栏目="要闻")
    assert small.build() == 0
    before = small.stats()
    old.write_text(old.read_text(encoding="utf-8") + "又一段。\n", encoding="utf-8")
    assert small.build() == 0
    changed = {path for path, stat in small.stats().items() if before.get(path) != stat}
    assert "2023/01/01/jiu-gao/index.html" in changed
    assert [path for path in changed if "feed." in path or "sitemap" in path] == []


@pytest.mark.parametrize(
    ("url", "lang"), [("https://a.example", "zh-Hans"), ("http://a.example:8080/b/c/", "zh-Hant"), ("", "zh-Hans")]
)
def test_nothing_holds_the_address_of_another_build(small, url, lang):
    small.article("1.md", "一", "![桥](photos/a.svg)", 日期="2024-06-30", 旧址="/old.html")
    small.picture("a.svg")
    assert small.build() == 0
    config = SYNDICATED.replace("https://liuxi.example/news", url)
    script = f'SCRIPT = "{"hant" if lang == "zh-Hant" else "hans"}"'
    (small.root / "pelicanconf.py").write_text(f"{config}\n{script}\n", encoding="utf-8")
    assert small.build() == 0
    for path, data in small.files().items():
        assert b"liuxi.example" not in data, path
    for path in ("feed.atom", f"{'hans' if lang == 'zh-Hant' else 'hant'}/feed.atom"):
        assert faults(feed_of(small, path)) == []
        if url:
            assert text(feed_of(small, path), "a:id").startswith(url.rstrip("/") + "/")
    assert feed_of(small, "feed.atom").get(XML_LANG) == lang


def test_without_the_plugin_nothing_speaks_of_feeds(tmp_path):
    paper = Paper.make(tmp_path, CONFIG)
    paper.article("1.md", "一", 日期="2024-06-30")
    assert paper.build() == 0
    page = paper.page("")
    assert page.xpath("//link[@rel='manifest' or @type='application/atom+xml'] | //a[contains(@href, 'feed')]") == []
    assert not list(paper.output.glob("feed.*"))
