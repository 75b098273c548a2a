"""Structured data says of each page what schema.org has words for, in both scripts."""

import json

import lxml.html
import pytest

from tests.paper import Paper, facts
from tests.syndication.conftest import SITE

BELOW = ("", "hant/")


def structured(paper: Paper, url: str) -> dict[str, dict]:
    """The objects on a page, by type."""
    file = paper.output / url
    page = lxml.html.fromstring((file / "index.html" if file.is_dir() else file).read_bytes())
    found = [json.loads(script) for script in page.xpath("//script[@type='application/ld+json']/text()")]
    assert all(node.pop("@context") == "https://schema.org" for node in found)
    return {node["@type"]: node for node in found}


def addresses(value) -> list[str]:
    """Every address in an object."""
    if isinstance(value, dict):
        return [a for key, inner in value.items() for a in addresses(inner) if key != "@type"]
    if isinstance(value, list):
        return [a for inner in value for a in addresses(inner)]
    return [value] if isinstance(value, str) and value.startswith(("http", ".")) else []


def test_an_article(paper):
    node = structured(paper, "2024/06/29/story/")["NewsArticle"]
    people = {person["contributor"]["name"]: person for person in node.pop("contributor")}
    assert {name: person["roleName"] for name, person in people.items()} == {
        "于晓峰": ["记者"],
        "钟后山": ["摄影"],
        "范云": ["编辑"],
    }
    assert all(person["@type"] == "Role" for person in people.values())
    url = {name: person["contributor"]["url"] for name, person in people.items()}
    for address in url.values():
        assert address.startswith(f"{SITE}by/")
        assert (paper.output / address.removeprefix(SITE) / "index.html").is_file()
    photographer = {"@type": "Person", "name": "钟后山", "url": url["钟后山"]}
    logo = node["publisher"].pop("logo")
    assert (paper.output / logo.pop("url").removeprefix(SITE)).is_file()
    assert logo == {"@type": "ImageObject", "width": 512, "height": 512}
    assert node == {
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": f"{SITE}2024/06/29/story/"},
        "headline": '<i>&"干部"</i> 与头发',
        "alternativeHeadline": "一个副题",
        "description": "头发与干部。",
        "datePublished": "2024-06-29T08:30:00+08:00",
        "dateModified": "2024-06-29T08:30:00+08:00",
        "dateline": "本报柳溪讯",
        "printEdition": "2024年6月29日",
        "printPage": "3",
        "printSection": "基层治理",
        "articleSection": "基层治理",
        "contentLocation": {"@type": "Place", "name": "柳溪镇东街"},
        "inLanguage": "zh-Hans",
        "isAccessibleForFree": True,
        "author": [{"@type": "Person", "name": "于晓峰", "url": url["于晓峰"], "jobTitle": "记者"}],
        "isPartOf": {
            "@type": "PublicationIssue",
            "name": "2024年6月29日",
            "datePublished": "2024-06-29",
            "url": f"{SITE}issue/2024-06-29/",
        },
        "editor": [{"@type": "Person", "name": "范云", "url": url["范云"]}],
        "image": [
            {
                "@type": "ImageObject",
                "url": f"{SITE}photos/%E6%A1%A5.svg",
                "width": 30,
                "height": 20,
                "caption": "桥面 <i>&",
                "creditText": "钟后山 摄",
                "creator": [photographer],
            }
        ],
        "publisher": {"@type": "NewsMediaOrganization", "name": "柳溪报", "url": SITE},
    }


def test_the_way_to_an_article(paper):
    steps = structured(paper, "hant/2024/06/29/story/")["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "柳溪報", f"{SITE}hant/"),
        (2, "基層治理", f"{SITE}hant/section/governance/"),
        (3, '<i>&"幹部"</i> 與頭髮', f"{SITE}hant/2024/06/29/story/"),
    ]


def test_the_twin_of_an_article(paper):
    own = structured(paper, "2024/06/29/story/")["NewsArticle"]
    twin = structured(paper, "hant/2024/06/29/story/")["NewsArticle"]
    assert own.keys() == twin.keys()
    assert (twin["headline"], twin["inLanguage"]) == ('<i>&"幹部"</i> 與頭髮', "zh-Hant")
    assert (twin["dateline"], twin["printEdition"], twin["datePublished"]) == (
        "本報柳溪訊",
        "2024年6月29日",
        own["datePublished"],
    )
    assert [person["contributor"]["name"] for person in twin["contributor"]] == ["于曉峰", "鍾後山", "范雲"]
    assert twin["mainEntityOfPage"]["@id"] == f"{SITE}hant/2024/06/29/story/"
    assert twin["image"][0]["url"] == own["image"][0]["url"]
    assert twin["image"][0]["creditText"] == "鍾後山 攝"


