"""Headlines and names as readers type them in Latin letters: in pinyin (qinghe for 青禾), or by initials (qh).

A syllable is one character here, of those that Unicode leaves to private use, so that the index finds a run of syllables as it
finds a run of characters. `theme/static/js/spelling.js` makes the same of what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from linli.text.pinyin import surname_reading, syllables_of
from plugins.search.cutting import fold

INITIALS = "b,p,m,f,d,t,n,l,g,k,h,j,q,x,zh,ch,sh,r,z,c,s,y,w"  # as in the browser
FINALS = "a,o,e,ai,ei,ao,ou,an,en,ang,eng,er,ong,i,ia,ie,iao,iu,ian,in,iang,ing,iong,u,ua,uo,uai,ui,uan,un,uang,v,ve,ue"
SYLLABLE = re.compile(f"({INITIALS.replace(',', '|')})?({FINALS.replace(',', '|')})")
NUMBERS = {part: number for parts in (INITIALS, FINALS) for number, part in enumerate(parts.split(","))}
FIRST, ROW = 0xE000, 64  # the first code point for private use; how many are kept for an initial
OF_NAMES = 0xF000  # where the initials of names begin, which are no headline's
NAMED = {ord("a") + number: OF_NAMES + number for number in range(26)}


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
        written += _named(name)
    return [*written[:2], *dict.fromkeys(written[2:])]


@lru_cache(maxsize=4096)
def _named(name: str) -> tuple[str, ...]:
    """The texts by which a name is found: a few people write most of a paper."""
    readings = _readings(fold(name), named=True)
    return tuple(text for reading in readings for text in (_coded(reading), _initials(reading).translate(NAMED)))


def _readings(text: str, *, named: bool = False) -> list[list[str]]:
    """The readings of a folded text, one after the other: as a phrase, character by character, and with a surname's own."""
    readings = [syllables_of(text), [_alone(character) for character in text]]
    if named and (surname := surname_reading(text)):
        readings.append([*surname, *readings[0][len(surname) :]])
    return [reading for number, reading in enumerate(readings) if reading not in readings[:number]]


def _coded(reading: list[str]) -> str:
    return "".join([code_of(syllable) or syllable[:1] for syllable in reading])


def _initials(reading: list[str]) -> str:
    return "".join([syllable[:1] for syllable in reading])


@lru_cache(maxsize=8192)
def _alone(character: str) -> str:
    return syllables_of(character)[0]
