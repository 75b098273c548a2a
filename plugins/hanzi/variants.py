"""The conversions of OpenCC, and which language tags they are for."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from linli.model.scripts import HANS, Variant

CHINESE = frozenset(["zh", "cmn", "zho", "chi"])  # as ISO 639 has it: Chinese, Mandarin


def is_language(tag: str, variant: Variant) -> bool:
    """Whether a language tag, as `lang` has it, names the script that a variant converts from."""
    language, *parts = tag.strip().lower().replace("_", "-").split("-")
    if language not in CHINESE:
        return False
    strange = ("hant", "tw", "hk", "mo") if variant.source == HANS else ("hans", "cn", "sg", "my")
    return not any(part in parts for part in strange)


@lru_cache(maxsize=16)
def engine(configuration: str) -> Callable[[str], str]:
    """OpenCC with one of its configurations. Only its method `convert` is used: both packages have it."""

    def convert(text: str) -> str:
        return _opencc(configuration)(text)

    return convert


@lru_cache(maxsize=16)
def _opencc(configuration: str) -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(configuration).convert
    return convert
