"""Printed pages: their pictures, regions and PDFs on the site, and what is wrong with their files."""

import struct
import zlib
from io import BytesIO
from urllib.parse import urljoin

import pytest
from PIL import Image

from linli.findings import casebook
from newsroom.cli import main
from tests.issues.conftest import ISSUES, picture
from tests.paper import ROOT, Paper, texts

PAGE = "issue/2024-03-18/1"
REGIONS = """# 第一版
0 0 100 60: 防汛图
0,60 100,60 100,100 40,100 40,80 0,80: small
"""


def blank(side: int) -> bytes:
    data = BytesIO()
    Image.new("1", (side, side)).save(data, "PNG")
    return data.getvalue()


@pytest.fixture
def printed(paper, jpeg) -> Paper:
    paper.write("issues/2024-03-18/1.jpg", jpeg)
    paper.write("issues/2024-03-18/1.txt", REGIONS)
    paper.write("issues/2024-03-18/1.pdf", b"%PDF-1.7\n" + b"x" * 340_000)
    return paper


def test_a_picture_with_regions_and_a_pdf(printed, jpeg, capsys):
    assert printed.build() == 0
    assert capsys.readouterr().err == ""
    page = printed.page(PAGE)
    (image,) = page.xpath("//figure//img")
    assert dict(image.attrib) == {
        "src": "../../../prints/2024-03-18/1.jpg", "alt": "第1版版面图", "width": "60", "height": "90", "decoding": "async",
    }  # fmt: skip
    (svg,) = page.xpath("//figure//svg")
    assert svg.get("viewbox") == "0 0 100 100"
    assert svg.get("aria-label") == "版面上的文章"
    areas = [(a.get("href"), a.get("aria-label"), a[0].get("points")) for a in svg.xpath("./a")]
    assert areas == [
        ("../../../2024/03/18/map/", "防汛图", "0,0 100,0 100,60 0,60"),
        ("../../../2024/03/18/small/", "小事不小", "0,60 100,60 100,100 40,100 40,80 0,80"),
    ]
    (download,) = page.xpath("//figcaption/a")
    assert download.text_content() == "下载本版 PDF（340 KB）"
    assert download.get("href") == "../../../prints/2024-03-18/1.pdf"
    files = printed.files()
    assert files["prints/2024-03-18/1.jpg"] == jpeg
    assert len(files["prints/2024-03-18/1.pdf"]) == 340_009
    assert page.xpath("//*[@style]") == []


def test_a_pdf_alone_and_a_page_without_either(printed):
    (printed.root / "content/issues/2024-03-18/1.jpg").unlink()
    (printed.root / "content/issues/2024-03-18/1.txt").unlink()
    assert printed.build() == 0
    assert texts(printed.page(PAGE), "//*[@class='sheet__alone']") == ["下载本版 PDF（340 KB）"]
    assert printed.page(PAGE).xpath("//figure") == []
    assert printed.page("issue/2024-03-18/4").xpath("//figure | //*[@class='sheet__alone']") == []


def test_names_as_cameras_and_editors_write_them(paper):
    paper.write("issues/2024-03-18/01.JPEG", picture("JPEG"))
    paper.write("issues/2024-03-18/4.PNG", picture("PNG"))
    paper.write("issues/2024-03-18/Thumbs.db", b"")
    paper.write("issues/2024-03-18/.DS_Store", b"")
    assert paper.build() == 0
    assert paper.page(PAGE).xpath("//figure//img/@src") == ["../../../prints/2024-03-18/1.jpg"]
    assert paper.page("issue/2024-03-18/4").xpath("//figure//img/@src") == ["../../../prints/2024-03-18/4.png"]


def test_what_a_camera_notes_is_not_published(paper):
    notes = Image.Exif()
    notes[0x010F] = "SECRET"
    paper.write("issues/2024-03-18/1.jpg", picture("JPEG", exif=notes.tobytes()))
    assert paper.build() == 0
    assert b"SECRET" not in paper.files()["prints/2024-03-18/1.jpg"]
    assert b"SECRET" in (paper.root / "content/issues/2024-03-18/1.jpg").read_bytes()


