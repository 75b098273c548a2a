"""Addresses from Chinese words, in pinyin."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache

from linli.system.common import DEVICES
from linli.text.readings import readings
from linli.text.surnames import surnames

NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}  # full-width letters and digits
HAN = "〇㐀-鿿\U00020000-\U0003ffff"
PERSON = re.compile(f"[{HAN}]{{2,4}}")
# Surnames that are read otherwise than the same characters are elsewhere (通用规范汉字字典), those that are read otherwise
# in some word (柏林, 车马), and those of two characters that are no phrase; in both scripts.
SURNAMES = {
    surname: reading
    for reading, written in {
        "zeng": "曾", "zhai": "翟 祭", "shan": "单 單", "zha": "查", "qiu": "仇", "xie": "解", "ou": "区 區", "piao": "朴", "ge": "盖 蓋",
        "qin": "覃", "miao": "缪 繆", "yue": "乐 樂", "yun": "员 員 贠 貟", "chong": "种", "kan": "阚 闞", "wei": "隗 尉 蔚", "he": "黑 和",
        "bo": "薄", "bu": "卜", "du": "都", "zang": "藏", "yao": "么", "nie": "乜", "nai": "佴", "xian": "洗", "bi": "秘", "gou": "句",
        "she": "折", "shao": "召", "gui": "炅", "po": "繁", "nian": "粘", "jia": "贾 賈", "lu": "陆 陸", "bai": "柏", "sheng": "盛", "che": "车 車", "mou": "牟", "nan": "南",
        "feng": "冯 馮", "wan": "万 萬", "qiang": "强 強", "shen": "莘", "yin": "殷", "ye": "叶 葉", "qu": "瞿", "xun": "寻 尋", "ben": "贲 賁",
        "yu chi": "尉迟 尉遲", "mo qi": "万俟 萬俟", "chan yu": "单于 單于", "yue zheng": "乐正 樂正", "tan tai": "澹台 澹臺", "zi ju": "子车 子車",
        "zhong chang": "仲长 仲長",
    }.items()
    for surname in written.split()
}  # fmt: skip
LONGEST_SLUG = 80  # characters; a headline of 30 characters in pinyin is longer than an address should be


def slug_of(text: str, names: Iterable[str] = ()) -> str:
    """The pinyin of a headline as `[a-z0-9-]+`, empty if nothing can be read. `names` are of people who may be in it.

    One over `LONGEST_SLUG` is cut at a syllable and ends with four hex digits of a hash of the headline: the pieces
    of a series begin with the same words, and must not meet at one address. A name of Windows' devices gets `-1`.
    """
    special = sorted({name for name in names if has_own_reading(name)}, key=lambda name: (-len(name), name))
    parts = re.split(f"({'|'.join(map(re.escape, special))})", text) if special else [text]
    slug = _join([one for number, part in enumerate(parts) for one in (_of_name if number % 2 else _syllables)(part)])
    if slug in DEVICES:
        return f"{slug}-1"
    if len(slug) <= LONGEST_SLUG:
        return slug
    digits = hashlib.blake2s(text.encode(), digest_size=2).hexdigest()
    head, _, _ = slug[: LONGEST_SLUG - len(digits)].rpartition("-")
    return f"{head or slug[: LONGEST_SLUG - len(digits) - 1]}-{digits}"


@lru_cache(maxsize=4096)
def name_slug(name: str) -> str:
    """A person's name in pinyin, its surname read as one: 张婷 `zhang-ting`, 单田芳 `shan-tian-fang`."""
    return _join(_of_name(name))


@lru_cache(maxsize=4096)
def plain_name_slug(name: str) -> str:
    """A person's name in pinyin, its surname read as in any text (单田芳 `dan-tian-fang`): so addresses were before."""
    return _join(_syllables(name))


def surname_reading(name: str) -> list[str]:
    """The syllables of the surname that a name begins with, if it is read in its own way; else none."""
    compound = SURNAMES.get(name[:2]) if len(name) > 2 else None
    return (compound or SURNAMES.get(name[:1]) or "").split()


def has_own_reading(name: str) -> bool:
    """Whether a name is one of a person whose surname is read in its own way.

    Names from other languages (查理·格林) and what is too long for a name have none. One of four characters has a
    surname of two, or two.
    """
    reading = surname_reading(name)
    if not reading or not PERSON.fullmatch(name) or len(name) <= len(reading):
        return False
    return len(name) < 4 or len(reading) == 2 or name[1] in surnames().common


def syllables_of(text: str) -> list[str]:
    """The pinyin of each character of a text, without tones, ü as v; what cannot be read is as it was."""
    return [syllable for piece, syllables in readings().read(text) for syllable in syllables or piece]


def _syllables(text: str) -> list[str]:
    """The same, of characters of which some are wide, with what cannot be read in one piece and in small letters."""
    read = readings().read(text.translate(NARROW))
    return [syllable for piece, syllables in read for syllable in syllables or [piece.lower()]]


def _of_name(name: str) -> list[str]:
    reading = surname_reading(name) if has_own_reading(name) else []
    return [*reading, *_syllables(name)[len(reading) :]]


def _join(syllables: list[str]) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", "-".join(syllables).lower()))
