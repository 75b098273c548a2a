"""The furniture of a paper in Traditional Chinese.

The theme and the code have their texts in Simplified Chinese. Here they become what readers of Taiwan or Hong Kong write,
once for each text: templates when they are loaded, texts of the code where they are put on a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from linli.text.simplified import simplified

Furniture = Callable[[str], str]

QUOTES = str.maketrans("“”‘’", "「」『』")
RUNS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")


def as_written(text: str) -> str:
    """The furniture of a paper in Simplified Chinese."""
    return text


@lru_cache(maxsize=4)
def furniture_in(conversion: str) -> Furniture:
    """What makes furniture of Simplified texts, with one of OpenCC's configurations; without one they stay as they are.

    Words that are in Traditional Chinese already stay: a theme may have some of its own.
    """
    if not conversion:
        return as_written
    from opencc import OpenCC  # for papers in Traditional Chinese alone: it takes a moment to load

    convert: Callable[[str], str] = OpenCC(conversion).convert

    @lru_cache(maxsize=4096)
    def run(words: str) -> str:
        return convert(words) if simplified(words) == words else words

    return lambda text: RUNS.sub(lambda match: run(match[0]), text).translate(QUOTES)
