import time

import pytest

from newsroom.importing.credits import ending_credit
from plugins.bylines import parse_dateline, parse_signature
from plugins.bylines.blocks import closing_signature, ending_bracket, take
from plugins.bylines.captions import parted


def brief(contributors):
    return [(c.name, *c.roles) for c in contributors]


@pytest.mark.parametrize(
    ("blocks", "left", "people", "editors", "source", "dateline"),
    [
        (["正文。", "（岳种德）"], ["正文。"], [("岳种德", "author")], [], None, ""),
        (
            ["正文。", "（范云 摄）", "责任编辑：姜涛"],
            ["正文。"],
            [("范云", "photographer")],
            [("姜涛", "editor")],
            None,
            "",
        ),
        (["正文。（记者 范云 摄）"], ["正文。"], [("范云", "reporter", "photographer")], [], None, ""),
        (["本报记者 范云", "正文。"], ["正文。"], [("范云", "reporter")], [], None, ""),
        (
            ["本报讯（记者 范云）正文。", "（岳种德 摄）"],
            ["正文。"],
            [("范云", "reporter"), ("岳种德", "photographer")],
            [],
            None,
            "本报讯",
        ),
        (["正文。", "（据《山城晚报》）"], ["正文。"], [], [], "山城晚报", ""),
        (["正文。\n（岳种德）"], ["正文。"], [("岳种德", "author")], [], None, ""),
        (["## 小题", "正文。", "下一段（其中三户）"], ["## 小题", "正文。", "下一段（其中三户）"], [], [], None, ""),
        (["正文。", "（下转第4版）"], ["正文。", "（下转第4版）"], [], [], None, ""),
        (["正文。", "岳种德"], ["正文。", "岳种德"], [], [], None, ""),
        (
            ["正文。", "责编：姜涛\n一审：曲波\n二审：何苗"],
            ["正文。"],
            [],
            [("姜涛", "editor"), ("曲波", "reviewer"), ("何苗", "reviewer")],
            None,
            "",
        ),
        (["正文。", "美 编 姜涛"], ["正文。"], [], [("姜涛", "editor")], None, ""),
        (["正文。", "漫画/范云"], ["正文。"], [("范云", "photographer")], [], None, ""),
        (["正文。", "新华社发（范云 摄）"], ["正文。"], [("范云", "photographer")], [], "新华社", ""),
        (["正文。", "（县文化馆供稿）"], ["正文。"], [], [], "县文化馆", ""),
        (["正文。", "（来源：山城晚报 有删节）"], ["正文。", "（有删节）"], [], [], "山城晚报", ""),
        (["□ 范云", "正文。"], ["正文。"], [("范云", "author")], [], None, ""),
        (["正文。", "〔記者 陳守田〕"], ["正文。"], [("陳守田", "reporter")], [], None, ""),
        (["编者按：井是老井。", "本报讯 正文。"], ["编者按：井是老井。", "正文。"], [], [], None, "本报讯"),
        (["说话的是老支书（范云）"], ["说话的是老支书（范云）"], [], [], None, ""),
        (["正文。", "一审：驳回"], ["正文。", "一审：驳回"], [], [], None, ""),
        (["正文。", "我们是记者"], ["正文。", "我们是记者"], [], [], None, ""),
        (["获奖名单", *["（范云）"] * 60], ["获奖名单", *["（范云）"] * 60], [], [], None, ""),
        (["（岳种德）"], [], [("岳种德", "author")], [], None, ""),
        ([], [], [], [], None, ""),
    ],
)
def test_take(blocks, left, people, editors, source, dateline):
    taken = take(blocks)
    assert taken.blocks == left
    assert (brief(taken.byline), brief(taken.desk)) == (people, editors)
    assert (taken.source, taken.dateline) == (source, dateline)


@pytest.mark.parametrize(
    ("signers", "left"), [([], ["正文。"]), (["高峰"], ["正文。"]), (["范云"], ["正文。", "（高峰）"])]
)
def test_what_may_be_a_signature_is_one_if_the_field_names_it(signers, left):
    assert take(["正文。", "（高峰）"], signers).blocks == left


UNITS = [" ", "\u3000", "（", "[", "】", "（范云）", "（范云）\n", "责任编辑：范云\n", "本报", "本报讯 ", "据", "记者 ", "范 ", "。 ", "文/图 ", "**", "编 ", "1", "6月2日", "：", "![a](b)", "供稿 "]  # fmt: skip
READERS = [
    parse_signature,
    parse_dateline,
    closing_signature,
    ending_bracket,
    ending_credit,
    parted,
    lambda text: take([text]),
]


@pytest.mark.parametrize("unit", UNITS)
def test_long_texts_take_no_longer_a_character(unit):
    """80,000 characters of whatever kind: in a fifth of a second each, which a square of them would not be."""
    text = unit * (80_000 // len(unit))
    for read in READERS:
        started = time.process_time()
        read(text)
        read("本报讯" + text)
        assert time.process_time() - started < 0.4, read
