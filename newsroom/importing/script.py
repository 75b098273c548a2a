"""The script that a page is printed in: what stands in Traditional Chinese is read like Simplified.

Words that say what a line is (記者, 攝, 本報訊) are looked for in a reading of it that has one character for each of
the original, so that names are given back as they were printed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from linli.model.people import Contributor
from plugins.bylines import Dateline, parse_dateline
from plugins.bylines.blocks import closing_signature
from plugins.bylines.signature import Signature, parse_signature

HAN = re.compile("[\u3400-\u9fff]")
MARKS = str.maketrans("「」『』〔〕〖〗［］﹁﹂﹃﹄", "“”‘’（）【】（）“”‘’")
WORDS = {"报导": "报道", "联机": "连线"}  # of equal length
SHARE = 0.05  # of the Han characters of a page in Traditional Chinese at least so many differ from Simplified
# 〔记者林秋水／石桥报道〕: a dateline in brackets, as papers of Taiwan and Hong Kong have it
BRACKETED = re.compile(
    r"（((?:本报)?(?:记者|通讯员|特派员)[^（）。，]{1,40}?)(?:[／/]\s*[\u3400-\u9fff]{2,8}(?:报道|讯|电))）\s*"
)


class PageScript:
    """Reads the lines of one page."""

    def __init__(self, text: str) -> None:
        characters = "".join(sorted(set(HAN.findall(text))))
        changed = _simplified(characters) if characters else {}
        han = HAN.findall(text)
        self.traditional = bool(han) and sum(c in changed for c in han) > SHARE * len(han)
        self._table = str.maketrans(changed) if self.traditional else {}

    def reading(self, text: str) -> str:
        """A line in Simplified Chinese and its marks, character for character."""
        text = text.translate(self._table).translate(MARKS)
        for word, other in WORDS.items():
            text = text.replace(word, other)
        return text

    def printed(self, text: str, words: str) -> str:
        """How words that were found in the reading of a line are printed there."""
        reading = self.reading(text)
        return " ".join(_original(text, reading, word) for word in words.split(" ")) if words else ""

    def signature(self, text: str) -> Signature | None:
        """The signature that a line is (`parse_signature`)."""
        return self._signed(text, parse_signature(text) or parse_signature(self.reading(text)))

    def closing(self, text: str) -> Signature | None:
        """The signature that a closing line is (`closing_signature`)."""
        return self._signed(text, closing_signature(text) or closing_signature(self.reading(text)))

    def dateline(self, text: str) -> Dateline | None:
        """The dateline that a paragraph begins with, in its own script."""
        found = parse_dateline(text)
        if found is not None:
            return found
        reading = self.reading(text)
        bracket = BRACKETED.match(reading)
        if bracket is not None and (signature := parse_signature(bracket[1])):
            return Dateline("", self._people(text, signature.contributors), None, text[bracket.end() :])
        found = parse_dateline(reading)
        if found is None:
            return None
        people = self._people(text, found.contributors)
        rest = text[len(text) - len(found.rest) :] if found.rest else ""
        return replace(found, text=_original(text, reading, found.text), contributors=people, rest=rest)

    def _signed(self, text: str, signature: Signature | None) -> Signature | None:
        if signature is None:
            return None
        source = _original(text, self.reading(text), signature.source) if signature.source else None
        return Signature(self._people(text, signature.contributors), source)

    def _people(self, text: str, people: list[Contributor]) -> list[Contributor]:
        reading = self.reading(text)
        return [Contributor(_original(text, reading, one.name), one.roles) for one in people]


def _original(text: str, reading: str, word: str) -> str:
    """How a word that was found in a reading is printed; white space within it is left out."""
    places = [place for place, character in enumerate(reading) if not character.isspace()]
    start = "".join(reading[place] for place in places).find("".join(word.split()))
    if start < 0:
        return word
    return "".join(text[place] for place in places[start : start + len("".join(word.split()))])


@lru_cache(maxsize=64)
def _simplified(characters: str) -> dict[str, str]:
    """Those of some characters that are others in Simplified Chinese."""
    import opencc

    converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {one: other for one, other in zip(characters, converted, strict=True) if one != other and len(other) == 1}
