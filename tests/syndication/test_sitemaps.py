"""Sitemaps name every page that may be listed, in every script, and leave finished months alone."""

from datetime import date, timedelta
from urllib.parse import urlsplit

import lxml.etree
import lxml.html
import pytest

from linli.build.extensions import ListedPage
from plugins.syndication.sitemaps import BUCKET, PAGES, parts_of
from tests.paper import Paper
from tests.syndication.conftest import SITE

S = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}
MOST = 50_000  # addresses of a sitemap


def xml(paper: Paper, address: str) -> lxml.etree._Element:
    return lxml.etree.fromstring((paper.output / address.removeprefix(SITE)).read_bytes())


def parts(paper: Paper) -> dict[str, lxml.etree._Element]:
    """The sitemaps of all pages, by file."""
    addresses = xml(paper, "sitemap.xml").xpath("//s:loc/text()", namespaces=S)
    return {a.removeprefix(SITE): xml(paper, a) for a in addresses if "news.xml" not in a}


def entries(paper: Paper) -> dict[str, lxml.etree._Element]:
    found = [entry for part in parts(paper).values() for entry in part.xpath("//s:url", namespaces=S)]
    named = {entry.findtext("s:loc", namespaces=S): entry for entry in found}
    assert len(named) == len(found)
    return named


def test_every_page_that_may_be_listed_is_and_no_other(paper):
    listed = set()
    for file in paper.output.rglob("*.html"):
        page = lxml.html.fromstring(file.read_bytes())
        if page.xpath("//meta[@name='robots'][contains(@content, 'noindex')]"):
            continue
        listed.add(SITE + file.relative_to(paper.output).as_posix().removesuffix("index.html"))
        assert page.xpath("//meta[@name='robots']/@content") == ["max-image-preview:large"]
    assert set(entries(paper)) == listed
    assert f"{SITE}hant/2024/06/29/story/" in listed
    assert not [address for address in listed if "404" in address or "12.html" in address]


def test_alternates_are_reciprocal_and_those_of_the_page(paper):
    named = entries(paper)
    for address, entry in named.items():
        alternates = {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", namespaces=S)}
        assert set(alternates) == {"zh-Hans", "zh-Hant", "x-default"}
        assert address in alternates.values()
        assert alternates["x-default"] == alternates["zh-Hans"]
        for other in alternates.values():
            links = named[other].findall("x:link", namespaces=S)
            assert {link.get("hreflang"): link.get("href") for link in links} == alternates
        page = paper.page(address.removeprefix(SITE))
        heads = page.xpath("//link[@rel='alternate'][@hreflang]")
        assert {link.get("hreflang"): link.get("href") for link in heads} == alternates


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("2024/06/29/story/", "2024-06-29"),
        ("2024/03/01/old/", "2024-06-28"),  # corrected
        ("archive/2024/06/", "2024-06-30"),
        ("section/news/2024/03/", "2024-03-01"),
        ("section/governance/", "2024-06-29"),
        ("", "2024-06-30"),
        ("about/", None),
        ("section/opinion/", None),
    ],
)
def test_lastmod_is_the_day_of_the_piece_or_its_correction(paper, url, day):
    named = entries(paper)
    assert named[SITE + url].findtext("s:lastmod", namespaces=S) == day
    assert named[f"{SITE}hant/{url}"].findtext("s:lastmod", namespaces=S) == day


def test_the_index_has_all_parts_each_as_new_as_its_newest_page(paper):
    index = xml(paper, "sitemap.xml")
    assert index.xpath("//s:loc/text()", namespaces=S) == [
        f"{SITE}{file}"
        for file in (
            "sitemap-2024-03.xml",
            "sitemap-2024-06.xml",
            "sitemap-pages.xml",
            "sitemap-news.xml",
            "hant/sitemap-news.xml",
        )
    ]
    for entry in index.xpath("//s:sitemap[s:lastmod]", namespaces=S):
        part = xml(paper, entry.findtext("s:loc", namespaces=S))
        newest = max(part.xpath("//s:lastmod/text()", namespaces=S))
        assert entry.findtext("s:lastmod", namespaces=S) == newest
    assert not (paper.output / "hant/sitemap.xml").exists()


