"""A body on another page than its own: its addresses and ids are right there, and its text stays as it is."""

import pytest

from linli.build.reprint import reprinted

URL, ROOT = "2024/03/18/kite/", "../../../"


def body_of(html, level=1):
    return reprinted(html, URL, ROOT, "kite", level)


@pytest.mark.parametrize(
    ("level", "own", "there"),
    [
        (1, "<h2>一</h2><h3>二</h3>", "<h2>一</h2><h3>二</h3>"),
        (3, "<h2>一</h2><h3>二</h3><h2>三</h2>", "<h4>一</h4><h5>二</h5><h4>三</h4>"),
        (2, '<h4 id="a">一</h4><h6>二</h6><h2>三</h2>', '<h3 id="kite-a">一</h3><h4>二</h4><h3>三</h3>'),
        (3, "<h1>一</h1><h3>二</h3><h4>三</h4><h5>四</h5>", "<h4>一</h4><h5>二</h5><h6>三</h6><h6>四</h6>"),
        (3, "<hr><p>&lt;h2&gt;</p>", "<hr><p>&lt;h2&gt;</p>"),
    ],
)
def test_headings_stand_below_that_of_the_piece(level, own, there):
    assert body_of(own, level) == there


@pytest.mark.parametrize(
    ("own", "there"),
    [
        ('<a href="../../../../2024/03/11/well/">', '<a href="../../../2024/03/11/well/">'),
        ('<a href="../../../../">', '<a href="../../../">'),
        ('<a href="../../../../search/?q=%E4%BA%95&amp;sort=best#top">', '<a href="../../../search/?q=%E4%BA%95&amp;sort=best#top">'),
        ('<a href="../well/">', '<a href="../../../2024/03/18/well/">'),
        ('<a href="a.png">', '<a href="../../../2024/03/18/kite/a.png">'),
        ('<a href="../../../../../../etc/">', '<a href="../../../etc/">'),
        ('<a href="#photo-2" title="看大图">', '<a href="../../../2024/03/18/kite/#photo-2" title="看大图">'),
        ('<a href="">', '<a href="../../../2024/03/18/kite/">'),
        ('<a href="https://liuxi.example/../../../../a">', '<a href="https://liuxi.example/../../../../a">'),
        ('<a href="//liuxi.example/">', '<a href="//liuxi.example/">'),
        ('<a href="//[/">', '<a href="//[/">'),
        ('<a href="mailto:desk@liuxi.example">', '<a href="mailto:desk@liuxi.example">'),
        ('<a id="picture-1" href="#photo-1">', '<a id="kite-picture-1" href="../../../2024/03/18/kite/#photo-1">'),
        (
            '<img alt="“../../../../”" src="../../../../photos/a.jpg" width="6" loading="lazy" decoding="async">',
            '<img alt="“../../../../”" src="../../../photos/a.jpg" width="6" decoding="async">',
        ),
        ('<img alt="" src="../../../../photos/a.jpg" fetchpriority="high">', '<img alt="" src="../../../photos/a.jpg">'),
        (
            '<source srcset="../../../../photos/a.480.webp 480w, ../../../../photos/a.960.webp 960w" sizes="94vw">',
            '<source srcset="../../../photos/a.480.webp 480w, ../../../photos/a.960.webp 960w" sizes="94vw">',
        ),
        (
            '<img alt="1 < 2 &gt; 0" src="../../../../photos/a&amp;b.jpg" loading="lazy">',
            '<img alt="1 < 2 &gt; 0" src="../../../photos/a&amp;b.jpg">',
        ),
        ('<td align="right" title="a &lt; b &amp; &quot;c&quot;">', '<td align="right" title="a &lt; b &amp; &quot;c&quot;">'),
    ],
)  # fmt: skip
def test_tags(own, there):
    assert body_of(f"<p>甲{own}乙</p>") == f"<p>甲{there}乙</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>到 ../../../../etc/ 里找。</p>",
        "<pre><code>cd ../../../../etc/\nid=&quot;picture-1&quot; loading=&quot;lazy&quot;\n</code></pre>",
        '<p>写 href="#photo-1" 和 id="picture-1" loading="lazy" fetchpriority="high"。</p>',
        "<p>a &lt; b &amp;&amp; c &gt; d&nbsp;— &lt;a href=\"../../../../x\"&gt;</p>",
        '<p title="../../../../">x</p>\n<ul>\n<li>一</li>\n</ul>',
        "",
    ],
)  # fmt: skip
def test_the_text_stays_as_it_is(html):
    assert body_of(html) == html


def test_the_body_is_safe_for_templates():
    assert body_of("<p>甲</p>").__html__() == "<p>甲</p>"
