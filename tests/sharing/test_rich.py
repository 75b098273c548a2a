"""Rich text for official accounts: what its editor keeps, and nothing else; no word is lost on the way."""

import re
from xml.etree import ElementTree

import pytest

from linli.reading.html import html_of, tree_of
from newsroom.sharing.look import ATTRIBUTES, STYLES, TAGS
from newsroom.sharing.rich import RichText

SITE = "https://liuxi.example/news"
URL = "2024/05/01/well/"
PROPERTIES = {
    "background-color", "border", "border-bottom", "border-collapse", "border-left", "border-top", "color", "font-size",
    "font-weight", "letter-spacing", "line-height", "margin", "padding", "text-align", "text-decoration", "text-indent", "width",
}  # fmt: skip


def made(html: str, site: str = SITE, prefix: str = "") -> RichText:
    rich = RichText(site, prefix)
    rich.body(tree_of(html), URL)
    return rich


def plain(html: str, **others) -> str:
    """The text without its looks."""
    rich = made(html, **others)
    for element in rich.root.iter():
        element.attrib.pop("style", None)
    return html_of(rich.root)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>井<em>水</em><b>清</b></p>", "<p>井<strong>水</strong><strong>清</strong></p>"),
        ("井水<p>清</p>甜", "<p>井水</p><p>清</p><p>甜</p>"),
        ("<p>  \n </p>", ""),
        ("<p>一<br>二</p>", "<p>一<br>二</p>"),
        ("<p>one\ntwo</p>", "<p>one two</p>"),  # the editor makes a line break of a line end
        ('<p><span class="dateline">本报讯</span>井水</p>', "<p><span>本报讯</span>\u3000井水</p>"),
        ("<p><del>旧</del><ins>新</ins><mark>亮</mark><code>码</code></p>",
         "<p><span>旧</span><span>新</span><span>亮</span><span>码</span></p>"),
        ("<p><q>井</q><ruby>邨<rp>(</rp><rt>cūn</rt><rp>)</rp></ruby></p>", "<p>“井”邨（cūn）</p>"),
        ("<p>H<sub>2</sub>O<small>小</small><time>五月</time></p>", "<p>H<sub>2</sub>O小五月</p>"),
        ("<h2>一</h2><h3>二</h3><h4>三</h4>", "<h2>一</h2><h3>二</h3><h4>三</h4>"),
        ("<blockquote><p>一</p><p>二</p></blockquote>", "<blockquote><p>一</p><p>二</p></blockquote>"),
        ("<hr>", "<hr>"),
        ("<pre>一  二\n\t三\n</pre>", "<p>一\xa0\xa0二<br>\xa0\xa0\xa0\xa0三</p>"),
        ("<details><summary>问</summary><p>答</p></details>", "<p><strong>问</strong></p><p>答</p>"),
        ("<dl><dt>词</dt><dd>义</dd></dl>", "<p><strong>词</strong></p><p>义</p>"),
        ("<div><p>一</p><div>二</div></div>", "<p>一</p><p>二</p>"),
    ],
)  # fmt: skip
def test_blocks_and_words(html, expected):
    assert plain(html) == expected


@pytest.mark.parametrize(
    ("html", "expected", "told"),
    [
        ("<ul><li>一</li><li>二 <b>重</b>：文</li></ul>",
         "<ul><li><section>一</section></li><li><section>二 <strong>重</strong>：文</section></li></ul>", []),
        ("<ol><li><p>一</p><p>二</p></li></ol>", "<ol><li><section>一<br>二</section></li></ol>", []),
        # A list in an item stands behind it.
        ("<ul><li>一<ol><li>甲</li></ol></li><li>二</li></ul>",
         "<ul><li><section>一</section></li><ol><li><section>甲</section></li></ol><li><section>二</section></li></ul>", []),
        # Of three levels the third is part of the second, in order.
        ("<ul><li>一<ul><li>甲<ul><li>子</li></ul></li><li>乙</li></ul></li></ul>",
         "<ul><li><section>一</section></li><ul><li><section>甲</section></li><li><section>子</section></li>"
         "<li><section>乙</section></li></ul></ul>",
         ["列表套了三层以上，公众号只有两层，更里面的并成了第二层。"]),
        # The editor counts for itself.
        ('<ol start="3"><li>三</li><li>四</li></ol>', "<p>3. <span>三</span></p><p>4. <span>四</span></p>", []),
        ('<ul><li>一<ol start="3"><li>三</li></ol></li></ul>',
         "<ul><li><section>一</section></li><ol><li><section>三</section></li></ol></ul>",
         ["列表里面的列表，在公众号里从 1 数起。"]),
    ],
)  # fmt: skip
def test_lists(html, expected, told):
    assert plain(html) == expected
    assert made(html).told == told


