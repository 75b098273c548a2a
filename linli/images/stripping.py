"""Pictures without what a scanner or a camera notes in them: its serial, a place, names, a small copy.

The picture itself stays byte for byte, unless it must be turned. One that is cut off stays as far as it goes: a browser
shows what there is.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

from linli.images import containers
from linli.images.containers import JPEG_END, JPEG_HEAD, PNG_HEAD, PNG_KEPT, Truncated, jpeg_parts, png_chunks
from linli.images.opening import TRANSPOSED, Damaged, opened, turn_of, upright
from linli.images.profiles import nameless

# JPEG: of the segments of applications those that are for colour: JFIF, Adobe's transform, and the colour profile.
APPLICATION, COMMENT, PROFILE_MARKER = range(0xE0, 0xF0), 0xFE, 0xE2
APPLICATION_KEPT = (b"Adobe",)
PROFILE = b"ICC_PROFILE\0"  # in parts: number of the part, number of parts, content
LONGEST_PART = 65_519  # bytes of a profile that one segment has
JFIF = b"JFIF\0"  # version, size and density follow; then a small copy, which goes
JFIF_LENGTH = 16  # bytes of the segment without the copy
# PNG: chunks that change how the picture looks, or how large it is on paper.
PNG_LOOKS = {b"iCCP", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs"}
LARGEST_PROFILE = 10_000_000  # bytes
TURNED_JPEG = {"quality": 90, "optimize": True}
# EXIF with one note in it, the orientation: TIFF of one entry.
TURN = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0%c\0\0\0\0\0\0"


def stripped(data: bytes) -> bytes:
    """The bytes of a JPEG or PNG picture without its notes, turned as they say. Others stay as they are."""
    if data.startswith(JPEG_HEAD):
        return _jpeg(_turned(data))
    if data.startswith(PNG_HEAD):
        return _png(data)
    return data


def exact(data: bytes, *, turned: bool = True) -> bytes:
    """The bytes of a picture without its notes, and every pixel as it is: of the notes the turn alone stays, if it is wanted.

    Formats: JPEG, PNG, GIF, WebP. Others stay as they are, also one that is cut off.
    """
    if data.startswith(JPEG_HEAD):
        turn = _turn(data) if turned else 1
        note = b"\xff\xe1" + (len(TURN) + 1).to_bytes(2) + TURN % turn if turn in TRANSPOSED else b""
        clean = _jpeg(data)
        return clean[:2] + note + clean[2:]
    if data.startswith(PNG_HEAD):
        return _png(data)
    with suppress(Truncated):
        if data.startswith(b"GIF8"):
            return containers.cleaned(data, "GIF")
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return containers.cleaned(data, "WEBP")
    return data


def _turn(data: bytes) -> int:
    if b"Exif\0" not in data[:65536]:
        return 1
    with suppress(Damaged), opened(data) as image:
        return turn_of(image)
    return 1


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
    kept, profile, place = [JPEG_HEAD], dict[int, bytes](), 1
    with suppress(Truncated):
        for marker, start, end in jpeg_parts(data):
            content = start + 4
            if marker == PROFILE_MARKER and data[content : end - 1].startswith(PROFILE):
                place = place if profile else len(kept)
                profile[data[content + len(PROFILE)]] = data[content + len(PROFILE) + 2 : end]
            elif marker in APPLICATION and data.startswith(JFIF, content) and end - start > JFIF_LENGTH:
                short = data[start : start + 2] + JFIF_LENGTH.to_bytes(2) + data[content : start + JFIF_LENGTH]
                kept.append(short + b"\0\0")
            elif marker != COMMENT and (marker not in APPLICATION or data.startswith(APPLICATION_KEPT, content)):
                kept.append(data[start:end])
    kept[place:place] = _profile_parts(nameless(b"".join(profile[number] for number in sorted(profile))))
    return b"".join([*kept, JPEG_END])


def _profile_parts(profile: bytes) -> Iterator[bytes]:
    parts = [profile[start : start + LONGEST_PART] for start in range(0, len(profile), LONGEST_PART)]
    for number, part in enumerate(parts, 1):
        content = PROFILE + bytes([number, len(parts)]) + part
        yield b"\xff\xe2" + (len(content) + 2).to_bytes(2) + content


def _png(data: bytes) -> bytes:
    kept = [PNG_HEAD]
    with suppress(Truncated):
        for name, chunk in png_chunks(data):
            if name == b"iCCP":
                kept.append(_png_profile(chunk))
            elif name in PNG_KEPT | PNG_LOOKS:
                kept.append(chunk)
    return b"".join(kept)


def _png_profile(chunk: bytes) -> bytes:
    """The chunk of a colour profile: its name, how it is packed, and itself."""
    _name, _end, packed = chunk[8:-4].partition(b"\0")
    try:
        profile = nameless(zlib.decompressobj().decompress(packed[1:], LARGEST_PROFILE))
    except zlib.error:
        return b""
    if not profile:
        return b""
    content = b"iCCPcolour\0\0" + zlib.compress(profile, 9)
    return (len(content) - 4).to_bytes(4) + content + zlib.crc32(content).to_bytes(4)
