"""Names of people: which words can be one, without knowing the person.

A name is a surname and one or two characters more (two surnames and two characters as well, as married
women may write it), or has a middle dot. Where no role word vouches for it, a word that begins with a surname
but is an ordinary one, a place or a thing is no name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from linli.text.surnames import is_surname, surname_of, surnames

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
DOTS = "·•・‧∙⋅."
DOTTED = re.compile(f"[{HAN}A-Za-z]+(?:·[{HAN}A-Za-z]+)+")
HAN_WORD = re.compile(f"[{HAN}]+")
LATIN = re.compile(r"[A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*)*")
# What a word of three characters ends with when it is a place or an office and not a name.
PLACE = re.compile(
    "(?:村|镇|乡|县|市|区|省|街|巷|街道|社区|小区|大道|公司|学校|中学|小学|医院|中心|局|厅|院|厂|站|委|办|队|部|室|所|员)$"
)
# Provinces and cities in one character, and those of them that given names hardly have.
PLACES = frozenset(
    "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔贵滇云藏陕秦甘陇青宁新港澳台成武广深杭郑西合昌昆沈济南太兰温甬绍江汉"
)
SELDOM_GIVEN = frozenset("沪渝冀皖赣鄂粤滇黔陇甬闽浙津")
# What two characters end with that are a kind of thing or a place.
SUFFIX = re.compile(
    "[版段组案篇稿期号件类级区部路站厅局所处室湾坝沟坪寨屯庄堡岭镇乡村县省市界家者员品量率性法式型界值额费款物]$"
)
# What words end with that say of another word where or when: 施工中, 大桥下.
PART = re.compile("[中后前内外上下时路]$")
# What the words of a list end with when it is one of things.
THING = re.compile("[花子草参菜瓜豆果鱼肉米面油茶酒药树术芪苓椒菌菇薯麦稻粉汤饼糖糕机器车湾坝沟坪寨屯庄堡坡岭]$")
# Characters that stand in sentences and hardly in names.
RUNNING = re.compile(
    "[的了在是从到这那不就也对为向把被说看走进们个您他她它与或及等至]|采访|现场|调查|观察|手记|点评|来信|札记|见闻|提示|体验|专访|报告|获悉|反映|用手"
    "|^系|会员|教师|讲师|学生|职工|干部|村民|市民|居民|工作|人员|团队"
)
UNNAMED = "的了在是这那们着过吗呢么不你我他她它等并"  # no name ends with these
PLACEHOLDERS = "甲乙丙"  # surnames of a few people, and how examples name people
# Somebody whose name is not given: 王某, 李某某, 张女士, 刘书记.
NAMELESS = re.compile(
    f"[{HAN}]{{1,2}}(?:某.{{0,2}}|女士|先生|小姐|太太|老师|同学|同志|师傅|大[爷妈娘叔伯姐哥]|阿[姨婆]|[爷奶]{{2}}|书记|主任"
    "|[局厅镇乡县市区村所院校站队会部处科司行组班团]长|经理|教授|医生|护士|主席|总理|警官|律师)"
)


@dataclass(frozen=True, slots=True)
class _Givens:
    """`givens.txt`: characters of given names, and those with which none ends."""

    liked: frozenset[str]
    never: frozenset[str]


@lru_cache(maxsize=1)
def _givens() -> _Givens:
    liked, never = _lines("givens.txt")
    return _Givens(frozenset(liked), frozenset(never))


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    """Words that are no names without a role word, from ordinary.txt."""
    return frozenset(word for line in _lines("ordinary.txt") for word in line.split())


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    """Those and the words of words.txt, which a role word may still make names."""
    return _ordinary() | _listed("words.txt")


@lru_cache(maxsize=1)
def _either() -> frozenset[str]:
    return _listed("either.txt")


def _listed(name: str) -> frozenset[str]:
    lines = (line.split() for line in _lines(name))
    return frozenset(head + tail for head, *tails in lines for tail in tails)


def _lines(name: str) -> list[str]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def is_name(word: str) -> bool:
    """Whether a word has the shape of a name. It may still be an ordinary word (`is_bare_name`).

    Many rare surnames are everyday characters: what follows them must be what given names are made of.
    """
    if DOTTED.fullmatch(word):
        return len(word) <= 24
    if not HAN_WORD.fullmatch(word) or NAMELESS.fullmatch(word) or word[-1] in UNNAMED:
        return False
    surname, known = surname_of(word), surnames()
    given = word[len(surname) :]
    if not surname or (surname in known.rare and not _givens().liked.issuperset(given)):
        return False
    if len(surname) == 1 and len(given) == 3:
        return all(character in known.common or character in known.usual for character in word[:2])
    return 1 <= len(given) <= 2


def is_bare_name(word: str) -> bool:
    """Whether a word is a name even where no role word vouches for it: not rather a word, a place or a thing."""
    if not is_name(word):
        return False
    if "·" in word:
        return not any(part in _words() or PLACE.search(part) for part in word.split("·"))
    if word in _words() or (len(word) > 2 and PLACE.search(word)) or _ends_as_things(word) or _is_of_places(word):
        return False
    if len(word) == 3 and word[:2] in _words() | _either() and PART.search(word):
        return False
    if len(surname_of(word)) > 1 or word[0] in surnames().common:
        return len(word) < 4 or len(surname_of(word)) > 1 or word[:2] not in _words()
    return word[:2] not in _words() and (word[0] in surnames().usual or len(word) == 3)


def _is_of_places(word: str) -> bool:
    """Whether two characters are two places, or a railway between them: 成贵, 苏浙."""
    if len(word) != 2 or not PLACES.issuperset(word):
        return False
    return word[1] in SELDOM_GIVEN or word[0] not in surnames().common


def _ends_as_things(word: str) -> bool:
    """Whether a word ends with a character that given names do not end with."""
    if len(word) == 2 and word[0] in surnames().common:
        return bool(SUFFIX.search(word))
    return word[-1] in _givens().never


def is_common(word: str) -> bool:
    """Whether a word begins with one of the surnames that a million people have."""
    return word[:1] in surnames().common


def is_surely_name(word: str) -> bool:
    """Whether a bare name is beyond doubt: its surname is a usual one, and it is no word as well."""
    surname = surname_of(word)
    return "·" in word or (surname not in surnames().rare and len(word) - len(surname) < 3 and word not in _either())


def is_ordinary(word: str) -> bool:
    """Whether a word of the shape of a name is more likely a word, a place or a thing."""
    return not is_bare_name(word)


def is_helped_name(word: str) -> bool:
    """Whether a word is a name beside a word such as 编译: any of the shape of one but those listed, places and offices."""
    return is_name(word) and not _is_listed(word)


def _is_listed(word: str) -> bool:
    return word in _ordinary() or (len(word) > 2 and "·" not in word and bool(PLACE.search(word)))


def are_things(words: list[str]) -> bool:
    """Whether words, each of the shape of a name, are rather a list of things."""
    return len(words) > 1 and 2 * sum(bool(THING.search(word)) for word in words) > len(words)


def is_vouched_name(word: str) -> bool:
    """Whether a word after a role word (记者 …) is a name: any of the right shape, and those with no known surname."""
    if is_name(word) or LATIN.fullmatch(word):
        return word not in _ordinary() or len(word) == 2
    if NAMELESS.fullmatch(word) or word in _words():
        return False
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
    if len(words) == 3 and all(singles) and is_surname(words[0][0]) and not _is_usual(words[2][0]):
        return ["".join(word for word, _ in words)]  # 赵 一 曼
    result: list[str] = []
    open_ = False  # the last word is a bare surname, and may take the next
    for word, spaced in words:
        if open_ and spaced and HAN_WORD.fullmatch(word) and _completes(result[-1], word):
            result[-1] += word
            open_ = False
        else:
            result.append(word)
            open_ = is_surname(word) and word not in PLACEHOLDERS
    return result


def _completes(surname: str, given: str) -> bool:
    return len(given) == 1 or (len(surname) == 2 and len(given) == 2)


def _is_usual(character: str) -> bool:
    return character in surnames().common or character in surnames().usual
