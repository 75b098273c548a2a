"""Old addresses lead to the new ones, and no two things stand at one address."""

import lxml.html
import pytest

from tests.build.test_press import clean_build
from tests.paper import Paper
from tests.syndication.conftest import SITE

pytestmark = pytest.mark.unmeasured


def moved(paper: Paper, file: str) -> tuple[list[str], list[str], list[str], list[str]]:
    page = lxml.html.fromstring((paper.output / file).read_bytes())
    return (
        page.xpath("//meta[@http-equiv='refresh']/@content"),
        page.xpath("//main//a/@href"),
        page.xpath("//link[@rel='canonical']/@href"),
        page.xpath("//meta[@name='robots']/@content"),
    )


@pytest.mark.parametrize(
    ("file", "url", "way"),
    [
        ("news/12.html", "2024/06/29/story/", "../"),
        ("旧/12.php/index.html", "2024/06/29/story/", "../../"),
        ("关于我们/index.html", "about/", "../"),
    ],
)
def test_an_old_address_leads_to_the_new_one(paper, unpublished, file, url, way):
    for prefix in ("", "hant/"):
        leads = ([f"0; url={way}{url}"], [way + url])
        assert moved(paper, prefix + file) == (*leads, [f"{SITE}{prefix}{url}"], ["noindex, follow"])
        assert moved(unpublished, prefix + file) == (*leads, [], ["noindex, follow"])
        assert (paper.output / prefix / url / "index.html").is_file()
    title = lxml.html.fromstring((paper.output / f"hant/{file}").read_bytes()).xpath("string(//h1)")
    assert title == "新的網址"


def test_an_old_address_has_the_page_of_the_paper_around_it(paper):
    for prefix, lang, name in (("", "zh-Hans", "柳溪报"), ("hant/", "zh-Hant", "柳溪報")):
        page = lxml.html.fromstring((paper.output / f"{prefix}news/12.html").read_bytes())
        assert page.get("lang") == lang
        assert page.xpath("string(//title)").endswith(f"_{name}")
        assert page.xpath("string(//header[@class='masthead']//a)") == name
        assert page.xpath("//header[@class='masthead']//a/@href") == ["../"]
        assert page.xpath("//footer") and page.xpath("//nav[@class='sections']//a/@href")[0] == "../"
        told = page.xpath("//meta[starts-with(@property, 'og:')] | //link[@rel='alternate'][@hreflang]")
        assert told == []  # nothing says that the piece is here


def test_what_is_not_published_has_no_old_address(small):
    small.article("1.md", "一", 日期="2024-07-01", 旧址="/later.html")
    small.article("2.md", "二", 日期="2024-06-01", 旧址="/draft.html", 状态="草稿")
    assert small.build() == 0
    assert not list(small.output.glob("*.html"))[2:]
    assert (small.output / "_redirects").read_text() == "/news/hant/* /news/hant/404.html 404\n"
    assert (small.output / "_redirects.apache").read_text() == ""
    assert not (small.output / "_redirects.nginx").exists() and not (small.output / "_redirects.caddy").exists()
    assert small.build("--today", "2024-07-01") == 0
    assert (small.output / "later.html").is_file()
    (small.root / "content/articles/1.md").unlink()
    assert small.build() == 0
    assert not (small.output / "later.html").exists()


def test_an_old_address_may_be_a_file_one_day_and_a_folder_the_next(small):
    for old in ("/x.html", "/x.html/y", "/x.html/y/z.html, /x.html/v", "/x.html"):
        small.article("1.md", "一", 日期="2024-06-01", 旧址=old)
        assert small.build() == 0
        assert small.files() == clean_build(small)


