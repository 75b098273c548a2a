"""What in a text belongs to a person: numbers, addresses, ways to reach them, the full name of a child.

What each rule takes and leaves is in `tests/checking/test_personal.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from linli.messages import _
from linli.text.private import NARROW, PrivateKind, private_numbers
from linli.text.surnames import surnames
from plugins.bylines.names import is_name, is_ordinary

_HAN = r"\u4e00-\u9fff"
_END = r"(?![0-9A-Za-z])"
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

LANDLINE = re.compile(
    rf"(?:家庭|住宅|家里|家中|私人|本人|宅)的?(?:电话|座机)(?:号码)?[:：是为]?\s?(?P<it>(?:\(?0\d{{2,3}}\)?[-－—\s]?)?[2-8]\d{{6,7}}){_END}"
)
PASSPORT = re.compile(
    rf"护照[^，。；\n]{{0,8}}?(?P<it>[A-Z]{{1,2}}\d{{7,8}}){_END}|(?<![0-9A-Za-z])(?P<bare>E(?:\d{{8}}|[A-HJ-NP-Z]\d{{7}})){_END}"
)
PLATE = re.compile(rf"(?P<it>[{PROVINCES}][A-HJ-NP-Z][·•.\s-]?(?=[A-HJ-NP-Z]{{0,3}}\d)[A-HJ-NP-Z0-9]{{5,6}}){_END}")
# To the door: a building with its staircase or its flat; or a number in a street, where it says that somebody lives there.
FLAT = re.compile(
    rf"(?P<it>[{_HAN}]{{0,8}}\d{{1,4}}(?:号楼|号院|栋|幢|座)(?:[^，。；\n\d]{{0,4}}\d{{1,2}}单元)?[^，。；\n\d]{{0,4}}\d{{2,4}}(?:室|户|号房|号|(?=[，。；、）\s]|$)))"
    rf"|(?P<bare>[{_HAN}]{{0,8}}\d{{1,2}}单元[^，。；\n\d]{{0,3}}\d{{2,4}}(?:室|户|号))"
)
HOME = re.compile(
    rf"(?:家住|住在|住址|住所|现住|家庭地址)[:：为是在]?(?P<it>[{_HAN}]{{2,24}}\d{{1,5}}(?:-\d{{1,4}})?号)(?![线楼院文令馆店])"
)
MAIL = re.compile(r"(?<![\w.+-])(?P<it>[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})")
CHAT = re.compile(
    rf"(?i:微信|wechat|QQ|扣扣)(?!公众|群|视频|支付|小程序|公号)(?:号码?)?[:：是为\s]{{1,3}}(?P<it>[A-Za-z][A-Za-z0-9_-]{{5,19}}|[1-9]\d{{4,10}}){_END}"
)
DIGIT = re.compile(r"[0-9@]|(?i:微信|wechat|QQ|扣扣)")  # without one, only the rule for pupils finds something
_AGE = r"(?:1[0-7]|[1-9])"
_CHILD = "学生|小学生|初中生|高中生|中学生|小朋友|同学|孩子|女孩|男孩|小女孩|小男孩"
AGED = re.compile(
    rf"(?P<it>(?<![{_HAN}])[{_HAN}]{{2,3}}|[{_HAN}]{{3}})[，（(](?:[男女][，、])?(?:今年|现年|年仅|刚满|时年)?{_AGE}(?:周)?岁(?=[，。；、）)上读就])"
)
OF_AGE = re.compile(
    rf"(?<!\d){_AGE}(?:周)?岁的(?:{_CHILD})?(?P<it>[{_HAN}]{{3}})(?=[，。；、说在和与是被从就正今每把给])"
)
PUPIL = re.compile(
    rf"(?:小学|中学|幼儿园|附小|附中|[一二三四五六七八九初高][年级一二三（(\d]{{1,6}}[）)]?班)[^，。；：\n]{{0,10}}?(?:{_CHILD})(?P<it>[{_HAN}]{{3}})(?=[，。；、说在和与是被从就正今每把给告])"
)


class Sort(Enum):
    """What something is, with the code of its finding."""

    NUMBER = "W901"
    REACH = "W902"
    CHILD = "W903"


@dataclass(frozen=True, slots=True)
class Personal:
    """Something that belongs to a person, and where it stands in the text. `what` is for the editor."""

    sort: Sort
    what: str
    start: int
    text: str

    @property
    def masked(self) -> str:
        """As it can be shown in a terminal, and in the log of a machine that builds."""
        if self.sort is Sort.CHILD:
            return f"{self.text[0]}{'×' * (len(self.text) - 1)}"
        name, at, host = self.text.partition("@")
        return (
            f"{name[0]}…@{host}"
            if at
            else f"{self.text[:3]}…{self.text[-2:]}"
            if len(self.text) > 7
            else f"{self.text[:2]}…"
        )


def personal(text: str) -> Iterator[Personal]:
    """What of a text belongs to a person, in order; no two overlap."""
    narrow = text.translate(NARROW)
    kinds = {PrivateKind.IDENTITY: _("身份证号"), PrivateKind.CARD: _("银行卡号"), PrivateKind.TELEPHONE: _("手机号")}
    found = [Personal(Sort.NUMBER, kinds[one.kind], one.start, one.text) for one in private_numbers(text)]
    rules = (
        (Sort.NUMBER, _("家里的电话"), LANDLINE),
        (Sort.NUMBER, _("护照号"), PASSPORT),
        (Sort.NUMBER, _("车牌号"), PLATE),
        (Sort.REACH, _("到门牌的住址"), FLAT),
        (Sort.REACH, _("到门牌的住址"), HOME),
        (Sort.REACH, _("邮箱"), MAIL),
        (Sort.REACH, _("微信号或 QQ 号"), CHAT),
        (Sort.CHILD, _("未成年人的姓名"), AGED),
        (Sort.CHILD, _("未成年人的姓名"), OF_AGE),
        (Sort.CHILD, _("未成年人的姓名"), PUPIL),
    )
    for sort, what, rule in rules if DIGIT.search(narrow) else rules[-1:]:
        for match in rule.finditer(narrow):
            group = "it" if match["it"] else "bare"
            if sort is not Sort.CHILD or _is_of_a_child(match[group]):
                found.append(Personal(sort, what, match.start(group), match[group]))
    end = 0
    for one in sorted(found, key=lambda one: (one.start, -len(one.text))):
        if one.start >= end:
            yield one
            end = one.start + len(one.text)


def _is_of_a_child(word: str) -> bool:
    """Whether this is a full name and no word: with a surname that many have."""
    known = surnames()
    many = word[0] in known.common or word[0] in known.usual or word[:2] in known.compound
    return many and is_name(word) and not is_ordinary(word)
