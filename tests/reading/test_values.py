from datetime import date
from zoneinfo import ZoneInfo

import pytest

from linli.model.article import Kind
from linli.reading import values

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("articles/2023/07/12/a.md", date(2023, 7, 12)),
        ("2023/7/1/a.md", date(2023, 7, 1)),
        ("articles/2023/02/30/a.md", None),
        ("articles/a.md", None),
    ],
)
def test_date_from_path(path, expected):
    assert values.date_from_path(path) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("通讯", Kind.STORY),
        ("消息", Kind.STORY),
        ("评论", Kind.COMMENTARY),
        ("Photo", Kind.PHOTO),
        ("公益", Kind.BANNER),
    ],
)
def test_parse_kind(text, kind):
    assert values.parse_kind(text) is kind


@pytest.mark.parametrize(("text", "page"), [("3", 3), ("03", 3), ("第3版", 3), ("第１２版", 12)])
def test_parse_page(text, page):
    assert values.parse_page(text) == page


@pytest.mark.parametrize("text", ["0", "头版", "A3", "1234"])
def test_parse_page_refuses(text):
    with pytest.raises(ValueError, match="不是版次"):
        values.parse_page(text)


@pytest.mark.parametrize("text", ["[甲, 乙]", "甲、乙", "甲，乙", '"甲"; "乙"'])
def test_parse_list(text):
    assert values.parse_list(text) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("2024-04-12 正文第三段应为……", date(2024, 4, 12), "正文第三段应为……"),
        ("2024年4月12日：应为王刚。", date(2024, 4, 12), "应为王刚。"),
        ("2024-04-12 日前本报所登有误。", date(2024, 4, 12), "日前本报所登有误。"),
        ("2024 年 4 月 12 日 日前有误。", date(2024, 4, 12), "日前有误。"),
        ("2024-04-12T20:30:00Z 应为王刚。", date(2024, 4, 13), "应为王刚。"),
        ("2024-04-12t20:30 应为王刚。", date(2024, 4, 12), "应为王刚。"),
        ("2024-04-12 8时30分应为9时30分。", date(2024, 4, 12), "8时30分应为9时30分。"),
        ("2024-04-12 20:30应为21:30。", date(2024, 4, 12), "20:30应为21:30。"),
    ],
)
def test_parse_correction(text, day, words):
    correction = values.parse_correction(text, ZONE)
    assert (correction.day.date, correction.text) == (day, words)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("应为王刚。", "更正前面没有日期。请写上更正的那一天，例如“更正: 2024-04-15 第二段……应为……”。"),
        ("2024-04-12", "更正只有日期。请在后面写上更正了什么，例如“第二段……应为……”。"),
        ("2024-04-31 应为王刚。", "没有“2024-04-31”这一天。请查对日期。"),
    ],
)
def test_parse_correction_refuses(text, message):
    with pytest.raises(ValueError) as caught:
        values.parse_correction(text, ZONE)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "status"),
    [("发布", "published"), ("Draft", "draft"), ("撤稿", "withdrawn"), ("已撤稿", "withdrawn"), ("撤回", "withdrawn")],
)
def test_parse_status(text, status):
    assert values.parse_status(text) == status


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("余万里、石长根", ["余万里", "石长根"]),
        ("[余万里，石长根；于海]", ["余万里", "石长根", "于海"]),
        ("余万里/石长根|于海｜范云", ["余万里", "石长根", "于海", "范云"]),
        ("余万里 石长根　于海", ["余万里", "石长根", "于海"]),
        ("丁　一、石 磊", ["丁一", "石磊"]),
        ("余万里 丁　一 石长根", ["余万里", "丁一", "石长根"]),
        ("阿依古丽·克里木、Mary Ann Li", ["阿依古丽·克里木", "Mary Ann Li"]),
        (" 、，", []),
    ],
)
def test_names_are_parted_by_all_that_parts_names(text, names):
    assert values.parse_names(text) == names


@pytest.mark.parametrize("name", ["于海", "欧阳静怡", "阿依古丽·克里木", "Mary Li", "约翰·F·里德", "J. Li"])
def test_a_name_is_one(name):
    assert values.is_name(name)


@pytest.mark.parametrize(
    "text", ["李", "余万里等", "于海等人", "东门街道居民", "全体村民", "2024", "一共来了五个人", "《井》"]
)
def test_what_is_no_name_is_none(text):
    assert not values.is_name(text)
