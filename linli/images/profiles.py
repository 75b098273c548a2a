"""Colour profiles (ICC.1:2022) without the names in them: of a screen and whose it is, of a scanner, of who made the profile.

How colours come out stays the same: of the tags those stay that are numbers for it.
"""

from __future__ import annotations

import struct

HEADER, ENTRY = 128, 12  # bytes: of the header, of an entry in the table of tags
MOST_TAGS = 200
NUMBERS = frozenset(
    [b"wtpt", b"bkpt", b"chad", b"lumi", b"gamt", b"cicp", b"kTRC"]
    + [f"{channel}{kind}".encode() for channel in "rgb" for kind in ("XYZ", "TRC")]
    + [f"{way}{intent}".encode() for way in ("A2B", "B2A", "D2B", "B2D") for intent in range(4)]
)
NAME = "colour"  # a profile must have a description and a copyright notice
# Of the header: the program that prefers it, its day, maker and model of the device, who made it, its checksum.
NAMELESS = ((4, 8), (24, 36), (48, 56), (80, 84), (84, 100), (100, 128))
DAY = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)


def nameless(profile: bytes) -> bytes:
    """A colour profile without names. Empty when it is damaged: such a one is used by nobody."""
    if len(profile) < HEADER + 4 or profile[36:40] != b"acsp":
        return b""
    count = int.from_bytes(profile[HEADER : HEADER + 4])
    if not 0 < count <= MOST_TAGS or len(profile) < HEADER + 4 + count * ENTRY:
        return b""
    tags: list[tuple[bytes, bytes]] = [(b"desc", _text(profile[8], b"desc")), (b"cprt", _text(profile[8], b"text"))]
    for number in range(count):
        name, start, length = struct.unpack_from(">4s2I", profile, HEADER + 4 + number * ENTRY)
        if name in NUMBERS:
            if start < HEADER or start + length > len(profile):
                return b""
            tags.append((name, profile[start : start + length]))
    header = bytearray(profile[:HEADER])
    for start, end in NAMELESS:
        header[start:end] = bytes(end - start)
    header[24:36] = DAY
    return _joined(header, tags)


def _text(version: int, kind: bytes) -> bytes:
    """The name as a tag has it: in version 4 as text of many languages, before that as a description or a plain text."""
    if version >= 4:
        text = NAME.encode("utf-16-be")
        return b"mluc\0\0\0\0" + struct.pack(">2I4s2I", 1, 12, b"enUS", len(text), 28) + text
    text = NAME.encode() + b"\0"
    if kind == b"text":
        return b"text\0\0\0\0" + text
    return b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(4 + 4 + 2 + 1 + 67)


def _joined(header: bytearray, tags: list[tuple[bytes, bytes]]) -> bytes:
    """A profile of its header and its tags. What is the same in two of them stands there once."""
    table, data, places = b"", b"", dict[bytes, int]()
    first = HEADER + 4 + len(tags) * ENTRY
    for name, content in tags:
        if content not in places:
            places[content] = first + len(data)
            data += content + bytes(-len(content) % 4)
        table += struct.pack(">4s2I", name, places[content], len(content))
    header[0:4] = struct.pack(">I", first + len(data))
    return bytes(header) + struct.pack(">I", len(tags)) + table + data
