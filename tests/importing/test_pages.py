"""Whole pages, each with conventions of its own, and what they must become. All people and places are invented."""

import re

import pytest

from linli.model.article import Kind
from newsroom.importing import import_page

SECTIONS = {"news": "要闻", "governance": "基层治理"}
REGIONS = {"liuxi": "柳溪镇", "shiqiao": "石桥镇"}


def items(text):
    return import_page(text, sections=SECTIONS, regions=REGIONS).items


def brief(item):
    return (item.kind.value, item.kicker, item.title, item.subheads, [(c.name, *c.roles) for c in item.contributors])


MARKED = """
第3版 基层 2024年3月18日 星期一 责任编辑：谢文博

## 柳溪镇井坊村

# 一口老井 一村人心

——井坊村议事会小记

本报记者 岳种德

井坊村的老井打于何年，没有人说得清。井口的石头磨得发亮，绳痕有一指

深，村里人说，那是三百年的功夫。去年入冬，井水忽然浑了。

### 一张桌子坐下来

“先不说钱，先说这井要不要。”村支书范云把话摆在桌面上，到会的二十三户都举了手。议事会定下三件事：清淤、修栏、立约，由退休教师

司马光远执笔，写成《护

井公约》，贴在井边的墙上。

### 一条水管通到家

四月，清淤完工，花了一万2

600元。（下转第4版）

（岳种德 文/图）

# 石桥镇启动“敲门行动”

本报讯（通讯员 何苗）连日来，石桥镇的网格员敲开了独居老人的门。“一天一个电话，三天见一面。”网格员余万里说。

责任编辑：谢文博
"""

PLAIN = """2024年3月18日　星期一　第2版　要闻
石桥镇
老电影院变身社区食堂
　　本报讯（记者 范云）3月16日中午，石桥镇老电影院的大门又开了，飘出来的是饭菜香。
　　“八块钱，两荤一素。”七十八岁的谷满仓端着盘子，笑着找了个靠窗的座位，他说这里的座
位，当年要凭票才能坐。
　　食堂由镇里出房、村里出菜、志愿者出力，开张三天，来了四百多人次。
（司马静）
柳溪镇
夜校灯亮　手艺进村
　　本报讯　每周二、四晚上七点，柳溪镇文化站的灯准时亮起。竹编、缝纫、电商直播，三门课都坐满了人。
　　“白天下地，晚上学艺。”学员钟后山说。
（通讯员 于晓峰）
"""

COLUMN = """## 莫让“意见箱”变成“遗忘箱”

本报评论员 郁文

村口的意见箱，锁生了锈，钥匙找不到。这样的箱子，不如不挂。挂了，就要有人开；开了，就要有人看；看了，就要有回音。

群众写一张纸条，走到村口，投进去，是把信任投了进去。干部必须当回事，不能当摆设。

## 柳溪大桥合龙

![合龙现场](photos/bridge.jpg)

3月17日，柳溪大桥最后一段钢梁就位，两岸的人隔着河挥手。大桥预计年底通车，届时石桥到县城的路程将缩短二十分钟。 曲波 摄

## 春耕

### 机器下田

“今年用上了无人机，一天能播two hundred

acres以下的小田块。”农机手干志强说，省下的工夫，他打算再种两亩

西瓜。

（据《山城晚报》）

富强、民主、文明、和谐
自由、平等、公正、法治
爱国、敬业、诚信、友善
"""

CAPTIONS = """# 春到柳溪

（记者 曲波 摄）

图为三月十五日，柳溪镇中心小学的孩子在河滩上放风筝。（曲波 摄）

节约用水 从我做起

# 讲文明 树新风 共建美丽柳溪

# 农家书屋添新书

本报柳溪讯（记者 姜涛）三月以来，全镇十二间农家书屋添了新书。

上接第1版

新书里，讲种植的最抢手。
"""


def test_marked_page_with_folio_cuts_and_jump():
    page = import_page(MARKED, sections=SECTIONS, regions=REGIONS)
    assert (page.folio.page, page.folio.section, str(page.folio.date), page.folio.editor) == (
        3,
        "基层",
        "2024-03-18",
        "谢文博",
    )
    first, second = page.items
    assert brief(first) == (
        "story",
        "柳溪镇井坊村",
        "一口老井 一村人心",
        ["一张桌子坐下来", "一条水管通到家"],
        [("岳种德", "reporter", "author", "photographer")],
    )
    assert first.subtitle == "井坊村议事会小记"
    assert len(first.paragraphs) == 3
    assert "绳痕有一指深，村里人说" in first.paragraphs[0]
    assert "由退休教师司马光远执笔，写成《护井公约》" in first.paragraphs[1]
    assert first.paragraphs[2] == "四月，清淤完工，花了一万2600元。"
    assert [h in "".join(first.paragraphs) for h in first.healed] == [True] * 3
    assert first.jumps == ["（下转第4版）"]
    assert ("正文", "文末转到别的版，这里可能不完整") in first.guesses
    assert brief(second) == ("story", None, "石桥镇启动“敲门行动”", [], [("何苗", "correspondent")])
    assert (second.dateline, second.editor) == ("本报讯", "谢文博")


