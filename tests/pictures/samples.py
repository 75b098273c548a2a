"""Pictures as cameras, phones and programs leave them, with private notes in every place that their formats have."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from io import BytesIO

from PIL import Image, ImageCms
from pillow_heif import register_heif_opener

register_heif_opener()  # which saves, too

SECRET = b"SECRET-28.1300N-SERIAL-0042"  # what must not come out
GPS, CAMERA = 0x8825, 0x8769
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>' + SECRET + b"</note></x:xmpmeta>"


def scene(width: int = 90, height: int = 60, mode: str = "RGB") -> Image.Image:
    """A picture whose corners tell how it is turned: red, green, blue, white, clockwise from the left above."""
    image = Image.new("RGB", (width, height), "grey")
    half = (width // 3, height // 3)
    for corner, colour in (((0, 0), "red"), ((1, 0), "green"), ((1, 1), "blue"), ((0, 1), "white")):
        place = tuple((whole - part) * at for whole, part, at in zip((width, height), half, corner, strict=True))
        image.paste(colour, (*place, *(at + part for at, part in zip(place, half, strict=True))))
    return image.convert(mode)


def corners(image: Image.Image) -> list[str]:
    """The colours of the corners, clockwise from the left above."""
    names = {"red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255), "white": (255, 255, 255)}
    image = image.convert("RGB")
    right, below = image.width - 3, image.height - 3
    found = [image.getpixel(place) for place in ((2, 2), (right, 2), (right, below), (2, below))]
    return [
        min(names, key=lambda name: sum(abs(a - b) for a, b in zip(names[name], pixel, strict=True))) for pixel in found
    ]


def exif(orientation: int = 1) -> Image.Exif:
    """Place, camera, its serial number, and what its maker notes."""
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010F], notes[0x0131], notes[0x013B] = "Maker", SECRET.decode(), SECRET.decode()
    notes.get_ifd(GPS).update({1: "N", 2: (28.0, 7.0, 48.0), 3: "E", 4: (106.0, 49.0, 12.0), 29: "2024:03:14"})
    notes.get_ifd(CAMERA).update({0xA431: SECRET.decode(), 0x927C: SECRET, 0x9286: b"ASCII\0\0\0" + SECRET})
    return notes


def profile(kind: str = "sRGB") -> bytes:
    """A colour profile, with a note behind it."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(kind)).tobytes()


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def jpeg(size: tuple[int, int] = (90, 60), orientation: int = 1, **options: object) -> bytes:
    """A phone's photo: EXIF, XMP, IPTC, a thumbnail, a comment, a profile, and a film behind the picture."""
    image = scene(*size)
    data = saved(image, "JPEG", quality=90, exif=exif(orientation), xmp=XMP, comment=SECRET, **options)
    thumbnail = saved(image.resize((16, 12)), "JPEG", comment=SECRET)
    iptc = (
        b"Photoshop 3.0\x008BIM\x04\x04\0\0"
        + struct.pack(">I", len(SECRET) + 5)
        + b"\x1c\x02\x19\0"
        + bytes([len(SECRET)])
        + SECRET
    )
    between = segment(0xED, iptc) + segment(0xE2, b"MPF\0" + thumbnail) + segment(0xEB, b"JP" + SECRET)
    return data[:2] + between + data[2:] + b"\0\0\0\x18ftypmp42" + SECRET * 3


def png_chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(image: Image.Image | None = None, **options: object) -> bytes:
    """A screen picture: EXIF, texts of three kinds, the time, a chunk of a program, and something behind the end."""
    data = saved(image or scene(), "PNG", exif=exif(), **options)
    notes = [
        png_chunk(b"tEXt", b"Author\0" + SECRET),
        png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(SECRET, 0)),
        png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP),
        png_chunk(b"tIME", b"\x07\xe8\x03\x0e\x08\x00\x00"),
        png_chunk(b"prVt", SECRET),
    ]
    return data[:33] + b"".join(notes) + data[33:] + SECRET


def webp(**options: object) -> bytes:
    return saved(scene(), "WEBP", exif=exif(), xmp=XMP, icc_profile=profile(), **options) + SECRET


def heic(size: tuple[int, int] = (90, 60), orientation: int = 1, **options: object) -> bytes:
    """A photo as telephones store it: EXIF, XMP, a small copy."""
    return saved(scene(*size), "HEIF", quality=90, exif=exif(orientation).tobytes(), xmp=XMP, **options)


def frames(form: str, **options: object) -> bytes:
    """An animation of two frames."""
    first, second = scene(), scene().transpose(Image.Transpose.ROTATE_180)
    return saved(first, form, save_all=True, append_images=[second], duration=200, loop=3, **options)


def gif(heavier: int = 0) -> bytes:
    """An animation with a comment, a text and a program's notes in it; with comments of so many times 256 bytes."""
    data = frames("GIF", comment=SECRET)
    start = 13 + (3 << (data[10] & 7) + 1)
    note = b"!\xff\x0bXMP DataXMP" + bytes([len(SECRET)]) + SECRET + b"\0"
    text = b"!\x01\x0c" + bytes(12) + bytes([len(SECRET)]) + SECRET + b"\0"
    comments = b"!\xfe" + (b"\xff" + bytes(255)) * heavier + b"\0"
    return data[:start] + note + text + comments + data[start:] + SECRET


def svg(inside: str = "", size: str = 'width="30" height="20"') -> bytes:
    """A drawing as a drawing program leaves it."""
    picture = b64encode(jpeg((12, 8))).decode()
    note = SECRET.decode()
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- {note} -->
<!DOCTYPE svg [<!ENTITY grey "#808080">]>
<?xml-stylesheet href="https://elsewhere.example/{note}.css"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  inkscape:export-filename="/home/{note}/a.png" data-name="{note}" {size} viewBox="0 0 30 20">
<metadata><rdf:RDF>{note}</rdf:RDF></metadata>
<inkscape:grid id="{note}"/>
<defs><linearGradient id="g"><stop offset="0" stop-color="&grey;"/></linearGradient></defs>
<style>.a {{ fill: url(#g) }}</style>
<path class="a" d="M0 0h30v20z" style="opacity: .5"/>
<use xlink:href="#g"/>
<image width="12" height="8" xlink:href="data:image/jpeg;base64,{picture}"/>
{inside}</svg>
""".encode()


def sixteen_bits(image: Image.Image) -> Image.Image:
    """Grey in sixteen bits, as scanners give it."""
    grey = image.convert("L").tobytes()
    return Image.frombytes("I;16", image.size, bytes(byte for value in grey for byte in (value, value)))
