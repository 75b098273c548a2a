"""Nothing outside of the content folder is read or published, whatever a name or a link says; names that no system has are told."""

import os
import sys

import pytest

from newsroom.previewing.app import _original, _within
from tests.paper import CONFIG, SVG, Paper

ALL = CONFIG.replace('"plugins.press"', '"plugins.pictures", "plugins.issues", "plugins.hanzi", "plugins.press"')
SECRET = "SECRET-0042"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of Unix")


@pytest.fixture
def paper(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("a.svg", "a.pdf", "a.md", "a.tsv"):
        (outside / name).write_text(
            SVG.replace("<path", f"<!--{SECRET}--><path") if name == "a.svg" else f"{SECRET}\t{SECRET}\n"
        )
    paper = Paper.make(tmp_path / "paper", ALL)
    paper.article("good.md", "好的一篇", 日期="2024-05-01")
    return paper


def built(paper: Paper, capsys) -> list[str]:
    """Builds a paper that has errors, and then without the faulty; gives the findings, and sees to it that nothing got out."""
    capsys.readouterr()
    assert paper.build() == 1
    found = [line for line in capsys.readouterr().err.splitlines() if line.startswith("content/")]
    assert not paper.output.exists()
    paper.build("--without-faulty")
    assert not [name for name, data in paper.files().items() if SECRET.encode() in data]
    return found


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("photos/a.svg", "a.svg"),
        ("photos/sub", ""),
        ("photos", ""),
        ("files/a.pdf", "a.pdf"),
        ("files", ""),
        ("articles/a.md", "a.md"),
        ("articles/sub", ""),
        ("pages", ""),
        ("issues/2024-05-01/1.svg", "a.svg"),
        ("glossary.tsv", "a.tsv"),
        ("photos/relative.svg", "../../../outside/a.svg"),
    ],
)
def test_a_link_that_leads_out_is_one_finding(paper, capsys, link, target):
    file = paper.root / "content" / link
    if link in ("photos",):
        file.rmdir()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.symlink_to(target if target.startswith("..") else paper.root.parent / "outside" / target)
    paper.article("b.md", "另一篇", "![井](photos/a.svg)\n\n[表](files/a.pdf)", 日期="2024-05-02")
    message = "E116 这是一个链接，指到了内容文件夹外面。报纸只用内容文件夹里的东西：请删去链接，把要用的文件拷进来。"
    found = built(paper, capsys)
    assert [line for line in found if " E301 " not in line] == [f"content/{link}:1: {message}"]


def test_a_link_within_the_content_folder_is_used(paper):
    paper.picture("a.svg")
    (paper.root / "content/photos/b.svg").symlink_to("a.svg")
    paper.article("b.md", "另一篇", "![井](photos/b.svg)", 日期="2024-05-02")
    assert paper.build() == 0
    assert "photos/b.svg" in paper.files()


ADDRESSES = [
    ("photos/%2e%2e/%2e%2e/%2e%2e/outside/a.svg", "E302"),
    ("photos/%2e%2e/articles/good.md", "E301"),
    ("photos/..%2f..%2f..%2foutside/a.svg", "E302"),
    ("photos/..%5c..%5coutside/a.svg", "E302"),
    ("../../outside/a.svg", "E302"),
    ("photos/%00.svg", "E301"),
    ("photos/a%0ab.svg", "E301"),
    ("photos/%ff.svg", "E301"),
    (f"photos/{'岳种德摄于井坊村' * 14}.jpg", "E301"),
    (f"{'井坊村的老井打于何年没有人说得清' * 6}", "E301"),
    ("photos/" + "a/" * 3000 + "b.svg", "E301"),
    (f"photos/{'图' * 71}.svg", "E309"),
]


@pytest.mark.parametrize("where", ["body", "cover", "html"])
def test_an_address_that_leads_out_or_nowhere_is_one_finding(paper, capsys, where):
    paper.picture(f"{'图' * 71}.svg")
    for number, (address, _code) in enumerate(ADDRESSES):
        body = {"body": f"![井]({address})", "html": f'<img src="{address}">'}.get(where, "井水清了。")
        cover = address if where == "cover" else None
        paper.article(f"b{number:02}.md", f"另一篇{number}", body, 日期="2024-05-02", 题图=cover)
    lines = built(paper, capsys)
    for number, ((address, code), line) in enumerate(zip(ADDRESSES, lines, strict=True)):
        assert line.startswith(f"content/articles/b{number:02}.md:{5 if where == 'cover' else 7}: {code} "), address
        assert len(line) < 400


