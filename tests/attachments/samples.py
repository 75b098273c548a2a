"""Documents as programs leave them, with private notes in every place that their formats have. Each has CANARY in it, packed or not."""

from __future__ import annotations

import io
import struct
import zipfile

import docx
from docx.oxml import parse_xml
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from tests.pictures.samples import SECRET, jpeg, saved, scene

CANARY = SECRET.decode()
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def packed(parts: dict[str, bytes | str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(zipfile.ZipInfo(name, (2024, 5, 9, 10, 11, 12)), data)
    return made.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def holds(data: bytes, canary: bytes = SECRET) -> list[str]:
    """Where a canary is in a document, also in what is packed in it."""
    found = ["bytes"] if canary in data else []
    if data.startswith(b"PK"):
        for name, part in parts_of(data).items():
            found += [f"{name}/{place}" for place in holds(part, canary)]
    elif data.startswith(b"%PDF"):
        for one in PdfReader(io.BytesIO(data)).xref_objStm or ():
            assert one
        reader = PdfReader(io.BytesIO(data))
        for number in range(1, (reader.trailer["/Size"])):
            thing = reader.get_object(number)
            text = repr(thing)
            if isinstance(thing, DecodedStreamObject) or hasattr(thing, "get_data"):
                text += repr(getattr(thing, "_data", b""))
                text += repr(thing.get_data()) if thing.get("/Filter") == "/FlateDecode" else ""
            found += [f"object {number}"] if canary.decode() in text else []
    return found


def word(body: str = "") -> bytes:
    """A Word file: written by somebody for a company, changed by another, with comments, a template, and a photo of a camera."""
    document = docx.Document()
    properties = document.core_properties
    for name in ("author", "last_modified_by", "comments", "keywords", "category", "subject", "title"):
        setattr(properties, name, CANARY)
    properties.revision = 42
    paragraph = document.add_paragraph("公示名单")
    document.add_picture(io.BytesIO(saved(scene(), "JPEG")))
    document.add_comment(paragraph.runs, text=f"批注 {CANARY}", author=CANARY, initials="S")
    if body:
        document.element.body.insert(0, parse_xml(f'<w:p xmlns:w="{W}">{body}</w:p>'))
    made = io.BytesIO()
    document.save(made)
    parts = parts_of(made.getvalue())
    parts["word/media/image1.jpg"] = jpeg()
    parts["docProps/app.xml"] = f"<Properties xmlns='x'><Company>{CANARY}</Company></Properties>".encode()
    parts["docProps/custom.xml"] = f"<Properties xmlns='x'><p>{CANARY}</p></Properties>".encode()
    template = (
        f'<w:attachedTemplate r:id="rId1" xmlns:r="r"/><w:rsids><w:rsid w:val="{CANARY}"/></w:rsids></w:settings>'
    )
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(b"</w:settings>", template.encode())
    parts["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://x/attachedTemplate"'
        f' Target="file:///C:\\Users\\{CANARY}\\Normal.dotm" TargetMode="External"/></Relationships>'
    ).encode()
    return packed(parts)


def sheet(workbook: str = "", **parts: str) -> bytes:
    """An Excel file that knows where it lay."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    path = f'<x15ac:absPath xmlns:x15ac="x" url="C:\\Users\\{CANARY}\\"/>'
    return packed(
        {
            "[Content_Types].xml": f'{head}<Types xmlns="x"/>',
            "docProps/core.xml": f"{head}<a>{CANARY}</a>",
            "xl/workbook.xml": f'{head}<workbook {main}>{path}<sheets><sheet name="名单"{workbook}/></sheets></workbook>',
            "xl/sharedStrings.xml": f"{head}<sst {main}><si><t>公示</t></si></sst>",
            **{name.replace("__", "/") + ".xml": text for name, text in parts.items()},
        }
    )


def slides(*others: str) -> bytes:
    return packed(
        {
            "[Content_Types].xml": '<Types xmlns="x"/>',
            "docProps/app.xml": f"<a>{CANARY}</a>",
            "docProps/thumbnail.jpeg": SECRET,
            "_rels/.rels": '<Relationships><Relationship Id="a" Target="docProps/thumbnail.jpeg"/><Relationship Id="b" Target="ppt/presentation.xml"/></Relationships>',
            **dict(zip(others[::2], others[1::2], strict=True)),
        }
    )


def open_text(content: str = "<text:p>名单</text:p>", **parts: str) -> bytes:
    """A file of LibreOffice."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content xmlns:office='o' xmlns:text='t' xmlns:presentation='p'>{content}</office:document-content>",
            "meta.xml": f"<office:document-meta xmlns:office='o'>{CANARY}</office:document-meta>",
            "Object 1/meta.xml": f"<office:document-meta xmlns:office='o'>{CANARY}</office:document-meta>",
            "settings.xml": f"<s xmlns:config='c'><config:config-item config:name='PrinterName'>{CANARY}</config:config-item><config:config-item config:name='Zoom'>100</config:config-item></s>",
            "Thumbnails/thumbnail.png": SECRET,
            "META-INF/manifest.xml": "<manifest:manifest xmlns:manifest='m'><manifest:file-entry manifest:full-path='Thumbnails/thumbnail.png'/><manifest:file-entry manifest:full-path='content.xml'/></manifest:manifest>",
            "Pictures/a.jpg": jpeg(),
            **parts,
        }
    )


