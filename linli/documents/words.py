"""The words in a document, as far as they can be had without a program for it: to be looked through, not to be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO

from linli.documents import pdf
from linli.documents.package import ZIP_HEAD, Package
from linli.documents.traces import Unreadable

# Parts with words: of Word, Excel, PowerPoint, OpenDocument.
PARTS = re.compile(r"word/\w+\.xml|xl/sharedStrings\.xml|xl/worksheets/\w+\.xml|ppt/slides/\w+\.xml|content\.xml")
# Where one paragraph or cell ends and the next begins; within one, a number may be cut into pieces by tags.
BREAK = re.compile(rb"</(?:\w+:)?(?:p|si|c|v|tc|table-cell|h)>|<w:(?:tab|br)/>")
TAG = re.compile(rb"<[^<>]*>")
MOST_PAGES = 100  # of a PDF: finding its words takes long


def words(data: bytes) -> Iterator[tuple[int, str]]:
    """The words of a document: of a PDF page by page, each with its number, else all at once as page 0."""
    try:
        if data.startswith(ZIP_HEAD):
            parts = Package.read(data).parts
            for name in sorted(parts):
                if PARTS.fullmatch(name):
                    yield 0, unescape(TAG.sub(b"", BREAK.sub(b"\n", parts[name])).decode("utf-8", "replace"))
        elif data.startswith(pdf.HEAD):
            yield from _of_pdf(data)
    except Unreadable:
        return


def _of_pdf(data: bytes) -> Iterator[tuple[int, str]]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    pdf.hush()
    try:
        for number, page in enumerate(PdfReader(BytesIO(data), strict=False).pages, 1):
            if number > MOST_PAGES:
                return
            yield number, page.extract_text()
    except (PyPdfError, *pdf.BROKEN):
        return
