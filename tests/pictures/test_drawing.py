"""Drawings are published with nothing in them but the drawing."""

import re

import pytest

from plugins.pictures import drawing
from tests.pictures.samples import svg

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="3" height="2"'


def clean(inside: str, attributes: str = "") -> tuple[str, bool]:
    data, _width, _height, dropped = drawing.cleaned(f"<svg {NS} {attributes}>{inside}</svg>".encode())
    text = data.decode()
    return text[text.index(">") + 1 :].removesuffix("</svg>") if "</svg>" in text else "", dropped


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
        ('<path style="fill: url(https://a.example/a.svg#g)" />', '<path style="fill: none" />'),
        ('<path fill="url(//a.example/a#g)" />', '<path fill="none" />'),
        ('<style>@import "https://a.example/a.css"; .a { fill: red }</style>', "<style> .a { fill: red }</style>"),
        (r"<style>.a { fill: u\72l(//a.example/a) }</style>", "<style />"),
        ("<style>.a { background: URL( 'https://a.example/a' ) }</style>", "<style>.a { background: none }</style>"),
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


def test_a_drawing_whose_whole_would_be_left_out_is_none():
    with pytest.raises(drawing.UnreadableDrawing):
        drawing.cleaned(f'<svg {NS} attributeName="xlink:href"/>'.encode())
