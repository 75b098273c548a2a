"""Word files that cannot be read: each is one finding that says what to do. Nothing in a file is trusted."""

import io
import zipfile

import pytest

from linli.reading.encoding import UnreadableText
from newsroom.importing.word import import_word, package
from tests.importing.word_files import LINE, Word, changed, story

OLE = package.OLE + bytes(600)
SAVE = "请在 Word 或 WPS 里打开，另存为 .docx 再导入。"
DAMAGED = "E805 Word 文件坏了，读不出来。请在 Word 或 WPS 里打开，另存为新的 .docx 再导入。"
NO_WORD = "E802 不是 Word 文件，虽然名字像。请在 Word 或 WPS 里打开它，另存为 .docx 再导入。"
LARGE = "E806 里面有一处大得不正常（解开超过 {} MB），没有读。请在 Word 里检查，把图片压小，或拆成几个文件。"
STORY = story().bytes()


def replaced(part: str, old: bytes, new: bytes) -> bytes:
    return changed(STORY, lambda name, data: data.replace(old, new, 1) if name == part else data)


def without(*parts: str) -> bytes:
    return changed(STORY, lambda name, data: None if name.startswith(parts) else data)


FILES = [
    ("empty", b"", "稿.docx", "E101 文件是空的。请检查是不是没有存好，或没有下载完。"),
    ("text", "一口老井".encode(), "稿.docx", "E805 不是 Word 文件，或没有下载完。请在 Word 或 WPS 里打开看看，另存为 .docx 再导入。"),
    ("old Word", OLE, "稿.doc", f"E803 是旧格式的 Word 文件（.doc）。{SAVE}"),
    ("old Word with a new name", OLE, "稿.docx", f"E803 是旧格式的 Word 文件（.doc）。{SAVE}"),
    ("WPS", OLE, "稿.wps", "E803 是 WPS 自己的格式。请在 WPS 里打开，另存为 .docx 再导入。"),
    ("password", OLE + "EncryptedPackage".encode("utf-16-le"), "稿.docx",
     "E804 有打开密码，读不了。请在 Word 里打开，去掉密码（文件 → 信息 → 保护文档），另存为 .docx 再导入。"),
    ("RTF", b"{\\rtf1 x}", "稿.doc", f"E803 是 RTF 格式。{SAVE}"),
    ("web page", b"\xef\xbb\xbf<html>", "稿.doc", f"E803 是网页格式，不是 Word 文件。{SAVE}"),
    ("cut off", STORY[: len(STORY) // 2], "稿.docx", DAMAGED),
    ("no XML", replaced("word/document.xml", b"</w:body>", b""), "稿.docx", DAMAGED),
    ("a spreadsheet", without("word/"), "稿.docx", NO_WORD),
    ("another root", changed(STORY, lambda name, data: b"<a/>" if name == "word/document.xml" else data), "稿.docx", NO_WORD),
    ("a document type", replaced("word/document.xml", b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document'), "稿.docx", DAMAGED),
    ("a document type in the styles", replaced("word/styles.xml", b"<w:styles", b"<!DOCTYPE a><w:styles"), "稿.docx", DAMAGED),
    ("a part too large", lambda: replaced("word/document.xml", "没有人说得清".encode(), bytes(package.LARGEST_TEXT).replace(b"\0", b"A")), "稿.docx", LARGE.format(32)),
    ("all too large", lambda: changed(STORY, lambda _name, data: data, {f"word/media/{n}": bytes(100 << 20) for n in range(6)}), "稿.docx", LARGE.format(512)),
]  # fmt: skip


@pytest.mark.parametrize(("data", "name", "message"), [pytest.param(d, n, m, id=i) for i, d, n, m in FILES])
def test_what_cannot_be_read_is_one_finding(data, name, message):
    with pytest.raises(UnreadableText) as fault:
        import_word(data() if callable(data) else data, name, regions={})
    assert str(fault.value.finding) == f"{name}:1: {message}"


def bomb(paragraph: str, count: int) -> bytes:
    """A small file that is large when it is opened."""
    return changed(
        STORY,
        lambda name, data: (
            data.replace(b"<w:body>", b"<w:body>" + paragraph.encode() * count, 1)
            if name == "word/document.xml"
            else data
        ),
    )


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("paragraph", "count"),
    [
        ("<w:p/>", 4_000_000),
        ("<w:p><w:r><w:t>井</w:t></w:r></w:p>", 100_000),
        ("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", 100_000),
        ("<w:p><w:r><w:br/><w:t>井</w:t></w:r></w:p>", 20_000),
        ("<w:bookmarkEnd/>", 1_500_000),
        (f"<w:p><w:r><w:t>{'井' * 1_000}</w:t></w:r></w:p>", 501),
    ],
)
def test_a_file_that_swells_is_one_finding(paragraph, count):
    data = bomb(paragraph, count)
    assert len(data) < 200_000
    with pytest.raises(UnreadableText) as fault:
        import_word(data, "稿.docx", regions={})
    assert str(fault.value.finding) == (
        "稿.docx:1: E806 里面超过 10,000 段，或 500,000 个字，不像是稿件，没有读。请在 Word 里检查，或拆成几个文件。"
    )


@pytest.mark.unmeasured
def test_runs_of_one_character_are_joined_in_one_go():
    """A long text of which every character is a run, and every second one has a line break behind it."""
    (item,) = import_word(STORY, "稿.docx", regions={}).items
    once = changed(
        STORY,
        lambda name, data: (
            data.replace(
                "没有人说得清".encode(),
                ("</w:t></w:r>" + "<w:r><w:t>井</w:t></w:r>" * 150_000 + "<w:r><w:t>").encode(),
                1,
            )
            if name == "word/document.xml"
            else data
        ),
    )
    (long,) = import_word(once, "稿.docx", regions={}).items
    assert long.length == item.length - len("没有人说得清") + 150_000


def test_deep_nesting_is_a_finding():
    deep = changed(
        STORY,
        lambda name, data: (
            data.replace(b"<w:body>", b"<w:body>" + 3000 * b"<w:smartTag>").replace(
                b"</w:body>", 3000 * b"</w:smartTag>" + b"</w:body>"
            )
            if name == "word/document.xml"
            else data
        ),
    )
    with pytest.raises(UnreadableText) as fault:
        import_word(deep, "稿.docx", regions={})
    assert str(fault.value.finding) == (
        "稿.docx:1: E805 Word 文件里有读不懂的地方（RecursionError）。请在 Word 或 WPS 里打开，另存为新的 .docx 再导入。"
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(without("word/styles.xml", "word/numbering.xml"), id="no styles"),
        pytest.param(without("_rels/"), id="no relations of the package"),
        pytest.param(
            changed(STORY, lambda _name, data: data, {"word/vbaProject.bin": b"macro", "../../evil.txt": b"x"}),
            id="macros and names that lead out",
        ),
        pytest.param(
            changed(
                STORY,
                lambda _name, data: data.replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                ),
            ),
            id="the strict format",
        ),
    ],
)
def test_what_is_odd_but_can_be_read(data):
    (item,) = import_word(data, "稿.docx", regions={}).items
    assert item.title == "一口老井　一村人心"


def test_nothing_is_fetched(monkeypatch):
    """Linked pictures, templates and everything else outside are left where they are."""
    import socket

    monkeypatch.setattr(socket, "socket", lambda *_: pytest.fail("asked the network"))
    word = Word().headline("一口老井").text(LINE)
    word.xml(
        '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="rIdL"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    link = (
        b'<Relationship Id="rIdL" Target="http://127.0.0.1:9/a.png" TargetMode="External"'
        b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    data = changed(
        word.text(LINE).bytes(),
        lambda name, part: part.replace(b"</Relationships>", link) if name.endswith("document.xml.rels") else part,
    )
    page = import_word(data, "稿.docx", regions={})
    assert [finding.code for finding in page.findings] == ["W801"]
    assert page.pictures == []


def test_numbers_without_measure_cost_nothing():
    """A table of a thousand million columns, a list as deep: Word allows 63 and 9."""
    word = Word().headline("一口老井").text(LINE)
    word.xml(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>'
        "<w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    word.xml(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="999999999"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>丙。</w:t></w:r></w:p>'
    )
    (item,) = import_word(word.text(LINE).bytes(), "稿.docx", regions={}).items
    assert len(item.body[1]) < 2000


def test_a_real_zip_is_made_for_mammoth_of_known_parts_alone():
    from newsroom.importing.word.prepare import prepare

    data = changed(STORY, lambda _name, part: part, {"word/vbaProject.bin": b"macro"})
    prepared = prepare(package.open_package(data, "稿.docx"))
    with zipfile.ZipFile(io.BytesIO(prepared.document)) as archive:
        assert archive.namelist() == ["_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels"]
