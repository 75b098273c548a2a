"""Addresses from Chinese words, by pypinyin."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Any

from linli.system.common import DEVICES

NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}  # full-width letters and digits
LONGEST_SLUG = 80  # characters; a headline of 30 characters in pinyin is longer than an address should be


def slug_of(text: str) -> str:
    """The pinyin of a headline as `[a-z0-9-]+`, empty if nothing can be read.

    One over `LONGEST_SLUG` is cut at a syllable and ends with four hex digits of a hash of the headline: the pieces
    of a series begin with the same words, and must not meet at one address. A name of Windows' devices gets `-1`.
    """
    slug = _join(_syllables(text))
    if slug in DEVICES:
        return f"{slug}-1"
    if len(slug) <= LONGEST_SLUG:
        return slug
    digits = hashlib.blake2s(text.encode(), digest_size=2).hexdigest()
    head, _, _ = slug[: LONGEST_SLUG - len(digits)].rpartition("-")
    return f"{head or slug[: LONGEST_SLUG - len(digits) - 1]}-{digits}"


@lru_cache(maxsize=4096)
def name_slug(name: str) -> str:
    """A person's name in pinyin, the surname apart: 张婷 `zhang-ting`, 陈守田 `chen-shou-tian`."""
    return _join(_syllables(name))


def syllables_of(text: str) -> list[str]:
    """The pinyin of each character of a text, without tones, ü as v; what cannot be read is as it was."""
    from pypinyin.seg.simpleseg import seg  # as pypinyin cuts a text into words

    return [syllable for word in seg(text) for syllable in _read(word)]


@lru_cache(maxsize=65536)
def _read(word: str) -> list[str]:
    """The syllables of a word: headlines have the same words again and again."""
    from pypinyin import lazy_pinyin

    apart: Any = list  # what cannot be read, character by character; pypinyin takes it, its types do not
    return lazy_pinyin(word, errors=apart, v_to_u=False)


def _syllables(text: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return lazy_pinyin(text.translate(NARROW), errors=str.lower, v_to_u=False)


def _join(syllables: list[str]) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", "-".join(syllables).lower()))
