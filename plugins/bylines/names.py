"""Names of people: which words can be one, without knowing the person.

A name is a surname and one or two characters more (two surnames and two characters as well, as married
women may write it), or has a middle dot. Where no role word vouches for it, a word that begins with a surname
but is an ordinary one, a place or a thing is no name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from linli.text.surnames import is_surname, surname_of

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
DOTS = "·•・‧∙⋅."
DOTTED = re.compile(f"[{HAN}A-Za-z]+(?:·[{HAN}A-Za-z]+)+")
HAN_WORD = re.compile(f"[{HAN}]+")
LATIN = re.compile(r"[A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*)*")
# What a word of three characters ends with when it is a place or an office and not a name.
PLACE = re.compile(
    "(?:村|镇|乡|县|市|区|州|省|国|街|巷|街道|社区|小区|大道|公司|学校|中学|小学|医院|中心|局|厅|院|厂|站|委|办|队|部|室|所)$"
)
# What the words of a list end with when it is one of things.
THING = re.compile("[花子草参菜瓜豆果鱼肉米面油茶酒药树术芪苓椒菌菇薯麦稻粉汤饼糖糕机器车湾坝沟坪寨屯庄堡坡岭]$")
# Characters that stand in sentences and hardly in names.
RUNNING = re.compile(
    "[的了在是从到这那不就也对为向把被说看走进们个您他她它与或及等至]|采访|现场|调查|观察|手记|点评|来信|札记|见闻|^系|会员|教师|讲师|学生|职工|干部|村民|市民|居民"
)


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    lines = (Path(__file__).with_name("ordinary.txt")).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_name(word: str) -> bool:
    """Whether a word has the shape of a name. It may still be an ordinary word (`is_ordinary`)."""
    if DOTTED.fullmatch(word):
        return len(word) <= 24
    if not HAN_WORD.fullmatch(word):
        return False
    surname = surname_of(word)
    if not surname:
        return False
    given = len(word) - len(surname)
    if len(surname) == 1 and given == 3:
        return is_surname(word[1])
    return 1 <= given <= 2


def is_ordinary(word: str) -> bool:
    """Whether a word of the shape of a name is more likely a word, a place or a thing."""
    return word in _ordinary() or (len(word) > 2 and "·" not in word and bool(PLACE.search(word)))


def are_things(words: list[str]) -> bool:
    """Whether words, each of the shape of a name, are rather a list of things."""
    return len(words) > 1 and 2 * sum(bool(THING.search(word)) for word in words) > len(words)


def is_vouched_name(word: str) -> bool:
    """Whether a word after a role word (记者 …) is a name: any of the right shape, and those with no known surname."""
    if is_name(word) or LATIN.fullmatch(word):
        return word not in _ordinary() or len(word) == 2
    if len(word) == 1:
        return bool(HAN_WORD.fullmatch(word)) and not RUNNING.search(word)
    return (
        2 <= len(word) <= 6 and bool(HAN_WORD.fullmatch(word)) and not RUNNING.search(word) and not PLACE.search(word)
    )


def joined(words: list[tuple[str, bool]]) -> list[str]:
    """Words with names that were set with a space put together: 王 刚, 欧阳 修, 司马 光.

    Args:
        words: each with whether only spaces part it from the word before.
    """
    singles = [len(word) == 1 and (spaced or not number) for number, (word, spaced) in enumerate(words)]
    if len(words) == 3 and all(singles[1:]) and len(words[0][0]) == 2 and is_surname(words[0][0]):
        return ["".join(word for word, _ in words)]  # 上官 云 珠
    if len(words) == 3 and all(singles) and is_surname(words[0][0]) and not is_surname(words[2][0]):
        return ["".join(word for word, _ in words)]  # 赵 一 曼
    result: list[str] = []
    open_ = False  # the last word is a bare surname, and may take the next
    for word, spaced in words:
        if open_ and spaced and HAN_WORD.fullmatch(word) and _completes(result[-1], word):
            result[-1] += word
            open_ = False
        else:
            result.append(word)
            open_ = is_surname(word)
    return result


def _completes(surname: str, given: str) -> bool:
    return len(given) == 1 or (len(surname) == 2 and len(given) == 2)
