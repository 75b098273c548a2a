"""The files that are made of pictures: upright, in the colours of screens, and nothing but pictures."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from linli.images.opening import Damaged
from linli.model.photo import PhotoInspection
from plugins.pictures.encode import encode
from plugins.pictures.inspect import look
from tests.pictures import samples
from tests.pictures.samples import (
    SECRET,
    corners,
    frames,
    gif,
    jpeg,
    png,
    profile,
    saved,
    scene,
    sixteen_bits,
    svg,
    webp,
)


@pytest.fixture
def made(tmp_path):
    """Makes the files of a picture."""

    def make(name: str, data: bytes) -> dict[str, bytes]:
        (tmp_path / name).write_bytes(data)
        sight = PhotoInspection(tmp_path / name, f"photos/{name}")
        look(sight)
        assert sight.photo is not None, sight.faults
        files = encode(data, sight.photo)
        sizes = {"whole": (sight.photo.width, sight.photo.height)}
        sizes |= {str(rendition.width): (rendition.width, rendition.height) for rendition in sight.photo.renditions}
        if not name.endswith(".svg"):
            assert {name: opened(data).size for name, data in files.items()} == sizes
        return files

    return make


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


UPRIGHT = ["red", "green", "blue", "white"]
TURNS = {  # the corners of an upright picture, as a camera stores it that notes this orientation (EXIF 2.32, 4.6.4)
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", TURNS)
@pytest.mark.parametrize(
    ("form", "size"),
    [
        ("JPEG", (90, 60)),
        ("JPEG", (2000, 120)),
        ("PNG", (90, 60)),
        ("WEBP", (90, 60)),
        ("TIFF", (90, 60)),
        ("HEIF", (90, 64)),
    ],
)
def test_every_rotation_is_applied(made, orientation, form, size):
    stored = scene(*size)
    if TURNS[orientation] is not None:
        stored = stored.transpose(TURNS[orientation])
    notes = Image.Exif()
    notes[0x0112] = orientation
    files = made(f"a.{form.lower()}", saved(stored, form, exif=notes.tobytes()))
    for data in files.values():
        assert corners(opened(data)) == UPRIGHT
        assert opened(data).size[0] > opened(data).size[1]


PRIVATE = {
    "a.jpg": jpeg((1700, 1000)),
    "turned.jpg": jpeg(orientation=6),
    "b.png": png(),
    "few.png": png(scene(mode="P")),
    "clear.png": png(scene(mode="RGBA")),
    "c.webp": webp(),
    "d.gif": gif(),
    "moving.png": samples.frames("PNG", exif=samples.exif(), pnginfo=None),
    "moving.webp": frames("WEBP", exif=samples.exif(), xmp=samples.XMP, icc_profile=profile()),
    "e.tif": saved(scene(), "TIFF", exif=samples.exif(), description=SECRET.decode()),
    "f.avif": saved(scene(), "AVIF", exif=samples.exif(), xmp=samples.XMP, icc_profile=profile()),
    "g.svg": svg(),
    "h.heic": samples.heic(icc_profile=profile()),
    "turned.heic": samples.heic((90, 64), orientation=6),
}


@pytest.mark.parametrize("name", PRIVATE)
def test_nothing_private_is_left(made, name):
    assert SECRET in PRIVATE[name] or b"SECRET" in PRIVATE[name]
    for data in made(name, PRIVATE[name]).values():
        assert_clean(data)


def assert_clean(data: bytes) -> None:
    """No note of any kind, by Pillow and by the bytes."""
    for mark in (
        b"SECRET",
        b"Exif",
        b"http://ns.adobe",
        b"xmpmeta",
        b"Photoshop",
        b"8BIM",
        b"ICC_PROFILE",
        b"iCCP",
        b"ICCP",
    ):
        assert mark not in data
    if data.startswith(b"<svg"):
        return
    with Image.open(BytesIO(data)) as image:
        assert dict(image.getexif()) == {}
        assert not image.info.keys() & {"exif", "xmp", "comment", "icc_profile", "photoshop", "dpi", "Author"}
        if isinstance(image, PngImagePlugin.PngImageFile):
            image.load()
            assert image.text == {}
        else:
            assert "APP1" not in getattr(image, "app", {})
            assert not getattr(image, "applist", [])[1:]  # the first is JFIF, of every JPEG


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF"])
def test_an_animation_still_moves(made, form):
    data = {"PNG": frames("PNG"), "WEBP": frames("WEBP", exif=samples.exif()), "GIF": gif()}[form]
    files = made(f"a.{form.lower()}", data)
    assert list(files) == ["whole"]
    before, after = opened(data), opened(files["whole"])
    assert (after.n_frames, after.info["loop"]) == (2, before.info["loop"])
    for number in range(2):
        before.seek(number)
        after.seek(number)
        assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()
        assert after.info["duration"] == before.info["duration"]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "YCbCr"])
@pytest.mark.parametrize("size", [(90, 60), (1700, 120)])
def test_every_mode(made, mode, size):
    form = "JPEG" if mode in ("CMYK", "YCbCr") else "PNG"
    image = sixteen_bits(scene(*size)) if mode == "I;16" else scene(*size, mode=mode)
    expected = corners(scene(mode="L" if mode in ("1", "L", "LA", "I;16") else "RGB"))
    for data in made(f"a.{form.lower()}", saved(image, form)).values():
        assert opened(data).mode in ("1", "L", "LA", "P", "RGB", "RGBA")
        assert mode == "1" or corners(opened(data)) == expected  # dots of two colours are no colour


def test_what_shows_through_shows_through_or_is_white(made):
    glass = Image.new("RGBA", (90, 60), (255, 0, 0, 0))
    glass.paste((0, 0, 255, 255), (0, 0, 45, 60))
    for data in made("a.png", saved(glass, "PNG")).values():
        assert [opened(data).convert("RGBA").getpixel((x, 30))[3] for x in (10, 80)] == [255, 0]
    files = made("a.jpg", saved(glass, "PNG"))
    assert min(opened(files["whole"]).getpixel((80, 30))) > 250
    palette = glass.convert("P")
    palette.info["transparency"] = palette.getpixel((80, 30))
    for data in made("p.png", saved(palette, "PNG")).values():
        assert [opened(data).convert("RGBA").getpixel((x, 30))[3] for x in (10, 80)] == [255, 0]


def test_colours_of_another_profile_become_those_of_screens(made):
    lab = ImageCms.createProfile("LAB")
    srgb = ImageCms.createProfile("sRGB")
    assert ImageCms.profileToProfile(scene(), srgb, lab, outputMode="LAB").mode == "LAB"  # profiles work here
    swapped = bytearray(profile())  # red and blue change places: another profile's primaries
    red, blue = swapped.index(b"rXYZ"), swapped.index(b"bXYZ")
    swapped[red : red + 4], swapped[blue : blue + 4] = b"bXYZ", b"rXYZ"
    described = bytes(swapped).replace("sRGB".encode("utf-16-be"), "xRGB".encode("utf-16-be")).replace(b"sRGB", b"xRGB")
    for options, expected in (
        ({"icc_profile": described}, ["blue", "green", "red", "white"]),
        ({"icc_profile": b"junk"}, UPRIGHT),
    ):
        for data in made("a.png", saved(scene(), "PNG", **options)).values():
            assert corners(opened(data)) == expected


def test_few_colours_stay_exact_where_that_is_smaller(made):
    chart = Image.new("RGB", (900, 600), "white")
    for number in range(9):
        chart.paste("#b0241a", (100 * number, 600 - 60 * number, 100 * number + 60, 600))
    files = made("a.png", saved(chart, "PNG"))
    assert opened(files["whole"]).convert("RGB").tobytes() == chart.tobytes()
    assert opened(files["900"]).convert("RGB").tobytes() == chart.tobytes()


def test_a_picture_that_breaks_off_within_is_damaged(made):
    data = bytearray(png())
    at = data.index(b"IDAT") + 10
    data[at : at + 8] = b"\xff" * 8
    with pytest.raises(Damaged):
        made("a.png", bytes(data))
