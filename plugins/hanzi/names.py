"""Names of people in the other script: the surname by a table, the given name character by character.

The phrases of running text never apply to a name: 余秋里 stays as it is, though 里 alone becomes 裡.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from linli.model.scripts import HANS, Variant
from plugins.hanzi.characters import characters, regional
from plugins.hanzi.lexicon import NAME
from plugins.hanzi.tables import Form, name_table
from plugins.hanzi.variants import engine

DOTS = "·•・‧∙⋅．"
DOT = re.compile(f"([{DOTS}])")
HAN = re.compile("[〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003ffff]+")
LONGEST = 4  # characters of a Chinese name: what is longer is no name of a person
SPACES = (" ", "\u3000")  # by which papers set a name of two characters as wide as one of three
# What the signatures of offices end with, and hardly a name of three characters or four.
OFFICE = re.compile("(?:[局厅办处委厂院校所站队室馆]|社区|街道|中心|公司|支部|党部|工会|记者|讯员|编辑)$")


def is_person(signature: str) -> bool:
    """Whether a signature names a person, and not an office (东门街道党工委, 干部处) or a letter."""
    if DOT.search(signature):
        return True
    chinese = 1 < len(signature) <= LONGEST and HAN.fullmatch(signature) is not None
    return chinese and not (len(signature) > 2 and OFFICE.search(signature) is not None)


class Names:
    """Converts names for one variant."""

    def __init__(self, variant: Variant) -> None:
        self.to_traditional = variant.source == HANS
        self.running = engine(variant.name)
        self.standard = regional(variant.name).convert
        self._alone = characters(variant.name).convert if self.to_traditional else lru_cache(4096)(self.running)
        self.table = name_table()

    def words(self, names: Iterable[str]) -> dict[str, str]:
        """Names with what becomes of them; those of two characters also with a space between."""
        words: dict[str, str] = {}
        for name in names:
            converted = self.convert(name)
            words[name] = converted + NAME if HAN.fullmatch(name) and len(name) <= LONGEST else converted
            if len(name) == 2 and HAN.fullmatch(name):
                words |= {name[0] + space + name[1]: converted[0] + space + converted[1] for space in SPACES}
        return words

    def convert(self, name: str) -> str:
        """The name in the other script, as long as it was."""
        return "".join(self._form(part, form) for part, form in self._parts(name))

    def is_word(self, name: str) -> bool:
        """Whether running text has a phrase that is written like a name, and would convert it otherwise: 谷雨."""
        phrase = self.running(name)
        return phrase != self.convert(name) and phrase != self._alone(name)

    def telling(self, alone: Mapping[int, str]) -> set[str]:
        """The characters that are written otherwise in a name than `alone`."""
        forms = [*self.table.surname.items(), *self.table.given.items(), *self.table.sound.items()]
        return {part for part, form in forms if len(part) == 1 and self._form(part, form) != alone[ord(part)]}

    def doubts(self, name: str) -> list[tuple[str, Form]]:
        """The characters of which nobody but the bearer knows the form, each with the forms it has."""
        return [(part, form) for part, form in self._parts(name) if form is not None and form.others]

    def _form(self, part: str, form: Form | None) -> str:
        if form is None:
            return self._alone(part)
        return self.standard(form.text) if self.to_traditional else form.text

    def _parts(self, name: str) -> list[tuple[str, Form | None]]:
        """A name in pieces, each with its line of the table, if it has one."""
        if not self.to_traditional:
            return [(c, self.table.back.get(c)) for c in name]
        if DOT.search(name) or len(name) > LONGEST:
            return [(c, self.table.sound.get(c)) for c in name]
        surname, given = self.table.surname, self.table.given
        family = 2 if len(name) > 2 and name[:2] in surname else 1
        parts = [(name[:family], surname.get(name[:family]))]
        if family == 1 and len(name) == LONGEST:  # 范徐丽泰: her husband's surname and her own
            parts.append((name[1], surname.get(name[1], given.get(name[1]))))
            family = 2
        return parts + [(c, given.get(c)) for c in name[family:]]
