"""Pages of many kinds, in `pages/`: NAME.md and what it must become, NAME.json. All people and places are invented.

A line of NAME.json is an item. What is not named in it is not looked at, but `kicker`, `subtitle`, `subheads`,
`contributors`, `source` and `dateline`: they must be missing where the item does not name them.
"""

import json
import random
import re
from pathlib import Path

import pytest

from newsroom.importing import import_page

PAGES = sorted(Path(__file__).with_name("pages").glob("*.md"))
REGIONS = {"dongmen": "东门街道", "liuxi": "柳溪镇", "shiqiao": "石桥镇", "bailuhu": "白鹭湖镇", "yuntai": "云台乡"}
FOLIO = r"\W*(?:第.+版|[0-9]版|A[0-9]\s)"
PLAIN = {"kicker": None, "subtitle": None, "subheads": [], "contributors": {}, "source": None, "dateline": None}


def found(item):
    """An item as the fixtures have it."""
    known = item.to_json()
    known["contributors"] = {person["name"]: " ".join(person["roles"]) for person in known["contributors"]}
    known["paragraphs"] = len(known["paragraphs"])
    return known


def page(file):
    return import_page(file.read_text(encoding="utf-8"), sections={}, regions=REGIONS)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_becomes_its_items(file):
    expected = [PLAIN | item for item in json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))]
    items = [found(item) for item in page(file).items]
    assert [item["title"] for item in items] == [item["title"] for item in expected]
    for item, wanted in zip(items, expected, strict=True):
        assert {key: item[key] for key in wanted} == wanted, wanted["title"]


def lost(text):
    """Words of a page that stand nowhere in what became of it; folios aside."""
    imported = import_page(text, sections={}, regions=REGIONS)
    kept = "".join(
        "".join(
            [
                one.kicker or "",
                one.title,
                one.subtitle or "",
                one.editor or "",
                *one.lines,
                *one.body,
                *one.signatures,
                *one.jumps,
                *one.comments,
            ]
        )
        for one in imported.items
    )
    kept = re.sub(r"\s", "", kept + "".join(imported.jumps) + imported.folio.section + imported.folio.editor)
    lines = [line for line in text.split("\n") if not re.match(FOLIO, line) and line != "公益广告"]
    return [run for line in lines for run in re.findall(r"[\u4e00-\u9fff]{2,}", line) if run not in kept]


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_nothing_of_a_page_is_lost(file):
    assert lost(file.read_text(encoding="utf-8")) == []


@pytest.mark.unmeasured
@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n"])
def test_nothing_is_lost_in_whatever_order_lines_stand(between):
    pool = [line for file in PAGES for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]
    chance = random.Random(between)
    for _page in range(200):
        text = between.join(chance.choices(pool, k=chance.randint(1, 12)))
        assert lost(text) == [], text


def items(text):
    return import_page(text, sections={}, regions=REGIONS).items


def whys(item):
    return [why for _name, why in item.guesses]


def test_lines_of_verse_stay_lines_and_stanzas_are_told_by_room():
    (item,) = items("# 夏夜\n\n□ 江晚晴\n\n它提着灯笼\n\n在稻田里\n\n找一个\n\n\n叫童年的孩子\n\n他不回答\n\n他走了\n")
    assert item.paragraphs == ["它提着灯笼  \n在稻田里  \n找一个", "叫童年的孩子  \n他不回答  \n他走了"]
    (item,) = items("# 夏夜\n\n它提着灯笼  \n在稻田里，找一个叫童年的孩子，找了很久也没有找到  \n天亮了\n")
    assert item.paragraphs == ["它提着灯笼  \n在稻田里，找一个叫童年的孩子，找了很久也没有找到  \n天亮了"]


def test_wrapped_lines_are_one_paragraph_and_others_one_each():
    wrapped = "井坊村的老井打于何年，没有人说\n得清。井口的石头磨得发亮，绳痕\n有一指深。"
    (item,) = items(f"# 老井\n\n{wrapped}\n\n井水清了。\n村里人都来挑水，从天亮挑到天黑。\n")
    assert item.paragraphs == [wrapped.replace("\n", ""), "井水清了。", "村里人都来挑水，从天亮挑到天黑。"]


@pytest.mark.parametrize(
    "form", ["编者按：{}", "【编者按】{}", "编者按 {}", "**编者按**\n\n{}", "### 编者按\n\n{}", "> 编者按：{}"]
)
def test_an_editors_note_is_an_aside_before_the_dateline(form):
    note = "今年以来，各镇把院坝会作为听民声的窗口。"
    (item,) = items(f"# 院坝会\n\n{form.format(note)}\n\n本报讯（记者 于晓峰）院坝里坐了三十多人。\n\n路灯装好了。\n")
    assert (item.dateline, [one.name for one in item.contributors]) == ("本报讯", ["于晓峰"])
    assert item.body[0].startswith("> ")
    assert note in item.body[0]
    assert item.subheads == []


