"""Headlines and names as readers type them in Latin letters: in pinyin (qinghe for 青禾), or by initials (qh).

A syllable is one character here, of those that Unicode leaves to private use, so that the index finds a run of syllables as it
finds a run of characters. `theme/static/js/spelling.js` makes the same of what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from linli.text.pinyin import syllables_of
from plugins.search.cutting import fold

INITIALS = "b,p,m,f,d,t,n,l,g,k,h,j,q,x,zh,ch,sh,r,z,c,s,y,w"  # as in the browser
FINALS = "a,o,e,ai,ei,ao,ou,an,en,ang,eng,er,ong,i,ia,ie,iao,iu,ian,in,iang,ing,iong,u,ua,uo,uai,ui,uan,un,uang,v,ve,ue"
SYLLABLE = re.compile(f"({INITIALS.replace(',', '|')})?({FINALS.replace(',', '|')})")
NUMBERS = {part: number for parts in (INITIALS, FINALS) for number, part in enumerate(parts.split(","))}
FIRST, ROW = 0xE000, 64  # the first code point for private use; how many are kept for an initial
OF_NAMES = 0xF000  # where the initials of names begin, which are no headline's
NAMED = {ord("a") + number: OF_NAMES + number for number in range(26)}
# Surnames that are read otherwise than the same character is elsewhere (通用规范汉字字典).
SURNAMES = {
    "曾": "zeng",
    "单": "shan",
    "解": "xie",
    "仇": "qiu",
    "区": "ou",
    "查": "zha",
    "翟": "zhai",
    "朴": "piao",
    "乐": "yue",
    "盖": "ge",
    "覃": "qin",
    "缪": "miao",
    "种": "chong",
    "阚": "kan",
    "隗": "wei",
    "员": "yun",
    "黑": "he",
}


@lru_cache(maxsize=1024)
def code_of(syllable: str) -> str:
    """The character that stands for a syllable; empty for what is none."""
    match = SYLLABLE.fullmatch(re.sub("^([ln])ue$", r"\1ve", syllable))
    if not match:
        return ""
    row = NUMBERS[match[1]] + 1 if match[1] else 0
    return chr(FIRST + row * ROW + NUMBERS[match[2]])


def spelt(title: str, names: Iterable[str]) -> list[str]:
    """The texts by which an article is found in Latin letters.

    The headline in syllables, then its initials, each character in the place that it has in the headline. Then names, and
    whatever can be read in another way: 重庆 is found as chongqing, and as zhongqing by those who do not know better.
    """
    written = [text for reading in _readings(fold(title)) for text in (_coded(reading), _initials(reading))]
    for name in names:
        for reading in _readings(fold(name), SURNAMES):
            written += [_coded(reading), _initials(reading).translate(NAMED)]
    return [*written[:2], *dict.fromkeys(written[2:])]


def _readings(text: str, special: dict[str, str] | None = None) -> list[list[str]]:
    """The readings of a folded text, one after the other: as a phrase, character by character, and with a surname's own."""
    readings = [syllables_of(text), [_alone(character) for character in text]]
    if special and text[:1] in special:
        readings.append([special[text[0]], *readings[0][1:]])
    return [reading for number, reading in enumerate(readings) if reading not in readings[:number]]


def _coded(reading: list[str]) -> str:
    return "".join([code_of(syllable) or syllable[:1] for syllable in reading])


def _initials(reading: list[str]) -> str:
    return "".join([syllable[:1] for syllable in reading])


@lru_cache(maxsize=8192)
def _alone(character: str) -> str:
    return syllables_of(character)[0]
