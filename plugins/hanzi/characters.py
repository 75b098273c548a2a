"""What characters become on their own, each without the others."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from linli.text.pairs import WHOLE, Codes, codes_of
from plugins.hanzi.tables import character_table

SHORT = 30  # characters of a text for which arrays are not worth while
STEPS = {"s2t": "s", "s2tw": "s tw", "s2twp": "s tw twp", "s2hk": "s hk"}  # the lines of the table that apply, in turn
REGIONS = {"s2tw": "tw", "s2twp": "tw", "s2hk": "hk"}  # those from the standard to the forms of a region


class Characters(dict[int, str]):
    """From code points to what becomes of them, as `str.translate` asks for it."""

    def __init__(self, becomes: dict[str, str]) -> None:
        """`becomes` has the characters that change."""
        super().__init__((ord(character), form) for character, form in becomes.items())
        self._steps = np.zeros(0x110000, dtype=np.uint32)  # pages of zeros take no memory until they are asked for
        for code, form in self.items():
            self._steps[code] = (ord(form) - code) % 2**32

    def __missing__(self, code: int) -> str:
        return chr(code)

    def convert(self, text: str) -> str:
        """A text whose characters know nothing of each other."""
        return text.translate(self) if len(text) < SHORT else self.of(codes_of(text))

    def of(self, codes: Codes) -> str:
        """The same for a text as numbers."""
        return (codes + self._steps[codes]).tobytes().decode(WHOLE, "surrogatepass")


@lru_cache(maxsize=8)
def characters(variant: str) -> Characters:
    """What Simplified characters become alone, for a variant by its name."""
    return _through(STEPS[variant])


@lru_cache(maxsize=8)
def regional(variant: str) -> Characters:
    """What characters of the standard become for a variant."""
    return _through(REGIONS.get(variant, ""))


def _through(steps: str) -> Characters:
    becomes: dict[str, str] = {}
    for step in steps.split():
        forms = character_table()[step]
        becomes = forms | {character: forms.get(form, form) for character, form in becomes.items()}
    return Characters(becomes)
