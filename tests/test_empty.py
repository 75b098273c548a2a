"""A paper with no piece, and with one: all that it has is whole and valid, and nobody is warned."""

import json
import re
import shutil
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import lxml.html
import pytest

from newsroom.cli import main
from tests.paper import ROOT, Paper

pytestmark = pytest.mark.unmeasured
DEMO = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
PAPERS = {
    "as it comes": "",
    "with an address": 'SITEURL = "https://qinghe.example/news"\n',
    "in Traditional": 'SCRIPT = "hant"\nTWINS = {"hans": "tw2s"}\n',
    "with Pagefind": 'SEARCH_ENGINE = "pagefind"\n',
    "in one script": "TWINS = {}\n",
}


@pytest.fixture
def emptied(tmp_path, request) -> Paper:
    """The demo paper without its content, as somebody who begins with it makes it."""
    settings = DEMO
    for line in request.param.splitlines():
        name = line.partition(" ")[0]
        settings = "\n".join(one for one in settings.splitlines() if not one.startswith(f"{name} =")) + f"\n{line}\n"
    return Paper.make(tmp_path, settings)


def faults(paper: Paper) -> list[str]:
    """What is not whole: files that cannot be read, and references to what is not there."""
    found = []
    files = paper.files()
    for path, data in files.items():
        if path.endswith((".xml", ".atom", ".svg")):
            ElementTree.fromstring(data)
        elif path.endswith((".json", ".webmanifest")):
            json.loads(data)
        elif path.endswith(".html") and not path.startswith("pagefind/"):
            page = lxml.html.fromstring(data)
            assert page.findtext(".//title").strip()
            assert len(page.findall(".//h1")) == 1, path
            for element, _attribute, link, _place in page.iterlinks():
                lost = path.endswith("404.html")  # which stands at any address, so it refers to all from the root
                parts = urlsplit(re.sub("^/(news/)?", "../" * path.count("/"), link) if lost else link)
                if parts.scheme or parts.netloc or not parts.path or element.get("rel") in ("canonical", "alternate"):
                    continue
                target = normpath(join(dirname(path), unquote(parts.path)))
                target = "" if target == "." else target
                if target not in files and f"{target}/index.html".lstrip("/") not in files:
                    found.append(f"{path}: {link}")
    return found


@pytest.mark.parametrize("emptied", PAPERS.values(), ids=PAPERS.keys(), indirect=True)
def test_without_a_piece_and_with_one_all_is_whole(emptied, capsys):
    sizes = []
    for step in ("none", "one", "none again"):
        if step == "one":
            emptied.article(
                "2024/06/28/a.md", "老井清淤见了底", "本报讯（记者 林小满）井水清了。", 日期="2024-06-28", 版次=1
            )
        elif step == "none again":
            shutil.rmtree(emptied.root / "content/articles")
        assert emptied.build() == 0
        out, err = capsys.readouterr()
        assert err == ""
        assert f"{int(step == 'one')} 篇稿件" in out
        assert faults(emptied) == []
        sizes.append({path: data for path, data in emptied.files().items() if not path.startswith("pagefind/")})
    assert sizes[0] == sizes[2] != sizes[1]
    for path in (
        "index.html",
        "404.html",
        "archive/index.html",
        "search/index.html",
        "feed.atom",
        "feed.json",
        "robots.txt",
    ):
        assert path in sizes[0]
    assert ("sitemap.xml" in sizes[0]) == (
        "SITEURL" in emptied.root.joinpath("pelicanconf.py").read_text(encoding="utf-8").rsplit("\n", 2)[1]
    )


@pytest.mark.parametrize("emptied", [""], indirect=True)
@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        (["check"], "检查完：没有问题。\n"),
        (["stats"], None),
        (["deploy", "--to", "www", "--without-address"], None),
    ],
)
def test_every_command_has_its_answer_without_a_piece(emptied, monkeypatch, capsys, arguments, out):
    monkeypatch.chdir(emptied.root)
    assert emptied.build() == 0
    capsys.readouterr()
    assert main(arguments) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert out is None or told.out == out
