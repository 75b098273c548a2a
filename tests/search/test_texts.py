"""What of an article can be found: what a reader sees of it on its page, and its signatures as they were written."""

import pytest

from linli.hooks import caption_read, manuscript_read
from linli.reading.photos import Photos
from linli.reading.reader import Reader
from plugins.bylines.captions import read_caption
from plugins.bylines.manuscript import read_bylines
from plugins.search.cutting import fold
from plugins.search.texts import texts_of
from tests.paper import SVG
from tests.reading.test_reader import PAPER

HEAD = "---\n标题: 老井\n栏目: 要闻\n日期: 2024-03-01\n{}---\n\n{}\n"


@pytest.fixture
def texts(tmp_path):
    """The texts of an article, from its body and its other fields."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.svg").write_text(SVG, encoding="utf-8")
    reader = Reader(PAPER, Photos(tmp_path))

    def read(body: str, fields: str = "") -> list[str]:
        reading = reader.read("articles/a.md", HEAD.format(fields, body).encode())
        assert reading.findings == []
        return texts_of(reading.article)

    manuscript_read.connect(read_bylines)
    caption_read.connect(read_caption)
    yield read
    manuscript_read.disconnect(read_bylines)
    caption_read.disconnect(read_caption)


BODIES = [
    ("修**老**井，**石**桥；~~旧~~闻", ["修老井,石桥;"], []),
    ("找[老张](https://example.com/2019/)问`code`", ["找老张问code"], ["example", "2019"]),
    ("第一段\n\n第二段", ["第一段", "第二段"], ["段第", "段 第"]),
    ("前半\n后半", ["前半后半"], []),
    ("上行  \n下行", ["上行", "下行"], ["上行下行"]),
    ("- 甲\n- 乙", ["甲", "乙"], ["甲乙", "甲 乙"]),
    ("1. 修路\n2. 通水", ["1. 修路", "2. 通水"], ["修路2", "修路 2"]),
    ("5. 修路\n6. 通水", ["6. 通水"], []),
    ("1. 修路\n\n2. 通水", ["1. 修路", "2. 通水"], ["修路2"]),
    ("- 甲\n    - 乙", ["甲", "乙"], ["甲乙", "甲 乙"]),
    ("| 村 | 户 |\n|---|---|\n| 柳溪 | 30 |", ["柳溪", "30"], ["溪30", "溪 30", "户柳"]),
    ("## 小标题\n\n正文", ["小标题", "正文"], ["题正", "题 正"]),
    ("> 引文\n\n正文", ["引文"], ["文正"]),
    (
        '![老井的照片](photos/a.svg "井台。（记者 岳种德 摄）")',
        ["井台。(记者 岳种德 摄)", "老井的照片"],
        ["片井", "a.svg"],
    ),
    ("<ruby>汉<rt>hàn</rt>字<rt>zì</rt></ruby>报", ["汉字报", "hàn"], ["汉hàn"]),
    ("3 &lt; 5 &amp; a\\*b\\*c", ["3 < 5 & a*b*c"], ["&amp;", "\\"]),
    ("H<sub>2</sub>O 和 x<sup>2</sup>", ["h2o 和 x2"], []),
    ("<div>甲</div><div>乙</div>", ["甲"], ["甲乙", "甲 乙"]),
    ("```\n第一行\n```", ["第一行"], ["```"]),
    ("本报讯（记者 张婷）昨日，柳溪镇修井。", ["本报讯昨日,柳溪镇修井。", "本报讯(记者 张婷)昨日,", "张婷"], []),
    ("**本报讯**（记者 张婷）昨日修井。", ["本报讯(记者 张婷)昨日修井"], []),
    ("新华社贵阳4月2日电 昨日修井。", ["新华社贵阳4月2日电 昨日修井", "新华社贵阳4月2日电昨日修井"], []),
    (
        "老井修好了。\n\n（记者 王 刚 通讯员 李丽）",
        ["老井修好了。", "(记者 王 刚 通讯员 李丽)", "王刚", "李丽"],
        ["了。("],
    ),
    ("老井修好了。（据《贵州日报》）", ["老井修好了。(据《贵州日报》)", "贵州日报"], []),
    ("责任编辑：谷满仓", ["谷满仓"], []),
]


@pytest.mark.parametrize(("body", "there", "missing"), BODIES)
def test_bodies(texts, body, there, missing):
    found = [fold(text) for text in texts(body)]
    assert found[0] == "老井"
    for words in there:
        assert any(fold(words) in text for text in found), (words, found)
    for words in missing:
        assert not any(fold(words) in text for text in found[1:]), (words, found)


def test_fields(texts):
    fields = "副题: 井水很甜\n引题: 柳溪镇上村\n署名: 记者 王 刚\n来源: 柳溪电台\n责任编辑: 谷满仓\n更正: 2024-03-02 井深应为九米。\n更正: 2024-03-05 水井应为老井。\n摘要: 不在页上的话\n"
    assert texts("正文。", fields) == [
        "老井",
        "柳溪镇上村",
        "井水很甜",
        "正文。",
        "记者 王 刚",
        "柳溪电台",
        "谷满仓",
        "水井应为老井。",
        "井深应为九米。",
        "王刚",
    ]
