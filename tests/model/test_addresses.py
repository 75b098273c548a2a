"""One table makes every address, and the names that nothing else may take come from it."""

import ast
import re
from datetime import date

import pytest

from linli.model import addresses
from tests.paper import CONFIG, ROOT, Paper
from tests.pictures.samples import saved, scene

EVERYTHING = CONFIG.replace(
    '"plugins.sections"',
    '"plugins.sections", "plugins.issues", "plugins.pictures", "plugins.hanzi", "plugins.search", "plugins.syndication"',
)
EVERYTHING += 'SEARCH_ENGINE = "pagefind"\nPAGEFIND_UI = True\n'
LISTS = tuple(f"{folder}/" for folder in addresses.FOLDERS - {"photos", "theme"})


def test_addresses():
    day = date(2023, 7, 2)
    assert [
        addresses.article(day, "lao-jing"),
        addresses.month(addresses.section("news"), "2023/07"),
        addresses.month(addresses.ARCHIVE, "2023/07"),
        addresses.issue_page(day, 3),
        addresses.issue_print(day),
        addresses.print_file(day, 3, ".jpg"),
        addresses.rendition("photos/2023/a.b.jpg", 480, "0123456789abcdef"),
        addresses.qr_codes("hant/2023/07/02/lao-jing/"),
        addresses.qr_code("2023/07/02/lao-jing/"),
        addresses.atom(addresses.section("news")),
        addresses.cards("2023/07", 0),
    ] == [
        "2023/07/02/lao-jing/",
        "section/news/2023/07/",
        "archive/2023/07/",
        "issue/2023-07-02/3/",
        "issue/2023-07-02/print/",
        "prints/2023-07-02/3.jpg",
        "photos/2023/a.b.480w.0123456789.webp",
        "hant/2023/07/02/qr.svg",
        "../qr.svg#lao-jing",
        "section/news/feed.atom",
        "search/cards/2023/07/0.json",
    ]


@pytest.mark.parametrize(
    ("address", "file"),
    [("", "index.html"), ("a/b/", "a/b/index.html"), ("feed.atom", "feed.atom"), ("a/12.html", "a/12.html")],
)
def test_files_of_addresses_and_back(address, file):
    assert addresses.file_of(address) == file
    assert addresses.address_of(file) == address


@pytest.mark.parametrize(
    ("twins", "prefixes"),
    [((), ("hans", "hant")), (("hant",), ("hans", "hant")), (("tw", "hk"), ("hans", "hant", "hk", "tw"))],
)
def test_the_usual_prefixes_of_twins_are_kept_beside_those_of_the_paper(twins, prefixes):
    assert addresses.prefixes(twins) == prefixes


@pytest.mark.parametrize(
    "address",
    [
        "",
        "section/",
        "section/news/",
        "section/news/feed.atom/x.html",
        "section/news/2023/07/",
        "by/",
        "corrections/2023/",
        "issue/2023-07-12/",
        "search/shards.json/",
        "theme/css/base.0123456789.css/x.html",
        "prints/2023-07-12/3.jpg/",
        "photos/12.html",
        "hant/",
        "hant/x.html",
        "tw/x.html",
        "404.html",
        "feed.atom/",
        "feed.json/x.html",
        "_headers/",
        "_redirects/",
        "robots.txt/",
        "favicon.ico/",
        "manifest.webmanifest/",
        "sitemap.xml/",
        "sitemap-2023-07.xml/",
        "sitemap-news.xml/x.html",
    ],
)
def test_what_the_site_needs_is_reserved(address):
    assert addresses.is_reserved(address, ("hans", "hant", "tw"))


@pytest.mark.parametrize(
    "address",
    [
        "archive/12.html",
        "section/12.htm",
        "issue/2019-03/05/node_2.htm",
        "2019/",
        "sections/",
        "tw/",
        "sitemap-guide/",
        "feed/",
        "about/section/",
    ],
)
def test_what_harms_nobody_is_free(address):
    assert not addresses.is_reserved(address, addresses.SCRIPTS)


def test_everything_that_is_published_is_in_the_table(paper: Paper):
    """Nothing stands at the root of a site but what the table names, years, and what the editors named themselves."""
    (paper.root / "pelicanconf.py").write_text(EVERYTHING, encoding="utf-8")
    paper.write("photos/a.jpg", saved(scene(), "JPEG"))
    paper.write("issues/2024-06-01/1.jpg", saved(scene(), "JPEG"))
    paper.write("files/a.pdf", b"%PDF")
    paper.write("topics/road.md", "---\n标题: 修路\n---\n一条路。\n")
    body = "![井](photos/a.jpg)\n\n（范云）"
    paper.article(
        "1.md",
        "一",
        body,
        日期="2024-06-01",
        版次="1",
        地区="柳溪镇",
        旧址="/old/1.html",
        更正="2024-06-02 三。",
        专题="修路",
    )
    paper.write("pages/about.md", "---\n标题: 关于\n短名: about\n---\n正文。\n")
    assert paper.build() == 0
    names = {path.removeprefix("hant/").split("/")[0] for path in paper.files()}
    named = {"2024", "about", "old"}
    assert named < names
    known = {name for name in names if addresses.is_reserved(f"{name}/", ()) or name in addresses.FILES}
    assert names - named == known
    assert known - {name for name in known if name.startswith(addresses.SITEMAP_PARTS)} == addresses.FOLDERS | (
        addresses.FILES - {"sitemap-news.xml"}
    )


def literals(tree: ast.AST) -> list[str]:
    """The texts in a program, without what documents it."""
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))]
    documents = {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in documents)
    return [node.value for node in found if isinstance(node.value, str)]


@pytest.mark.unmeasured
def test_no_other_module_makes_addresses():
    strays = [
        (file.relative_to(ROOT).as_posix(), text)
        for folder in ("linli", "plugins", "newsroom")
        for file in sorted((ROOT / folder).rglob("*.py"))
        if file.name != "addresses.py"
        for text in literals(ast.parse(file.read_text(encoding="utf-8")))
        if text.startswith(LISTS)
    ]
    assert strays == []


def test_templates_make_no_addresses():
    templates = sorted(
        file for place in ("templates", "components") for file in (ROOT / "theme" / place).rglob("*.html")
    )
    made = re.compile(r"\{\{ root \}\}[\w.-]|(?:src|href|action)=\"[\w.-]+[\"/]")
    assert len(templates) > 40
    assert [(t.name, found[0]) for t in templates for found in made.finditer(t.read_text(encoding="utf-8"))] == []


def test_the_search_module_asks_for_the_files_of_the_table():
    text = "".join(
        (ROOT / f"theme/static/js/{name}.js").read_text(encoding="utf-8") for name in ("postings", "search", "excerpt")
    )
    asked = re.findall(r"new URL\(([`\"])(search/.*?)\1", text)
    made = [
        addresses.SHARDS,
        addresses.shard("${meta.name}", ""),
        addresses.cards("${month}", "${file}") + "?v=${version}",
    ]
    assert [path for _quote, path in asked] == made


def test_what_a_query_names_is_where_the_table_has_it():
    text = (ROOT / "theme/static/js/direct.js").read_text(encoding="utf-8")
    day = date(2024, 5, 9)
    assert re.findall(r"new URL\(`(.*?)`", text) == [
        addresses.issue(day).replace(day.isoformat(), "${last}"),
        addresses.month(addresses.ARCHIVE, '${named.replace("-", "/")}'),
        addresses.names(7).replace("7", "${number}") + "?v=${about.names.mark}",
        addresses.contributor("${found[1]}"),
    ]