def pdf(*changes) -> bytes:
    """A PDF: with an author, XMP, what programs keep, a photo of a camera; and an older version in front of the last."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    photo = DecodedStreamObject()
    photo.set_data(jpeg())
    photo.update(
        {NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image"), NameObject("/Filter"): NameObject("/DCTDecode")}
        | {NameObject("/Width"): NumberObject(90), NameObject("/Height"): NumberObject(60), NameObject("/BitsPerComponent"): NumberObject(8)}
        | {NameObject("/ColorSpace"): NameObject("/DeviceRGB")}
    )  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/P"): writer._add_object(photo)})}
    )
    drawn = DecodedStreamObject()
    drawn.set_data(b"q 180 0 0 120 10 40 cm /P Do Q")
    page[NameObject("/Contents")] = writer._add_object(drawn)
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/Draw"): TextStringObject(CANARY)})
    notes = DecodedStreamObject()
    notes.set_data(b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(notes)
    writer.add_metadata(
        {f"/{key}": CANARY for key in ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "Company")}
    )
    for change in changes:
        change(writer)
    first = io.BytesIO()
    writer.write(first)
    return _revised(first.getvalue())


def _revised(data: bytes) -> bytes:
    """The same with one more change behind it, as programs store it: what was there before is still there."""
    reader = PdfReader(io.BytesIO(data))
    number = reader.trailer["/Size"]
    start = len(data)
    changed = f"{number} 0 obj\n<< /Author (another) /Title (List of names) >>\nendobj\n".encode()
    table = start + len(changed)
    root = reader.trailer.raw_get("/Root").idnum
    before = int(data.rpartition(b"startxref\n")[2].split(b"\n")[0])
    return data + changed + (
        f"xref\n{number} 1\n{start:010d} 00000 n \ntrailer\n<< /Size {number + 1} /Root {root} 0 R /Info {number} 0 R"
        f" /Prev {before} >>\nstartxref\n{table}\n%%EOF\n"
    ).encode()  # fmt: skip


def with_comment(writer: PdfWriter) -> None:
    note = Text(rect=(10, 10, 30, 30), text="请再核对")
    note[NameObject("/T")] = TextStringObject("李四")
    writer.add_annotation(0, note)


def with_file(writer: PdfWriter) -> None:
    writer.add_attachment("a.txt", b"inside")


def with_shown_title(writer: PdfWriter) -> None:
    writer.create_viewer_preferences().display_doctitle = True


def with_signature(writer: PdfWriter) -> None:
    signature = DictionaryObject(
        {NameObject("/Type"): NameObject("/Sig"), NameObject("/Contents"): TextStringObject("signed")}
    )
    field = {NameObject("/FT"): NameObject("/Sig"), NameObject("/V"): writer._add_object(signature)}
    form = {
        NameObject("/Fields"): ArrayObject([writer._add_object(DictionaryObject(field))]),
        NameObject("/SigFlags"): NumberObject(3),
    }
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(form)


def with_password(writer: PdfWriter) -> None:
    writer.encrypt("", "owner", algorithm="RC4-128")


def box(name: bytes, *inside: bytes) -> bytes:
    content = b"".join(inside)
    return struct.pack(">I", len(content) + 8) + name + content


def film() -> bytes:
    """A film of a telephone: with the place, the telephone, and a name."""
    notes = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+28.1300+106.8300/" + SECRET)) + box(b"meta", SECRET)
    track = box(b"trak", box(b"tkhd", bytes(84)), box(b"udta", SECRET), box(b"mdia", box(b"hdlr", b"vide")))
    return (
        box(b"ftyp", b"mp42\0\0\0\0isom")
        + box(b"moov", box(b"mvhd", bytes(100)), track, notes)
        + box(b"mdat", b"frames")
    )
