"""HTML: what is read or heard is converted, and every tag comes out byte for byte."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.hanzi import Converter
from plugins.hanzi.piece import MarkupPiece
from plugins.hanzi.runs import put
from plugins.hanzi.simple import simple_piece
from plugins.hanzi.tags import grammar
from plugins.hanzi.walker import Walker

CASES = {
    "干<em>部</em>": "幹<em>部</em>",
    "头<a href='/发/'>发</a>里<b><i>面</i></b>": "頭<a href='/发/'>髮</a>裡<b><i>面</i></b>",
    "<ruby>干<rt>gàn</rt>部<rt>里</rt></ruby>": "<ruby>幹<rt>gàn</rt>部<rt>裡</rt></ruby>",
    "<ruby>干<rp>(</rp><rt>发</rt><rp>)</rp>部</ruby>": "<ruby>幹<rp>(</rp><rt>發</rt><rp>)</rp>部</ruby>",
    "<p>头</p><p>发</p>": "<p>頭</p><p>發</p>",
    "余<i>万</i>里": "餘<i>萬</i>里",
    "<p>理<wbr>发</p>": "<p>理<wbr>髮</p>",
    "<!-- 里面 --><p>里面</p>": "<!-- 里面 --><p>裡面</p>",
    "<!-- 里\n面 -->\n里面": "<!-- 里\n面 -->\n裡面",
    "<code>里面</code>里面<kbd>发</kbd>": "<code>里面</code>裡面<kbd>发</kbd>",
    "<pre>  里\n\t面</pre>": "<pre>  裡\n\t面</pre>",
    "<pre><code>里\n面</code></pre>": "<pre><code>里\n面</code></pre>",
    "<script>\nlet a = '里面 < b';\n</script>里面": "<script>\nlet a = '里面 < b';\n</script>裡面",
    "<style>.里面{content:'里'}</style>里面": "<style>.里面{content:'里'}</style>裡面",
    '<p class="里面" id="里" data-x="里">里</p>': '<p class="里面" id="里" data-x="里">裡</p>',
    "<p title='他说\"里面\"'>里</p>": "<p title='他說\"裡面\"'>裡</p>",
    '<img alt="头发 &quot;里&quot;" src="/里.jpg">': '<img alt="頭髮 &quot;裡&quot;" src="/里.jpg">',
    "<input placeholder=搜索里面 value=里面>": "<input placeholder=搜索裡面 value=里面>",
    '<input type="submit" value="发展">': '<input type="submit" value="發展">',
    '<button aria-label="发展" name="发展">发</button>': '<button aria-label="發展" name="发展">發</button>',
    '<meta name="description" content="里面">': '<meta name="description" content="裡面">',
    '<meta property="og:title" content="里面">': '<meta property="og:title" content="裡面">',
    '<meta name="token" content="里面">': '<meta name="token" content="里面">',
    '<p translate="no">里<b>面</b></p>里面': '<p translate="no">里<b>面</b></p>裡面',
    '<div translate="no">\n<div>\n里\n</div>\n里\n</div>\n里': '<div translate="no">\n<div>\n里\n</div>\n里\n</div>\n裡',
    '<p translate="no">里<b translate="yes">里面</b></p>': '<p translate="no">里<b translate="yes">裡面</b></p>',
    '<p lang="en">里面</p><p lang="zh-CN">里面</p>': '<p lang="en">里面</p><p lang="zh-CN">裡面</p>',
    '<p lang="ja" title="里">里</p><q lang="zh-Hant">里</q>': '<p lang="ja" title="里">里</p><q lang="zh-Hant">里</q>',
    "&#24178;&#x90E8;干&#37096;": "幹&#x90E8;幹&#37096;",
    "里&nbsp;面&amp;里面&lt;": "裡&nbsp;面&amp;裡面&lt;",
    "a < b 里 & 面": "a < b 裡 & 面",
    "𠮷野家里 😀头发 👨‍👩‍👧": "𠮷野家裡 😀頭髮 👨‍👩‍👧",
    "<p title='a\n里面'>里</p>": "<p title='a\n裡面'>裡</p>",
    "<p\n class='里'\n title='里'>里": "<p\n class='里'\n title='裡'>裡",
    '<p title="里>面">里': '<p title="裡>面">裡',
    "<blockquote>萬里長城</blockquote>里": "<blockquote>萬里長城</blockquote>裡",
    "<![CDATA[里]]>里": "<![CDATA[里]]>裡",
    "里\r\n面\r\n": "裡\r\n面\r\n",
    "": "",
}


@pytest.mark.parametrize(("markup", "expected"), CASES.items())
def test_markup(markup, expected):
    converter = Converter("s2tw")
    assert converter.html(markup) == expected
    assert converter.html(expected) == expected


def test_structured_data():
    converter = Converter("s2tw", names=["范云"])
    data = '{"@type": "NewsArticle", "headline": "发展 \\"里面\\" \\u003cb\\u003e", "里": ["范云"], "inLanguage": "zh-Hans"}'
    expected = data.replace("发展", "發展").replace("里面", "裡面").replace("范云", "范雲").replace("Hans", "Hant")
    page = f'<script type="application/ld+json">\n{data}\n</script>'
    assert converter.html(page) == page.replace(data, expected)


def test_a_name_or_a_word_that_a_tag_cuts_is_found():
    converter = Converter("s2tw", {"里弄": "衖"}, names=["范云峰"])
    assert converter.html("<p>范<b>云</b>峰在里<i>弄</i>里</p>") == "<p>范<b>雲</b>峰在<i>衖</i>裡</p>"


def test_what_the_glossary_gives_is_never_markup():
    assert (
        Converter("s2t", {"里": "<b>&"}).html("<p title='里'>里</p>") == "<p title='&lt;b&gt;&amp;'>&lt;b&gt;&amp;</p>"
    )


def test_phrases_that_change_their_length_leave_tags_between_characters():
    converter = Converter("s2twp")
    assert converter.html("用<b>打印机</b>打印<i>机软</i>件") == "用<b>印表機</b>印表<i>機軟</i>體"


TEXT = st.text(alphabet="干部头发里面后台余秋云说，。 \n🙂𠮷<>&\"'abc", max_size=8)
TAGS = st.sampled_from(
    [
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<rt>",
        "</rt>",
        "<ruby>",
        "</ruby>",
        "<a href='里'>",
        "</a>",
        "<br>",
        "<!--里-->",
        '<p class="发">',
        "<code>",
        "</code>",
        "<div translate=no>",
        "</div>",
        '<img alt="x\'y">',
        "<pre>",
        "</pre>",
    ]
)
# A quotation mark parts a value behind an equals sign alone: `<a'>` is a whole tag (HTML, 13.2.5.8).
TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^\s/>]*+(?:[^>=]|=(?:\"[^\"]*\"|'[^']*'|(?![\"'])))*>", re.S)


@given(st.lists(st.one_of(TEXT, TAGS), max_size=12).map("".join))
def test_tags_come_out_as_they_went_in(markup):
    converter = Converter("s2tw")
    converted = converter.html(markup)
    assert TAG.findall(converted) == TAG.findall(markup)
    assert converted.count("\n") == markup.count("\n")
    assert len(converted) == len(markup)


@given(st.lists(st.lists(st.one_of(TEXT, TAGS), max_size=8).map("".join), max_size=5))
def test_what_is_remembered_of_other_pages_changes_nothing(pages):
    walker = Walker(Converter("s2tw"))
    for page in pages:
        assert walker.convert(page) == Converter("s2tw").html(page)


ATTRIBUTED = st.sampled_from(
    [
        '<a href="../../2024/05/01/a/">',
        "</a>",
        '<time datetime="2024-05-01">',
        "</time>",
        '<img alt="干" src="x.jpg">',
        "<x-y>",
        '<span class="half">',
        "</span>",
        "</h1>",
        '<h1 id="b">',
        "<hr />",
        '<p lang="en">',
        "</p>",
        "<kbd>",
        "</kbd>",
        "<P>",
    ]
)


@given(
    st.lists(st.one_of(TEXT, TAGS, ATTRIBUTED, st.sampled_from(["&amp;", "&#24178;", "b<c"])), max_size=10).map("".join)
)
def test_a_simple_line_is_read_as_any_other(line):
    _reads_alike(line)


@given(
    st.sampled_from(["", "  ", "</footer>  "]),
    st.sampled_from(
        [
            ("<title>", "</title>"),
            ("<p>", "</p>"),
            ("<h2>", "</h2>"),
            ('<meta name="description" content="', '">'),
            ('<meta property="og:title" content="', '">'),
            ('<script type="application/ld+json">{"@type":"NewsArticle","name":"', '"}</script>'),
            ('<script type="application/ld+json">{"@id":"', '","inLanguage":"zh-Hans","n":["干",1]}</script>'),
        ]
    ),
    st.one_of(TEXT, st.text(alphabet="里面ab<>&;#'\"\\/:. -", max_size=12), st.just("https://paper.example/2024/")),
    st.sampled_from(["", "里", "<b>", " <p>"]),
)
def test_a_line_with_one_text_is_read_as_any_other(before, ends, text, after):
    _reads_alike(before + text.join(ends) + after)


def _reads_alike(line: str) -> None:
    manner = Walker(Converter("s2tw"))._manner(None, None)
    simple = simple_piece(line, manner)
    if simple is None:
        return
    piece = MarkupPiece(grammar("html").split(line))
    piece.read(manner)
    assert piece.ended
    assert simple.markup() == piece.markup()
    assert [(run.text, run.kind) for run in simple.runs] == [(run.text, run.kind) for run in piece.runs]
    for one in (simple, piece):
        for run in one.runs:
            put(run, f"「{run.text}」", lambda text, converted, places: list(places))
    assert simple.markup() == piece.markup()


def test_most_lines_of_an_article_are_simple():
    manner = Walker(Converter("s2tw"))._manner(None, None)
    assert simple_piece(
        '  <li><a href="../../2024/05/01/a/">头发</a> <time datetime="2024-05-01">五月</time></li>', manner
    )
    assert simple_piece('<p><span class="dateline">本报讯</span>里面。</p>', manner)
    assert simple_piece('<p lang="zh">里面。</p>', manner) is None
    assert simple_piece('<img alt="里面" src="a.jpg">', manner) is None
