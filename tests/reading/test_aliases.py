"""Old addresses: what old systems really used is taken, what breaks a build, a host or a deployment is refused."""

import pytest

from linli.model.addresses import LONGEST_NAME, file_of
from linli.reading.aliases import BadAddress, old_address, read_aliases
from linli.reading.frontmatter import Field

TWINS = ("hans", "hant", "tw")


@pytest.mark.parametrize(
    ("written", "address", "file"),
    [
        ("/news/12.html", "news/12.html", "news/12.html"),
        ("news/12.html", "news/12.html", "news/12.html"),
        ("/a.htm", "a.htm", "a.htm"),
        ("/news/12.php", "news/12.php/", "news/12.php/index.html"),
        ("/news/12", "news/12/", "news/12/index.html"),
        ("/news/12/", "news/12/", "news/12/index.html"),
        ("/news/index.html", "news/", "news/index.html"),
        ("/12.html/", "12.html/", "12.html/index.html"),
        ("/%E6%97%A7/%31.html", "旧/1.html", "旧/1.html"),
        ("/旧/1.html", "旧/1.html", "旧/1.html"),
        ("/index.php/archives/12/", "index.php/archives/12/", "index.php/archives/12/index.html"),
        ("/a/2019-03/05/content_123.htm", "a/2019-03/05/content_123.htm", "a/2019-03/05/content_123.htm"),
        ("/n1/2019/0305/c1001-30.html", "n1/2019/0305/c1001-30.html", "n1/2019/0305/c1001-30.html"),
        ("/2019-03/05/nw.D1_20190305_1-01.htm", "2019-03/05/nw.D1_20190305_1-01.htm", "2019-03/05/nw.D1_20190305_1-01.htm"),
        ("/News/Show.ASPX", "News/Show.ASPX/", "News/Show.ASPX/index.html"),
        ("/a/12.shtml", "a/12.shtml/", "a/12.shtml/index.html"),
        ("/a/12.HTM", "a/12.HTM/", "a/12.HTM/index.html"),
        ("/12.asp", "12.asp/", "12.asp/index.html"),
        ("/thread-12-1-1.html", "thread-12-1-1.html", "thread-12-1-1.html"),
        ("/~chen/a_(1)!b+c=d@e&f$g'h.html", "~chen/a_(1)!b+c=d@e&f$g'h.html", "~chen/a_(1)!b+c=d@e&f$g'h.html"),
        ("/0%2C1249%2C12%2C00.html", "0,1249,12,00.html", "0,1249,12,00.html"),
        ("/a/_b/12.html", "a/_b/12.html", "a/_b/12.html"),
        ("/2019/%E6%9D%91%E9%87%8C%EF%BC%9A%E2%80%9C%E4%BA%95%E2%80%9D/", "2019/村里：“井”/", "2019/村里：“井”/index.html"),
        ("/𠮷/㐀.html", "𠮷/㐀.html", "𠮷/㐀.html"),
        ("/", "", "index.html"),
        ("/index.html", "", "index.html"),
    ],
)  # fmt: skip
def test_old_addresses_as_the_table_has_them(written, address, file):
    assert old_address(written) == address
    assert file_of(address) == file


ABROAD = "旧址“{0}”不能用。旧址是本站的路径，例如 /news/12.html。"
QUERY = "旧址“{0}”不能用：? 和 # 后面的部分，静态网站收不到。请只写路径，例如 /news/12.html。"
NAMELESS = "旧址“{0}”不能用：两条斜线之间要有名字，名字不能以 . 开头或结尾。请改正，或删去。"
HOST = "旧址“{0}”不能用：以 _ 开头的名字，托管网站的机器自己要用。请删去。"
PACKED = "旧址“{0}”不能用：以 .gz、.br、.zst 结尾的名字，主机当作压缩文件。请删去。"