@pytest.mark.parametrize(
    "last", ["石桥镇人民政府", "2024年6月14日", "（作者系县作协会员）", "（县文化馆供稿）", "（石上泉）", "县气象台"]
)
def test_the_last_line_of_an_article_is_no_kicker(last):
    first, second = items(f"# 老井\n\n井水清了。\n\n{last}\n\n# 渡口\n\n渡口添了灯。\n")
    assert (first.subheads, second.kicker, second.title) == ([], None, "渡口")
    assert any(last.strip("（）") in block for block in [*first.body, *first.signatures])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("# 老井\n\n井水清了。\n\n（范云）\n\n夜校灯亮\n\n灯亮了。\n", "取自没有标出的一行"),
        ("# 水清了鸟来了\n\n# 村里客栈满了\n\n本报讯 客栈满了。\n", "标题排成几行，合成了一行"),
        ("# 老井\n\n石上泉\n\n井水清了。\n", "“石上泉”当作"),
        ("# 讲文明 树新风\n\n# 老井\n\n井水清了。\n", "标题下面没有正文，当作标语"),
        ("# 老井\n\n井水清了。\n\n（范云）\n\n村民在河滩上放风筝。（曲波 摄）\n", "原稿没有标题，取自正文开头"),
    ],
)
def test_a_guess_is_marked(text, why):
    assert any(why in mark for item in items(text) for mark in whys(item))


def test_a_guess_between_two_readings_names_the_other_and_marks_both_items():
    first, second = items(
        "**老井**\n\n井水清了。\n\n**夜校灯亮 手艺进村**\n\n本报讯 灯亮了。\n\n**柳溪大桥合龙了**\n\n桥通了。\n"
    )[:2]
    doubts = [why for item in (first, second) for why in whys(item) if "也可能是" in why]
    assert doubts
    assert all(re.search("“.+”当作.+，也可能是.+", why) for why in doubts)


ARTICLES = [
    ("柳溪镇", "老井清了淤", ["本报讯（记者 范云）井水清了。", "“能喝了。”村民谷满仓说，他等了三年。"], [], "（范云）"),
    (
        None,
        "夜校灯亮 手艺进村",
        ["每周二、周四，文化站的灯准时亮起。", "学员坐满了三间屋。", "下一期教写信。"],
        ["手艺不压身"],
        "（通讯员 何苗）",
    ),
    ("石桥镇", "渡口添了救生圈", ["本报讯 三个渡口添了救生圈。", "老船工卜凡说，心里踏实了。"], [], "（姜涛 摄）"),
]


@pytest.mark.parametrize(
    "marks", [("## ", "# ", "### "), ("### ", "## ", "#### "), ("## ", "# ", "**"), ("**", "**", "**"), ("", "", "")]
)
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_a_page_reads_the_same_however_it_is_marked(marks, between):
    def marked(mark, line):
        return f"**{line}**" if mark == "**" else mark + line

    lines = ["第2版　乡镇　2024年6月3日　星期一"]
    for kicker, title, paragraphs, subheads, signature in ARTICLES:
        lines += [marked(marks[0], kicker)] if kicker else []
        lines += [
            marked(marks[1], title),
            paragraphs[0],
            *(marked(marks[2], line) for line in subheads),
            *paragraphs[1:],
        ]
        lines.append(signature)
    text = (between if marks[1] == "" else "\n\n").join(lines)
    read = [(one.kicker, one.title, len(one.paragraphs), one.subheads, one.signatures[-1]) for one in items(text)]
    assert read == [(kicker, title, len(texts), subs, sign) for kicker, title, texts, subs, sign in ARTICLES]


@pytest.mark.parametrize(
    ("text", "editor"),
    [
        ("第2版 乡镇 2024年6月3日 责 编：谢文博 版 式：姜涛 校 对：范云", "谢文博"),
        ("第2版 乡镇 2024年6月3日 编　辑 谢文博 美编 姜涛 电话：0000-2201188 邮箱：a@b.example", "谢文博"),
        ("2版 乡镇 2024年6月3日 本期4版 值班主任：姜涛 责任编辑：谢文博", "谢文博"),
        ("第二版 鄉鎮 二〇二四年六月三日 責任編輯：謝文博", "謝文博"),
    ],
)
def test_folios_name_who_made_the_page(text, editor):
    page = import_page(f"{text}\n\n# 老井\n\n井水清了。\n", sections={}, regions={})
    assert (page.folio.page, str(page.folio.date), page.folio.editor, len(page.items)) == (2, "2024-06-03", editor, 1)


def test_a_salutation_is_no_folio():
    (item,) = items("第2版 来信 2024年6月3日\n\n# 路灯\n\n编辑同志：\n\n巷口的路灯坏了。\n")
    assert item.paragraphs == ["编辑同志：", "巷口的路灯坏了。"]
