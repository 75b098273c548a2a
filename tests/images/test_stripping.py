from io import BytesIO
from zlib import crc32

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from linli.images.profiles import nameless
from linli.images.stripping import exact, stripped
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


def owned(version=2):
    """A colour profile that says whose screen it is of, in every place for it."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[8] = version
    made[48:56] = b"SECRETMO"
    names = b"desc\0\0\0\0" + (21).to_bytes(4) + b"SECRET CAMERA screen\0" + bytes(78)
    count = int.from_bytes(made[128:132])
    entries = [bytes(made[132 + 12 * n : 144 + 12 * n]) for n in range(count)]
    grown = 24  # two more entries
    moved = [e[:4] + (int.from_bytes(e[4:8]) + grown).to_bytes(4) + e[8:] for e in entries]
    last = len(made) + grown
    moved += [tag + last.to_bytes(4) + len(names).to_bytes(4) for tag in (b"dmdd", b"vued")]
    whole = bytes(made[:128]) + (count + 2).to_bytes(4) + b"".join(moved) + bytes(made[132 + 12 * count :]) + names
    return len(whole).to_bytes(4) + whole[4:]


OWNED = owned()
PICTURES = {
    "baseline": picture("JPEG", exif=exif(), comment="SECRET CAMERA", icc_profile=OWNED),
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


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_colours_stay_and_names_in_their_profile_go(form):
    with Image.open(BytesIO(stripped(picture(form, icc_profile=OWNED)))) as image:
        clean = image.info["icc_profile"]
    assert b"SECRET" in OWNED and b"SECRET" not in clean
    assert nameless(clean) == clean
    colours = Image.linear_gradient("L").resize((64, 64))
    colours = Image.merge("RGB", [colours, colours.rotate(90), colours.rotate(180)])
    lab = ImageCms.createProfile("LAB")
    before, after = (
        ImageCms.profileToProfile(colours, ImageCms.ImageCmsProfile(BytesIO(one)), lab, outputMode="LAB").tobytes()
        for one in (OWNED, clean)
    )
    assert before == after


def test_a_long_profile_is_in_parts():
    long = nameless(OWNED)
    count = int.from_bytes(long[128:132])
    entries = [long[132 + 12 * n : 144 + 12 * n] for n in range(count)]
    moved = b"".join(e[:4] + (int.from_bytes(e[4:8]) + 12).to_bytes(4) + e[8:] for e in entries)
    numbers = bytes(range(256)) * 600
    moved += b"A2B0" + (len(long) + 12).to_bytes(4) + len(numbers).to_bytes(4)
    whole = long[:128] + (count + 1).to_bytes(4) + moved + long[132 + 12 * count :] + numbers
    with Image.open(BytesIO(stripped(picture("JPEG", icc_profile=whole)))) as image:
        assert image.info["icc_profile"] == nameless(whole)
    assert numbers in nameless(whole)


@pytest.mark.parametrize("profile", [b"a profile", b"", OWNED[:140], OWNED[:-3000], OWNED[:128] + b"\xff" * 400])
def test_a_damaged_profile_goes(profile):
    assert nameless(profile) == b""
    clean = stripped(picture("JPEG", icc_profile=profile or b"x"))
    with Image.open(BytesIO(clean)) as image:
        assert "icc_profile" not in image.info


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exactly_the_turn_stays_of_what_is_not_to_be_touched(orientation):
    data = picture("JPEG", exif=exif(orientation))
    clean = exact(data)
    assert b"SECRET" not in clean
    with Image.open(BytesIO(data)) as before, Image.open(BytesIO(clean)) as after:
        assert before.tobytes() == after.tobytes()
        assert dict(after.getexif()) == ({ORIENTATION: orientation} if orientation > 1 else {})
    assert exact(clean) == clean
    assert b"Exif" not in exact(data, turned=False)


@pytest.mark.parametrize(
    ("form", "options"),
    [("GIF", {"comment": b"SECRET"}), ("WEBP", {"xmp": b"SECRET"}), ("PNG", {"pnginfo": png_notes()})],
)
def test_other_kinds_too(form, options):
    data = picture(form, **options)
    assert b"SECRET" in data
    assert b"SECRET" not in exact(data)
    assert pixels(exact(data)) == pixels(data)


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
