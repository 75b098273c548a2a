"""Radicals and compatibility forms that stand for the character of their shape, as PDF files give them: ⻓ for 长."""

from __future__ import annotations

import re
import unicodedata

# The Kangxi radicals and the compatibility ideographs have their characters in Unicode itself (NFKC). Most of the CJK
# radicals supplement does not: these are of EquivalentUnifiedIdeograph.txt, but for those that are half a character.
_SUPPLEMENT = str.maketrans(
    "⺁⺄⺈⺊⺌⺎⺒⺓⺗⺜⺝⺟⺠⺧⺩⺫⺬⺯⺴⺶⺻⺼⻁⻄⻅⻆⻉⻋⻏⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乙刀卜小兀巳幺心日月母民牛王目示糹冗羊聿肉虎西见角贝车邑長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
RADICAL = re.compile("[\u2e81-\u2ef3\u2f00-\u2fd5\uf900-\ufad9\U0002f800-\U0002fa1d]")


def without_radicals(text: str) -> str:
    """A text with the character of its shape for every radical that has one."""
    return RADICAL.sub(lambda found: _character(found[0]), text) if RADICAL.search(text) else text


def radicals_in(text: str) -> list[str]:
    """The radicals in a text that stand for a character, each once, in order."""
    return list(dict.fromkeys(found for found in RADICAL.findall(text) if _character(found) != found))


def _character(radical: str) -> str:
    return unicodedata.normalize("NFKC", radical.translate(_SUPPLEMENT))
