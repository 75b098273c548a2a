"""Headlines and bodies as pages have them."""

import re

import lxml.html
import pytest

from linli.build.headlines import Headlines, upright
from linli.build.tied import tied
from linli.reading.marks import DOTS
from linli.reading.markup import Markup
from plugins.hanzi import Converter

dressed = Headlines(["柳溪镇"])


def said(html):
    return lxml.html.fragment_fromstring(str(html), create_parent="div").text_content()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("桥头夜市开张", "桥头<wbr>夜市<wbr>开张"),
        ("井水甜了 人心齐了", "井水<wbr>甜了 人心<wbr>齐了"),
        ("《老井》（图）", '<span class="trim-start">《</span>老井》<span class="trim-start">（</span>图）'),
        ("读《老井》。", '读<wbr>《老井<span class="trim-end">》</span>。'),
        ("“‘水’”来了", '<span class="trim">“</span><span class="trim">‘</span>水<span class="trim">’</span>”<wbr>来了'),
        ("第15届", '<span class="gap">第</span>1<span class="gap">5</span>届'),
        ("<b>&\"'", "&lt;b&gt;&amp;&#34;&#39;"),
        ("见liuxi.example/old/bridge", '<span class="gap">见</span><wbr>liuxi.exam<wbr>ple/old/br<wbr>idge'),
        ("", ""),
    ],
)
def test_a_headline(text, html):
    assert dressed(text) == html
    assert said(dressed(text)) == text


def test_the_twin_breaks_at_the_same_places():
    html = str(dressed("柳溪镇干部：“2024年发展‘后劲’足”"))
    twin = Converter("s2tw").html(html)
    assert re.sub("[^<>]+(?![^<]*>)", "", twin) == re.sub("[^<>]+(?![^<]*>)", "", html)
    assert "幹部" in twin and "後勁" in twin


@pytest.mark.parametrize(
    ("body", "ties"),
    [
        ("<p>2024年投入3.5万元，涨12%。</p>", ["2024年", "3.5万元"]),
        ("<p>打0851-2345-678或138-xxxx</p>", ["0851-2345-678", "138-xxxx"]),
        ("<p>来了1200余人，用了<strong>30分</strong></p>", ["1200余人", "30分"]),
        ('<p><img src="a" alt="12人>3人" title="5元"> 7人</p>', ["7人"]),
        ("<pre>3元</pre><p><code>4元</code> <ruby>汉<rt>5元</rt></ruby></p>", []),
        ("<p>1234567890123年，3.14159265年，v1.2.3年</p>", []),
    ],
)
def test_numbers_stay_with_what_they_count(body, ties):
    tree = lxml.html.fragment_fromstring(str(tied(body)), create_parent="div")
    assert tree.xpath("//span[@class='number']/text()") == ties
    assert tree.text_content() == said(body)
    assert str(tied(body)).replace('<span class="number">', "").replace("</span>", "") == body


def test_upright_text_keeps_its_marks():
    html = upright("“他说‘水来了’”12期<b>")
    assert said(html) == "“他说‘水来了’”12期<b>"
    kinds = lxml.html.fragment_fromstring(str(html), create_parent="div").xpath("./span/@class")
    assert kinds == ["turned outer-open", "turned inner-open", "turned inner-close", "turned outer-close", "across"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("{犇|bēn}", "<ruby>犇<rp>（</rp><rt>bēn</rt><rp>）</rp></ruby>"),
        ("{老井|·}", f'<em class="{DOTS}">老井</em>'),
        ("{a|b}", "{a|b}"),
        ("{甲|}", "{甲|}"),
        ("`{甲|·}`", "<code>{甲|·}</code>"),
        ("{<b>甲|·}", f'<em class="{DOTS}">&lt;b&gt;甲</em>'),
    ],
)
def test_readings_and_dots(text, html):
    made = Markup().render(text, root="", picture=lambda *_: None, caption=lambda _: None).html
    assert made == f"<p>{html}</p>"
