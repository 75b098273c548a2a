"""Captions without their signatures, and who took the picture."""

import pytest

from plugins.bylines.captions import parted
from tests.paper import CONFIG, Paper, texts


@pytest.mark.parametrize(
    ("text", "caption", "credit", "people"),
    [
        (
            "春耕时节，村民在田间插秧。（陈桂良 摄）",
            "春耕时节，村民在田间插秧。",
            "陈桂良 摄",
            {"陈桂良": ["photographer"]},
        ),
        ("插秧。(陈桂良摄)。", "插秧。", "陈桂良摄", {"陈桂良": ["photographer"]}),
        ("插秧【王刚 摄】", "插秧", "王刚 摄", {"王刚": ["photographer"]}),
        ("插秧。记者 张三 摄", "插秧。", "记者 张三 摄", {"张三": ["reporter", "photographer"]}),
        ("插秧　记者 张三 摄", "插秧", "记者 张三 摄", {"张三": ["reporter", "photographer"]}),
        ("村民在田间插秧 陈桂良 摄", "村民在田间插秧", "陈桂良 摄", {"陈桂良": ["photographer"]}),
        ("春耕 王刚 摄", "春耕", "王刚 摄", {"王刚": ["photographer"]}),
        ("插秧。陈桂良/摄", "插秧。", "陈桂良/摄", {"陈桂良": ["photographer"]}),
        ("插秧。摄影：陈桂良", "插秧。", "摄影：陈桂良", {"陈桂良": ["photographer"]}),
        ("插秧。次仁卓玛 摄", "插秧。", "次仁卓玛 摄", {"次仁卓玛": ["photographer"]}),
        ("（陈桂良 摄）", "", "陈桂良 摄", {"陈桂良": ["photographer"]}),
        ("张三、李四 摄", "", "张三、李四 摄", {"张三": ["photographer"], "李四": ["photographer"]}),
        (
            "井。（本报记者 岳种德 文/图）",
            "井。",
            "本报记者 岳种德 文/图",
            {"岳种德": ["reporter", "author", "photographer"]},
        ),
        ("春耕。（新华社发）", "春耕。", "新华社发", {}),
        ("春耕。（新华社记者 王刚 摄）", "春耕。", "新华社记者 王刚 摄", {"王刚": ["reporter", "photographer"]}),
        ("春耕（资料图片）", "春耕", "资料图片", {}),
        ("春耕。（县文化馆供图）", "春耕。", "县文化馆供图", {}),
        ("春耕。（图片由村委会提供）", "春耕。", "图片由村委会提供", {}),
        ("春耕。新华社发（王刚 摄）", "春耕。", "新华社发（王刚 摄）", {"王刚": ["photographer"]}),
        ("井台。（王刚 航拍）", "井台。", "王刚 航拍", {"王刚": ["photographer"]}),
        ("井台。王刚/漫画", "井台。", "王刚/漫画", {"王刚": ["photographer"]}),
        ("井台。（记者 王刚 摄于井坊村）", "井台。", "记者 王刚 摄于井坊村", {"王刚": ["reporter", "photographer"]}),
        ("井臺。（記者 陳守田 攝）", "井臺。", "記者 陳守田 攝", {"陳守田": ["reporter", "photographer"]}),
        ("井臺。（資料圖片）", "井臺。", "資料圖片", {}),
        ("（本报资料照片）", "", "本报资料照片", {}),
        ("春耕时节的井坊村（航拍）", "春耕时节的井坊村（航拍）", "", {}),
        ("图为村支书（范云）", "图为村支书（范云）", "", {}),
        ("春耕。（陈守田）", "春耕。（陈守田）", "", {}),
        ("井坊村的老井（2024年3月摄）", "井坊村的老井（2024年3月摄）", "", {}),
        ("老人用手机拍摄", "老人用手机拍摄", "", {}),
        ("大家在摄影", "大家在摄影", "", {}),
        ("", "", "", {}),
    ],
)
def test_parted(text, caption, credit, people):
    rest, words, signature = parted(text)
    assert (rest, words) == (caption, credit)
    assert {c.name: c.roles for c in (signature.contributors if signature else ())} == people


def test_photographers_join_those_who_wrote(tmp_path):
    paper = Paper.make(tmp_path, CONFIG)
    paper.picture("a.svg")
    body = """![井](photos/a.svg)
井台。（记者 范云 摄）

一段。

![井](photos/a.svg "井口。（姜涛 摄）")

又一段。

（范云）"""
    paper.article("2024/03/01/a.md", "老井", body, 责任编辑="欧阳静", 短名="a")
    assert paper.build() == 0
    page = paper.page("2024/03/01/a")
    assert texts(page, "//*[@class='byline__person']") == ["范云 文/图", "姜涛 摄"]
    assert texts(page, "//*[@class='prose']//figcaption") == ["井台。 记者 范云 摄", "井口。 姜涛 摄"]
    assert texts(page, "//figcaption//a") == ["范云", "姜涛"]
    for address in page.xpath("//figcaption//a/@href"):
        assert texts(paper.page(address.removeprefix("../../../../")), "//*[@class='line']//a") == ["老井"]


def test_a_signature_below_the_last_picture_is_that_of_the_picture(tmp_path):
    paper = Paper.make(tmp_path, CONFIG)
    paper.picture("a.svg")
    paper.article("2024/03/01/a.md", "老井", "![井](photos/a.svg)\n井台。\n（记者 范云 摄）", 体裁="图片新闻", 短名="a")
    assert paper.build() == 0
    page = paper.page("2024/03/01/a")
    assert texts(page, "//*[@class='prose']//figcaption") == ["井台。 记者 范云 摄"]
    assert texts(page, "//*[@class='byline__person']") == ["记者 范云 摄"]
    assert page.xpath("//meta[@name='description']/@content") == ["井台。"]