def test_hosts_have_a_table(paper):
    assert (paper.output / "_redirects").read_text() == "".join(
        f"/news/{prefix}{old} /news/{prefix}{new} 301\n"
        for prefix in ("", "hant/")
        for old, new in (
            ("news/12.html", "2024/06/29/story/"),
            ("%E5%85%B3%E4%BA%8E%E6%88%91%E4%BB%AC/", "about/"),
            ("%E6%97%A7/12.php/", "2024/06/29/story/"),
        )
    ) + "/news/hant/* /news/hant/404.html 404\n"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("/2024/06/02/b/", None, "1.md:5: E402 旧址“/2024/06/02/b/”现在是 content/articles/2.md 的网址。请删去，或改那一篇的短名。"),
        ("/2024/06/01/a", None, "1.md:5: E402 旧址“/2024/06/01/a”就是这一篇现在的网址，用不着写。请删去。"),
        ("/about", None, "1.md:5: E402 旧址“/about”现在是 content/pages/about.md 的网址。请删去，或改那一篇的短名。"),
        ("/x.html", "/x.html", "2.md:5: E403 旧址“/x.html”在 content/articles/1.md:5 也写了。一个旧址只能通到一篇，请只留一处。"),
        ("/x/", "/x/index.html", "2.md:5: E403 旧址“/x/index.html”在 content/articles/1.md:5 也写了。一个旧址只能通到一篇，请只留一处。"),
        (
            "/x.html",
            "/x.html/y.html",
            "2.md:5: E403 旧址“/x.html/y.html”和 content/articles/1.md:5 的“/x.html”不能都有：一个是文件，一个是同名的文件夹。请删去一个。",
        ),
        (
            "/x.html/y, /x.html",
            None,
            "1.md:5: E403 旧址“/x.html/y”和 content/articles/1.md:5 的“/x.html”不能都有：一个是文件，一个是同名的文件夹。请删去一个。",
        ),
        ("/", None, "1.md:5: E404 旧址“/”是本站留用的地址。请删去。"),
        ("/section/news/", None, "1.md:5: E404 旧址“/section/news/”是本站留用的地址。请删去。"),
        ("/feed.atom", None, "1.md:5: E404 旧址“/feed.atom”是本站留用的地址。请删去。"),
        ("/sitemap-2020.html", None, "1.md:5: E404 旧址“/sitemap-2020.html”是本站留用的地址。请删去。"),
        ("/hant/x.html", None, "1.md:5: E404 旧址“/hant/x.html”是本站留用的地址。请删去。"),
        ("/404.html", None, "1.md:5: E404 旧址“/404.html”是本站留用的地址。请删去。"),
        ("/%d0%c2.html", None, "1.md:5: E405 旧址“/%d0%c2.html”读不出：% 后面要是 UTF-8 的编码。请写成汉字。"),
        ("/%2e%2e/x.html", None, "1.md:5: E211 旧址“/%2e%2e/x.html”不能用：两条斜线之间要有名字，名字不能以 . 开头或结尾。请改正，或删去。"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_nothing_is_built(small, first, second, told, capsys, monkeypatch):
    from newsroom.cli import main

    small.article("1.md", "一", 短名="a", 日期="2024-06-01", 旧址=first)
    small.article("2.md", "二", 短名="b", 日期="2024-06-02", 旧址=second)
    small.write("pages/about.md", "---\n标题: 关于\n短名: about\n---\n本报。\n")
    text = (small.root / "content/articles/1.md").read_text(encoding="utf-8")
    assert text.split("\n")[5].startswith("旧址")
    told = "content/articles/" + told.replace("md:5:", "md:6:").replace("1.md:5 ", "1.md:6 ")
    assert small.build() == 1
    assert told in capsys.readouterr().err.splitlines()
    assert not small.output.exists()
    monkeypatch.chdir(small.root)
    assert main(["check"]) == 1
    assert told in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    "address", ["/archive/12.html", "/section/12.htm", "/x.html, /x.html", "/old, /old/", "/2024/06/"]
)
def test_what_harms_nobody_is_allowed(small, address):
    small.article("1.md", "一", 短名="a", 日期="2024-06-01", 旧址=address)
    assert small.build() == 0
