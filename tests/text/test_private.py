"""Numbers that belong to one person. All of these are made up: no district has the code 000000 or 990000."""

import pytest

from linli.text.private import private_numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("身份证号990000190001010014，领奖", [("identity", "990…14")]),
        ("身份证 990000 19000101 001X。", [("identity", "990…1X")]),
        ("９９００００１９０００１０１００１４", [("identity", "990…14")]),
        ("旧证990000600101001", [("identity", "990…01")]),
        ("卡号：6200 0000 0000 0000", [("card", "620…00")]),
        ("转到6200000000000000000这张卡", [("card", "620…00")]),
        ("请打13800000000或+86 139-0000-0000", [("telephone", "138…00"), ("telephone", "+86…00")]),
        ("身份证号9900**********0014，电话138****0000", []),
        ("身份证号：990000190013320014（录错了月份）", [("identity", "990…14")]),
        ("居民身份证号码为 990000 00000000 000x", [("identity", "990…0x")]),
        ("身份证办理点 12345678901234567 号，凭身份证可借 3 本", []),
        ("订单号6200000000000001，编号2024031100000000", []),
        ("投资13800000000.5元，共1,380,000,000元，0512-13800000", []),
        ("ISBN 9787000000000，网址 https://a.example/13800000000x", []),
    ],
)
def test_private_numbers(text, expected):
    assert [(found.kind.value, found.masked) for found in private_numbers(text)] == expected