def test_tables_are_simple():
    html = (
        '<table><caption>水位</caption><colgroup><col></colgroup><thead><tr><th scope="col">日</th><th>米</th></tr></thead>'
        '<tbody><tr><td align="right" colspan="2"><p>一</p><p>二</p></td></tr></tbody></table>'
    )
    assert plain(html) == (
        "<p><strong>水位</strong></p><table><tbody><tr><th>日</th><th>米</th></tr>"
        '<tr><td colspan="2">一<br>二</td></tr></tbody></table>'
    )
    assert made(html).root.find(".//td").get("style").endswith("text-align:right")
    wide = "<table><tr>" + "<td>一</td>" * 5 + "</tr></table>"
    assert made(wide).told == ["有一个表格有 5 栏，手机上会很挤。请预览，不行就改成图片。"]
    within = "<table><tr><td>外<table><tr><td>内</td></tr></table></td></tr></table>"
    assert plain(within) == "<table><tbody><tr><td>外<br>内</td></tr></tbody></table>"


@pytest.mark.parametrize(
    ("html", "expected", "links", "told"),
    [
        ('<p><a href="https://mp.weixin.qq.com/s/x">上一期</a></p>',
         '<p><a href="https://mp.weixin.qq.com/s/x">上一期</a></p>', [], []),
        ('<p><a href="https://a.example/">甲</a>、<a href="http://b.example/">乙</a>、<a href="https://a.example/">丙</a></p>',
         "<p>甲<sup>[1]</sup>、乙<sup>[2]</sup>、丙<sup>[1]</sup></p>", ["https://a.example/", "http://b.example/"], []),
        ('<p><a href="../../../../2024/04/01/pump/">水泵</a></p>', "<p>水泵<sup>[1]</sup></p>", [f"{SITE}/2024/04/01/pump/"], []),
        # What is written out needs no number; who took a picture is no link of the editor's.
        ('<p><a href="https://a.example/">https://a.example/</a></p>', "<p>https://a.example/</p>", [], []),
        ('<p>（记者 <a href="../../../../by/qu-bo/">曲波</a> 摄）</p>', "<p>（记者 曲波 摄）</p>", [], []),
        ('<p><a href="mailto:a@b.example">写信</a><a href="tel:12345">电话</a></p>', "<p>写信电话</p>", [], []),
        ('<p><a href="https://mp.weixin.qq.com.evil.example/">假</a></p>', "<p>假<sup>[1]</sup></p>",
         ["https://mp.weixin.qq.com.evil.example/"], []),
        ('<p>一<sup id="fnref:1"><a href="#fn:1">1</a></sup></p><div class="footnote"><hr><ol><li id="fn:1"><p>注文 '
         '<a href="#fnref:1">↩</a></p></li></ol></div>',
         "<p>一<sup>注1</sup></p><p>注释</p><ol><li><section>注文</section></li></ol>", [], []),
    ],
)  # fmt: skip
def test_links_become_numbers(html, expected, links, told):
    assert (plain(html), made(html).links, made(html).told) == (expected, links, told)


def test_links_within_the_site_need_its_address():
    html = '<p><a href="../../../../2024/04/01/pump/">水泵</a></p>'
    assert plain(html, site="") == "<p>水泵</p>"
    assert made(html, site="").told == ["“水泵”链到本报网站，设置里没有 SITEURL，只留了文字。"]


