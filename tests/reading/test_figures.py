"""Pictures in a body: which become figures, and what browsers are told of them."""

import re

import pytest

from linli.model.photo import Photo
from linli.model.picture import Rendition
from linli.reading.figures import GALLERY_SIZES, SIZES
from tests.reading.test_reader import read, reader, text  # noqa: F401 - a fixture

IMG = re.compile(r"<(?:img|source)[^>]*>")


def shape(html: str) -> str:
    """The HTML with its pictures as `[alt]`."""
    html = re.sub(r'<a id="picture-(\d)" href="#photo-\1" title="看大图">(.*?)</a>', r"\1:\2", html)
    return re.sub(r'<img alt="([^"]*)"[^>]*>', r"[\1]", html).replace("\n", "")


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("![甲](photos/a.svg)", "<figure>[甲]</figure>"),
        ('![甲](photos/a.svg "图说")', "<figure>[甲]<figcaption>图说</figcaption></figure>"),
        ("![甲](photos/a.svg)\n图说", "<figure>[甲]<figcaption>图说</figcaption></figure>"),
        ("![甲](photos/a.svg) 图说", "<figure>[甲]<figcaption>图说</figcaption></figure>"),
        ("![甲](photos/a.svg)\n图说一，\n图说**二** & 三", "<figure>[甲]<figcaption>图说一，图说二 &amp; 三</figcaption></figure>"),
        ("![甲](photos/a.svg)\none\ntwo", "<figure>[甲]<figcaption>one two</figcaption></figure>"),
        (
            "![甲](photos/a.svg)\n一\n![乙](photos/a.svg)\n二",
            "<figure>1:[甲]<figcaption>一</figcaption></figure><figure>2:[乙]<figcaption>二</figcaption></figure>",
        ),
        ("![甲](photos/a.svg)\n![乙](photos/a.svg)", "<figure>1:[甲]</figure><figure>2:[乙]</figure>"),
        (
            '![甲](photos/a.svg "图说")\n正文',
            "<figure>[甲]<figcaption>图说</figcaption></figure><p>正文</p>",
        ),
        ("![甲](photos/a.svg)\n" + "长" * 201, f"<figure>[甲]</figure><p>{'长' * 201}</p>"),
        ("看![甲](photos/a.svg)图", "<p>看[甲]图</p>"),
        ("[![甲](photos/a.svg)](/about/)", '<p><a href="../../../../about/">[甲]</a></p>'),
        ("- ![甲](photos/a.svg)", "<ul><li>[甲]</li></ul>"),
        ('<img src="photos/a.svg" alt="甲" onerror="x">', "<p>[甲]</p>"),
        ('<figure><img src="photos/a.svg" alt="甲"><figcaption>图说</figcaption></figure>', "<figure>[甲]<figcaption>图说</figcaption></figure>"),
        ('![乙](photos/a.svg)\n\n<img data-n="7" src="photos/a.svg" alt="甲">', "<figure>[乙]</figure><p>[甲]</p>"),
        ("![1 \\* 2](photos/a.svg)\n3 \\* 4 &lt; 5", "<figure>[1 * 2]<figcaption>3 * 4 &lt; 5</figcaption></figure>"),
        ('![甲](photos/a.svg) 图<b title="a > b">说</b>', "<figure>[甲]<figcaption>图说</figcaption></figure>"),
    ],
)  # fmt: skip
def test_shape(reader, body, html):  # noqa: F811
    reading = reader.read("articles/a.md", text(body))
    assert shape(reading.article.body) == html


def test_only_the_first_picture_is_asked_for_at_once(reader):  # noqa: F811
    near = "一\n\n![](photos/a.svg)\n\n二\n\n![](photos/a.svg)\n\n<img src='photos/a.svg'>"
    first, *others = IMG.findall(read(reader, text(near)).body)
    assert 'fetchpriority="high" decoding="async"' in first
    assert "loading" not in first
    assert [' loading="lazy" decoding="async"' in image for image in others] == [True, True]
    assert all('width="30" height="20"' in image for image in (first, *others))
    (far,) = IMG.findall(read(reader, text("一\n\n二\n\n三\n\n![](photos/a.svg)")).body)
    assert "fetchpriority" not in far
    assert "loading" not in far


@pytest.mark.parametrize(
    ("body", "kind", "gallery", "sizes"),
    [
        ("![甲](photos/a.svg)", None, False, SIZES),
        ("![甲](photos/a.svg)", "图片新闻", True, GALLERY_SIZES),
        ("![甲](photos/a.svg)\n\n![乙](photos/a.svg)", None, True, GALLERY_SIZES),
    ],
)
def test_renditions(reader, body, kind, gallery, sizes):  # noqa: F811
    renditions = tuple(Rendition(f"photos/a b.{width}w.webp", width, width) for width in (480, 900))
    reader.photos.look("photos/a.svg").photo = Photo("photos/a b.jpg", 900, 900, renditions, "key")
    article = read(reader, text(body, 体裁=kind))
    source = IMG.findall(article.body)[0]
    way = "../../../../photos/a%20b"
    assert source == (f'<source type="image/webp" srcset="{way}.480w.webp 480w, {way}.900w.webp 900w" sizes="{sizes}">')
    assert f'<img alt="甲" src="{way}.jpg" width="900" height="900"' in article.body
    assert article.gallery == gallery
    assert len(article.pictures) == body.count("![")
    assert article.cover.thumbnail == Rendition("photos/a%20b.480w.webp", 480, 480)


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ("![](https://a.example/x.png)", "图片“https://a.example/x.png”不在本报的文件夹里：网页不用外站的文件。请把图片存进 photos，写成 photos/……。"),
        ("<img src='//a.example/x.png'>", "图片“//a.example/x.png”不在本报的文件夹里：网页不用外站的文件。请把图片存进 photos，写成 photos/……。"),
        ("![](data:image/png;base64,AAAA)", "图片“data:image/png;base64,AAAA”不在本报的文件夹里：网页不用外站的文件。请把图片存进 photos，写成 photos/……。"),
    ],
)  # fmt: skip
def test_pictures_elsewhere_are_a_finding(reader, body, finding):  # noqa: F811
    reading = reader.read("articles/a.md", text(body))
    assert [str(f) for f in reading.findings] == [f"articles/a.md:7: E307 {finding}"]


def test_an_address_with_escapes_is_understood(reader, tmp_path):  # noqa: F811
    from tests.paper import SVG

    (tmp_path / "photos" / "a b.svg").write_text(SVG, encoding="utf-8")
    assert read(reader, text("![](photos/a%20b.svg)")).cover.src == "photos/a%20b.svg"
