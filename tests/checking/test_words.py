"""Rules on words: half-width punctuation, spaces, marks in pairs. What they leave alone matters as much as what they find."""

import pytest

from newsroom.checking.edits import applied
from newsroom.checking.galley import read
from newsroom.checking.marks import unpaired
from newsroom.checking.punctuation import half_width
from newsroom.checking.spacing import spacing

HEAD = "---\n标题: 老井\n---\n"
FIRST = HEAD.count("\n") + 1


def edited(rule, text: str) -> str:
    """A body with all edits of a rule made, those that are only told in ⟨ ⟩."""
    lines = (HEAD + text).split("\n")
    edits = list(rule(read(HEAD + text, "a.md")))
    for number in range(FIRST, len(lines) + 1):
        of_line = [e for e in edits if e.line == number]
        marked = [e if e.safe else type(e)(e.line, e.start, e.end, f"⟨{e.new}⟩") for e in of_line]
        lines[number - 1] = applied(lines[number - 1], marked)
    return "\n".join(lines[FIRST - 1 :])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他说,明天来.", "他说，明天来。"),
        ("他说, 明天来;后天走", "他说，明天来；后天走"),
        ("真的吗?真的!", "真的吗？真的！"),
        ("什么?!他说:", "什么？！他说："),
        ("他说:“走吧.”", "他说：“走吧。”"),
        ("第一. 第二段", "第一。第二段"),
        ("慢慢地...走了......", "慢慢地……走了……"),
        ("各省(区、市)共有", "各省（区、市）共有"),
        ("今天(9月1日）上午", "今天（9月1日）上午"),
        ("今天（9月1日)上午", "今天（9月1日）上午"),
        ('他说"走吧"，就走了', "他说“走吧”，就走了"),
        ('"走吧"，他说', "“走吧”，他说"),
        ('用"AI"写稿', "用“AI”写稿"),
        ("**他说**,*明天*来", "**他说**，*明天*来"),
        ("见[公告](/a/),明天", "见[公告](/a/)，明天"),
        ("他说,2023年;GDP,增长5%,来", "他说，2023年；GDP，增长5%，来"),
        ("“走了.”他说", "“走了。”他说"),
        ("（他走了.）后来", "（他走了。）后来"),
        ("- 甲,乙\n- 丙;丁", "- 甲，乙\n- 丙；丁"),
        ("> 甲,乙", "> 甲，乙"),
        ("| 甲,乙 | 丙 |\n| --- | --- |\n| 丁 | 戊 |", "| 甲，乙 | 丙 |\n| --- | --- |\n| 丁 | 戊 |"),
        ("(记者 张婷 摄)", "（记者 张婷 摄）"),
        # told, not mended
        ("[他说,明天](/a,b/)", "[他说⟨，⟩明天](/a,b/)"),
        ('![井](photos/a.jpg "井台,绳痕.(范云 摄)")', '![井](photos/a.jpg "井台⟨，⟩绳痕⟨。⟩⟨（⟩范云 摄⟨）⟩")'),
        ('他"走[了"](/a/)', "他⟨“⟩走[了⟨”⟩](/a/)"),
        ("约翰.史密斯来了", "约翰⟨。⟩史密斯来了"),
        ('他说"走吧，就走了', "他说⟨“⟩走吧，就走了"),
    ],
)
def test_half_width_marks_are_found(text, expected):
    assert edited(half_width, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "共1,000人，3.5%，10:30开始，比分3:2",
        "Hello, world. It's fine (really)!",
        "用 Python 3.11, pip 和 git. OK",
        "世界卫生组织(WHO)说",
        "函数f(甲)的值",
        "网址 https://a.example/?a=1,2 和 www.a.example",
        "`甲,乙` 和 ``丙.丁``",
        "```\n甲,乙\n```",
        "~~~ text\n甲,乙\n~~~",
        "<span title=\"甲,乙\">丙</span>",
        "<https://a.example/甲,乙>",
        "[甲]: https://a.example/甲,乙 \"甲,乙\"",
        "[公告](/甲,乙/)",
        '[公告](</甲 乙,丙.docx> "甲,乙(丙,丁)")',
        "[公告](甲 乙.docx '甲,乙')",
        "![甲乙](photos/甲,乙.jpg)",
        "一.总则",
        "二. 附则",
        "三.五米长",
        "屏幕是15\"的",
        "他说\\,明天",
        "a@b.example,是邮箱",
        "2024.03.11，星期一",
        "《甲》：乙——丙……丁",
        "1. 甲\n2. 乙",
        "<div\n  title=\"标题\">甲</div>",
    ],
)  # fmt: skip
def test_other_marks_are_left_alone(text):
    assert edited(half_width, text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("井坊村的老井 三百年没有干过。", "井坊村的老井三百年没有干过。"),
        ("他说， 明天来。", "他说，明天来。"),
        ("他来了 。走了。", "他来了。走了。"),
        ("消息： 今天开会，人很多。", "消息：今天开会，人很多。"),
        ("本报讯　每周二 晚上七点的灯准时亮起。", "本报讯　每周二晚上七点的灯准时亮起。"),
        ("“今天上午 九点半开会，都来。”他说。", "“今天上午九点半开会，都来。”他说。"),
        ('![井](photos/a.jpg "井坊村的老井 三百年没有干过。（范云 摄）")', '![井](photos/a.jpg "井坊村的老井⟨⟩三百年没有干过。（范云 摄）")'),
    ],
)  # fmt: skip
def test_spaces_in_running_text_are_found(text, expected):
    assert edited(spacing, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "### 一口老井 一村人心",
        "**一口老井 一村人心**",
        "春眠不觉晓 处处闻啼鸟",
        "富强 民主 文明 和谐\n自由 平等 公正 法治",
        "| 甲 乙 | 丙。丁 |\n| --- | --- |\n| 戊 己 | 庚 |",
        "（记者 张 婷 通讯员 李 丽）",
        "井水清了。（记者 张 婷 摄）",
        "本报记者 张婷 通讯员 李丽报道，井水清了。",
        "本报讯 清明假期三天，没有火情。",
        "出席的有：张三 李四 王五 赵六，都是本村人。",
        "推出报道《稳经济 促发展 强信心》。今天来看。",
        "口号是“一口老井 一村人心”。大家都记得。",
        "口号是：运动无限 气象万千。大家都记得。",
        "用 AI 写稿，共 30 人，在 A 座。",
        "他说，明天来。  \n后天走。",
        "`甲乙丙丁 戊己庚辛`，是代码。",
        "责任编辑：王刚 校对：李丽",
    ],
)
def test_other_spaces_are_left_alone(text):
    assert edited(spacing, text) == text


