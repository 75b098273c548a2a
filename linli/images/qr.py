"""QR codes, drawn as pictures."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from struct import pack

SCALE, MARGIN = 4, 4  # pixels and modules; the margin is the standard's (ISO/IEC 18004)
# A module is as wide as half a byte has bits, a pixel each: white is 1.
LIGHT = "f"
DRAWN = bytes.maketrans(b"\0\1", b"f0")


def qr_code(address: str) -> bytes:
    """The QR code of an address, a PNG: phones find one in a picture that is pressed long, not in a drawing.

    The mask is given, for trying all eight takes four times as long, and readers manage with any.
    """
    import segno

    symbol = segno.make(address, error="m", boost_error=False, mode="byte", mask=0, micro=False)
    return _png(row.translate(DRAWN).decode() for row in symbol.matrix)


def _png(rows: Iterable[str]) -> bytes:
    """A picture of modules, half a byte each (https://www.w3.org/TR/png-3/). segno's own goes pixel by pixel, and slowly."""
    drawn = [f"{LIGHT * MARGIN}{row}{LIGHT * MARGIN}" for row in rows]
    width = len(drawn[0])
    end = "0" * (width % 2)  # up to a whole byte
    border = b"\0" + bytes.fromhex(LIGHT * width + end)
    as_above = b"\2" + bytes(len(border) - 1)  # the filter Up, and no difference
    lines = [b"\0" + bytes.fromhex(row + end) + as_above * (SCALE - 1) for row in drawn]
    margin = border * MARGIN * SCALE
    size = (width * SCALE, (len(drawn) + 2 * MARGIN) * SCALE)
    head = pack(">2I5B", *size, 1, 0, 0, 0, 0)  # one bit of grey a pixel
    data = zlib.compress(b"".join([margin, *lines, margin]), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))
