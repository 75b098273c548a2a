"""Which script a text is in, by the characters that only one of them has."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from linli.model.scripts import HANS, Variant
from linli.text.words import UNSEEN
from plugins.hanzi.tables import form_table

PLAINLY = 3  # different characters of one script and none of the other: so many show the script of a line
WIDE = re.compile("[\U00010000-\U0010ffff]")


class Scripts:
    """Tells the script that is converted from and the one that is converted to apart."""

    def __init__(self, from_simplified: bool) -> None:
        forms = form_table()
        pair = (forms.simplified, forms.traditional)
        self.source, self.target = pair if from_simplified else pair[::-1]
        self._narrow = "".join(sorted(character for character in self.target if character <= "\uffff"))
        self._unusual = re.compile(f"[\0\x1f\ud800-\udfff{UNSEEN}{self._narrow}]")

    @cached_property
    def _target(self) -> re.Pattern[str]:
        """Found in the few texts that are not usual: to compile a class of thousands of characters takes 10 ms."""
        return re.compile(f"[{self._narrow}]")

    def is_usual(self, text: str) -> bool:
        """Whether a text is all of the source and of what any engine takes: true for nearly all that is to be converted.

        Python looks for a class of characters fast when all of them are of the basic plane.
        """
        return not self._unusual.search(text) and not WIDE.search(text)

    def has_target(self, text: str) -> bool:
        """Whether a text has any character that only the target has."""
        return bool(self._target.search(text)) or (bool(WIDE.search(text)) and not self.target.isdisjoint(text))

    def is_target(self, text: str) -> bool:
        """Whether a text is plainly in the target script: it has several characters of it, and none of the source."""
        source, target = self.kinds(text)
        return not source and len(target) >= PLAINLY

    def kinds(self, text: str) -> tuple[set[str], set[str]]:
        """The characters of a text that only the source has, and those that only the target has."""
        characters = set(text)
        return characters & self.source, characters & self.target


def scripts_of(variant: Variant) -> Scripts:
    """What tells the scripts of a variant apart: one for a process."""
    return _scripts(variant.source == HANS)


@lru_cache(maxsize=2)
def _scripts(from_simplified: bool) -> Scripts:
    return Scripts(from_simplified)
