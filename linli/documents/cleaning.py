"""From the bytes of an attachment to those that are published."""

from __future__ import annotations

from linli.documents import media, office, opendocument, pdf
from linli.documents.package import ZIP_HEAD, Package
from linli.documents.traces import Cleaned, Trace, Unreadable
from linli.images.stripping import exact

RECIPE = 1  # counts changes of what is taken out
OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word, Excel and PowerPoint before 2007, WPS
RTF_HEAD = b"{\\rtf"
OFD, EPUB = "OFD.xml", b"application/epub+zip"  # books name their author for readers
ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf\x27\x1c")
TIFF_HEADS = (b"II*\0", b"MM\0*")
TIFF_NOTES = {34853: Trace.PLACE, 315: Trace.PEOPLE, 700: Trace.PEOPLE, 33723: Trace.PEOPLE, 34665: Trace.PEOPLE}


def cleaned(data: bytes) -> Cleaned:
    """An attachment as it is published: by what it is, whatever its name says. One that cannot be taken apart stays as it is."""
    try:
        if data.startswith(pdf.HEAD) or pdf.HEAD in data[:1024]:
            return pdf.cleaned(data)
        if data.startswith(ZIP_HEAD):
            return _package(data)
        if media.is_film(data):
            return Cleaned(media.cleaned(data))
    except Unreadable as reason:
        return Cleaned(data, frozenset([reason.trace]))
    if data.startswith((OLE_HEAD, RTF_HEAD)):
        return Cleaned(data, frozenset([Trace.OLD]))
    if data.startswith(ARCHIVES):
        return Cleaned(data, frozenset([Trace.PACKED]))
    if data.startswith(TIFF_HEADS):
        return Cleaned(data, _of_tiff(data))
    return Cleaned(exact(data))


def _package(data: bytes) -> Cleaned:
    package = Package.read(data)
    if office.TYPES in package.parts:
        traces = office.clean(package)
    elif opendocument.MANIFEST in package.parts and "content.xml" in package.parts:
        traces = opendocument.clean(package)
    elif OFD in package.parts:
        named = any(f"<ofd:{name}>".encode() in package.parts[OFD] for name in ("Author", "Creator", "CustomDatas"))
        return Cleaned(data, frozenset([Trace.PEOPLE] if named else []))
    elif package.parts.get("mimetype", b"").strip() == EPUB:
        return Cleaned(data)
    else:
        return Cleaned(data, frozenset([Trace.PACKED]))
    return Cleaned(package.written(), traces)


def _of_tiff(data: bytes) -> frozenset[Trace]:
    from linli.images.opening import Damaged, opened

    try:
        with opened(data) as image:
            return frozenset(trace for tag, trace in TIFF_NOTES.items() if tag in image.getexif())
    except Damaged:
        return frozenset([Trace.DAMAGED])
