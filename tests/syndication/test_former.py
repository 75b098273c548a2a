"""Contributors whose addresses had their surnames as in any text: the former addresses lead on."""

import json

import pytest

from linli.model.people import contributor_id, former_id
from newsroom.cli import main
from tests.build.test_press import clean_build
from tests.paper import Paper, texts
from tests.syndication.conftest import SITE, SYNDICATED
from tests.syndication.test_moved import moved

pytestmark = pytest.mark.unmeasured
SHAN, ZENG = "单雨禾", "曾雨禾"
TWO, TAKES = "单耘宇", "但耘玉"  # by chance, the second is at the former address of the first


def by(name: str) -> str:
    return f"by/{contributor_id(name)}/"


def former(name: str) -> str:
    return f"by/{former_id(name)}/"


def led(paper: Paper) -> list[str]:
    """The lines by which hosts lead on from old addresses."""
    file = paper.output / "_redirects"
    return [line for line in file.read_text().splitlines() if line.endswith(" 301")] if file.exists() else []


@pytest.fixture
def signed(small) -> Paper:
    small.article("1.md", "一", f"正文。\n\n（记者 {SHAN} 通讯员 {ZENG}）", 日期="2024-06-01", 短名="a")
    small.article("2.md", "二", "正文。\n\n（记者 张婷）", 日期="2024-06-02", 短名="b")
    return small


def test_a_former_address_leads_to_the_page_of_the_contributor(signed):
    assert signed.build() == 0
    assert by(SHAN).startswith("by/shan-yu-he-") and former(SHAN).startswith("by/dan-yu-he-")
    assert by(ZENG).startswith("by/zeng-yu-he-") and former(ZENG).startswith("by/ceng-yu-he-")
    for name in (SHAN, ZENG):
        for prefix in ("", "hant/"):
            leads = (
                [f"0; url=../../{by(name)}"],
                [f"../../{by(name)}"],
                [f"{SITE}{prefix}{by(name)}"],
                ["noindex, follow"],
            )
            assert moved(signed, f"{prefix}{former(name)}index.html") == leads
            assert (signed.output / prefix / by(name) / "index.html").is_file()
            assert (
                f"/news/{prefix}{former(name)} /news/{prefix}{by(name)} 301\n"
                in (signed.output / "_redirects").read_text()
            )
    assert texts(signed.page(f"hant/{former(SHAN)}"), "//main//p") == ["這位作者的網頁換了網址：單雨禾"]
    assert sorted(path.name for path in (signed.output / "by").iterdir() if path.is_dir()) == sorted(
        url.split("/")[1] for url in (by(SHAN), by(ZENG), by("张婷"), former(SHAN), former(ZENG))
    )
    assert former(SHAN) not in (signed.output / "sitemap-pages.xml").read_text()
    names = (
        json.loads((signed.output / "search/names/0.json").read_bytes()) if (signed.output / "search").is_dir() else []
    )
    assert all(id != former_id(SHAN) for _name, id in names)


def test_it_goes_with_the_contributor(signed):
    assert signed.build() == 0
    signed.article("1.md", "一", f"正文。\n\n（记者 {SHAN}）", 日期="2024-06-01", 短名="a")
    assert signed.build() == 0
    assert signed.files() == clean_build(signed)
    assert not (signed.output / former(ZENG)).exists()
    signed.article("1.md", "一", f"正文。\n\n（记者 {SHAN}）", 日期="2024-07-02", 短名="a")  # waits
    assert signed.build() == 0
    assert signed.files() == clean_build(signed)
    assert not (signed.output / former(SHAN)).exists()
    assert not led(signed)


@pytest.mark.parametrize("order", [(TWO, TAKES), (TAKES, TWO)])
def test_what_is_another_contributors_now_stays_theirs_and_is_told(small, capsys, order):
    assert former_id(TWO) == contributor_id(TAKES)
    told = (
        f"content/articles/{order.index(TWO)}.md:1: W402 作者“{TWO}”的网页以前在 /{former(TWO)}，那里现在是另一位作者的网页，"
        f"旧网址不再通到 /{by(TWO)}。"
    )
    for number, name in enumerate(order):
        small.article(
            f"{number}.md", f"第{number}篇", f"正文。\n\n（作者 {name}）", 日期="2024-06-01", 短名=f"n{number}"
        )
        assert small.build() == 0
        assert (told in capsys.readouterr().err.splitlines()) == (number == 1)
        assert small.files() == clean_build(small)
        capsys.readouterr()
    assert texts(small.page(by(TAKES)), "//h1") == [TAKES]
    assert texts(small.page(by(TWO)), "//h1") == [TWO]
    assert not led(small)


def test_people_who_are_read_alike_have_pages_of_their_own(small):
    names = ("单雨禾", "单玉和", "山雨禾", "單雨禾")
    for number, name in enumerate(names):
        small.article(
            f"{number}.md", f"第{number}篇", f"正文。\n\n（作者 {name}）", 日期="2024-06-01", 短名=f"n{number}"
        )
    assert small.build() == 0
    assert len({contributor_id(name) for name in names}) == 4
    for name in names:
        assert contributor_id(name).rpartition("-")[0] == "shan-yu-he"
        assert texts(small.page(by(name)), "//h1") == [name]
    assert former_id("山雨禾") == ""
    assert {path.name for path in (small.output / "by").iterdir() if path.name.startswith("dan-")} == {
        former_id(name) for name in names if former_id(name)
    }


def test_a_paper_in_traditional_characters_has_them_too(tmp_path):
    paper = Paper.make(tmp_path, f'{SYNDICATED}SCRIPT = "hant"\nTWINS = {{"hans": "tw2s"}}\n')
    paper.article("1.md", "一", "正文。\n\n（記者 單雨禾）", 日期="2024-06-01", 短名="a")
    assert paper.build() == 0
    for prefix in ("", "hans/"):
        assert moved(paper, f"{prefix}{former('單雨禾')}index.html")[1] == [f"../../{by('單雨禾')}"]


def test_a_link_to_a_former_address_is_not_dead(signed, capsys, monkeypatch):
    link = f"[他]({'/' + former(SHAN)})，[谁](/by/dan-yu-he-0000/)。"
    signed.article("3.md", "三", link, 日期="2024-06-03", 短名="c")
    monkeypatch.chdir(signed.root)
    main(["check", "content/articles/3.md"])
    dead = [
        line for line in capsys.readouterr().out.splitlines() if "E303" in line or "W303" in line or "dan-yu-he" in line
    ]
    assert len(dead) == 1
    assert "/by/dan-yu-he-0000/" in dead[0]


def test_a_paper_without_such_pages_has_no_former_ones(tmp_path):
    paper = Paper.make(tmp_path, SYNDICATED.replace('"plugins.bylines", ', ""))
    paper.article("1.md", "一", f"正文。\n\n（记者 {SHAN}）", 日期="2024-06-01", 短名="a", 人名=SHAN)
    assert paper.build() == 0
    assert not (paper.output / "by").exists()
    assert not led(paper)
