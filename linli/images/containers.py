"""The files that pictures come in, taken apart: whether they are whole, and without what is not picture.

Formats: PNG (W3C, third edition, with APNG), WebP (RFC 9649), GIF89a, JPEG (ITU T.81, annex B).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

JPEG_HEAD, JPEG_END = b"\xff\xd8", b"\xff\xd9"
SCAN, END = 0xDA, 0xD9  # markers: of the head of a scan, of the end of the picture
BARE = (0x01, *range(0xD0, 0xD9))  # markers without a length
NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # behind the data of a scan
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT", b"gAMA", b"cHRM", b"sRGB", b"sBIT"}
WEBP_KEPT = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"}
WEBP_NOTES = 0x20 | 0x08 | 0x04  # flags: there is a colour profile, EXIF, XMP
GIF_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0")  # how often an animation is shown


class Truncated(Exception):
    """The file ends before the picture does."""


def check_whole(data: bytes, form: str) -> None:
    """Looks whether a file is there to its end; what comes after the picture does not matter.

    Raises:
        Truncated: it is not.
    """
    if form in ("JPEG", "MPO"):
        _check_jpeg(data)
    else:
        walks = {"PNG": png_chunks, "WEBP": _webp, "GIF": _gif, "HEIF": _boxes}
        for _part in walks[form](data):
            pass


def cleaned(data: bytes, form: str) -> bytes:
    """The file with nothing but pictures in it: for animations, which are published as they are."""
    if form == "PNG":
        return PNG_HEAD + b"".join(chunk for name, chunk in png_chunks(data) if name in PNG_KEPT)
    if form == "WEBP":
        body = b"".join(_webp_part(name, content) for name, content in _webp(data) if name in WEBP_KEPT)
        return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body
    return b"".join(_gif(data))


def _take(data: bytes, start: int, length: int) -> bytes:
    if start + length > len(data):
        raise Truncated
    return data[start : start + length]


def jpeg_parts(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The parts of a JPEG: marker, where it starts, where it ends. The data of a scan are one of their own, with marker 0.

    What there is of a part that is cut off comes before `Truncated` is raised.
    """
    at = len(JPEG_HEAD)
    while (marker := _marker(data, at)) != END:
        if marker == 0xFF:  # what fills the room before a marker
            at += 1
            continue
        end = at + 2 if marker in BARE else at + 2 + int.from_bytes(_take(data, at + 2, 2))
        yield marker, at, end
        _take(data, at, end - at)
        at = end
        if marker == SCAN:
            following = NEXT_MARKER.search(data, at)
            end = following.start() if following else len(data)
            yield 0, at, end
            at = end


def _marker(data: bytes, at: int) -> int:
    prefix, marker = _take(data, at, 2)
    if prefix != 0xFF:
        raise Truncated
    return marker


def _check_jpeg(data: bytes) -> None:
    """Segments up to the first scan, then the end of the picture; a thumbnail has an end of its own, before."""
    scan = next((start for marker, start, _end in jpeg_parts(data) if marker == SCAN), len(data))
    if data.find(JPEG_END, scan) < 0:
        raise Truncated


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG: name, and the whole of it.

    What there is of a chunk that is cut off comes before `Truncated` is raised.
    """
    at = len(PNG_HEAD)
    name = b""
    while name != b"IEND":
        end = at + 12 + int.from_bytes(_take(data, at, 4))
        name = _take(data, at + 4, 4)
        yield name, data[at:end]
        _take(data, at, end - at)
        at = end


def _webp(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    end = 8 + int.from_bytes(_take(data, 4, 4), "little")
    _take(data, 0, end)
    yield from _riff(data, 12, end)


def _riff(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    while at + 8 <= end:
        length = int.from_bytes(_take(data, at + 4, 4), "little")
        yield data[at : at + 4], _take(data, at + 8, length)
        at += 8 + length + length % 2


def _boxes(data: bytes) -> Iterator[bytes]:
    """The names of the boxes that a file of ISO's kind (ISO/IEC 14496-12, 4.2) is made of."""
    at = 0
    while at < len(data):
        length, name = int.from_bytes(_take(data, at, 4)), _take(data, at + 4, 4)
        if length == 1:  # it stands behind the name
            length = int.from_bytes(_take(data, at + 8, 8))
        elif length == 0:  # to the end
            length = len(data) - at
        if not length >= 8:
            raise Truncated
        _take(data, at, length)
        yield name
        at += length


def _webp_part(name: bytes, content: bytes) -> bytes:
    if name == b"VP8X":
        content = bytes([content[0] & ~WEBP_NOTES]) + content[1:]
    elif name == b"ANMF":  # a frame: its place and time, and parts of its own
        parts = (_webp_part(*part) for part in _riff(content, 16, len(content)) if part[0] in WEBP_KEPT)
        content = content[:16] + b"".join(parts)
    return name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)


def _gif(data: bytes) -> Iterator[bytes]:
    """Blocks without comments, text and what programs note."""
    head = _take(data, 0, 13)
    at = 13 + _table(head[10])
    yield head + _take(data, 13, at - 13)
    while (kind := _take(data, at, 1)) != b";":
        if kind == b"!":
            label = _take(data, at + 1, 1)
            end = _after(data, at + 2)
            if label == b"\xf9" or (label == b"\xff" and data[at + 3 : at + 14] in GIF_KEPT):
                yield data[at:end]
        elif kind == b",":
            end = _after(data, at + 11 + _table(_take(data, at + 9, 1)[0]))
            yield data[at:end]
        else:
            raise Truncated
        at = end
    yield b";"


def _table(flags: int) -> int:
    """The bytes of a colour table."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after(data: bytes, at: int) -> int:
    """The end of a chain of blocks."""
    while length := _take(data, at, 1)[0]:
        at += 1 + length
    return at + 1
