"""OpenDocument texts, tables and slides (ISO/IEC 26300). What is shown stays as it is, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linli.documents.cutting import without
from linli.documents.package import Package
from linli.documents.traces import PATH, Trace, Unreadable
from linli.images.stripping import exact

MANIFEST, META, SETTINGS = "META-INF/manifest.xml", "meta.xml", "settings.xml"
NOTHING = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta'
    b' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>'
)
THUMBNAILS = "Thumbnails/"
PRINTER = re.compile(r"Printer(?:Name|Setup)|CurrentDatabase\w*|TemplateURL|LoadReadonly")
SIGNATURE = re.compile(r"META-INF/(?:(?!signatures).)*+signatures.*\.xml")
PICTURE = re.compile(r"(?=.*\.(?:jpe?g|png|gif)\Z)(?:.*/)?(?:Pictures|media)/.+", re.I | re.S)
PARAGRAPH = re.compile(rb"<text:p[^<>/]*>[^<]")  # with text in it
OBJECT = re.compile(r"Object \d+")  # a file of another program; what is a folder is a chart
# Fields that show what the notes of the file say, and are looked up anew when it is opened.
SHOWN = re.compile(rb"<text:(?:initial-creator|creator|title|subject|keywords|description|user-defined|editing-\w+)\b")


def clean(package: Package) -> frozenset[Trace]:
    """Takes out what can be; gives what is still there.

    Raises:
        Unreadable: it is signed, locked or damaged; the package may be changed in part then.
    """
    if any(SIGNATURE.fullmatch(name) for name in package.parts):
        raise Unreadable(Trace.SIGNED)
    if b"encryption-data" in package.parts.get(MANIFEST, b""):
        raise Unreadable(Trace.LOCKED)
    content = package.parts.get("content.xml", b"") + package.parts.get("styles.xml", b"")
    traces = set(_traces(package, content))
    metas = [name for name in package.parts if name == META or name.endswith(f"/{META}")]  # charts have their own
    if metas and SHOWN.search(content):
        traces.add(Trace.PEOPLE)
    else:
        package.parts |= dict.fromkeys(metas, NOTHING)
    for name in [name for name in package.parts if name.startswith(THUMBNAILS)]:
        del package.parts[name]
    for name, data in package.parts.items():
        if name == MANIFEST:
            package.parts[name] = without(
                data, lambda _tag, of: of.get("manifest:full-path", "").startswith(THUMBNAILS)
            )
        elif name.endswith(SETTINGS):
            package.parts[name] = without(data, lambda _tag, of: bool(PRINTER.fullmatch(of.get("config:name", ""))))
        elif PICTURE.fullmatch(name):
            package.parts[name] = exact(data)
    return frozenset(traces)


def _traces(package: Package, content: bytes) -> Iterator[Trace]:
    if b"<office:annotation" in content:
        yield Trace.COMMENTS
    if b"<text:tracked-changes" in content or b"<table:tracked-changes" in content:
        yield Trace.CHANGES
    if b'text:display="none"' in content or b'table:display="false"' in content or b"<text:hidden-" in content:
        yield Trace.HIDDEN
    first = content.find(b"<presentation:notes")
    if first >= 0 and PARAGRAPH.search(content, first):
        yield Trace.NOTES
    if any(OBJECT.fullmatch(name) for name in package.parts):
        yield Trace.FILES
    if PATH.search(content.decode("utf-8", "replace")):
        yield Trace.PATHS
