"""What a finished body says, read once for search, summaries, statistics and feeds."""

import pickle
import re
from xml.etree.ElementTree import tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.model.body import BodyText
from linli.reading import html as html_module
from linli.reading.html import html_of, read_body, tree_of


def said(html: str) -> BodyText:
    return read_body(tree_of(html))


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>甲</p>\n<p>乙</p>", ["甲", "乙"]),
        ("<h2>小题</h2><blockquote>\n<p>引文</p>\n</blockquote>", ["小题", "引文"]),
        ("<p>修<strong>老</strong>井，<a href='/a/'>好</a></p>", ["修老井，好"]),
        ("<table><tbody><tr><td>柳溪</td><td>30</td></tr></tbody></table>", ["柳溪", "30"]),
        ("<figure><img alt='桥' src='a'><figcaption>桥面<span class='credit'>范云 摄</span></figcaption></figure>", ["桥面范云 摄"]),
        ("<dl><dt>词</dt><dd>义</dd></dl><details><summary>概要</summary>文</details>", ["词", "义", "概要", "文"]),
        ("<p>上行<br>\n下行</p>", ["上行\u2028\n下行"]),
        ("<p><ruby>汉<rp>（</rp><rt>hàn</rt><rp>）</rp></ruby>字</p>", ["汉字"]),
        ("<p>3 &lt; 5 &amp;amp; &nbsp;7</p>", ["3 < 5 &amp; \xa07"]),
        ("<pre><code>第一行\n第二行</code></pre>", ["第一行\n第二行"]),
        ("<p><i title='a &gt; b'>甲</i></p><hr><p> </p>", ["甲"]),
        ("零<p>甲", ["零", "甲"]),
    ],
)  # fmt: skip
def test_blocks(html, blocks):
    assert list(said(html).blocks) == blocks


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<ol>\n<li>修路</li>\n<li>通水</li>\n</ol>", ["1. 修路", "2. 通水"]),
        ("<ol start='5'>\n<li>\n<p>修路</p>\n<p>再修</p>\n</li>\n<li>\n<p>通水</p>\n</li>\n</ol>", ["5. 修路", "再修", "6. 通水"]),
        ("<ol><li>甲<ul><li>乙</li></ul></li><li>丙</li></ol>", ["1. 甲", "乙", "2. 丙"]),
        ("<ol><li><ol start='3'><li>甲</li></ol></li></ol>", ["1. 3. 甲"]),
        ("<ol><li></li><li><b>甲</b></li></ol>", ["1.", "2. 甲"]),
        ("<ol><i><li>甲</li><li>乙</li></i></ol>", ["1. 甲", "2. 乙"]),
        ("<ol start='-1'><li>甲</li></ol><ol start='x'><li>乙</li></ol>", ["-1. 甲", "1. 乙"]),
        ("<ul><li>甲</li></ul><li>乙</li>", ["甲", "乙"]),
    ],
)  # fmt: skip
def test_items_have_their_numbers(html, blocks):
    assert list(said(html).blocks) == blocks


def test_what_stands_beside_the_text():
    text = said(
        "<p><ruby>汉<rt>hàn</rt>字<rt>zì</rt></ruby><a title='目标位置' href='a'><img alt='一 &amp; 二' src='b'></a></p>"
    )
    assert (text.readings, text.descriptions, text.titles) == (("hàn", "zì"), ("一 & 二",), ("目标位置",))


@pytest.mark.parametrize(
    ("html", "lead"),
    [
        ("<h2>小题</h2><p>第一段\n接着</p><p>第二段</p>", "第一段 接着"),
        ("<p><img alt='桥' src='a'></p><blockquote><p> 引文 </p></blockquote>", "引文"),
        ("<p lang='en'>First.</p><p>第二段</p>", "First."),
        ("<p><span class='dateline'>本报<b>讯</b></span>昨日<br>下雨</p>", "昨日下雨"),
        ("<p><span class='dateline'>本报讯</span></p><p>昨日</p>", "昨日"),
        ("<p><ruby>汉<rp>（</rp><rt>hàn</rt><rp>）</rp></ruby>字</p>", "汉（hàn）字"),
        ("<ul><li>甲</li></ul>", ""),
    ],
)  # fmt: skip
def test_the_lead_is_the_first_paragraph_without_its_dateline(html, lead):
    assert said(html).lead == lead


@pytest.mark.parametrize(
    ("html", "length"),
    [
        ("<p>一 二\n三&nbsp;四</p>", 4),
        ("<h2>小题</h2>\n<p>a &lt; b</p>", 5),
        ("<figure><img alt='不算' src='a'><figcaption>图说</figcaption></figure>", 2),
        ("", 0),
    ],
)
def test_length_counts_characters_but_no_white_space(html, length):
    assert said(html).length == length


def test_lines_part_at_line_breaks_and_phrases_go_on():
    text = said("<p>北<br>京</p><td>东</td><td>京</td><p><ruby>汉<rt>hàn</rt></ruby>字</p>")
    assert list(text.lines) == ["北", "京", "东", "京", "汉字"]
    assert list(text.phrases) == ["北京", "东", "京", "汉字", "hàn"]


def test_it_is_small_and_can_be_sent_to_another_process():
    text = said("<p>柳溪镇的老井修好了。</p>" * 20)
    sent = pickle.dumps(text, protocol=5)
    assert pickle.loads(sent) == text
    assert len(sent) < 2 * len("".join(text.blocks).encode())


@pytest.mark.parametrize(
    ("html", "again"),
    [
        ("<p>甲 &lt; 乙 &amp; \"丙\"<br>丁</p>\n<hr>", None),
        ('<a href="/?a=1&amp;b=2" title="a &quot;b&quot; &gt; c">甲</a>尾', None),
        ("<p>甲<b>乙", "<p>甲<b>乙</b></p>"),
        ("</b>甲</div><p>乙</i></p>", "甲<p>乙</p>"),
        ("<p>甲<b>乙</p>丙", "<p>甲<b>乙</b></p>丙"),
    ],
)  # fmt: skip
def test_a_tree_and_back(html, again):
    assert html_of(tree_of(html)) == (html if again is None else again)


PIECES = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<br>",
    "<i title='甲\n乙'>",
    '<a href="/a?b&amp;c=\t">',
    "</a>",
    "</i>",
    "甲",
    "\n",
    " ",
]
PIECES += [
    "&lt;",
    "&amp;",
    "&nbsp;",
    "&copy;",
    "&#150;",
    "&#0;",
    "&",
    "<!-- 乙 -->",
    "<![CDATA[<b>]]>",
    "<?丙?>",
    "<img alt='' src='a'>",
]
PIECES += ["\ufffe", "\x85", "<p class='a'/>", "]]>", '"', "'", "=", '="\n"']


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_the_quick_parser_reads_what_the_other_reads(text):
    quick = tostring(tree_of(text), encoding="unicode")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html_module, "OTHER_IN_XML", re.compile(""))
        assert quick == tostring(tree_of(text), encoding="unicode")
