"""Pictures of pages without what a scanner or a camera notes in them: its serial, a place, names, a small copy.

The picture itself stays byte for byte, unless it must be turned. A PDF is published as it is.
"""

from __future__ import annotations

import re
import struct
from io import BytesIO

# JPEG (ITU-T T.81 B.1): markers of segments that are kept. Of the application's own those for colour: JFIF, the
# colour profile, Adobe's transform.
KEPT_APPLICATION = (b"JFIF\0", b"ICC_PROFILE\0", b"Adobe")
APPLICATION, COMMENT, START_OF_SCAN, END = range(0xE0, 0xF0), 0xFE, 0xDA, 0xD9
NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # behind the data of a scan
# PNG (W3C PNG 3, 11.3): chunks with texts, times and EXIF.
PNG, PNG_PRIVATE = b"\x89PNG\r\n\x1a\n", (b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf")
ORIENTATION = 0x0112


def stripped(data: bytes) -> bytes:
    """The bytes of a JPEG or PNG picture without its notes, turned as they say. Others stay as they are."""
    if data.startswith(b"\xff\xd8"):
        return _jpeg(_upright(data))
    if data.startswith(PNG):
        return _png(data)
    return data


def _upright(data: bytes) -> bytes:
    """The picture as it is to be seen: EXIF may say that it lies on its side."""
    if b"Exif\0" not in data[:65536]:
        return data
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data)) as image:
        if image.getexif().get(ORIENTATION, 1) == 1:
            return data
        turned = BytesIO()
        profile = image.info.get("icc_profile")
        try:
            ImageOps.exif_transpose(image).save(turned, "JPEG", quality=90, optimize=True, icc_profile=profile)
        except OSError:  # it is cut off: a browser shows what there is
            return data
        return turned.getvalue()


def _jpeg(data: bytes) -> bytes:
    """Segment by segment, up to the end of the picture: cameras put more behind it."""
    kept = [data[:2]]
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == END:
            break
        end = place + 2 + struct.unpack_from(">H", data, place + 2)[0]
        if marker == START_OF_SCAN:
            following = NEXT_MARKER.search(data, end)
            end = following.start() if following else len(data)
        application = marker in APPLICATION and not data.startswith(KEPT_APPLICATION, place + 4)
        if not application and marker != COMMENT:
            kept.append(data[place:end])
        place = end
    return b"".join(kept) + b"\xff\xd9"


def _png(data: bytes) -> bytes:
    kept = [PNG]
    place = len(PNG)
    while place + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, place)
        if name not in PNG_PRIVATE:
            kept.append(data[place : place + 12 + length])
        place += 12 + length
        if name == b"IEND":
            break
    return b"".join(kept)
