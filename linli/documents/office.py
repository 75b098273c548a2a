"""Documents of Word, Excel and PowerPoint (ISO/IEC 29500). What is shown stays as it is, byte for byte.

Author, company, editor, days, the path of the file, the template, comments of Word, what cameras note in pictures: taken out.
What a program shows beside the page, or what would look otherwise without it, is told: tracked changes, hidden text, notes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from linli.documents.cutting import without
from linli.documents.package import Package
from linli.documents.traces import PATH, Trace, Unreadable
from linli.images.stripping import exact

TYPES = "[Content_Types].xml"
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACE = b"http://schemas.openxmlformats.org/"
EMPTY = {
    "docProps/core.xml": HEAD + b'<cp:coreProperties xmlns:cp="' + SPACE + b'package/2006/metadata/core-properties"/>',
    "docProps/app.xml": HEAD + b'<Properties xmlns="' + SPACE + b'officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": HEAD + b'<Properties xmlns="' + SPACE + b'officeDocument/2006/custom-properties"/>',
}
# Parts that go, with whatever leads to them.
THUMBNAIL = re.compile(r"docProps/thumbnail\.\w+")
COMMENTS = re.compile(r"word/(?:comments\w*|people)\.xml")
COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
SETTINGS = ("rsids", "attachedTemplate", "mailMerge")  # of Word; the last are paths
PATHS_OF_SETTINGS = ("attachedTemplate", "mailMergeSource", "mailMergeHeaderSource")  # kinds of relationships

SIGNATURE = ("_xmlsignatures/",)
PICTURE = re.compile(r"(?:word|xl|ppt)/media/.*\.(?:jpe?g|png|gif)", re.I)
INSIDE = re.compile(r"(?:word|xl|ppt)/embeddings/.*\.(?:docx|xlsx|pptx)", re.I)
OTHERS_INSIDE = re.compile(r"(?:word|xl|ppt)/embeddings/", re.I)
DEEPEST = 3  # documents inside documents

# A field, or a control that is bound to it, shows what the properties say.
FIELD = re.compile(rb"(?:<(?:\w+:)?instrText\b[^<>]*+>|w:instr=\")([^<\"]*+)")
SHOWN = re.compile(rb"\b(?:AUTHOR|LASTSAVEDBY|COMMENTS|DOCPROPERTY|KEYWORDS|SUBJECT|TITLE|INFO|TEMPLATE)\b")
BOUND = re.compile(rb"dataBinding\b[^<>]{0,1000}(?:core-properties|extended-properties|coreProperties)")
CHANGES = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange|sectPrChange|tblPrChange)\b[^<>]*w:author=")
VANISHED = re.compile(rb"<w:vanish(?:/>|\s+w:val=\"(?:1|true|on)\")")
HIDDEN_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^<>]*state=\"(?:hidden|veryHidden)\"")
HIDDEN_CELLS = re.compile(rb"<(?:\w+:)?(?:row|col)\b[^<>]*hidden=\"(?:1|true)\"")
HIDDEN_SLIDE = re.compile(rb"<p:sld\b[^<>]*show=\"(?:0|false)\"")
SPOKEN = re.compile(rb"<a:t>[\s\d]*+[^<\s\d][^<]*+</a:t>")
USERS = re.compile(rb"UserInfo|documentManagement|PublisherEmail|CompanyEmail|CompanyPhone")


def clean(package: Package, depth: int = 0) -> frozenset[Trace]:
    """Takes out what can be; gives what is still there.

    Raises:
        Unreadable: it is signed or damaged; the package may be changed in part then.
    """
    if any(name.startswith(SIGNATURE) for name in package.parts):
        raise Unreadable(Trace.SIGNED)
    traces = set(_traces(package))
    text = package.text("word/")
    if BOUND.search(text) or any(SHOWN.search(field[1]) for field in FIELD.finditer(text)):
        if any(len(package.parts.get(name, b"")) > len(EMPTY[name]) for name in EMPTY):
            traces.add(Trace.PEOPLE)
    else:
        package.parts.update({name: data for name, data in EMPTY.items() if name in package.parts})
    _take_out(package)
    for name, data in package.parts.items():
        if PICTURE.fullmatch(name):
            package.parts[name] = exact(data)
        elif INSIDE.fullmatch(name) and depth < DEEPEST:
            inner = Package.read(data)
            traces |= clean(inner, depth + 1)
            package.parts[name] = inner.written()
    return frozenset(traces)


def _take_out(package: Package) -> None:
    """Parts and elements that go."""
    gone = {name for name in package.parts if THUMBNAIL.fullmatch(name) or COMMENTS.fullmatch(name)}
    gone |= {name for name in package.parts if posixpath.basename(name).removesuffix(".rels") in map(posixpath.basename, gone) and name.startswith("word/_rels/")}  # fmt: skip
    for name in gone:
        del package.parts[name]
    for name, data in package.parts.items():
        if name == TYPES:
            package.parts[name] = without(
                data, lambda tag, of: tag == "Override" and of.get("PartName", "")[1:] in gone
            )
        elif name.endswith(".rels"):
            package.parts[name] = without(data, _Leads(name, gone))
        elif name == "word/settings.xml":
            package.parts[name] = without(data, lambda tag, _of: tag in SETTINGS)
        elif name == "xl/workbook.xml":
            package.parts[name] = without(data, lambda tag, _of: tag == "absPath")
        elif name.startswith("word/") and name.endswith(".xml") and b"comment" in data:
            package.parts[name] = without(data, lambda tag, _of: tag in COMMENT_MARKS)


class _Leads:
    """Whether a relationship leads to a part that goes, or to a template on somebody's disk."""

    def __init__(self, relations: str, gone: set[str]) -> None:
        self.folder, self.gone = posixpath.dirname(posixpath.dirname(relations)), gone

    def __call__(self, tag: str, of: Mapping[str, str]) -> bool:
        if tag != "Relationship":
            return False
        target = of.get("Target", "")
        path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(self.folder, target))
        return path in self.gone or posixpath.basename(of.get("Type", "")) in PATHS_OF_SETTINGS


