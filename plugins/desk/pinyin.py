"""Addresses from Chinese words, by pypinyin."""

from __future__ import annotations

import re
from functools import lru_cache

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 80  # characters; a headline of 30 characters in pinyin is longer than an address should be


def slug_of(text: str) -> str:
    """The pinyin of a headline as `[a-z0-9-]+`, at most `LONGEST_SLUG` long; empty if nothing can be read."""
    return _join(_syllables(text))


@lru_cache(maxsize=4096)
def name_slug(name: str) -> str:
    """A person's name in pinyin, the surname apart: 张婷 `zhang-ting`, 陈桂良 `chen-gui-liang`."""
    return _join(_syllables(name))


def _syllables(text: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return lazy_pinyin(text, errors=lambda other: list(other.lower().split()), v_to_u=False)


def _join(syllables: list[str]) -> str:
    slug = ""
    for word in re.findall(r"[a-z0-9]+", "-".join(syllables).lower()):
        if len(slug) + 1 + len(word) > LONGEST_SLUG:
            return slug or word[:LONGEST_SLUG]
        slug = f"{slug}-{word}" if slug else word
    return slug
