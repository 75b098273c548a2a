"""Pages of all sections, regions, contributors, issues, and years; and what leads on from the addresses above pieces."""

import lxml.html
import pytest

from linli.model.people import contributor_id
from plugins.bylines.everybody import FEW, HANDFUL, MOST
from tests.build.test_press import clean_build
from tests.paper import CONFIG, Paper

PLUGINS = '"plugins.sections", "plugins.issues", "plugins.hanzi", "plugins.syndication"'
OVERVIEWS = ("section/", "region/", "by/", "issue/", "issue/2024/", "issue/2023/", "2024/", "2023/")


def made(folder) -> Paper:
    paper = Paper.make(folder, CONFIG.replace('"plugins.sections"', PLUGINS))
    paper.article("2023/12/30/a.md", "旧岁", "正文。（于晓峰）", 短名="a", 地区="柳溪镇")
    paper.article("2024/03/01/b.md", "头条", "正文。（记者 范云）", 短名="b", 权重="9")
    paper.article("2024/03/05/c.md", "次条", "正文。（尉迟静）", 短名="c", 栏目="基层治理")
    paper.article("2024/03/05/d.md", "一议", "说理。（于晓峰）", 短名="d", 体裁="评论", 栏目="言论")
    assert paper.build() == 0
    return paper


@pytest.fixture
def printed(tmp_path):
    """A paper of two years, for a test that changes it."""
    return made(tmp_path)


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory):
    """The same for all tests that only look at it."""
    return made(tmp_path_factory.mktemp("overviews"))


def page(paper, url):
    return lxml.html.fromstring((paper.output / url / "index.html").read_bytes())


def main(paper, url):
    """Links of the page's own part, as the address that each leads to and its words."""
    links = page(paper, url).xpath("//main//a")
    return [(link.get("href").lstrip("./"), " ".join(link.text_content().split())) for link in links]


def refreshed(paper, url):
    return page(paper, url).xpath("//meta[@http-equiv='refresh']/@content")


def test_sections_and_regions_show_their_newest(looked_at):
    assert main(looked_at, "section/")[:3] == [
        ("section/news/", "要闻"),
        ("2024/03/01/b/", "头条"),
        ("2023/12/30/a/", "旧岁"),
    ]
    assert ("section/news/", "2023年12月以来共2篇") in main(looked_at, "section/")
    assert main(looked_at, "region/")[:2] == [("region/liuxi/", "柳溪镇"), ("2023/12/30/a/", "旧岁")]
    assert page(looked_at, "region/").xpath("string(//section[2])").split() == ["石桥镇", "这里还没有稿件。"]


def test_a_year_has_its_months_and_what_was_main_in_them(looked_at):
    assert main(looked_at, "2024/") == [
        ("archive/", "往期"),
        ("issue/2024/", "按日期看报"),
        ("archive/2024/03/", "3月"),
        ("2024/03/01/b/", "头条"),
        ("2024/03/05/c/", "次条"),
        ("archive/2024/03/", "本月共3篇"),
        ("2023/", "2023年"),
    ]
    assert ("2024/", "2024年") in main(looked_at, "archive/")


def test_issues_are_calendars(looked_at):
    assert main(looked_at, "issue/") == [
        ("issue/2024-03-05/", "2024年3月5日"),
        ("archive/2024/03/", "2024年3月"),
        ("issue/2024-03-01/", "1"),
        ("issue/2024-03-05/", "5"),
        ("archive/2023/12/", "2023年12月"),
        ("issue/2023-12-30/", "30"),
        ("issue/2024/", "2024年 2期"),
        ("issue/2023/", "2023年 1期"),
    ]
    assert ("issue/2023-12-30/", "30") in main(looked_at, "issue/2023/")


def test_contributors_stand_in_the_order_of_their_pinyin(looked_at):
    assert [words for _url, words in main(looked_at, "by/")] == ["范云 1篇", "尉迟静 1篇", "于晓峰 2篇"]


@pytest.mark.parametrize(
    ("cut", "place"),
    [
        ("2024/03/05/", "../../../issue/2024-03-05/"),
        ("2024/03/", "../../archive/2024/03/"),
        ("archive/2024/", "../../2024/"),
    ],
)
def test_a_cut_address_leads_on(looked_at, cut, place):
    for prefix in ("", "hant/"):
        assert refreshed(looked_at, prefix + cut) == [f"0; url={place}"]
        assert page(looked_at, prefix + cut).xpath("//meta[@name='robots']/@content") == ["noindex, follow"]