def test_what_is_no_story(paper):
    node = structured(paper, "2024/06/30/view/")["OpinionNewsArticle"]
    assert [(person["@type"], person["name"]) for person in node["author"]] == [("Person", "余万里")]
    assert not {"printPage", "printEdition", "dateline", "image", "correction"} & node.keys()
    old = structured(paper, "2024/03/01/old/")["NewsArticle"]
    assert old["correction"] == [
        {"@type": "CorrectionComment", "text": "数字应为三。", "datePublished": "2024-06-28T00:00:00+08:00"}
    ]
    assert (old["datePublished"], old["dateModified"]) == ("2024-03-01T00:00:00+08:00", "2024-06-28T00:00:00+08:00")
    assert old["author"] == [{"@type": "Organization", "name": "《山城晚报》"}]
    assert old["sourceOrganization"] == {"@type": "Organization", "name": "《山城晚报》"}


@pytest.mark.parametrize(
    ("url", "types"),
    [
        ("", ["NewsMediaOrganization", "WebSite"]),
        ("section/news/", ["BreadcrumbList", "CollectionPage"]),
        ("region/liuxi/", ["BreadcrumbList", "CollectionPage"]),
        ("section/news/2024/03/", ["BreadcrumbList", "CollectionPage"]),
        ("archive/2024/03/", ["BreadcrumbList", "CollectionPage"]),
        ("archive/", ["BreadcrumbList", "CollectionPage"]),
        ("issue/2024-06-29/", ["BreadcrumbList", "CollectionPage"]),
        ("issue/2024-06-29/3/", ["BreadcrumbList", "CollectionPage"]),
        ("issue/2024-06-29/print/", []),
        ("about/", ["BreadcrumbList", "WebPage"]),
        ("404.html", []),
        ("news/12.html", []),
    ],
)
def test_each_kind_of_page(paper, url, types):
    for prefix in BELOW:
        found = structured(paper, prefix + url)
        assert sorted(found) == types
        for address in addresses(list(found.values())):
            assert address.startswith((SITE + prefix, f"{SITE}theme/"))


def test_a_contributor(paper):
    author = structured(paper, "2024/06/29/story/")["NewsArticle"]["author"][0]
    node = structured(paper, author["url"].removeprefix(SITE))["ProfilePage"]
    person = node["mainEntity"]
    assert (person["name"], person["url"], person["jobTitle"]) == ("于晓峰", author["url"], "记者")
    assert person["worksFor"]["name"] == "柳溪报"


def test_the_site_has_a_search_when_it_has_one(paper):
    assert "potentialAction" not in structured(paper, "")["WebSite"]


def test_the_search_of_the_site():
    from linli.build.page import Page
    from plugins.syndication.structured import Structured

    paper = facts(url="https://a.example/b", searchable=True)
    site, _publisher = Structured().open(paper, {})(Page("", "front.html", "报"), {}).structured
    assert site["potentialAction"] == {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": "https://a.example/b/search/?q={search_term_string}"},
        "query-input": "required name=search_term_string",
    }


def test_without_an_address_nothing_claims_one(unpublished):
    for file in unpublished.output.rglob("*.html"):
        url = file.relative_to(unpublished.output).as_posix().removesuffix("index.html")
        for node in structured(unpublished, url).values():
            assert [address for address in addresses(node) if address.startswith("http")] == []
            assert not {"url", "image", "mainEntityOfPage"} & node.keys()
    story = structured(unpublished, "hant/2024/06/29/story/")["NewsArticle"]
    person = story["author"][0]
    assert person["@id"].startswith("../../../../by/")
    assert (unpublished.output / "hant/2024/06/29/story" / person["@id"] / "index.html").resolve().is_file()
    assert "logo" not in story["publisher"]


def test_a_text_cannot_end_its_script(small):
    small.article("1.md", "</script><script>alert(1)</script>", "正文。", 日期="2024-06-30", 短名="x")
    assert small.build() == 0
    for prefix in BELOW:
        page = small.page(f"{prefix}2024/06/30/x/")
        assert page.xpath("//script[not(@src)][not(@type='application/ld+json')]") == []
        node = structured(small, f"{prefix}2024/06/30/x/")["NewsArticle"]
        assert node["headline"] == "</script><script>alert(1)</script>"
