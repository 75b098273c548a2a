"""The PDF of an issue is one that can be read aloud: PDF/UA-1, by its tags, names, fonts and texts."""

import contextlib
import os
import re
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from linli.errors import SettingsError
from newsroom import pdf, printable
from newsroom.cli import main
from tests.issues.conftest import of_three_days, picture
from tests.traditional import demo as traditional

DAY = "2024-03-18"
LONG = "溪上的桥修好了，两岸的人都来看。" * 90
BODY = f"""![孩子们放风筝](photos/kite.jpg "河滩上。（记者 岳种德 摄）")

![](photos/kite.jpg "没有说明的一张")

![](photos/kite.jpg)

## 一

{LONG}

#### 深的小标题

- 甲
- 乙

| 年份 | 长 | 宽 | 高 | 重 |
| --- | --- | --- | --- | --- |
| 2023 | 1 | 2 | 3 | 4 |

看[县里的网站](https://xian.example/lu)。
"""


@pytest.fixture(scope="module", autouse=True)
def engine():
    try:
        pdf.weasyprint()
    except SettingsError as error:
        if os.environ.get("CI"):
            pytest.fail(f"no WeasyPrint on a CI machine: {error}")
        pytest.skip(f"WeasyPrint cannot be loaded: {error}")


def printed(paper, day=DAY):
    """The document that the issue of a day is printed to."""
    paper.write("photos/kite.jpg", picture("JPEG", (600, 400)))
    with contextlib.chdir(paper.root):
        assert main(["issue", day, "--pdf", "a.pdf"]) == 0
    return PdfReader(BytesIO((paper.root / "a.pdf").read_bytes()), strict=True)


@pytest.fixture(scope="module")
def whole(engine, tmp_path_factory):
    paper = of_three_days(tmp_path_factory.mktemp("whole"))
    paper.article("2024/03/18/e.md", "风筝", BODY, 日期=DAY, 短名="kite", 版次=4, 副题="放飞")
    return printed(paper)