def test_twins_lead_to_twins_and_share_files():
    html = '<p><a href="../../../../2024/04/01/pump/">水泵</a><a href="../../../../files/a.pdf">表</a></p>'
    rich = made(html, prefix="hant/")
    assert rich.links == [f"{SITE}/hant/2024/04/01/pump/", f"{SITE}/files/a.pdf"]


@pytest.mark.parametrize(
    ("html", "expected", "paths"),
    [
        ('<figure><a id="picture-1" href="#photo-1"><picture><source srcset="x"><img alt="井" src="../../../../photos/a.jpg">'
         '</picture></a><figcaption>老井。\u3000<span class="credit">曲波 摄</span></figcaption></figure>',
         "<p>图 1：在这里放 a.jpg</p><p>老井。\u3000曲波 摄</p>", ["photos/a.jpg"]),
        ('<p><img src="../../../../photos/a.jpg"><img src="../../../../photos/%E4%BA%95%20b.png"></p>',
         "<p>图 1：在这里放 a.jpg</p><p>图 2：在这里放 井 b.png</p>", ["photos/a.jpg", "photos/井 b.png"]),
        ('<p>看<img src="../../../../photos/a.jpg">图</p>', "<p>看</p><p>图 1：在这里放 a.jpg</p><p>图</p>", ["photos/a.jpg"]),
        ('<p><a href="https://a.example/"><img src="../../../../photos/a.jpg"></a></p>',
         "<p>［图 1：在这里放 a.jpg］<sup>[1]</sup></p>", ["photos/a.jpg"]),
        ('<ul><li><figure><img src="../../../../photos/a.jpg"></figure>井</li></ul>',
         "<ul><li><section>［图 1：在这里放 a.jpg］井</section></li></ul>", ["photos/a.jpg"]),
    ],
)  # fmt: skip
def test_pictures_have_places(html, expected, paths):
    assert plain(html) == expected
    assert [picture.path for picture in made(html).pictures] == paths


def test_sound_and_film_are_told():
    rich = made(
        '<p>听：</p><audio src="../../../../files/a.mp3" controls></audio><p>看<video src="../../../../files/b.mp4"></video></p>'
    )
    assert rich.told == [
        "音频 a.mp3 没有放进来。请在公众号里另外上传。",
        "视频 b.mp4 没有放进来。请在公众号里另外上传。",
    ]
    assert "".join(rich.root.itertext()) == "听：看"


EVERYTHING = (
    '<h2>一</h2><p>二<a href="https://a.example">三</a><ruby>四<rt>五</rt></ruby><span class="x">六</span></p><ul><li>七<p>八</p>'
    "<ul><li>九<ol><li>十</li></ol>甲</li></ul>乙</li></ul><table><tr><th>丙<td>丁</table><blockquote>戊<pre>己\n庚</pre></blockquote>"
    '<figure>辛<img src="photos/a.jpg">壬<figcaption>癸</figcaption>子</figure><details>丑<summary>寅</summary>卯</details><dl><dt>辰<dd>巳'
    "</dl><abbr>午</abbr><kbd>未</kbd><div>申<section>酉</section>戌</div>亥"
)


def test_no_word_is_lost_and_nothing_unknown_is_made():
    rich = made(EVERYTHING)
    rich.sources()
    found = "".join(rich.root.itertext())
    words = "".join(tree_of(EVERYTHING).itertext()).split()
    missing = [letter for letter in "".join(words) if letter not in found]
    assert missing == []
    for element in rich.root.iter():
        assert element.tag in TAGS
        assert set(element.attrib) <= {"style"} | ATTRIBUTES.get(element.tag, set())


@pytest.mark.parametrize("name", STYLES)
def test_a_look_is_inline_and_names_no_font(name):
    properties = dict(part.split(":") for part in STYLES[name].split(";"))
    assert properties.keys() <= PROPERTIES
    assert not re.search(r"url|var\(|rem\b|vw\b", STYLES[name])


def test_markup_in_text_stays_text():
    rich = made("<p>&lt;script&gt;alert(1)&lt;/script&gt;&amp;</p>")
    assert "<script" not in rich.html
    assert ElementTree.fromstring(rich.html).findtext("p") == "<script>alert(1)</script>&"