def test_a_change_is_seen_and_nothing_else_is_made_anew(printed):
    assert printed.build() == 0
    before = printed.stats()
    printed.write("issues/2024-03-18/1.txt", REGIONS + "0 60 40 20: 防汛图\n")
    assert printed.build() == 0
    assert len(printed.page(PAGE).xpath("//svg/a")) == 3
    after = printed.stats()
    assert {path for path in after if before.get(path) != after[path]} == {
        f"{PAGE}/index.html",
        "offline/2024-03-18.json",  # the version of that page
    }
    printed.write("issues/2024-03-18/1.jpg", picture("JPEG", (30, 45)))
    assert printed.build() == 0
    assert printed.page(PAGE).xpath("//figure//img/@width") == ["30"]
    printed.article("2024/03/18/c.md", "防洪图", 日期="2024-03-18", 短名="map", 版次=1)
    printed.write("issues/2024-03-18/1.txt", "0 0 100 60: 防洪图\n")
    before = printed.stats()
    assert printed.build() == 0
    assert printed.page(PAGE).xpath("//svg/a/@aria-label") == ["防洪图"]
    assert printed.stats()["prints/2024-03-18/1.jpg"] == before["prints/2024-03-18/1.jpg"]
    (printed.root / "content/issues/2024-03-18/1.pdf").unlink()
    assert printed.build() == 0
    assert not (printed.output / "prints/2024-03-18/1.pdf").exists()


def test_both_scripts_share_the_files(tmp_path, jpeg):
    paper = Paper.make(tmp_path, ISSUES.replace('"plugins.issues"', '"plugins.issues", "plugins.hanzi"'))
    paper.article("a.md", "头发", 日期="2024-03-18", 短名="hair", 版次=1)
    paper.write("issues/2024-03-18/1.jpg", jpeg)
    paper.write("issues/2024-03-18/1.pdf", b"%PDF-1.7")
    paper.write("issues/2024-03-18/1.txt", "0 0 100 60: 头发")
    assert paper.build() == 0
    base = "https://liuxi.example/news/"
    twin = paper.page(f"hant/{PAGE}")
    links = [urljoin(f"{base}hant/{PAGE}/", link) for link in twin.xpath("//figure//@src | //figcaption/a/@href")]
    assert links == [f"{base}prints/2024-03-18/1.jpg", f"{base}prints/2024-03-18/1.pdf"]
    assert twin.xpath("//svg/a/@aria-label") == ["頭髮"]
    assert twin.xpath("//svg/a/@href") == ["../../../2024/03/18/hair/"]
    assert twin.xpath("//figure//img/@alt") == ["第1版版面圖"]
    assert not (paper.output / "hant/prints").exists()


def test_a_draft_has_no_region_until_it_is_published(printed):
    printed.article("2024/03/18/d.md", "小事不小", 日期="2024-03-18", 短名="small", 版次=1, 状态="草稿")
    assert printed.build() == 0
    assert printed.page(PAGE).xpath("//svg/a/@aria-label") == ["防汛图"]
    printed.article("2024/03/18/d.md", "小事不小", 日期="2024-03-18", 短名="small", 版次=1)
    assert printed.build() == 0
    assert printed.page(PAGE).xpath("//svg/a/@aria-label") == ["防汛图", "小事不小"]


def vast() -> bytes:
    """A picture that says that it has 400 million pixels."""
    data = bytearray(picture("PNG"))
    data[16:24] = struct.pack(">II", 20_000, 20_000)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    return bytes(data)


FINE = picture("JPEG")
UNUSED = "这个文件用不上。版面图放在日期的文件夹里，用版次作名字，例如 issues/2023-07-12/3.jpg、3.pdf、3.txt。"