def test_news_are_of_two_days_in_both_scripts(paper):
    for path, language, titles in (
        ("sitemap-news.xml", "zh-cn", ["评论一则", '<i>&"干部"</i> 与头发']),
        ("hant/sitemap-news.xml", "zh-tw", ["評論一則", '<i>&"幹部"</i> 與頭髮']),
    ):
        news = xml(paper, path)
        assert news.xpath("//n:title/text()", namespaces=S) == titles
        assert set(news.xpath("//n:language/text()", namespaces=S)) == {language}
        prefix = SITE + path.removesuffix("sitemap-news.xml")
        assert news.xpath("//s:loc/text()", namespaces=S) == [f"{prefix}2024/06/30/view/", f"{prefix}2024/06/29/story/"]
        assert news.xpath("//n:publication_date/text()", namespaces=S)[1] == "2024-06-29T08:30:00+08:00"
    assert xml(paper, "sitemap-news.xml").xpath("//n:name/text()", namespaces=S) == ["柳溪报", "柳溪报"]


def test_a_day_later_the_news_are_gone(small):
    small.article("1.md", "一", 日期="2024-06-29")
    for today, count in (("2024-06-30", 1), ("2024-07-01", 0)):
        assert small.build("--today", today) == 0
        assert len(xml(small, "sitemap-news.xml").xpath("//s:url", namespaces=S)) == count


def test_the_part_of_a_finished_month_stays_as_it_is(small):
    small.article("1.md", "一", 日期="2024-03-01")
    small.article("2.md", "二", 日期="2024-06-01")
    assert small.build() == 0
    before = small.stats()
    small.article("3.md", "三", 日期="2024-06-02", 署名="范云")
    assert small.build() == 0
    after = small.stats()
    changed = {path for path, stat in after.items() if before.get(path) != stat}
    assert {path for path in changed if "sitemap" in path} == {
        "sitemap.xml",
        "sitemap-2024-06.xml",
        "sitemap-pages.xml",
    }
    (small.root / "content/articles/2.md").unlink()
    (small.root / "content/articles/3.md").unlink()
    assert small.build() == 0
    assert set(parts(small)) == {"sitemap-2024-03.xml", "sitemap-pages.xml"}
    assert not (small.output / "sitemap-2024-06.xml").exists()


def test_parts_are_well_below_what_is_allowed():
    days = [date(2024, 3, 1) + timedelta(days=number % 31) for number in range(11_000)]
    pages = [ListedPage(f"{day:%Y/%m/%d}/{number}/", f"{day}") for number, day in enumerate(days)]
    pages += [ListedPage(f"by/{number}/", "") for number in range(7_000)]
    found = parts_of(sorted(pages))
    assert sorted(page for part in found.values() for page in part) == sorted(pages)
    assert {name for name in found if name.startswith("2024")} == {"2024-03", "2024-03-2", "2024-03-3"}
    assert all(len(part) <= PAGES for part in found.values())
    assert all(len(part) < 2 * BUCKET for name, part in found.items() if name.startswith("pages"))
    assert 2 * PAGES <= MOST / 4


def test_where_a_page_belongs_is_told_by_its_address():
    pages = [
        ListedPage(url, "") for url in ("issue/2024-03-11/2/", "2024/03/11/a/", "archive/2024/03/", "by/a-2024/", "")
    ]
    found = {name: [page.url for page in part] for name, part in parts_of(pages).items()}
    assert found == {
        "2024-03": ["issue/2024-03-11/2/", "2024/03/11/a/", "archive/2024/03/"],
        "pages": ["by/a-2024/", ""],
    }


def test_robots(paper, unpublished):
    assert (paper.output / "robots.txt").read_text() == (
        "User-agent: *\nAllow: /\n\n"
        f"Sitemap: {SITE}sitemap.xml\nSitemap: {SITE}sitemap-news.xml\nSitemap: {SITE}hant/sitemap-news.xml\n"
    )
    assert (unpublished.output / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"
    assert not list(unpublished.output.rglob("sitemap*"))


def test_addresses_are_all_of_the_site(paper):
    for path in paper.output.rglob("sitemap*.xml"):
        for address in lxml.etree.fromstring(path.read_bytes()).xpath("//s:loc/text() | //x:link/@href", namespaces=S):
            assert address.startswith(SITE)
            assert urlsplit(address).path.isascii()
