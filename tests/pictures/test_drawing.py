"""Drawings are published with nothing in them but the drawing."""

import re
from base64 import b64encode
from io import BytesIO

import pytest
from PIL import Image

from plugins.pictures import drawing
from tests.pictures.samples import svg

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="3" height="2"'


def clean(inside: str, attributes: str = "") -> tuple[str, bool]:
    made = drawing.cleaned(f"<svg {NS} {attributes}>{inside}</svg>".encode())
    text = made.data.decode()
    return text[text.index(">") + 1 :].removesuffix("</svg>") if "</svg>" in text else "", made.dropped


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ('<path d="M0 0" fill="url(#a)" /><use href="#b" />', None),
        ('<style>.a { fill: url("#g") }</style>', None),
        ('<text xml:space="preserve">一 <tspan>二</tspan> 三</text>', None),
        ('<animate attributeName="r" to="3" />', None),
        ('<filter id="f"><feGaussianBlur stdDeviation="2" /></filter>', None),
        ("<!-- note --><metadata>x</metadata><path />", "<path />"),
        ('<path data-name="Layer 1" xml:base="https://a.example/" />', "<path />"),
    ],
)
def test_what_draws_stays(inside, kept):
    assert clean(inside) == (kept if kept is not None else inside, False)


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ("<script>alert(1)</script><path />", "<path />"),
        ('<script href="https://a.example/a.js" />', ""),
        ('<path onclick="alert(1)" ONLOAD="x" />', "<path />"),
        ('<a href="javascript:alert(1)"><path /></a>', "<a><path /></a>"),
        ('<a xlink:href="https://a.example/"><path /></a>', "<a><path /></a>"),
        ('<a href="#x"><set attributeName="href" to="javascript:alert(1)" /></a>', '<a href="#x" />'),
        ('<animate attributeName="xlink:href" values="x" />', ""),
        ('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">x</body></foreignObject>', ""),
        ('<image href="https://a.example/a.png" />', "<image />"),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+" />', "<image />"),
        ('<image href="data:image/png;base64,AAAA" />', "<image />"),
        ('<use href="other.svg#a" />', "<use />"),
        ('<path style="fill: url(https://a.example/a.svg#g)" />', '<path style="fill: none;" />'),
        ('<path fill="url(//a.example/a#g)" />', '<path fill="none" />'),
        ('<style>@import "https://a.example/a.css"; .a { fill: red }</style>', "<style> .a { fill: red ;}</style>"),
        (r"<style>.a { fill: u\72l(//a.example/a) }</style>", "<style>.a { fill: none;}</style>"),
        ("<style>.a { background: URL( 'https://a.example/a' ) }</style>", "<style>.a { }</style>"),
        ("<iframe src='x'/><handler/>", ""),
    ],
)
def test_what_does_more_is_left_out(inside, kept):
    assert clean(inside) == (kept, True)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="30" height="20"', (30, 20)),
        ('width="30px" height="20.4px"', (30, 20)),
        ('width="100%" height="100%" viewBox="0 0 60 40"', (60, 40)),
        ('viewBox="-5,-5 60,40"', (60, 40)),
        ('width="210mm" height="297mm" viewBox="0 0 210 297"', (210, 297)),
        ("", (300, 150)),  # what browsers take
    ],
)
def test_every_drawing_has_a_size(attributes, size):
    assert drawing.cleaned(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode())[1:3] == size


def test_a_cleaned_drawing_stays_as_it_is():
    once = drawing.cleaned(re.sub(rb"<image.*?/>", b"", svg(), flags=re.S))[0]
    assert drawing.cleaned(once)[0] == once


def test_entities_do_not_swell():
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    data = f'<!DOCTYPE svg [<!ENTITY a0 "ha">{laughs}]><svg xmlns="http://www.w3.org/2000/svg"><text>&a8;</text></svg>'
    with pytest.raises(drawing.UnreadableDrawing):
        drawing.cleaned(data.encode())
    outside = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>'
    with pytest.raises(drawing.UnreadableDrawing):
        drawing.cleaned(outside.encode())