def test_without_issues_a_day_leads_to_its_place_in_the_month(paper):
    paper.article("2024/03/05/a.md", "甲")
    assert paper.build() == 0
    assert refreshed(paper, "2024/03/05/") == ["0; url=../../../archive/2024/03/#d2024-03-05"]
    assert page(paper, "2024/03/05/").xpath("//link[@rel='canonical']/@href")[0].endswith("/archive/2024/03/")
    assert page(paper, "archive/2024/03/").xpath("//*[@id='d2024-03-05']")
    assert not (paper.output / "issue").exists()


def test_they_are_there_in_both_scripts_in_lists_of_pages_and_lead_to_each_other(looked_at):
    listed = b"".join(data for path, data in looked_at.files().items() if path.startswith("sitemap-pages"))
    foot = page(looked_at, "2024/03/01/b/").xpath("//footer//a/@href")
    for url in OVERVIEWS:
        assert page(looked_at, f"hant/{url}").get("lang") == "zh-Hant"
        for prefix in ("", "hant/"):
            assert f"<loc>https://liuxi.example/news/{prefix}{url}</loc>".encode() in listed
    assert b"/2024/03/05/<" not in listed
    assert {f"../../../../{url}" for url in ("section/", "region/", "by/", "issue/")} <= set(foot)


def test_an_edit_leaves_them_and_a_new_piece_makes_those_anew_that_show_it(printed):
    before = printed.files()
    printed.article("2023/12/30/a.md", "旧岁", "改过。（于晓峰）", 短名="a", 地区="柳溪镇")
    assert printed.build() == 0
    after = printed.files()
    shown = [f"{prefix}{url}index.html" for prefix in ("", "hant/") for url in OVERVIEWS]
    assert [path for path in shown if before[path] != after[path]] == []
    printed.article("2024/03/05/e.md", "新稿", "正文。（范云）", 短名="e", 栏目="基层治理")
    assert printed.build() == 0
    newest = printed.files()
    changed = {path for path in shown if newest[path] != after[path]}
    assert changed == {f"{prefix}{url}index.html" for prefix in ("", "hant/") for url in ("section/", "by/", "2024/")}
    assert newest == clean_build(printed)


@pytest.mark.parametrize("taken", ["/2024/", "/2024/03/", "/2024/03/05/", "/2024/03/05/index.html"])
def test_what_an_editor_has_there_comes_first(printed, taken):
    """An old address, or a page, may stand at such an address: it did before there was anything."""
    url = taken.removeprefix("/").removesuffix("index.html")
    printed.article("2023/12/30/a.md", "旧岁", "正文。（于晓峰）", 短名="a", 地区="柳溪镇", 旧址=taken)
    assert printed.build() == 0
    assert refreshed(printed, url) == [f"0; url={'../' * url.count('/')}2023/12/30/a/"]
    assert printed.files() == clean_build(printed)
    assert ("2024/" in dict(main(printed, "archive/"))) is (url != "2024/")
    printed.article("2023/12/30/a.md", "旧岁", "正文。（于晓峰）", 短名="a", 地区="柳溪镇")
    assert printed.build() == 0
    assert refreshed(printed, url) != [f"0; url={'../' * url.count('/')}2023/12/30/a/"]
    assert printed.files() == clean_build(printed)


def test_a_standing_page_of_a_year_comes_first(printed):
    printed.write("pages/2024.md", "---\n标题: 二〇二四年大事记\n短名: '2024'\n---\n大事。\n")
    assert printed.build() == 0
    assert page(printed, "2024/").xpath("string(//h1)") == "二〇二四年大事记"
    assert "2024/" not in dict(main(printed, "archive/"))


NAMES = [
    first + second + third for first in "赵钱孙李周吴郑王冯陈" for second in "安博晨德恩芳" for third in "国海佳康乐美"
]


MANY = pytest.param(FEW, marks=pytest.mark.unmeasured)  # it is as with a few


@pytest.mark.parametrize("count", [0, 1, HANDFUL, HANDFUL + 1, MANY, FEW + 1])
def test_however_many_contributors_there_are_each_is_found(paper, count):
    for number, name in enumerate(NAMES[:count]):
        paper.article(f"2024/03/01/{number}.md", f"第{number}篇", 短名=f"n{number}", 署名=name)
    assert paper.build() == 0
    first = main(paper, "by/")
    people = {f"by/{contributor_id(name)}/" for name in NAMES[:count]}
    headings = page(paper, "by/").xpath("//main//h2/text()")
    letters = [url for url, _words in first if url.count("/") == 2 and len(url) == 5]
    if count <= FEW:
        assert {url for url, _words in first} == people
        assert headings == (sorted({name[3].upper() for name in people}) if count > HANDFUL else [])
        assert not (paper.output / "by/z").exists()
    else:
        assert len(first) == MOST + len(letters)
        assert letters == sorted({f"by/{url[3]}/" for url in people})
        own = [url for letter in letters for url, _words in main(paper, letter) if url in people]
        assert len(own) == len(set(own)) and set(own) == people
