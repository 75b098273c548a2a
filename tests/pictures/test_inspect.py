"""What is seen of a picture before anything is done with it: what will be published, or what is wrong."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from linli.images import opening
from linli.model.photo import PhotoInspection
from plugins.pictures import inspect
from plugins.pictures.plan import plan
from tests.pictures import samples
from tests.pictures.samples import jpeg, png, saved, scene, svg


def look(tmp_path: Path, name: str, data: bytes | Callable[[], bytes]) -> PhotoInspection:
    """What is seen of a file of such data; what takes long is made only by the process that looks at it."""
    file = tmp_path / Path(name).name
    file.write_bytes(data() if callable(data) else data)
    seen = PhotoInspection(file, f"photos/{name}")
    inspect.look(seen)
    return seen


HEIC = b"\0\0\0\x24ftypheic\0\0\0\0mif1heic" + bytes(40)
NO_PICTURE = "“photos/{}”不是认得的图片。可用的有：JPEG、PNG、WebP、GIF、HEIC、AVIF、TIFF、BMP、SVG。"
DAMAGED = "图片“photos/{}”不完整或已损坏。请重新存一份。"


@pytest.mark.parametrize(
    ("name", "data", "code", "message"),
    [
        ("a.jpg", b"", "E303", "图片“photos/{}”是空的，没有内容。请重新存一份。"),
        ("a.jpg", jpeg()[:2500], "E304", DAMAGED),
        ("a.jpg", jpeg().split(b"\xff\xda")[0], "E304", DAMAGED),
        ("a.jpg", b"\xff\xd8\xff", "E304", DAMAGED),
        ("a.png", png()[:-60], "E304", DAMAGED),
        ("a.png", b"\x89PNG\r\n\x1a\n", "E304", DAMAGED),
        ("a.webp", samples.webp()[:-60], "E304", DAMAGED),
        ("a.gif", samples.gif()[:-60], "E304", DAMAGED),
        ("a.avif", saved(scene(), "AVIF")[:-60], "E304", DAMAGED),
        ("a.tif", saved(scene(), "TIFF")[:-400], "E304", DAMAGED),
        ("a.svg", svg()[:-9], "E304", "图片“photos/{}”读不懂：它不是完好的 SVG。请重新导出一份。"),
        ("a.svg", b"<html></html>", "E304", "图片“photos/{}”读不懂：它不是完好的 SVG。请重新导出一份。"),
        ("a.svg", jpeg(), "E304", "图片“photos/{}”读不懂：它不是完好的 SVG。请重新导出一份。"),
        ("a.heic", HEIC, "E304", DAMAGED),
        ("a.jpg", HEIC, "E304", DAMAGED),
        ("a.heic", samples.heic()[:-60], "E304", DAMAGED),
        ("a.jpg", b"<!DOCTYPE html><title>404</title>", "E305", NO_PICTURE),
        ("a.pdf", b"%PDF-1.7", "E305", NO_PICTURE),
        ("a.psd", b"8BPS" + bytes(40), "E305", NO_PICTURE),
        ("a.png", lambda: saved(Image.new("1", (8000, 7000)), "PNG"), "E306", "图片“photos/{}”太大，超过了 5000 万像素。请缩小后再用；宽 1600 像素就够了。"),
        ("a.png", lambda: saved(Image.new("1", (30000, 30000)), "PNG"), "E306", "图片“photos/{}”太大，超过了 5000 万像素。请缩小后再用；宽 1600 像素就够了。"),
    ],
)  # fmt: skip
def test_what_cannot_be_published_is_one_finding(tmp_path, name, data, code, message):
    seen = look(tmp_path, name, data)
    assert seen.faults == [(code, message.format(name))]
    assert seen.photo is None


def test_where_nothing_opens_heic_there_is_advice(tmp_path, monkeypatch):
    """A platform that pillow-heif has no wheel for."""
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    opening.opens_heic.cache_clear()
    try:
        seen = look(tmp_path, "a.heic", samples.heic())
    finally:
        opening.opens_heic.cache_clear()
    advice = "图片“photos/a.heic”是手机的 HEIC 格式，这台电脑上读不了。请在手机或电脑上导出为 JPEG，换上新的文件名。"
    assert (seen.faults, seen.photo) == ([("E305", advice)], None)


@pytest.mark.parametrize(
    ("name", "data", "published", "code", "message"),
    [
        ("a.jpg", samples.heic(), "a.jpg", "W301", "图片“photos/{}”里面其实是 HEIF。网页上能看；请把文件名的末尾改成 .heic。"),
        ("a.jpg", png(), "a.jpg", "W301", "图片“photos/{}”里面其实是 PNG。网页上能看；请把文件名的末尾改成 .png。"),
        ("a.png", jpeg(), "a.png", "W301", "图片“photos/{}”里面其实是 JPEG。网页上能看；请把文件名的末尾改成 .jpg。"),
        ("a.gif", jpeg(), "a.gif.jpg", "W301", "图片“photos/{}”里面其实是 JPEG。网页上能看；请把文件名的末尾改成 .jpg。"),
        ("a.jpg", samples.gif(), "a.jpg.gif", "W301", "图片“photos/{}”里面其实是 GIF。网页上能看；请把文件名的末尾改成 .gif。"),
        ("a.jpg", svg(), "a.jpg.svg", "W301", "图片“photos/{}”里面其实是 SVG。网页上能看；请把文件名的末尾改成 .svg。"),
        ("照片", jpeg(), "照片.jpg", "W301", "图片“photos/{}”里面其实是 JPEG。网页上能看；请把文件名的末尾改成 .jpg。"),
        ("a.jpg", saved(scene(mode="CMYK"), "JPEG"), "a.jpg", "W302", "图片“photos/{}”是印刷用的颜色（CMYK），已转成屏幕用的，可能略有不同。请在网页上看一眼。"),
        ("a.svg", svg("<script>1</script>"), "a.svg", "W303", "图片“photos/{}”里有脚本、要从别处取的东西，或不是图画的部分，网页上已去掉。请在网页上看一眼。"),
        ("a.gif", lambda: samples.gif(heavier=15000), "a.gif", "W304", "动图“photos/{}”有 4 MB，手机上要等很久。请剪短或缩小。"),
    ],
)  # fmt: skip
def test_what_an_editor_should_know_is_one_warning(tmp_path, name, data, published, code, message):
    seen = look(tmp_path, name, data)
    assert seen.faults == [(code, message.format(name))]
    assert seen.photo.path == f"photos/{published}"


@pytest.mark.parametrize(
    ("name", "data", "published"),
    [
        ("a.JPG", jpeg(), "a.JPG"),
        ("a.jfif", jpeg(), "a.jfif.jpg"),
        ("a.tif", saved(scene(), "TIFF"), "a.tif.jpg"),
        ("a.bmp", saved(scene(), "BMP"), "a.bmp.jpg"),
        ("a.avif", saved(scene(), "AVIF"), "a.avif.jpg"),
        ("a.avif", saved(Image.new("RGBA", (90, 60)), "AVIF"), "a.avif.png"),
        ("a.png", saved(scene(mode="I;16"), "PNG"), "a.png"),
        ("a.png", samples.frames("PNG"), "a.png"),
        ("a.webp", samples.frames("WEBP"), "a.webp"),
        ("a.gif", samples.gif(), "a.gif"),
    ],
)
def test_formats_that_browsers_do_not_show_have_another_suffix(tmp_path, name, data, published):
    seen = look(tmp_path, name, data)
    assert seen.faults == []
    assert (seen.photo.path, seen.photo.width, seen.photo.height) == (f"photos/{published}", 90, 60)


def test_a_folder_that_the_system_does_not_let_read(tmp_path):
    seen = PhotoInspection(tmp_path, "photos/a.jpg")
    inspect.look(seen)
    assert seen.faults == [("E305", "打不开图片“photos/a.jpg”：系统不让读。请检查这个文件。")]


@pytest.mark.parametrize(
    ("size", "whole", "widths"),
    [
        ((4000, 3000), (1600, 1200), [480, 800, 1200, 1600]),
        ((3000, 4000), (1600, 2133), [480, 800, 1200, 1600]),
        ((1600, 900), (1600, 900), [480, 800, 1200, 1600]),
        ((1300, 975), (1300, 975), [480, 800, 1300]),  # 1200 would be nearly the same
        ((900, 600), (900, 600), [480, 900]),
        ((480, 320), (480, 320), [480]),
        ((90, 60), (90, 60), [90]),
        ((1, 1), (1, 1), [1]),
        ((1000, 40000), (1000, 40000), []),  # longer than WebP can be: 480 would be 19,200
        ((20000, 10), (1600, 1), [480, 800, 1200, 1600]),
    ],
)
def test_no_rendition_is_larger_than_the_picture(size, whole, widths):
    photo = plan("photos/a.jpg", *size, key="0123456789abcdef")
    assert (photo.width, photo.height) == whole
    assert [rendition.width for rendition in photo.renditions] == widths
    assert [r.src for r in photo.renditions] == [f"photos/a.{width}w.0123456789.webp" for width in widths]


def test_the_key_is_that_of_bytes_and_format_alone(tmp_path):
    one = look(tmp_path, "a.jpg", jpeg()).photo
    assert look(tmp_path, "sub/b.jpg", jpeg()).photo.key == one.key
    assert look(tmp_path, "a.png", jpeg()).photo.key != one.key
    assert look(tmp_path, "a.jpg", jpeg((91, 60))).photo.key != one.key
