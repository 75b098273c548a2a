"""A page in Traditional Chinese is read like one in Simplified.

What its words say (記者, 攝, 責任編輯) is looked for in a reading of a line that has one character for each of the original,
so that what is found there is given as it is printed.
"""

from __future__ import annotations

from linli.text.simplified import simplified

MARKS = str.maketrans("「」『』〔〕〖〗［］﹁﹂﹃﹄", "“”‘’（）【】（）“”‘’")


def reading(text: str) -> str:
    """A text in Simplified Chinese and its marks, character for character."""
    return simplified(text).translate(MARKS)


def printed(text: str, words: str) -> str:
    """How words that were found in the reading of a line, and are parted by spaces, are printed there."""
    line = reading(text)
    places = [(line.find(word), word) for word in words.split(" ")]
    return " ".join(text[start : start + len(word)] if start >= 0 else word for start, word in places)
