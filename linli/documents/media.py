"""Films of telephones (MP4, QuickTime: ISO/IEC 14496-12) without the place they were taken at, the telephone, and names.

What is taken out is overwritten where it stands: its box becomes free space, and no place in the file moves.
"""

from __future__ import annotations

from collections.abc import Iterator

from linli.documents.traces import Trace, Unreadable

FILMS = (
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"qt  ",
    b"M4V ",
    b"MSNV",
    b"3gp4",
    b"3gp5",
    b"dash",
)
WITH_BOXES = (b"moov", b"trak", b"mdia", b"minf", b"moof", b"traf")
NOTES = (
    b"udta",
    b"meta",
    b"uuid",
)  # a film's own words; a sound's title, which players show, is in another kind of file
FREE = b"free"
DEEPEST = 8


def is_film(data: bytes) -> bool:
    """Whether a file says that it is a film."""
    return (data[4:8] == b"ftyp" and data[8:12] in FILMS) or data[4:8] in (b"moov", b"wide")


def cleaned(data: bytes) -> bytes:
    """A film without its notes, of the same length.

    Raises:
        Unreadable: it ends before its boxes do.
    """
    made = bytearray(data)
    for start, end in _notes(data, 0, len(data), 0):
        made[start : start + 4] = FREE
        made[start + 4 : end] = bytes(end - start - 4)
    return bytes(made)


def _notes(data: bytes, at: int, end: int, depth: int) -> Iterator[tuple[int, int]]:
    """Where the name of each box of notes begins, and where the box ends."""
    while at + 8 <= end:
        length, name, head = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8], 8
        if length == 1:  # it stands behind the name
            length, head = int.from_bytes(data[at + 8 : at + 16]), 16
        elif length == 0:  # to the end
            length = end - at
        if length < head or at + length > end:
            raise Unreadable(Trace.DAMAGED)
        if name in NOTES and head == 8:
            yield at + 4, at + length
        elif name in WITH_BOXES and depth < DEEPEST:
            yield from _notes(data, at + head, at + length, depth + 1)
        at += length
