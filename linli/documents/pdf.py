"""PDF documents (ISO 32000-2), written anew from what the pages need: what was there before the last change is gone with the rest.

Taken out: who made it, when and with what, what programs keep for themselves, small copies, and what cameras note in photos. What a reader
sees beside the pages, notes and attached files, is told.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from linli.documents.traces import PATH, Cleaned, Trace, Unreadable
from linli.images.stripping import exact

HEAD = b"%PDF-"
LARGEST, MOST_OBJECTS = 100_000_000, 300_000  # bytes; objects
GONE = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/SpiderInfo")
MARKUP = frozenset(
    [
        "/Text",
        "/FreeText",
        "/Line",
        "/Square",
        "/Circle",
        "/Polygon",
        "/PolyLine",
        "/Highlight",
        "/Underline",
        "/Squiggly",
        "/StrikeOut",
        "/Stamp",
        "/Caret",
        "/Ink",
        "/Popup",
        "/Sound",
        "/Movie",
    ]
)
NO_NAME = re.compile("\x00")  # white space, which ends a name (7.2.3)
LONGEST_PATH = 1_000  # characters of a text in which a path is looked for

# What pypdf raises of files that are broken in one place or another.
BROKEN = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RecursionError,
    OverflowError,
    AssertionError,
    NotImplementedError,
    EOFError,
    UnicodeError,
)


def hush() -> None:
    """Has pypdf keep to itself what it notes of broken files: it is no line for an editor."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def cleaned(data: bytes) -> Cleaned:
    """A PDF document as it is published.

    Raises:
        Unreadable: it is damaged, locked, signed or too large.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    hush()
    if len(data) > LARGEST:
        raise Unreadable(Trace.LARGE)
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise Unreadable(Trace.LOCKED)
        if len(reader.xref_objStm) + sum(map(len, reader.xref.values())) > MOST_OBJECTS:
            raise Unreadable(Trace.LARGE)
        shown = _shown_title(reader)
        pages = len(reader.pages)
        objects = list(_objects(reader.root_object))
        traces = frozenset(_traces(reader.root_object, objects))
        for one in objects:
            _strip(one)
        writer = PdfWriter(clone_from=reader)
        writer.metadata = None
        if shown:
            writer.add_metadata({"/Title": shown})
            writer._info.get_object().pop("/Producer", None)  # type: ignore[union-attr]  # there is one now
        made = BytesIO()
        writer.write(made)
        if len(PdfReader(BytesIO(made.getvalue()), strict=True).pages) != pages:
            raise Unreadable(Trace.DAMAGED)
    except (PyPdfError, *BROKEN) as error:
        raise Unreadable(Trace.DAMAGED) from error
    return Cleaned(made.getvalue(), traces)


def _shown_title(reader: Any) -> str:
    """The title, where the document asks programs to show it."""
    preferences = (
        reader.root_object.get("/ViewerPreferences", {}).get_object()
        if "/ViewerPreferences" in reader.root_object
        else {}
    )
    wanted = bool(preferences.get("/DisplayDocTitle", False)) and bool(
        getattr(preferences.get("/DisplayDocTitle"), "value", True)
    )
    title = (reader.metadata or {}).get("/Title", "") if wanted else ""
    return str(title)


def _objects(root: Any) -> Iterator[Any]:
    """All dictionaries and streams that the document needs, each once."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

    seen: set[int] = set()
    waiting: list[Any] = [root]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if isinstance(one, IndirectObject) else one
        if not isinstance(one, (DictionaryObject, ArrayObject)) or id(one) in seen:
            continue
        seen.add(id(one))
        if len(seen) > MOST_OBJECTS:
            raise Unreadable(Trace.LARGE)
        if any(isinstance(part, NameObject) and NO_NAME.search(part) for part in one):
            raise Unreadable(Trace.DAMAGED)  # pypdf takes NUL for a part of a name, and would write another colour
        if isinstance(one, DictionaryObject):
            if any(isinstance(part, NameObject) and NO_NAME.search(part) for part in one.values()):
                raise Unreadable(Trace.DAMAGED)
            yield one
            waiting.extend(one.raw_get(key) for key in one)
        else:
            waiting.extend(list.__iter__(one))


def _traces(root: Any, objects: list[Any]) -> Iterator[Trace]:
    if "/Perms" in root or any(
        one.get("/Type") == "/Sig" or (one.get("/FT") == "/Sig" and "/V" in one) for one in objects
    ):
        raise Unreadable(Trace.SIGNED)
    for one in objects:
        kind = one.get("/Subtype")
        if kind in MARKUP and ("/T" in one or "/Contents" in one) and "/Rect" in one:
            yield Trace.COMMENTS
        elif kind == "/FileAttachment" or "/EmbeddedFiles" in one or "/EF" in one:
            yield Trace.FILES
        elif kind == "/Redact":
            yield Trace.HIDDEN
        if one.get("/OFF") and "/Order" in one:  # layers that are not shown
            yield Trace.HIDDEN
        if any(isinstance(text, str) and len(text) < LONGEST_PATH and PATH.search(text) for text in one.values()):
            yield Trace.PATHS


def _strip(one: Any) -> None:
    """Takes out of a dictionary what programs keep for themselves, and of a photo what a camera notes."""
    for key in GONE:
        if key in one:
            del one[key]
    if one.get("/Subtype") == "/Image" and one.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        one._data = exact(
            one._data, turned=False
        )  # as it stands in the file: pypdf sets only what it has packed itself
