"""The files that pictures come in, taken apart: whether they are whole, and without what is not picture.

Formats: PNG (W3C, third edition, with APNG), WebP (RFC 9649), GIF89a, JPEG (ITU T.81, annex B).
"""

from __future__ import annotations

from collections.abc import Iterator

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
    walks = {"JPEG": _jpeg, "MPO": _jpeg, "PNG": _png, "WEBP": _webp, "GIF": _gif}
    for _part in walks[form](data):
        pass


def cleaned(data: bytes, form: str) -> bytes:
    """The file with nothing but pictures in it: for animations, which are published as they are."""
    if form == "PNG":
        return PNG_HEAD + b"".join(part for name, part in _png(data) if name in PNG_KEPT)
    if form == "WEBP":
        body = b"".join(_webp_part(name, content) for name, content in _webp(data) if name in WEBP_KEPT)
        return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body
    return b"".join(_gif(data))


def _take(data: bytes, start: int, length: int) -> bytes:
    if start + length > len(data):
        raise Truncated
    return data[start : start + length]


def _jpeg(data: bytes) -> Iterator[None]:
    """Segments up to the first scan, then the end of the picture; a thumbnail has an end of its own, before."""
    at = 2
    while (marker := _take(data, at, 2))[1] != 0xDA:
        if marker[0] != 0xFF:
            raise Truncated
        if marker[1] in (0xFF, 0x01, *range(0xD0, 0xD9)):  # fill, and markers without a length
            at += 1 if marker[1] == 0xFF else 2
        else:
            at += 2 + int.from_bytes(_take(data, at + 2, 2))
    if data.find(b"\xff\xd9", at) < 0:
        raise Truncated
    yield


def _png(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG_HEAD)
    name = b""
    while name != b"IEND":
        length = int.from_bytes(_take(data, at, 4))
        name = _take(data, at + 4, 4)
        yield name, _take(data, at, 12 + length)
        at += 12 + length


def _webp(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    end = 8 + int.from_bytes(_take(data, 4, 4), "little")
    _take(data, 0, end)
    yield from _riff(data, 12, end)


def _riff(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    while at + 8 <= end:
        length = int.from_bytes(_take(data, at + 4, 4), "little")
        yield data[at : at + 4], _take(data, at + 8, length)
        at += 8 + length + length % 2


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
