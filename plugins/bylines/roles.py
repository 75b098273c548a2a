"""Role words in signatures: 记者, 通讯员, 文/图, 责任编辑 … and what they stand for, from `roles.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from linli.model.people import DESK, Role


class Stand(Enum):
    """Where a role word stands; `roles.tsv` tells what each means."""

    BEFORE = "before"
    EITHER = "either"
    BEHIND = "behind"
    THING = "thing"
    WROTE = "wrote"


@dataclass(frozen=True, slots=True)
class RoleWord:
    """What a role word says of those whom it belongs to."""

    roles: tuple[Role, ...]
    stand: Stand
    shown: bool = False

    @property
    def is_share(self) -> bool:
        """Whether it is a share of the work, before or behind names."""
        return self.stand in (Stand.EITHER, Stand.BEHIND, Stand.THING)

    @property
    def of_desk(self) -> bool:
        return bool(DESK.intersection(self.roles))


def _read() -> dict[str, RoleWord]:
    words: dict[str, RoleWord] = {}
    for line in Path(__file__).with_name("roles.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            spelled, roles, stand, *shown = line.split("\t")
            meaning = RoleWord(tuple(Role(role) for role in roles.split()), Stand(stand), shown == ["shown"])
            words.update(dict.fromkeys(spelled.split(), meaning))
    return words


ROLES = _read()
# Words of one character stand apart from names, or at the end of a word that is a name without them.
GLUED = frozenset(word for word, role in ROLES.items() if len(word) == 1 and word not in "文编")
# What may stand before 记者 and the like, and says nothing of the role.
ATTRIBUTE = re.compile(
    "(?:本报|本刊|本网|本台|本社|我报|我台|全媒体|融媒体|融媒|新媒体|首席|特约|特派|特邀|高级|资深|主任|驻站|校园|小|中心|省|县|市|区|驻[一-鿿]{2,4}){1,6}"
)
# The same at the end of the name of a house: 青禾日报全媒体记者.
HOUSE_ATTRIBUTE = re.compile("(?<=.)(?:全媒体|融媒体|融媒|新媒体|首席|特约|特派|特邀|高级|资深|驻[一-鿿]{2,4}){1,6}$")
# Before words of the desk and of the work, and a part of them: 总监制, 参与采写, 本版责编, 视频剪辑.
_GRADE = "(?:总|副|首席|资深|高级|特约|特邀|本版|本期|本文|今日|当班|值班|责任|见习|执行|联合|共同|参与|主要|主|文字|图片|图文|摄影|视频|音频|美术|网络|微信|新媒体|版面|栏目|后期|现场|节目)"
# Role words as a part of an office or another word: 编辑部, 记者站, 摄影家协会.
_OFFICE = "(?![部站室科处家团组院会网节赛]|中心|协会|学会|公司|大赛|作品|专业|工作|展览|艺术|爱好)"
# 文/图, 图/文, 文、图, 文/摄, 摄影/文字 … as one word.
_JOINT = r"\s*[/／、&·并兼]?\s*"
_WRITING, _PICTURES = "文字|撰文|采写|文", "图片|摄影|拍摄|图|摄"
_LONG = "|".join(sorted((word for word in ROLES if len(word) > 1), key=len, reverse=True))
# As a part of a word that sticks to a name; two characters at least.
ROLE = re.compile(rf"(?:{_GRADE}{{0,2}}(?:{_LONG})){_OFFICE}")
BOTH = re.compile(
    rf"(?<![一-鿿])(?:(?:{_WRITING}){_JOINT}(?:{_PICTURES})|(?:{_PICTURES}){_JOINT}(?:{_WRITING}))(?![一-鿿])"
    rf"|(?:(?:{_WRITING})[/／、&并](?:{_PICTURES})|(?:{_PICTURES})[/／、&](?:{_WRITING}))(?![一-鿿])"
)
_SPELLED = re.compile(f"{_GRADE}{{0,2}}({_LONG})")
# Set with spaces: 编　辑, 通 讯 员, 责 任 编 辑.
_SPACED_WORDS = sorted({*(word for word in ROLES if len(word) > 1), "责任编辑", "责任校对", "总监制", "总策划"})
SPACED = re.compile(
    r"(?<![^\s、，,；;/／|｜:：])(?:"
    + "|".join(r"\s{0,4}".join(word) for word in sorted(_SPACED_WORDS, key=len, reverse=True))
    + r")(?=[\s/／|｜:：]|$)"
)


def role_of(word: str) -> RoleWord | None:
    """What a word says if it is a role word and nothing more."""
    if word in ROLES:
        return ROLES[word]
    found = _SPELLED.fullmatch(word)
    return ROLES[found[1]] if found else None


def without_spaces(text: str) -> str:
    """A text in which role words that are set with spaces stand without them."""
    return SPACED.sub(lambda match: re.sub(r"\s", "", match[0]), text)