def marks(text: str) -> list[tuple[int, str]]:
    return [(fault.line - FIRST + 1, fault.mark) for fault in unpaired(read(HEAD + text, "a.md"))]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("“甲。", [(1, "“")]),
        ("甲”。", [(1, "”")]),
        ("“甲“乙”", [(1, "“")]),
        ("“锆石“高超音速", [(1, "“")]),
        ("《甲，乙", [(1, "《")]),
        ("甲》", [(1, "》")]),
        ("（甲", [(1, "（")]),
        ("甲）乙", [(1, "）")]),
        ("「甲", [(1, "「")]),
        ("『甲", [(1, "『")]),
        ("【甲", [(1, "【")]),
        ("‘甲", [(1, "‘")]),
        ("“甲‘乙”丙", [(1, "‘")]),
        ("第一段。\n\n“第二段。\n\n第三段。", [(3, "“")]),
        ("“第一段。\n\n第二段。”", [(1, "“"), (3, "”")]),
        ("“甲\n乙\n丙", [(1, "“")]),
        ("### “小标题\n\n甲", [(1, "“")]),
        ("甲“乙《丙", [(1, "“"), (1, "《")]),
        ("“甲“乙“丙", [(1, "“")]),
    ],
)
def test_unpaired_marks_are_found(text, faults):
    assert marks(text) == faults


@pytest.mark.parametrize(
    "text",
    [
        "“甲”‘乙’《丙》（丁）【戊】「己」『庚』〈辛〉",
        "“甲‘乙’丙”",
        "《甲〈乙〉丙》",
        "“第一段。\n\n“第二段。\n\n“第三段。”",
        "“第一段，‘甲’。\n\n![井](photos/a.jpg \"井。\")\n\n“第二段。”",
        "‘甲。\n\n‘乙。’",
        "「甲。\n\n「乙。」",
        "“甲\n乙”",
        "It’s a rock ’n’ roll band of the ’90s",
        "他说Don’t，又说OK’s",
        "1）甲；2）乙",
        "一）甲",
        "甲；（1）乙，2）丙",
        "各省(区、市）共有",
        "`“甲`",
        "<!-- “甲 -->",
        "见[“甲”](/a/)",
        "“[甲](/a/ \"“乙\")”",
    ],
)  # fmt: skip
def test_paired_marks_are_left_alone(text):
    assert marks(text) == []


def test_a_finding_in_a_field_names_its_line():
    text = "---\n栏目: 要闻\n标题: “老井,清了\n---\n甲\n"
    galley = read(text, "a.md")
    assert [(e.line, text.split("\n")[e.line - 1][e.start : e.end]) for e in half_width(galley)] == [(3, ",")]
    assert [(fault.line, fault.mark) for fault in unpaired(galley)] == [(3, "“")]
