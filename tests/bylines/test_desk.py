"""Who is of the desk is named as such everywhere, and stands in no byline; looked at in all that is made of a piece."""

from __future__ import annotations

import json

import lxml.etree
import pytest

from newsroom.cli import main
from newsroom.importing.page import import_page
from tests.paper import CONFIG, Paper, texts

EVERYTHING = CONFIG.replace('"plugins.sections"', '"plugins.sections", "plugins.issues", "plugins.syndication"')
ATOM = {"a": "http://www.w3.org/2005/Atom"}
DESK = "责任编辑：姜涛 校对：姜涛"
# What is signed, and where: (fields, end of the text); then the byline, who edited, who reviewed.
CASES = {
    "text": ({}, DESK, [], ["姜涛"], ["姜涛"]),
    "byline": ({"署名": DESK}, "", [], ["姜涛"], ["姜涛"]),
    "editor": ({"责任编辑": "姜涛 校对：姜涛"}, "", [], ["姜涛"], ["姜涛"]),
    "everywhere": ({"署名": DESK, "责任编辑": "姜涛 校对：姜涛"}, DESK, [], ["姜涛"], ["姜涛"]),
    "beside": ({}, f"（记者 范云）\n\n{DESK}", ["记者 范云"], ["姜涛"], ["姜涛"]),
    "together": ({}, f"（记者 范云 {DESK}）", ["记者 范云"], ["姜涛"], ["姜涛"]),
    "before": ({"署名": f"{DESK} 记者：范云"}, "", ["记者 范云"], ["姜涛"], ["姜涛"]),
    "parted": ({"责任编辑": "姜涛"}, "（范云 文/图）\n\n校对：曲波", ["范云 文/图"], ["姜涛"], ["曲波"]),
    "reviewed": ({}, "审核：曲波", [], [], ["曲波"]),
    "both": ({}, "（记者 范云 责任编辑 范云）", ["记者 范云"], ["范云"], []),
    "both-field": ({"责任编辑": "范云"}, "（记者 范云 摄）", ["记者 范云 摄"], ["范云"], []),
    "both-byline": ({"署名": "编辑：范云 记者：范云"}, "", ["记者 范云"], ["范云"], []),
    "pictured": ({}, f"![桥](photos/a.svg \"桥面。（姜涛 摄）\")\n\n{DESK}", ["姜涛 摄"], ["姜涛"], ["姜涛"]),
    "office": ({"署名": "柳溪镇文联"}, DESK, ["柳溪镇文联"], ["姜涛"], ["姜涛"]),
}  # fmt: skip
SIGNED = pytest.mark.parametrize("case", CASES)


@pytest.fixture(scope="module")
def paper(tmp_path_factory) -> Paper:
    """A piece for each case, on a day of its own, and what all plugins make of them."""
    paper = Paper.make(tmp_path_factory.mktemp("desk"), EVERYTHING)
    paper.picture("a.svg")
    for number, (case, (fields, end, *_)) in enumerate(CASES.items(), 1):
        paper.article(f"{case}.md", case, f"正文。\n\n{end}", 日期=f"2024-06-{number:02}", 短名=case, **fields)
    assert paper.build() == 0
    return paper


def day(case: str) -> int:
    return list(CASES).index(case) + 1


def names(signed: list[str]) -> list[str]:
    """Byline words without what stands around names."""
    return [next(word for word in words.split() if word not in ("记者", "摄", "文/图")) for words in signed]


@SIGNED
def test_page(paper, case):
    page = paper.page(f"2024/06/{day(case):02}/{case}/")
    *_, byline, editors, _reviewers = CASES[case]
    assert texts(page, "//span[@class='byline__person']") == byline
    assert texts(page, "//div[@class='article__editor']") == ([f"（责任编辑：{' '.join(editors)}）"] if editors else [])
    authors = page.xpath("//meta[@property='article:author']/@content")
    assert len(authors) == (0 if case == "office" else len(byline))


