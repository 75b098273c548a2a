from io import BytesIO
from zlib import crc32

import pytest
from PIL import Image, PngImagePlugin

from linli.images.stripping import stripped
from tests.issues.conftest import picture

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def exif(orientation=1):
    notes = Image.Exif()
    notes[ORIENTATION] = orientation
    notes[MAKE] = "SECRET CAMERA"
    notes.get_ifd(GPS)[2] = (30.0, 15.0, 12.5)
    return notes.tobytes()


def png_notes():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "SECRET CAMERA")
    notes.add_itxt("XML:com.adobe.xmp", "SECRET CAMERA")
    return notes


def with_chunk(png, name, content):
    """A PNG with one more chunk, after its first."""
    first = 8 + 25  # signature and IHDR
    chunk = len(content).to_bytes(4) + name + content + crc32(name + content).to_bytes(4)
    return png[:first] + chunk + png[first:]


def pixels(data):
    with Image.open(BytesIO(data)) as image:
        return image.size, image.convert("RGB").tobytes()


PICTURES = {
    "baseline": picture("JPEG", exif=exif(), comment="SECRET CAMERA", icc_profile=b"a profile"),
    "progressive": picture("JPEG", exif=exif(), progressive=True, xmp=b"SECRET CAMERA"),
    "with restarts": picture("JPEG", (200, 300), exif=exif(), restart_marker_rows=1),
    "with something behind": picture("JPEG", exif=exif()) + b"SECRET CAMERA" + picture("JPEG"),
    "png": picture("PNG", exif=exif(), pnginfo=png_notes()),
    "png with a copy": with_chunk(picture("PNG"), b"prVW", b"SECRET CAMERA"),
}


@pytest.mark.parametrize("data", PICTURES.values(), ids=PICTURES)
def test_what_a_picture_tells_goes_and_the_picture_stays(data):
    assert b"SECRET CAMERA" in data
    clean = stripped(data)
    assert b"SECRET CAMERA" not in clean
    assert b"Exif" not in clean
    assert b"eXIf" not in clean
    assert pixels(clean) == pixels(data)
    assert stripped(clean) == clean
    with Image.open(BytesIO(clean)) as image:
        assert image.getexif() == {}
        image.load()


def test_the_colour_profile_stays():
    with Image.open(BytesIO(stripped(PICTURES["baseline"]))) as image:
        assert image.info["icc_profile"] == b"a profile"


def test_a_picture_on_its_side_is_set_upright():
    clean = stripped(picture("JPEG", exif=exif(orientation=6)))
    with Image.open(BytesIO(clean)) as image:
        assert image.size == (90, 60)
        assert image.getexif() == {}


@pytest.mark.parametrize("cut", [3, 20, 60])
@pytest.mark.parametrize("name", ["baseline", "png"])
def test_a_picture_that_is_cut_off_stays_as_far_as_it_goes(name, cut):
    clean = stripped(PICTURES[name])
    broken = stripped(PICTURES[name][:-cut])
    kept = broken.removesuffix(b"\xff\xd9")  # a JPEG has its end again
    assert clean.startswith(kept)
    assert len(kept) >= len(clean) - cut - 2


def test_other_files_stay_as_they_are():
    assert stripped(b"%PDF-1.7 ...") == b"%PDF-1.7 ..."
