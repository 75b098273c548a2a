"""The rule by which texts are cut for the index. `theme/static/js/cut.js` has the same for queries.

A term is found as a substring. So a text is folded first (case, width and script do not matter, and any white space is
one space), and then every character in it, and every pair of neighbours, is a word of the index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from linli.text.simplified import script_table

HEADLINE = 64  # places kept for the headline: what stands before is in it
GAP = "\n"  # after each text: no folded text has it
VOICED = re.compile("[\uff66-\uff9d][\uff9e\uff9f]")  # half-width kana with their marks: one character
# Full-width forms, and the second places that Unicode has for some Han characters.
WIDE = re.compile("[\u2f00-\u2fdf\uf900-\ufaff\uff00-\uffef\U0002f800-\U0002fa1f]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
SPACES = re.compile(" +")


class _Folded(dict[int, str]):
    """What characters are searched as, by their code points; filled as they are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isspace():
            found = " "
        elif INVISIBLE.match(character):
            found = ""
        else:
            narrow = unicodedata.normalize("NFKC", character) if WIDE.match(character) else character
            small = narrow.lower().replace("ς", "σ")
            found = "".join(script_table().get(c, c) for c in small)
        self[code] = found
        return found


_FOLDED = _Folded()


def fold(text: str) -> str:
    """A text as it is searched."""
    if "\uff9e" in text or "\uff9f" in text:  # looking for one character is much faster than for a pattern
        text = VOICED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = text.translate(_FOLDED)
    return (SPACES.sub(" ", text) if "  " in text else text).strip(" ")


def strung(texts: Iterable[str]) -> str:
    """The texts of an article, the headline first, folded and in one line: the place of each character is how many stand
    before it. There is a gap after every text, so that none is the neighbour of the next.
    """
    folded = [fold(text) for text in texts]
    if len(folded) > 1:
        folded[0] = folded[0].ljust(HEADLINE - 1, GAP)
    return "".join([text + GAP for text in folded])