def _traces(package: Package) -> Iterator[Trace]:
    names = " ".join(package.parts)
    word, sheets, slides = package.text("word/"), package.text("xl/"), package.text("ppt/")
    if CHANGES.search(word) or "xl/revisions/" in names:
        yield Trace.CHANGES
    if re.search(r"xl/(?:comments|threadedComments)|ppt/comments", names):
        yield Trace.COMMENTS
    if VANISHED.search(package.text("word/document", "word/header", "word/footer", "word/footnotes")):
        yield Trace.HIDDEN
    if HIDDEN_SHEET.search(sheets) or HIDDEN_CELLS.search(sheets) or "pivotCacheRecords" in names:
        yield Trace.HIDDEN
    if HIDDEN_SLIDE.search(slides):
        yield Trace.HIDDEN
    if SPOKEN.search(package.text("ppt/notesSlides/")):
        yield Trace.NOTES
    if any(OTHERS_INSIDE.match(name) for name in package.parts):
        yield Trace.FILES
    if USERS.search(package.text("customXml/")):
        yield Trace.PEOPLE
    paths = (
        PATH.search(_shown(name, data)) for name, data in package.parts.items() if name.endswith((".xml", ".rels"))
    )
    if any(paths):
        yield Trace.PATHS


def _shown(name: str, data: bytes) -> str:
    """A part without what goes anyway."""
    if name in EMPTY or name.startswith("docProps/"):
        return ""
    if name.startswith("word/_rels/settings"):
        data = without(data, _Leads(name, set()))
    elif name == "xl/workbook.xml":
        data = without(data, lambda tag, _of: tag == "absPath")
    return data.decode("utf-8", "replace")
