"""Documents are published without what tells who made them; what cannot be taken out is told, and what they show stays."""

import io
import subprocess
import sys

import docx
import pytest
from pypdf import PdfReader

from linli.documents import pdf
from linli.documents.cleaning import cleaned
from linli.documents.cutting import without
from linli.documents.package import Package
from linli.documents.traces import Trace, Unreadable
from linli.images.opening import opened
from tests.attachments import samples
from tests.attachments.samples import CANARY, holds, open_text, parts_of, sheet, slides, word
from tests.pictures.samples import SECRET, gif, jpeg, png, saved, scene, webp

DOCUMENTS = {
    "word": word(),
    "excel": sheet(),
    "slides": slides(),
    "open text": open_text(),
    "pdf": samples.pdf(),
    "film": samples.film(),
    "jpeg": jpeg(orientation=6),
    "png": png(),
    "webp": webp(),
    "gif": gif(),
    "word inside word": samples.packed(parts_of(word()) | {"word/embeddings/a.docx": word()}),
}


@pytest.mark.parametrize("data", DOCUMENTS.values(), ids=DOCUMENTS)
def test_nothing_private_is_left(data):
    assert holds(data)
    clean = cleaned(data)
    assert holds(clean.data) == []
    assert cleaned(data) == clean
    assert clean.traces <= {Trace.FILES}


def test_the_same_bytes_come_in_every_process():
    code = (
        "import hashlib; from tests.attachments import samples; from linli.documents.cleaning import cleaned;"
        "print(hashlib.sha256(cleaned(samples.sheet()).data + cleaned(samples.pdf()).data).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("0", "1")
    }
    assert len(runs) == 1


def test_a_word_file_still_says_what_it_said():
    document = docx.Document(io.BytesIO(cleaned(word()).data))
    assert [paragraph.text for paragraph in document.paragraphs] == ["公示名单", ""]
    assert len(document.inline_shapes) == 1
    assert (document.core_properties.author, document.core_properties.revision) == ("", 0)
    assert [comment.text for comment in document.comments] == []
    before, after = parts_of(word()), parts_of(cleaned(word()).data)
    assert {name for name in before if before[name] != after.get(name)} == {
        "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "docProps/thumbnail.jpeg",
        "word/comments.xml", "word/settings.xml", "word/document.xml", "word/media/image1.jpg",
        "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/_rels/settings.xml.rels",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "traces"),
    [
        (word('<w:ins w:id="1" w:author="李四" w:date="2024-05-09T00:00:00Z"><w:r><w:t>加</w:t></w:r></w:ins>'), {Trace.CHANGES}),
        (word("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"), {Trace.HIDDEN}),
        (word('<w:r><w:instrText xml:space="preserve"> AUTHOR </w:instrText></w:r>'), {Trace.PEOPLE}),
        (samples.packed(parts_of(word()) | {"word/embeddings/ole.bin": b"x"}), {Trace.FILES}),
        (samples.packed(parts_of(word()) | {"word/embeddings/a.xlsx": sheet(' state="hidden"')}), {Trace.FILES, Trace.HIDDEN}),
        (samples.packed(parts_of(word()) | {"word/header1.xml": '<a descr="C:\\Users\\li\\a.jpg"/>'}), {Trace.PATHS}),
        (samples.packed(parts_of(word()) | {"_xmlsignatures/sig1.xml": "<a/>"}), {Trace.SIGNED}),
        (sheet(' state="veryHidden"'), {Trace.HIDDEN}),
        (sheet(xl__comments1="<a/>"), {Trace.COMMENTS}),
        (sheet(xl__pivotCache__pivotCacheRecords1="<a/>"), {Trace.HIDDEN}),
        (slides("ppt/notesSlides/notesSlide1.xml", "<a><a:t>念到这里停一停</a:t></a>"), {Trace.NOTES}),
        (slides("ppt/notesSlides/notesSlide1.xml", "<a><a:t>3</a:t></a>"), set()),
        (slides("ppt/slides/slide1.xml", '<p:sld xmlns:p="p" show="0"/>'), {Trace.HIDDEN}),
        (open_text("<office:annotation/>"), {Trace.COMMENTS}),
        (open_text("<text:tracked-changes/>"), {Trace.CHANGES}),
        (open_text("<text:initial-creator/>"), {Trace.PEOPLE}),
        (open_text(**{"META-INF/documentsignatures.xml": "<a/>"}), {Trace.SIGNED}),
        (samples.pdf(samples.with_comment), {Trace.COMMENTS}),
        (samples.pdf(samples.with_file), {Trace.FILES}),
        (samples.pdf(samples.with_signature), {Trace.SIGNED}),
        (b"%PDF-1.7\nnothing", {Trace.DAMAGED}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), {Trace.OLD}),
        (b"{\\rtf1 {\\info{\\author x}}}", {Trace.OLD}),
        (samples.packed({"a.txt": "x"}), {Trace.PACKED}),
        (b"Rar!\x1a\x07", {Trace.PACKED}),
        (word()[:-30], {Trace.DAMAGED}),
        (samples.film()[:-3], {Trace.DAMAGED}),
        (samples.packed({"OFD.xml": "<ofd:OFD xmlns:ofd='o'><ofd:Author>李四</ofd:Author></ofd:OFD>"}), {Trace.PEOPLE}),
        (saved(scene(), "TIFF", description="a", artist="李四"), {Trace.PEOPLE}),
        (b"plain text", set()),
        (b"", set()),
    ],
)  # fmt: skip
def test_what_stays_is_told(data, traces):
    clean = cleaned(data)
    assert clean.traces == traces
    if any(trace.is_reason for trace in traces):
        assert clean.data == data