def without(character: str) -> str:
    return f"旧址“{{0}}”里的 {character} 不能用。旧址里可以有字母、数字、汉字和 - _ . ~ 等符号。请改正，或删去。"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("https://elsewhere.example/x", ABROAD),
        ("//elsewhere.example/x", ABROAD),
        ("javascript:x", ABROAD),
        ("/show.php?id=12", QUERY),
        ("/a.html#b", QUERY),
        ("/news//12.html", NAMELESS),
        ("/news/12//", NAMELESS),
        ("/./12.html", NAMELESS),
        ("/news/.", NAMELESS),
        ("../x", NAMELESS),
        ("/a/%2E%2e/x.html", NAMELESS),
        ("/.linli-deployed.json", NAMELESS),
        ("/.well-known/x.html", NAMELESS),
        ("/a/.git/x.html", NAMELESS),
        ("/a./x.html", NAMELESS),
        ("/_headers", HOST),
        ("/_worker.js", HOST),
        ("/%5Fredirects", HOST),
        ("/_/x.html", HOST),
        ("/*", without("“*”")),
        ("/a:b.html", without("“:”")),
        ("/a%3Ab.html", without("“:”")),
        ("/a%3Fb.html", without("“?”")),
        ("/a%23b.html", without("“#”")),
        ("/a\\b.html", without("“\\”")),
        ("/a%5Cb.html", without("“\\”")),
        ("/a%2Fb.html", without("“/”")),
        ("/a%2562.html", without("“%”")),
        ("/a b.html", without("空格")),
        ("/a%20b.html", without("空格")),
        ("/a%E3%80%80b.html", without("空格")),
        ("/a%00b.html", without("U+0000")),
        ("/a%C2%A0b.html", without("空格")),
        ("/a%0Ab.html", without("换行")),
        ("/a%0D%0Ab.html", without("换行")),
        ("/a%E2%80%A8b.html", without("换行")),
        ("/a%09b.html", without("制表符")),
        ("/a%0Bb.html", without("U+000B")),
        ("/a%C2%85b.html", without("U+0085")),
        ("/a%7Fb.html", without("U+007F")),
        ("/a%C2%ADb.html", without("U+00AD")),
        ("/a%E2%80%8Bb.html", without("U+200B")),
        ("/a%E2%80%AEb.html", without("U+202E")),
        ("/a%EF%BF%BDb.html", without("“\ufffd”")),
        ("／news／12.html", without("“／”")),
        ('/a"b.html', without("“\"”")),
        ("/<b>.html", without("“<”")),
        ("/a|b.html", without("“|”")),
        ("/a`b.html", without("“`”")),
        ("/{id}.html", without("“{”")),
        ("/[id].html", without("“[”")),
        ("/a^b.html", without("“^”")),
        ("/index.html.gz", PACKED),
        ("/a.BR/x.html", PACKED),
        ("/a.tar.gz", PACKED),
    ],
)  # fmt: skip
def test_what_is_no_plain_path_is_refused(written, told):
    with pytest.raises(BadAddress) as fault:
        old_address(written)
    assert (fault.value.code, str(fault.value)) == ("E211", told.replace("{0}", written))


@pytest.mark.parametrize(
    "written", ["/%d0%c2.html", "/%BE%AE.html", "/100%.html", "/a%zz.html", "/%E6%97.html", "/%C0%AF"]
)
def test_what_is_encoded_otherwise_is_refused(written):
    with pytest.raises(BadAddress) as fault:
        old_address(written)
    assert fault.value.code == "E405"


def test_names_are_as_long_as_a_file_system_and_a_deployment_take():
    whole = "/".join(["井" * 80] * 3)
    for path in ("a" * LONGEST_NAME, "井" * 80, whole):
        assert old_address(f"/{path}") == f"{path}/"
    for path in ("a" * (LONGEST_NAME + 1), "井" * 81, f"{whole}/{'a' * 80}"):
        with pytest.raises(BadAddress, match="太长") as fault:
            old_address(f"/{path}")
        assert len(str(fault.value)) < 160


def read(value: str) -> tuple[list[str], list[tuple[int, str, str]]]:
    found, findings = read_aliases(Field(value, 6), "articles/1.md", TWINS)
    assert {finding.path for finding in findings} <= {"articles/1.md"}
    return found, [(finding.line, finding.code, finding.message) for finding in findings]


def test_each_fault_of_a_field_is_told_and_the_others_are_kept():
    assert read("/a.html、/*，/b b.html; /a.html, /c") == (
        ["a.html", "c/"],
        [(6, "E211", without("“*”").replace("{0}", "/*")), (6, "E211", without("空格").replace("{0}", "/b b.html"))],
    )


@pytest.mark.parametrize(
    "written",
    [
        "/",
        "/section",
        "/section/news/feed.atom/x.html",
        "/sitemap-2020.html",
        "/tw/x.html",
        "/hans",
        "/feed%2Eatom",
        "/robots.txt",
        "/theme/css/x.css",
        "/by/",
    ],
)
def test_what_the_site_needs_is_refused(written):
    assert read(written) == ([], [(6, "E404", f"旧址“{written}”是本站留用的地址。请删去。")])


@pytest.mark.parametrize(("written", "own"), [("/Section/news/", "section/news/"), ("/INDEX.HTML", "index.html/"), ("/TW/x.html", "tw/x.html")])  # fmt: skip
def test_what_differs_in_case_alone_from_what_the_site_needs_is_a_warning(written, own):
    told = f"旧址“{written}”和本站留用的 /{own} 只差字母的大小写：有的主机和电脑分不清，会少掉一个。最好删去。"
    assert read(written) == ([old_address(written)], [(6, "W401", told)])