def elements(element):
    """All structure elements below one, in the order in which they are read."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, dict) and "/S" in kid:
            yield kid
            yield from elements(kid)


def named(document, name):
    return [one for one in elements(document.root_object["/StructTreeRoot"]) if re.fullmatch(name, one["/S"][1:])]


def titles(outline):
    return [titles(one) if isinstance(one, list) else one.title for one in outline]


def text_of(document):
    return "".join("".join(page.extract_text() for page in document.pages).split())


def test_it_says_what_it_is(whole):
    root = whole.root_object
    assert root["/Lang"] == "zh-Hans"
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert whole.metadata.title == "2024年3月18日 全文_柳溪报"
    notes = ElementTree.fromstring(root["/Metadata"].get_data().decode().split("?>", 1)[1].rsplit("<?", 1)[0])
    text = ElementTree.tostring(notes, encoding="unicode")
    assert re.search(r'part="1"', text)
    assert "http://www.aiim.org/pdfua/ns/id/" in text
    assert "2024年3月18日 全文_柳溪报" in text
    assert all(page["/Tabs"] == "/S" for page in whole.pages)


def test_bookmarks_lead_to_pages_and_pieces(whole):
    assert titles(whole.outline) == [
        "柳溪报", ["第1版 · 要闻", ["防汛图", "小事不小"], "第4版 · 副刊", ["风筝"], "其他", ["只在网上"]],
    ]  # fmt: skip


def test_headings_follow_each_other(whole):
    levels = [int(one["/S"][2]) for one in named(whole, "H[1-6]")]
    assert levels[:4] == [1, 2, 3, 3]
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))
    assert max(levels) == 5


def test_every_picture_has_a_text(whole):
    assert [one["/Alt"] for one in named(whole, "Figure")] == ["孩子们放风筝", "没有说明的一张", "风筝"]


def test_lists_tables_and_links_have_their_tags(whole):
    assert len(named(whole, "LBody")) == 2
    assert len(named(whole, "TH")) == 5
    assert all("/Headers" in one["/A"] for one in named(whole, "TD"))
    annotations = [note.get_object() for page in whole.pages for note in page.get("/Annots", [])]
    assert {note["/Subtype"] for note in annotations} == {"/Link"}
    assert all(note["/Contents"] for note in annotations)
    within = [
        kid.get_object() for one in named(whole, "Link") for kid in one["/K"] if isinstance(kid.get_object(), dict)
    ]
    assert len([kid for kid in within if kid.get("/Type") == "/OBJR"]) == len(annotations)
    assert any(note["/A"]["/URI"] == "https://xian.example/lu" for note in annotations)


def test_nothing_that_is_read_is_without_a_tag(whole):
    for page in whole.pages:
        depth = 0
        for _operands, operator in ContentStream(page.get_contents(), whole).operations:
            depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
            assert depth > 0 or operator not in (b"Tj", b"TJ", b"Do", b"BI")


def test_fonts_are_in_it_and_their_text_can_be_copied(whole):
    fonts = [font.get_object() for page in whole.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        assert re.fullmatch(r"/[A-Z]{6}\+.+", font["/BaseFont"])  # a part of the font
        assert "/ToUnicode" in font
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)
    text = text_of(whole)
    for piece in ("柳溪报", "防汛图", LONG, "深的小标题", "（https://xian.example/lu）"):
        assert piece in text
    assert text.index("防汛图") < text.index("小事不小") < text.index("风筝") < text.index("只在网上")


def test_a_headline_in_halves_has_its_links_tagged(paper):
    paper.article(
        "2024/04/08/g.md", "一口老井 一村人心", "[水**很**凉](https://xian.example/)。", 日期="2024-04-08", 短名="road"
    )
    document = printed(paper, "2024-04-08")
    annotations = sum(len(page.get("/Annots", [])) for page in document.pages)
    kids = [kid.get_object() for one in named(document, "Link") for kid in one["/K"]]
    assert annotations == len([kid for kid in kids if isinstance(kid, dict) and kid.get("/Type") == "/OBJR"])


def test_one_with_characters_that_no_font_has_does_not_say_that_it_is_pdf_ua(paper, capsys):
    paper.article("2024/04/08/g.md", "长路", "\U000f1235", 日期="2024-04-08", 短名="road")
    document = printed(paper, "2024-04-08")
    assert "没有字体" in capsys.readouterr().err
    assert "/StructTreeRoot" in document.root_object
    assert "/Metadata" not in document.root_object or b"pdfuaid" not in document.root_object["/Metadata"].get_data()


def test_without_a_picture_there_is_no_pdf(paper, monkeypatch, capsys):
    monkeypatch.chdir(paper.root)
    from newsroom.issuing import Newsroom

    whole = Newsroom.printed
    monkeypatch.setattr(Newsroom, "printed", lambda self, issue: (whole(self, issue)[0], lambda path: None if path.startswith("photos/") else whole(self, issue)[1](path)))  # fmt: skip
    paper.write("photos/kite.jpg", picture("JPEG"))
    paper.article("2024/04/08/g.md", "长路", "![风筝](photos/kite.jpg)", 日期="2024-04-08", 短名="road")
    assert main(["issue", "2024-04-08", "--pdf", "a.pdf"]) == 1
    assert capsys.readouterr().err == "找不到图片 photos/kite.jpg，PDF 没有做。请先运行 linli build，再试一次。\n"
    assert not list(paper.root.glob("*.pdf*"))


def test_a_traditional_paper(tmp_path, monkeypatch):
    paper = traditional.written(tmp_path)
    monkeypatch.chdir(paper.root)
    assert main(["issue", "2024-05-13", "--pdf", "a.pdf"]) == 0
    document = PdfReader(paper.root / "a.pdf", strict=True)
    assert document.root_object["/Lang"] == "zh-Hant"
    assert "汐埔報" in text_of(document)
    assert all(one.get("/Alt") for one in named(document, "Figure"))


def test_links_that_lead_nowhere_are_text():
    page = ElementTree.fromstring(
        '<html><p class="printout"><a>本页网址</a></p><p><a href="../a/">甲</a><a href="https://b.example/">乙</a>'
        '<a href="#photo-1"><img alt="丙" src="c.jpg"/></a></p></html>'
    )
    printable.prepare(page, linked=False)
    assert [link.text for link in page.iter("a")] == ["乙"]
    assert "".join(page.itertext()) == "甲乙"
