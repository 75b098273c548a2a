"""What in a text belongs to a person. All of it is made up: no district has the code 990000, and no plate the letter I."""

import time

import pytest

from newsroom.checking.personal import personal

TAKEN = [
    ("失主电话13800000000，请联系", [("手机号", "138…00")]),
    ("手机 138 0000 0000 或 +86-139-0000-0000", [("手机号", "138…00"), ("手机号", "+86…00")]),
    *(
        (f"电话{written}，请联系", [("手机号", f"{written[:3]}…{written[-2:]}")])
        for written in (
            "138.0000.0000",
            "138·0000·0000",
            "138—0000—0000",
            "138‑0000‑0000",
            "138–0000–0000",
            "138 - 0000 - 0000",
            "138\u00a00000\u00a00000",
            "138\u20090000\u20090000",
            "138\t0000\t0000",
            "138  0000  0000",
            "138 000 00000",
            "138 00000 000",
            "138 00 00 00 00",
            "1380 0000 000",
            "13800 000000",
            "1 3 8 0 0 0 0 0 0 0 0",
        )
    ),
    ("身份证号990000\u00a019000101\u00a00014", [("身份证号", "990…14")]),
    ("卡号6200—0000—0000—0000", [("银行卡号", "620…00")]),
    ("身份证号990000190001010014", [("身份证号", "990…14")]),
    ("身份证号：990000190013320014", [("身份证号", "990…14")]),
    ("卡号6200 0000 0000 0000", [("银行卡号", "620…00")]),
    ("护照号码为G12345678", [("护照号", "G12…78")]),
    ("持EA1234567入境", [("护照号", "EA1…67")]),
    ("肇事车贵A·12345已找到", [("车牌号", "贵A·…45")]),
    ("一辆川AD12345新能源车", [("车牌号", "川AD…45")]),
    ("家庭电话：0000-2345678", [("家里的电话", "000…78")]),
    ("家住文昌巷3号楼2单元301室", [("到门牌的住址", "家住文…1室")]),
    ("搬进5栋1203号房", [("到门牌的住址", "搬进5…号房")]),
    ("老人住在东门街道文昌巷12号，每天", [("到门牌的住址", "东门街…2号")]),
    ("投稿请寄 li.si@paper.example。", [("邮箱", "l…@paper.example")]),
    ("微信号：lisi_2024", [("微信号或 QQ 号", "lis…24")]),
    ("QQ：10000001", [("微信号或 QQ 号", "100…01")]),
    ("范小满（女，9岁）", [("未成年人的姓名", "范××")]),
    ("刘天明，今年12岁，在石桥小学上学", [("未成年人的姓名", "刘××")]),
    ("10岁的范小满说", [("未成年人的姓名", "范××")]),
    ("石桥小学三（2）班学生刘天明，捡到", [("未成年人的姓名", "刘××")]),
    ("石桥小学学生刘天明、范小满", [("未成年人的姓名", "刘××")]),
]
LEFT = [
    "第13 14 15 16 17 18名，号码15 16 17 18 19 20，1 3 5 7 9 11 13 15",
    "增长138.00000000%，1.3800000000，13.80000.00000，138、0000、0000，2138.0000.0000",
    "遮住了的138****0000，张*明",
    "全国服务热线12345，监督电话0000-12345678，拨打110",
    "编号20240311000000，订单2024031100000000001",
    "G75兰海高速，G1234次列车，京A股，赣江新区，鲁A级",
    "井水12度，文昌巷3号线，10号楼前的井，第3号院长办公室",
    "全楼共12栋，每栋5层；3座桥；8幢新房",
    "关注微信公众号，扫描微信二维码，QQ群里",
    "@大家，a@b，电子邮箱",
    "范小满（女，39岁），刘天明，今年62岁",
    "17岁的他踊跃参军，3岁以下婴幼儿，9岁参加全运会，10岁的小学生",
    "小学生代表发言，全体学生给总书记写信，幼儿园小朋友石磨磨面",
    "石桥小学校长刘天明说，石桥中学教师范大成",
    "住在文昌巷，住院部5号楼，住宅100号段",
    "",
]


@pytest.mark.parametrize(("text", "found"), TAKEN)
def test_what_belongs_to_a_person_is_found_and_masked(text, found):
    seen = list(personal(text))
    assert [(one.what, one.masked) for one in seen] == found
    for one in seen:
        assert text[one.start : one.start + len(one.text)] == one.text
        assert one.text not in one.masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("肇事车贵Ａ１２３４５已找到", "贵A…"),
        ("写信给 ｌｉ＠paper．example。", "l…@paper.example"),
        ("电话１３８－００００－００００", "138…00"),
        ("电话１３８．００００．００００", "138…00"),
        ("电话＋８６１３８００００００００", "+86…00"),
    ],
)
def test_wide_letters_and_marks_are_the_same(text, masked):
    assert [one.masked for one in personal(text)] == [masked]


@pytest.mark.parametrize("text", LEFT)
def test_what_belongs_to_nobody_is_left_alone(text):
    assert [(one.what, one.text) for one in personal(text)] == []


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "likes",
    ["1", "1 ", "a@", "a.", "护照", "文昌巷", "家住", "微信：", "12号楼", "贵A", "小学", "9岁的", "身份证1 ", "3单元"],
)
def test_a_megabyte_of_what_a_rule_likes_least_takes_no_time(likes):
    text = likes * (1_000_000 // len(likes))
    began = time.process_time()
    list(personal(text))
    assert time.process_time() - began < 20