@pytest.mark.parametrize(
    "name", ["glossary.tsv", "photos/a.svg", "files/a.pdf", "articles/a.md", "issues/2024-05-01/1.jpg", "people.tsv"]
)
def test_a_pipe_is_not_waited_for(paper, capsys, name):
    file = paper.root / "content" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(file)
    assert [line.split(" ")[:2] for line in built(paper, capsys)] == [[f"content/{name}:1:", "E106"]]


LEFT = [
    ("[井](javascript:alert)", "javascript:alert"),
    ("[井](VBScript:x)", "VBScript:x"),
    ("[井](data:text/html;base64,AAAA)", "data:text/html;base64,AAAA"),
    ("[井](file:///srv/a.doc)", "file:///srv/a.doc"),
    ("<a href='D:/gao/jing.doc'>井</a>", "D:/gao/jing.doc"),
    ("<a href=' ftp://paper.example/a'>井</a>", "ftp://paper.example/a"),
    ("<a href=weixin:jing>井</a>", "weixin:jing"),
    ("[井][1]\n\n[1]: javascript:alert", "javascript:alert"),
]


def test_a_link_of_which_the_words_alone_are_left_is_told_by_the_build(paper, capsys):
    expected = []
    for number, (written, target) in enumerate(LEFT):
        paper.article(f"b{number}.md", f"另一篇{number}", f"井水清了。\n\n{written}", 日期="2024-05-02")
        line = 11 if "1]:" in written else 9
        expected.append(
            f"content/articles/b{number}.md:{line}: W321 链接“{target}”不能用，页面上只剩下文字。网址以 https:// 开头，本站的以 / 开头。"
        )
    capsys.readouterr()
    assert paper.build() == 0
    assert [line for line in capsys.readouterr().err.splitlines() if line.startswith("content/")] == expected


def test_a_link_that_can_be_used_is_not_told_of(paper, capsys):
    for number, link in enumerate(
        ("https://a.example/?b=c:d", "mailto:li@paper.example", "TEL:12345", "HTTP://a.example", "/2024/a:b/", "#fn:1")
    ):
        paper.article(f"b{number}.md", f"另一篇{number}", f"[井]({link})，<li@paper.example>", 日期="2024-05-02")
    capsys.readouterr()
    assert paper.build() == 0
    assert "W321" not in capsys.readouterr().err


def test_a_device_is_not_read_to_its_end(paper, capsys):
    (paper.root / "content/glossary.tsv").symlink_to("/dev/zero")
    assert [line.split(" ")[1] for line in built(paper, capsys)] == ["E116"]


def test_names_that_are_too_long_for_the_site(paper, capsys):
    paper.article("b.md", "另一篇", 日期="2024-05-02", 短名="a" * 260)
    paper.write(f"files/{'件' * 80}.pdf", "%PDF")
    assert built(paper, capsys) == [
        "content/articles/b.md:5: E208 短名有 260 个字母，最多 240 个。请改短。",
        f"content/files/{'件' * 80}.pdf:1: E309 文件名太长，网站上放不下：最多 240 个字节（一个汉字是 3 个）。请改短。",
    ]


def test_the_longest_names_fit(paper, capsys):
    from tests.pictures.samples import jpeg

    paper.article("b.md", "另一篇", f"![井](photos/{'图' * 68}.jpg)", 日期="2024-05-02", 短名="a" * 240)
    paper.write(f"photos/{'图' * 68}.jpg", jpeg((900, 600)))
    paper.write(f"files/{'件' * 78}.pdf", "%PDF")
    assert paper.build() == 0, capsys.readouterr().err


def test_preview_serves_nothing_from_outside(paper):
    site, photos = paper.root / "site", paper.root / "content/photos"
    site.mkdir()
    (site / "index.html").write_text("井")
    (site / "link").symlink_to(paper.root.parent / "outside")
    (site / "a.svg").symlink_to(paper.root.parent / "outside/a.svg")
    (photos / "a.svg").symlink_to(paper.root.parent / "outside/a.svg")
    (photos / "sub").symlink_to(paper.root.parent / "outside")
    paper.picture("b.svg")
    assert _within(site, "index.html") == (site / "index.html").resolve()
    for path in (
        "../pelicanconf.py",
        "/../../outside/a.svg",
        "link/a.svg",
        "a.svg",
        "link",
        "a" * 300,
        "/".join(["a" * 200] * 40),
    ):
        assert _within(site, path) is None
    assert _original(photos, "/photos/b.svg") is not None
    for path in ("/photos/a.svg", "/photos/sub/a.svg", "/photos/../articles/good.md", f"/photos/{'a' * 300}/b.svg"):
        assert _original(photos, path) is None