@pytest.mark.parametrize(
    ("files", "finding"),
    [
        ({"2024-03-18/1.jpg": FINE, "2024-03-18/1.txt": "0 0 50 50\n"}, "2024-03-18/1.txt:1: E701"),
        ({"2024-03-18/1.jpg": FINE, "2024-03-18/1.txt": ""}, "2024-03-18/1.txt:1: E101"),
        ({"2024-03-18/1.jpg": FINE, "2024-03-18/1.txt": "#\n0 0 50 500: map"}, "2024-03-18/1.txt:2: E702"),
        ({"2024-03-18/1.jpg": FINE, "2024-03-18/1.txt": "0,0 50,50: map"}, "2024-03-18/1.txt:1: E703"),
        (
            {"2024-03-18/1.jpg": FINE, "2024-03-18/1.txt": "0 0 50 50: 防讯图"},
            "2024-03-18/1.txt:1: E704 2024-03-18 没有“防讯图”这篇稿件。请写稿件的标题、文件名或短名。",
        ),
        (
            {"2024-03-18/1.jpg": FINE, "2024-03-18/1.txt": "0 0 50 50: well"},
            "2024-03-18/1.txt:1: E704 2024-03-18 没有“well”这篇稿件。请写稿件的标题、文件名或短名。",
        ),
        (
            {"2024-03-18/1.jpg": FINE, "2024-03-18/1.txt": "0 0 50 50: brief"},
            "2024-03-18/1.txt:1: E705 2024-03-18 有 2 篇稿件都叫“brief”。请改写文件名或短名。",
        ),
        (
            {"2024-03-18/1.txt": "0 0 50 50: map"},
            "2024-03-18/1.txt:1: E706 没有版面图 1.jpg，这些区域用不上。请放进图片，或删去这个文件。",
        ),
        (
            {"2024-03-18/1.jpg": b"no picture"},
            "2024-03-18/1.jpg:1: E707 图片打不开，不是 jpg 或 png，或者文件坏了。请重新导出。",
        ),
        (
            {"2024-03-18/1.png": vast()},
            "2024-03-18/1.png:1: E707 版面图的像素太多，打不开。请另存为宽 1600 像素左右的 jpg。",
        ),
        ({"2024-03-18/1.pdf": b"no PDF"}, "2024-03-18/1.pdf:1: E707 这不是 PDF 文件，或者文件坏了。请重新导出。"),
        ({"2024-3-18/1.jpg": FINE}, f"2024-3-18/1.jpg:1: W701 {UNUSED}"),
        ({"2024-02-30/1.jpg": FINE}, f"2024-02-30/1.jpg:1: W701 {UNUSED}"),
        ({"1.jpg": FINE}, f"1.jpg:1: W701 {UNUSED}"),
        ({"2024-03-18/头版.jpg": FINE}, f"2024-03-18/头版.jpg:1: W701 {UNUSED}"),
        ({"2024-03-18/1.docx": FINE}, f"2024-03-18/1.docx:1: W701 {UNUSED}"),
        (
            {"2024-03-18/1.jpg": FINE, "2024-03-18/1.png": picture("PNG")},
            "2024-03-18/1.png:1: W701 已经用了 1.jpg，这个文件用不上。请删去一个。",
        ),
        (
            {"2024-03-19/1.jpg": FINE},
            "2024-03-19/1.jpg:1: W702 2024-03-19 没有稿件，这一版不会发布。请检查文件夹的名字，或等稿件齐了再看。",
        ),
        (
            {"2024-03-18/3.jpg": FINE},
            "2024-03-18/3.jpg:1: W703 2024-03-18 没有第 3 版的稿件，这一版不会发布。请给稿件写上“版次: 3”，或改文件名。",
        ),
        (
            {"2024-03-18/1.jpg": FINE, "2024-03-18/1.txt": "0 0 50 50: 风筝"},
            "2024-03-18/1.txt:1: W704 “风筝”的版次是 4，不在第 1 版。请检查稿件的版次，或这一行。",
        ),
        (
            {"2024-03-18/1.jpg": FINE + b"x" * 2_500_000},
            "2024-03-18/1.jpg:1: W705 版面图有 2.5 MB，手机上打开很慢。请另存为宽 1600 像素左右的 jpg。",
        ),
        (
            {"2024-03-18/1.png": blank(7500)},
            "2024-03-18/1.png:1: W705 版面图有 5625 万像素，手机上打不开。请另存为宽 1600 像素左右的 jpg。",
        ),
    ],
)
def test_what_is_wrong_is_one_finding_in_build_and_check(paper, files, finding, capsys, monkeypatch):
    paper.article("2024/03/18/brief.md", "简讯一则", 日期="2024-03-18", 短名="one", 版次=1)
    paper.article("2024/03/18/other.md", "又有简讯", 日期="2024-03-18", 短名="brief", 版次=1)
    assert paper.build() == 0
    before = paper.files()
    capsys.readouterr()
    for name, data in files.items():
        paper.write(f"issues/{name}", data)
    error = " E" in finding
    for _again in range(2):  # what was found is remembered, and told again
        assert paper.build() == int(error)
        err = capsys.readouterr().err.splitlines()
        assert len(err) == 1 + error
        assert err[0].startswith(f"content/issues/{finding}")
    if error:
        assert paper.files() == before
    monkeypatch.chdir(paper.root)
    assert main(["check"]) == int(error)
    assert [line for line in capsys.readouterr().out.splitlines() if "/issues/" in line] == [err[0]]
    assert main(["check", "content/articles"]) == 0


def test_a_region_whose_article_goes_is_found(printed, capsys):
    assert printed.build() == 0
    (printed.root / "content/articles/2024/03/18/d.md").unlink()
    assert printed.build() == 1
    assert capsys.readouterr().err.splitlines()[0].startswith("content/issues/2024-03-18/1.txt:3: E704")
    printed.article("2024/03/18/d.md", "小事不小", 日期="2024-03-18", 短名="small", 版次=1)
    assert printed.build() == 0
    assert capsys.readouterr().err == ""


def test_every_code_is_explained_to_editors():
    explained = (ROOT / "docs/issues.md").read_text(encoding="utf-8")
    assert [code for code in casebook() if code[1] == "7" and f"| {code} |" not in explained] == []