def test_a_pdf_is_written_without_what_was_there_before():
    data = samples.pdf()
    assert data.count(b"%%EOF") == 2
    clean = cleaned(data).data
    assert clean.count(b"%%EOF") == 1
    reader = PdfReader(io.BytesIO(clean), strict=True)
    assert not reader.metadata
    assert reader.pages[0].get_contents().get_data() == b"q 180 0 0 120 10 40 cm /P Do Q"
    photo = reader.pages[0]["/Resources"]["/XObject"]["/P"]._data
    with opened(jpeg()) as before, opened(photo) as after:
        assert before.tobytes() == after.tobytes()


def test_a_title_that_readers_see_stays():
    clean = cleaned(samples.pdf(samples.with_shown_title)).data
    assert dict(PdfReader(io.BytesIO(clean)).metadata) == {"/Title": "List of names"}
    assert CANARY.encode() not in clean


def test_a_locked_pdf_is_not_touched(monkeypatch):
    class Locked:
        is_encrypted = True

        def __init__(self, *_: object, **__: object) -> None:
            pass

    monkeypatch.setattr("pypdf.PdfReader", Locked)
    assert cleaned(b"%PDF-1.7").traces == {Trace.LOCKED}


def test_a_pdf_that_pypdf_would_change_is_not_touched():
    """White space of a kind that it does not know: colours came out otherwise."""
    data = samples.pdf().replace(b"/ColorSpace /DeviceRGB", b"/ColorSpace [/Indexed /DeviceRGB\x001 <00>]")
    assert cleaned(data).traces == {Trace.DAMAGED}
    assert cleaned(data).data == data


@pytest.mark.parametrize(("name", "limit"), [("LARGEST", 100), ("MOST_OBJECTS", 3)])
def test_a_pdf_larger_than_pdfs_are_is_told(monkeypatch, name, limit):
    monkeypatch.setattr(pdf, name, limit)
    assert cleaned(samples.pdf()).traces == {Trace.LARGE}


def test_a_film_plays_from_the_same_places():
    before, after = samples.film(), cleaned(samples.film()).data
    assert len(before) == len(after)
    assert after.index(b"frames") == before.index(b"frames")
    assert b"hdlrvide" in after and b"udta" not in after and b"meta" not in after


def test_packed_bombs_are_told(monkeypatch):
    monkeypatch.setattr("linli.documents.package.MOST_BYTES", 1_000_000)
    assert cleaned(samples.packed({"[Content_Types].xml": "<a/>", "word/document.xml": b" " * 2_000_000})).traces == {
        Trace.LARGE
    }
    twice = io.BytesIO(samples.packed({"[Content_Types].xml": "<a/>"}))
    with pytest.warns(UserWarning), samples.zipfile.ZipFile(twice, "a") as file:
        file.writestr("[Content_Types].xml", "<b/>")
    with pytest.raises(Unreadable):
        Package.read(twice.getvalue())


@pytest.mark.parametrize(
    ("xml", "rest"),
    [
        ("<a><x/><b/></a>", "<a><b/></a>"),
        ("<a>1<x q='>'>2<b>3</b></x>4</a>", "<a>14</a>"),
        ("<a><n:x xmlns:n='u'/><!-- x --><x>&amp;</x>&lt;</a>", "<a><!-- x -->&lt;</a>"),
        ("<a><x><x/></x><x/><?pi?></a>", "<a><?pi?></a>"),
        ("<?xml version='1.0'?>\n<a\n p:q='1' xmlns:p='u'><x></x>\r\n</a>\n", "<?xml version='1.0'?>\n<a\n p:q='1' xmlns:p='u'>\r\n</a>\n"),
        ("<a>汉<x>字</x>也</a>", "<a>汉也</a>"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_elements_are_cut_out_and_all_else_stays(xml, rest, encoding):
    xml = xml.replace("<?xml version='1.0'?>", f"<?xml version='1.0' encoding='{encoding}'?>")
    rest = rest.replace("<?xml version='1.0'?>", f"<?xml version='1.0' encoding='{encoding}'?>")
    made = without(xml.encode(encoding), lambda tag, _of: tag == "x")
    assert made.decode(encoding) == rest


@pytest.mark.parametrize(
    "xml", [b"<a>", b"", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"<a>" * 6000 + b"</a>" * 6000]
)
def test_what_no_office_writes_is_damaged(xml):
    with pytest.raises(Unreadable) as told:
        without(xml, lambda _tag, _of: True)
    assert told.value.trace is Trace.DAMAGED


def test_secrets_were_there():
    assert all(SECRET in data or holds(data) for data in DOCUMENTS.values())
