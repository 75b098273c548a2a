"""Pictures without what a scanner or a camera notes in them: its serial, a place, names, a small copy.

The picture itself stays byte for byte, unless it must be turned. One that is cut off stays as far as it goes: a browser
shows what there is.
"""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

from linli.images.containers import JPEG_END, JPEG_HEAD, PNG_HEAD, PNG_KEPT, Truncated, jpeg_parts, png_chunks
from linli.images.opening import Damaged, opened, turn_of, upright

# JPEG: of the segments of applications those that are for colour: JFIF, the colour profile, Adobe's transform.
APPLICATION, COMMENT = range(0xE0, 0xF0), 0xFE
APPLICATION_KEPT = (b"JFIF\0", b"ICC_PROFILE\0", b"Adobe")
# PNG: chunks that change how the picture looks, or how large it is on paper.
PNG_LOOKS = {b"iCCP", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"sPLT", b"pHYs"}
TURNED_JPEG = {"quality": 90, "optimize": True}


def stripped(data: bytes) -> bytes:
    """The bytes of a JPEG or PNG picture without its notes, turned as they say. Others stay as they are."""
    if data.startswith(JPEG_HEAD):
        return _jpeg(_turned(data))
    if data.startswith(PNG_HEAD):
        return _png(data)
    return data


def _turned(data: bytes) -> bytes:
    """A JPEG as it is to be seen: EXIF may say that it lies on its side. One that is cut off stays as it is."""
    if b"Exif\0" not in data[:65536]:
        return data
    made = BytesIO()
    with suppress(Damaged), opened(data) as image:
        turn = turn_of(image)
        if turn == 1:
            return data
        upright(image, turn).save(made, "JPEG", icc_profile=image.info.get("icc_profile"), **TURNED_JPEG)
    return made.getvalue() or data


def _jpeg(data: bytes) -> bytes:
    """Up to the end of the picture: cameras put more behind it."""
    kept = [JPEG_HEAD]
    with suppress(Truncated):
        for marker, start, end in jpeg_parts(data):
            application = marker in APPLICATION and not data.startswith(APPLICATION_KEPT, start + 4)
            if not application and marker != COMMENT:
                kept.append(data[start:end])
    return b"".join([*kept, JPEG_END])


def _png(data: bytes) -> bytes:
    kept = [PNG_HEAD]
    with suppress(Truncated):
        kept += (chunk for name, chunk in png_chunks(data) if name in PNG_KEPT | PNG_LOOKS)
    return b"".join(kept)