@SIGNED
def test_lists(paper, case):
    signed = [] if case == "office" else names(CASES[case][2])
    page = paper.page(f"issue/2024-06-{day(case):02}/")
    assert texts(page, f"//*[.//a[.='{case}']]/p[contains(@class,'__credits')]") == signed


@SIGNED
def test_feed(paper, case):
    feed = lxml.etree.parse(str(paper.output / "feed.atom"))
    (entry,) = feed.xpath(f"//a:entry[a:title='{case}']", namespaces=ATOM)
    *_, byline, editors, reviewers = CASES[case]
    wrote = names(byline)
    assert entry.xpath("a:author/a:name/text()", namespaces=ATOM) == wrote
    others = [name for name in dict.fromkeys([*editors, *reviewers]) if name not in wrote]
    assert entry.xpath("a:contributor/a:name/text()", namespaces=ATOM) == others


@SIGNED
def test_structured_data(paper, case):
    page = paper.page(f"2024/06/{day(case):02}/{case}/")
    (node,) = (
        node
        for script in page.xpath("//script[@type='application/ld+json']/text()")
        if (node := json.loads(script))["@type"] == "NewsArticle"
    )
    *_, byline, editors, reviewers = CASES[case]
    wrote = names(byline)
    assert [author["name"] for author in node["author"]] == (wrote or ["柳溪报"])
    assert not any({"编辑", "审核"} & set(author.get("jobTitle", "").split("、")) for author in node["author"])
    assert [editor["name"] for editor in node.get("editor", [])] == editors
    roles = {one["contributor"]["name"]: one["roleName"] for one in node["contributor"]}
    assert {name for name, held in roles.items() if "审核" in held} == set(reviewers)
    assert {name for name, held in roles.items() if "编辑" in held} == set(editors)


@SIGNED
def test_statistics(paper, case, monkeypatch, capsys):
    *_, byline, editors, reviewers = CASES[case]
    monkeypatch.chdir(paper.root)
    edge = f"2024-06-{day(case):02}"
    assert main(["stats", "--from", edge, "--to", edge, "--by", "contributor"]) == 0
    rows = {row[0]: " ".join(row[3:]) for line in capsys.readouterr().out.splitlines()[3:] if (row := line.split())}
    assert ("（没有署名）" in rows) == (not byline or case == "office")
    assert {name for name, held in rows.items() if "编辑 1" in held} == set(editors)
    assert {name for name, held in rows.items() if "审核 1" in held} == set(reviewers)
    assert {name for name, held in rows.items() if "记者 1" in held} == {
        n for n in names(byline) if "记者" in byline[0]
    }


@SIGNED
def test_contributor_pages(paper, case):
    *_, editors, reviewers = CASES[case]
    page = paper.page(f"2024/06/{day(case):02}/{case}/")
    for name, role in [*((name, "编辑") for name in editors), *((name, "审核") for name in reviewers)]:
        (url,) = {
            one["contributor"]["url"]
            for script in page.xpath("//script[@type='application/ld+json']/text()")
            for one in json.loads(script).get("contributor", [])
            if one["contributor"]["name"] == name
        }
        own = paper.page(url.removeprefix("https://liuxi.example/news/"))
        (line,) = own.xpath(f"//li[.//a[.='{case}']]")
        assert role in " ".join(texts(line, ".//span[@class='line__meta']")).split()[0].split("、")


@pytest.mark.parametrize(
    ("end", "byline", "editor"),
    [
        (DESK, [], "姜涛"),
        ("（记者 范云）\n\n责任编辑：姜涛 校对：姜涛", ["范云"], "姜涛"),
        ("（记者 范云 责任编辑 范云）", ["范云"], "范云"),
        ("审核：曲波", [], None),
    ],
)
def test_an_imported_page(end, byline, editor):
    text = f"# 老井修好了\n\n井台上的石头换了新的，水也清了。村民们说，这口井有一百年。\n\n{end}\n"
    (item,) = import_page(text, sections={}, regions={}).items
    assert ([person.name for person in item.contributors], item.editor) == (byline, editor)
    assert not any({"editor", "reviewer"} & set(person.roles) for person in item.contributors)
