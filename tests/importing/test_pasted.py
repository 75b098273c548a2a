"""What is pasted, as Markdown: HTML as Word and web pages put it on the clipboard, and text."""

import pytest

from newsroom.importing.pasted import of_html, of_text
from newsroom.manuscripts.blocks import body_of, document_of
from tests.test_patterns import limited

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/Temp/clip_filelist.xml"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal, li.MsoNormal {margin:0cm; font-size:10.5pt; font-family:"等线"} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<p class=MsoNormal align=center style='text-align:center'><b><span lang=ZH-CN style='font-size:16.0pt;font-family:宋体'>谁来</span></b><b><span>管灯<o:p></o:p></span></b></p>
<p class=MsoNormal style='text-indent:21.0pt'><span style='font-family:宋体;mso-ascii-font-family:Calibri;color:red'>　　本报讯（记者 林小满）老井昨天清了，村民
都来<b style='mso-bidi-font-weight:normal'>看</b><b>热闹</b>，井口<span lang=EN-US>4*100</span>毫米，占地<span lang=EN-US>3m<sup>2</sup></span>。<o:p></o:p></span></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoListParagraph style='margin-left:18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><span>淘井</span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><!--[if !supportLists]--><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span><!--[endif]--><span>修<b>路</b></span></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='font-family:Wingdings;mso-list:Ignore'>\uf06c<span>&nbsp;</span></span>种树</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=100 rowspan=2><p class=MsoNormal>井坊</p></td><td><p>户</p></td><td><p>人</p></td></tr>
<tr><td><p class=MsoNormal><span lang=EN-US>17</span></p></td><td><p>52</p></td></tr></table>
<p class=MsoNormal><v:shape><v:imagedata src="file:///C:/Temp/clip_image001.png" o:title=""/></v:shape></p>
<!--EndFragment--></body></html>"""
OF_WORD = """## 谁来管灯

本报讯（记者 林小满）老井昨天清了，村民都来**看热闹**，井口4*100毫米，占地3m²。

1. 淘井
2. 修**路**

- 种树

| 井坊 | 户 | 人 |
| --- | --- | --- |
| 井坊 | 17 | 52 |"""


def test_word_keeps_its_structure_and_nothing_else():
    found = of_html(WORD)
    assert found.markdown == OF_WORD
    assert found.pictures == 1
    document = document_of(found.markdown)
    assert [node["type"] for node in document["content"]] == [
        "heading",
        "paragraph",
        "ordered_list",
        "bullet_list",
        "table",
    ]
    assert body_of(document) == OF_WORD


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("一个<b>词</b>，", "一个**词，**"),
        ("<meta charset='utf-8'><b>词</b>", "**词**"),
        ("<p><b>一句完整的话。</b></p><p>二</p>", "**一句完整的话。**\n\n二"),
        ("<p><b>小标题</b></p><p>二</p>", "## 小标题\n\n二"),
        ("<h1>大<br>题</h1><h5>小<em>题</em></h5>", "## 大 题\n\n#### 小题"),
        ("<div>一<br><br>二<br>三</div>", "一\n\n二\n三"),
        ("<div>一<div>二</div>三</div>", "一\n\n二\n\n三"),
        ("<b style='font-weight:normal' id='docs-internal-guid'><p>普通</p></b>", "普通"),
        ("<span style='font-weight:700'>重</span>轻", "**重**轻"),
        ("<a href='https://a.example/x(1)'>链接</a>", "[链接](https://a.example/x%281%29)"),
        ("<a href='javascript:alert(1)'>一</a><a href='/x'>二</a><a href='#a'>三</a><a href=data:text/html,x>四</a>", "一二三四"),
        ("<p onclick='x()'>一<script>alert(1)</script><style>p{}</style><span style='display:none'>藏</span></p>", "一"),
        ("<p>&lt;script&gt;x&lt;/script&gt;</p>", "&lt;script>x&lt;/script>"),
        ("<p># 井号</p><p>1. 不是编号</p><p>- 不是列表</p>", "\\# 井号\n\n1\\. 不是编号\n\n\\- 不是列表"),
        ("<ul><li><p>一</p><ul><li>内</li></ul></li><li>二<p>附</p></li></ul>", "- 一\n- 内\n- 二 附"),
        ("<ol start=3><li>三</li><li>四</li></ol>", "3. 三\n4. 四"),
        ("<blockquote><p>引一</p><p>引二</p></blockquote>", "> 引一\n>\n> 引二"),
        ("<table><tr><th>甲</th><th>乙|丙</th></tr><tr><td><b>一</b></td><td>二<br>三</td></tr></table>", "| 甲 | 乙\\|丙 |\n| --- | --- |\n| **一** | 二 三 |"),
        ("<table><tr><td><p>一</p><p>二</p></td></tr></table>", "一\n\n二"),
        ("<table><tr><td><table><tr><td>一</td><td>二</td></tr></table></td><td>三</td></tr></table>", "| 一 | 二 |\n| --- | --- |\n\n三"),
        ("<figure><img src=a.jpg><figcaption>图说</figcaption></figure>", "图说"),
        ("<p>张*明、138****5678</p>", "张*明、138****5678"),
        ("<p>a_b 和 _c_</p>", "a_b 和 \\_c\\_"),
        ("<p>一\u200b&nbsp;二\u3000</p>", "一 二"),
        ("<ruby>犇<rt>bēn</rt></ruby>", "犇bēn"),
        ("", ""),
    ],
)  # fmt: skip
def test_structure_is_kept_and_nothing_else(html, markdown):
    assert of_html(html).markdown == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("一\n二", "一\n\n二"),
        ("　　一段。\r\n　　二段。", "一段。\n\n二段。"),
        ("词", "词"),
        ("# 题\n\n一\n\n- 甲\n- 乙", "## 题\n\n一\n\n- 甲\n- 乙"),
        ("", ""),
    ],
)  # fmt: skip
def test_text_is_paragraphs(text, markdown):
    assert of_text(text).markdown == markdown


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "html",
    ["<b>" * 50_000, "<div>" * 50_000 + "x", "<table>" * 10_000, "<ul><li>" * 20_000 + "x", "<![if " * 50_000, "一\n" * 200_000, "<!--[if " * 50_000,
     "<table>" + "<tr><td rowspan=9999 colspan=9999>x" * 2000, "<td>" * 50_000],
)  # fmt: skip
def test_hostile_html_takes_no_time(html):
    with limited(30):  # not quadratic: a table of 20 million cells takes three
        of_html(html)