def test_plain_page_with_indented_lines():
    page = import_page(PLAIN, sections=SECTIONS, regions=REGIONS)
    assert (page.folio.page, page.folio.section, str(page.folio.date)) == (2, "要闻", "2024-03-18")
    assert [brief(item) for item in page.items] == [
        ("story", "石桥镇", "老电影院变身社区食堂", [], [("范云", "reporter"), ("司马静", "author")]),
        ("story", "柳溪镇", "夜校灯亮　手艺进村", [], [("于晓峰", "correspondent")]),
    ]
    first, second = page.items
    assert len(first.paragraphs) == 3
    assert "他说这里的座位，当年要凭票才能坐。" in first.paragraphs[1]
    assert len(second.paragraphs) == 2
    assert second.dateline == "本报讯"


def test_page_of_second_level_headlines():
    commentary, photo, story, banner = items(COLUMN)
    assert brief(commentary) == ("commentary", None, "莫让“意见箱”变成“遗忘箱”", [], [("郁文", "author")])
    assert brief(photo) == ("photo", None, "柳溪大桥合龙", [], [("曲波", "photographer")])
    assert len(photo.paragraphs) == 1
    assert "![合龙现场](photos/bridge.jpg)" in photo.body
    assert brief(story) == ("story", None, "春耕", ["机器下田"], [])
    assert story.source == "山城晚报"
    assert len(story.paragraphs) == 1
    assert "two hundred acres以下" in story.paragraphs[0]
    assert "再种两亩西瓜。" in story.paragraphs[0]
    assert (banner.kind, banner.title) == (Kind.BANNER, "社会主义核心价值观")
    assert banner.lines == ["富强 民主 文明 和谐", "自由 平等 公正 法治", "爱国 敬业 诚信 友善"]


def test_captions_slogans_and_jumps():
    found = items(CAPTIONS)
    assert [item.kind.value for item in found] == ["photo", "banner", "banner", "story"]
    assert found[0].title == "春到柳溪"
    assert [item.title for item in found[1:3]] == ["节约用水 从我做起", "讲文明 树新风 共建美丽柳溪"]
    assert len(found[3].paragraphs) == 2
    assert found[3].dateline == "本报柳溪讯"


@pytest.mark.parametrize("text", [MARKED, PLAIN, COLUMN, CAPTIONS])
def test_nothing_of_a_page_is_lost(text):
    page = import_page(text, sections=SECTIONS, regions=REGIONS)
    kept = "".join(
        "".join(
            [
                item.kicker or "",
                item.title,
                item.subtitle or "",
                item.editor or "",
                *item.lines,
                *item.body,
                *item.signatures,
                *item.jumps,
            ]
        )
        for item in page.items
    )
    kept += "".join(page.jumps)
    for line in text.split("\n"):
        if "星期一" in line:
            continue
        for run in re.findall(r"[\u4e00-\u9fff]{2,}", line.replace("——", "")):
            assert run in kept.replace(" ", "") or run in kept, run


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(line_end):
    expected = [item.to_json() for item in items(MARKED)]
    assert [item.to_json() for item in items(MARKED.replace("\n", line_end))] == expected


@pytest.mark.parametrize("text", ["", "\n\n", "　", "---"])
def test_an_empty_page_has_no_items(text):
    assert items(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a caption alone after a signature
        (
            "# 甲\n\n正文一句。\n\n（范云）\n\n图为三月十五日，柳溪镇中心小学的孩子在河滩上放风筝。（曲波 摄）\n",
            [("story", "甲"), ("photo", "柳溪镇中心小学的孩子在河滩上放风筝")],
        ),
        # core values in one line, without their title; a slogan at the end
        (
            "# 甲\n\n正文一句。\n\n（范云）\n\n富强 民主 文明 和谐 自由 平等 公正 法治 爱国 敬业 诚信 友善\n\n# 传承好家风 争做柳溪人\n",
            [("story", "甲"), ("banner", "社会主义核心价值观"), ("banner", "传承好家风 争做柳溪人")],
        ),
        # core values line by line under a heading
        (
            "## 社会主义核心价值观\n\n富强　民主　文明　和谐\n\n自由　平等　公正　法治\n\n爱国　敬业　诚信　友善\n\n# 甲\n\n正文一句。\n",
            [("banner", "社会主义核心价值观"), ("story", "甲")],
        ),
        # a kicker on a line of its own, the headline by underline
        ("柳溪镇\n\n甲村有了公交车\n====\n\n本报讯 一句。\n\n（范云）\n", [("story", "甲村有了公交车")]),
        # bold lines as headlines
        (
            "**甲村有了公交车**\n\n本报讯 一句。\n\n（范云）\n\n**乙村修了桥**\n\n一句。\n\n（姜涛）\n",
            [("story", "甲村有了公交车"), ("story", "乙村修了桥")],
        ),
        # no signature at all
        ("# 甲\n\n一句。\n\n# 乙\n\n一句。\n", [("story", "甲"), ("story", "乙")]),
        # two lines over one headline
        ("# 石桥镇\n\n# 夜校灯亮\n\n本报讯 一句。\n", [("story", "夜校灯亮")]),
        # two editors' lines after the text
        ("# 甲\n\n一句。\n\n（范云）\n\n责任编辑：姜涛\n\n# 乙\n\n一句。\n", [("story", "甲"), ("story", "乙")]),
    ],
)
def test_conventions(text, expected):
    assert [(item.kind.value, item.title) for item in items(text)] == expected
