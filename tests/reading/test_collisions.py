"""Two things that claim one address: told by `linli check` and `linli build` alike, with both names."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.reading.collisions import Claim, Claimant, pairs
from newsroom.cli import main
from tests.paper import SVG, Paper
from tests.pictures.samples import saved, scene
from tests.syndication.conftest import SYNDICATED

PICTURES = SYNDICATED.replace('"plugins.sections"', '"plugins.sections", "plugins.pictures"')


@pytest.fixture
def small(tmp_path: Path, monkeypatch) -> Paper:
    """A paper with pictures and twins, in which commands run."""
    monkeypatch.chdir(tmp_path)
    return Paper.make(tmp_path, PICTURES)


def told(capsys, code: int = 1) -> list[str]:
    """What `linli check` says of addresses; `linli build` says the same and builds nothing."""
    capsys.readouterr()
    assert main(["build", "--today", "2024-06-30"]) == code
    captured = capsys.readouterr()
    built = [line for line in (captured.err + captured.out).splitlines() if line.startswith("content/")]
    assert main(["check"]) == code
    checked = [line for line in capsys.readouterr().out.splitlines() if any(f": {of} " in line for of in CODES)]
    assert [line for line in built if line in checked] == checked
    return [line.removeprefix("content/") for line in checked]


CODES = ("E208", "E211", "E401", "E402", "E403", "E404", "E405", "E406", "W401")


def shown(*pictures: str) -> str:
    return "\n\n".join(f'![井]({picture} "井。（范云 摄）")' for picture in pictures)


def test_a_picture_that_is_turned_into_another_and_one_of_that_name(small, capsys):
    small.write("photos/a.tif", saved(scene(), "TIFF"))
    small.write("photos/a.tif.jpg", saved(scene(60, 60), "JPEG"))
    small.article("1.md", "一", shown("photos/a.tif"), 日期="2024-06-01")
    small.article("2.md", "二", shown("photos/a.tif.jpg"), 日期="2024-06-02")
    assert told(capsys) == [
        "photos/a.tif.jpg:1: E406 这张图片和 content/photos/a.tif 在网站上是同一个文件 /photos/a.tif.jpg，只能有一个。"
        "请给一张改名，稿件里的图片名一起改。"
    ]
    small.article("2.md", "二", 日期="2024-06-02")  # a picture that nothing shows is not published
    assert told(capsys, 0) == []
    assert (small.output / "photos/a.tif.jpg").is_file()


def test_a_picture_saved_from_the_site_and_the_one_that_it_was_made_of(small, capsys):
    small.write("photos/a.jpg", saved(scene(900, 600), "JPEG"))
    small.article("1.md", "一", shown("photos/a.jpg"), 日期="2024-06-01")
    assert small.build() == 0
    made = small.output / "photos"
    name = next(file.name for file in made.iterdir() if ".480w." in file.name)
    small.write(f"photos/{name}", (made / name).read_bytes())
    small.article("2.md", "二", shown(f"photos/{name}"), 日期="2024-06-02")
    assert told(capsys) == [
        f"photos/a.jpg:1: E406 这张图片和 content/photos/{name} 在网站上是同一个文件 /photos/{name}，只能有一个。"
        "请给一张改名，稿件里的图片名一起改。"
    ]


def test_one_picture_under_two_names_that_differ_in_case_is_told_once(small, capsys):
    for name in ("a.jpg", "a.JPG"):
        small.write(f"photos/{name}", saved(scene(900, 600), "JPEG"))
    small.article("1.md", "一", shown("photos/a.jpg", "photos/a.JPG"), 日期="2024-06-01")
    assert [line[:21] for line in told(capsys)] == ["photos/a.jpg:1: E406 "]


def test_pictures_whose_names_differ_in_case(small, capsys):
    small.write("photos/b/Well.svg", SVG)
    small.write("photos/B/well.svg", SVG)
    small.article("1.md", "一", shown("photos/b/Well.svg", "photos/B/well.svg"), 日期="2024-06-01")
    assert told(capsys, 0) == [
        "photos/b/Well.svg:1: W401 这张图片和 content/photos/B/well.svg 的名字只差字母的大小写：有的主机和电脑分不清，会少掉一张。"
        "最好给一张改名，稿件里的图片名一起改。"
    ]


def test_a_picture_and_a_folder_of_its_name(small, capsys):
    small.write("photos/a.tif", saved(scene(), "TIFF"))
    small.write("photos/a.tif.jpg/b.svg", SVG)
    small.article("1.md", "一", shown("photos/a.tif", "photos/a.tif.jpg/b.svg"), 日期="2024-06-01")
    assert told(capsys) == [
        "photos/a.tif.jpg/b.svg:1: E406 content/photos/a.tif 在网站上是文件 /photos/a.tif.jpg，这张图片却在同名的文件夹里，不能都有。"
        "请改名，稿件里的图片名一起改。"
    ]


NESTED = "和 {place} 的“{other}”不能都有：一个是文件，一个是同名的文件夹。请删去一个。"
CASE = "和 {place} 的“{other}”只差字母的大小写：有的主机和电脑分不清，会少掉一个。最好删去。"


@pytest.mark.parametrize(
    ("first", "second", "code", "lines"),
    [
        (
            "/2024/06/02/qr.svg/x.html",
            None,
            1,
            ["1.md:6: E403 旧址“/2024/06/02/qr.svg/x.html”" + NESTED.format(place="content/articles/2.md", other="/2024/06/02/qr.svg")],
        ),
        ("/2024/06/01/qr.svg", None, 1, ["1.md:6: E403 旧址“/2024/06/01/qr.svg”" + NESTED.format(place="content/articles/1.md", other="/2024/06/01/qr.svg")]),
        ("/about/index.html/x", None, 1, ["1.md:6: E403 旧址“/about/index.html/x”" + NESTED.format(place="content/pages/about.md", other="/about/")]),
        ("/photos/x.html", None, 1, ["1.md:6: E404 旧址“/photos/x.html”是本站留用的地址。请删去。"]),
        ("/Photos/X.html", None, 0, ["1.md:6: W401 旧址“/Photos/X.html”" + CASE.format(place="content/photos/x.html/a.svg", other="/photos/x.html/a.svg"), "1.md:6: W401 旧址“/Photos/X.html”和本站留用的 /photos/x.html 只差字母的大小写：有的主机和电脑分不清，会少掉一个。最好删去。"]),
        ("/%61bout/index.html", None, 1, ["1.md:6: E402 旧址“/%61bout/index.html”现在是 content/pages/about.md 的网址。请删去，或改那一篇的短名。"]),
        ("/x", "/x/index.html", 1, ["2.md:6: E403 旧址“/x/index.html”在 content/articles/1.md:6 也写了。一个旧址只能通到一篇，请只留一处。"]),
        ("/旧.html", "/%E6%97%A7.html", 1, ["2.md:6: E403 旧址“/%E6%97%A7.html”在 content/articles/1.md:6 也写了。一个旧址只能通到一篇，请只留一处。"]),
        ("/About/", None, 0, ["1.md:6: W401 旧址“/About/”" + CASE.format(place="content/pages/about.md", other="/about/")]),
        ("/News/1.html", "/news/1.HTML, /news/1.html", 0, ["2.md:6: W401 旧址“/news/1.HTML”" + CASE.format(place="content/articles/1.md:6", other="/News/1.html"), "2.md:6: W401 旧址“/news/1.html”" + CASE.format(place="content/articles/1.md:6", other="/News/1.html")]),
        ("/News/1.html, /news/1.html", "/news/1.html", 1, ["1.md:6: W401 旧址“/news/1.html”" + CASE.format(place="content/articles/1.md:6", other="/News/1.html"), "2.md:6: E403 旧址“/news/1.html”在 content/articles/1.md:6 也写了。一个旧址只能通到一篇，请只留一处。", "2.md:6: W401 旧址“/news/1.html”" + CASE.format(place="content/articles/1.md:6", other="/News/1.html")]),
        ("/a/12.html", "/A/13.html", 0, []),
        ("/x.html, /x.html", "/y/, /y", 0, []),
    ],
)  # fmt: skip
def test_old_addresses(small, capsys, first, second, code, lines):
    small.write("photos/x.html/a.svg", SVG)
    small.article("1.md", "一", shown("photos/x.html/a.svg"), 短名="a", 日期="2024-06-01", 旧址=first)
    small.article("2.md", "二", 短名="b", 日期="2024-06-02", 旧址=second)
    small.write("pages/about.md", "---\n标题: 关于\n短名: about\n---\n本报。\n")
    assert told(capsys, code) == [f"articles/{line}" for line in lines]


@pytest.mark.parametrize(
    ("twins", "slug"),
    [('{"tw": "s2tw"}', "tw"), ('{"tw": "s2tw"}', "hant"), ("{}", "hant"), ('{"hant": "s2tw"}', "by"), (None, "corrections")],
)  # fmt: skip
def test_a_standing_page_takes_no_address_of_the_site(small, capsys, twins, slug):
    """Those of twins, of whatever name, and those of plugins that are out of PLUGINS."""
    config = PICTURES.replace('"plugins.bylines", ', "") + (f"TWINS = {twins}\n" if twins else "")
    (small.root / "pelicanconf.py").write_text(config, encoding="utf-8")
    small.article("1.md", "一", 日期="2024-06-01")
    page = small.write(f"pages/{slug}.md", f"---\n标题: 关于\n短名: {slug}\n---\n本报。\n")
    assert told(capsys) == [
        f"pages/{slug}.md:3: E208 短名“{slug}”是本站留用的。请加一行“短名: ……”，换一个。",
    ]
    page.write_text("---\n标题: 关于\n短名: about\n---\n本报。\n", encoding="utf-8")
    assert told(capsys, 0) == []


def test_another_prefix_of_twins_is_found_in_a_build_that_reads_nothing_else(small, capsys):
    small.write("pages/tw.md", "---\n标题: 关于\n短名: tw\n旧址: /hk/12.html\n---\n本报。\n")
    small.article("1.md", "一", 日期="2024-06-01")
    assert told(capsys, 0) == []
    (small.root / "pelicanconf.py").write_text(PICTURES + 'TWINS = {"tw": "s2tw", "hk": "s2hk"}\n', encoding="utf-8")
    assert [line[:22] for line in told(capsys)] == ["pages/tw.md:3: E208 短名", "pages/tw.md:4: E404 旧址"]
    assert (small.output / "tw/index.html").is_file()  # the old site, as it was


def test_what_waits_is_told_too(small, capsys):
    """A draft is to be mended before it is published, and stops nothing; a piece of a day to come does."""
    small.article("1.md", "一", 短名="a", 日期="2024-06-01", 旧址="/x.html", 状态="草稿")
    small.article("2.md", "二", 短名="b", 日期="2024-08-02", 旧址="/x.html")
    assert [line[:22] for line in told(capsys, 0)] == ["articles/2.md:6: E403 "]
    small.article("1.md", "一", 短名="a", 日期="2024-08-01", 旧址="/x.html")
    assert [line[:22] for line in told(capsys)] == ["articles/2.md:6: E403 "]


def test_two_pieces(small, capsys):
    small.article("1.md", "一", 短名="a", 日期="2024-06-01")
    small.article("2.md", "二", 短名="a", 日期="2024-06-01")
    assert told(capsys) == [
        "articles/1.md:1: E401 网址与 content/articles/2.md 相同。请给其中一篇加上或改一个“短名: ……”。",
    ]


FILES = st.lists(st.text("aAb.", min_size=1, max_size=2), min_size=1, max_size=3).map("/".join)
CLAIMS = st.lists(st.builds(Claim, st.sampled_from(Claimant), st.sampled_from("xyz"), FILES), max_size=8)


def meet(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")


@given(CLAIMS)
def test_pairs_are_found_as_by_holding_each_against_each(claims):
    found = list(pairs(claims))
    for exact in (True, False):
        name = str if exact else str.casefold
        every = [pair for pair in combinations(claims, 2) if meet(name(pair[0].file), name(pair[1].file))]
        some = [pair for pair in found if meet(name(pair[0].file), name(pair[1].file))]
        assert bool(every) == bool(some)
        losing = {id(pair[1]) for pair in some}
        kept = [claim for claim in claims if id(claim) not in losing]
        # When what gives way is gone, nothing meets any more.
        assert not any(meet(name(a.file), name(b.file)) for a, b in combinations(kept, 2))
    assert len(found) <= 2 * len(claims)