@pytest.mark.parametrize(
    ("attributes", "size", "unsized"),
    [
        ('width="1.2.3" height="20"', (300, 150), True),
        ('width="." height="20" viewBox="0 0 . ."', (300, 150), True),
        (f'width="{"9" * 400}" height="20"', (300, 150), True),
        ('width="1.2.3" height="20" viewBox="0 0 60 40"', (60, 40), False),
        ('viewBox="0 0 1.2.3 4..4"', (300, 150), False),
        (f'viewBox="0{" " * 100_000}0 60 40"', (300, 150), False),
        ('width="100%" height="100%"', (300, 150), False),
        ('width="-3" height="1e9"', (300, 150), True),
    ],
)
def test_a_size_that_is_no_number(attributes, size, unsized):
    made = drawing.cleaned(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode())
    assert ((made.width, made.height), made.unsized) == (size, unsized)


def pixels(side: int) -> str:
    buffer = BytesIO()
    Image.new("1", (side, side)).save(buffer, "PNG")
    return f'<image href="data:image/png;base64,{b64encode(buffer.getvalue()).decode()}"/>'


def laughs(one: str) -> str:
    """Ten of ten of ten, nine times over."""
    levels = "".join(f'<pattern id="a{n}">{one.format(n - 1) * 10}</pattern>' for n in range(1, 9))
    return f'<g id="a0"/>{levels}{one.format(8)}'


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param("<g>" * 500 + "</g>" * 500, id="deep"),
        pytest.param("<g/>" * (drawing.MOST_ELEMENTS + 1), id="many elements"),
        pytest.param("<!--" + "x" * drawing.HEAVIEST + "-->", id="heavy"),
        pytest.param(pixels(8000), id="a picture of 64 million pixels"),
        pytest.param(pixels(5000) * 3, id="three of 25 million"),
        pytest.param(laughs('<use xlink:href="#a{}"/>'), id="uses of uses"),
        pytest.param(laughs('<path d="M0 0h9v9z" fill="url(#a{})"/>'), id="patterns of patterns"),
        pytest.param("<style>a{fill:\\g " + "(" * 20_000 + "</style>", id="brackets"),
    ],
)
def test_a_drawing_that_is_too_much(inside):
    with pytest.raises(drawing.TooMuch):
        drawing.cleaned(f"<svg {NS}>{inside}</svg>".encode())


@pytest.mark.parametrize(
    "inside",
    [
        '<g id="a"><use href="#a" /></g>',
        '<g id="a"><use href="#b" /></g><g id="b"><use href="#a" /><use href="#a" /></g>',
        "<defs>"
        + "".join(f'<g id="a{n}"><use href="#a{n + 1}" /></g>' for n in range(20_000))
        + '</defs><use href="#a0" />',
    ],
)
def test_what_refers_to_itself_and_long_chains_are_no_matter(inside):
    assert clean(inside) == (inside, False)


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "one", ["url(", "@import ", "a{", "/*", '"', "\\", "a:b;", "(", "}", "#", "&amp;", "url('", "image-set("]
)
def test_styles_are_read_in_one_go(one):
    drawing.cleaned(
        f"<svg {NS}><style>{one * (100_000 // len(one))}</style><g style='{one.replace(chr(39), '')}'/></svg>".encode()
    )


def test_the_head_of_a_file_is_looked_at_in_one_go():
    for one in (b" ", b"<!--", b"<!-- -->", b"<?x ?>", b"<!DOCTYPE svg ", b"<!DOCTYPE svg [", b"<?", b"<svg"):
        assert not drawing.is_drawing(one * (1_000_000 // len(one)))
    assert drawing.is_drawing(b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- > -->\n<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg>')
    assert drawing.is_drawing(b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a.dtd">\n<svg xmlns="a"/>')
