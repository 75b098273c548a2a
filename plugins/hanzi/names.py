"""Names of people in the other script: the surname by a table, the given name character by character.

The phrases of running text never apply to a name: 余秋里 stays as it is, though 里 alone becomes 裡.
"""

from __future__ import annotations

import re

from plugins.hanzi.tables import Form, form_table, name_table
from plugins.hanzi.variants import HANS, Variant, engine

DOT = re.compile("([·•・‧．])")
HAN = re.compile("[㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003ffff]+")
LONGEST = 4  # characters of a Chinese name: what is longer is no name of a person


def is_person(name: str) -> bool:
    """Whether a signature names a person, and not an office (东门街道党工委) or a letter."""
    return bool(DOT.search(name)) or (1 < len(name) <= LONGEST and HAN.fullmatch(name) is not None)


class Names:
    """Converts names for one variant."""

    def __init__(self, variant: Variant) -> None:
        self.to_traditional = variant.source == HANS
        self.character = engine(variant.name)
        self.standard = engine(variant.standard) if variant.standard else str
        self.table = name_table()

    def convert(self, name: str) -> str:
        """The name in the other script, as long as it was."""
        return "".join(self._form(part, form) for part, form in self._parts(name))

    def doubts(self, name: str) -> list[tuple[str, Form]]:
        """The characters of which nobody but the bearer knows the form, each with the forms it has."""
        return [(part, form) for part, form in self._parts(name) if form is not None and form.others]

    def _form(self, part: str, form: Form | None) -> str:
        if form is None:
            return self.character(part)
        return self.standard(form.text) if self.to_traditional else form.text

    def _parts(self, name: str) -> list[tuple[str, Form | None]]:
        """A name in pieces, each with its line of the table, if it has one."""
        if not self.to_traditional:
            return [(c, self.table.back.get(c)) for c in name]
        if DOT.search(name):
            return [(c, self.table.sound.get(c)) for c in name]
        surname, given = self.table.surname, self.table.given
        family = 2 if len(name) > 2 and name[:2] in surname else 1
        parts = [(name[:family], surname.get(name[:family]))]
        if family == 1 and len(name) == LONGEST:  # 范徐丽泰: her husband's surname and her own
            parts.append((name[1], surname.get(name[1], given.get(name[1]))))
            family = 2
        return parts + [(c, given.get(c)) for c in name[family:]]


def is_delicate(name: str, vocabulary: bool) -> bool:
    """Whether running text could convert a name otherwise than as a name."""
    forms = form_table()
    return vocabulary or any(c in forms.ambiguous or c in forms.reverse or c in forms.in_traditional for c in name)
