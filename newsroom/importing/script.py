"""A page in Traditional Chinese is read like one in Simplified.

What its words say (記者, 攝, 責任編輯) is looked for in a reading of a line that has one character for each of the original,
so that what is found there is given as it is printed.
"""

from __future__ import annotations

import re

from linli.text.simplified import simplified
from plugins.bylines import Dateline, parse_dateline, parse_signature

MARKS = str.maketrans("「」『』〔〕〖〗［］﹁﹂﹃﹄", "“”‘’（）【】（）“”‘’")
# 〔記者林秋水／石橋報導〕: a dateline in brackets, as papers of Taiwan and Hong Kong have it
BRACKETED = re.compile(
    r"（(?:本报)?(?:记者|通讯员|特派员)[^（）。，]{1,40}?(?P<place>[／/]\s*[\u3400-\u9fff]{2,8}(?:报道|报导|讯|电))）\s*"
)


def reading(text: str) -> str:
    """A text in Simplified Chinese and its marks, character for character."""
    return simplified(text).translate(MARKS)


def printed(text: str, words: str) -> str:
    """How words that were found in the reading of a line, and are parted by spaces, are printed there."""
    line = reading(text)
    places = [(line.find(word), word) for word in words.split(" ")]
    return " ".join(text[start : start + len(word)] if start >= 0 else word for start, word in places)


def dateline_of(text: str) -> Dateline | None:
    """The dateline that a paragraph begins with; in brackets too."""
    bracket = BRACKETED.match(reading(text))
    if bracket is not None and (signature := parse_signature(text[1 : bracket.start("place")])):
        return Dateline("", signature.contributors, None, text[bracket.end() :])
    return parse_dateline(text)
