"""Numbers that belong to one person: of an identity card, a bank card, a mobile telephone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

# Between two groups of digits, as people and programs write it: spaces and dashes of any kind.
_SPACE = r"\t \u00a0\u2000-\u200a\u202f\u205f\u3000"
_DASH = r"\u2010-\u2015\u2212\-"
_GAP = rf"[{_SPACE}]{{0,2}}[{_DASH}]?[{_SPACE}]{{0,2}}"
_DAY = r"(?:0[1-9]|1[0-2])" + _GAP + r"(?:0[1-9]|[12]\d|3[01])"
IDENTITY = re.compile(
    rf"(?<![0-9A-Za-z])[1-9]\d{{5}}{_GAP}(?:(?:18|19|20)\d{{2}}{_GAP}{_DAY}{_GAP}\d{{3}}[\dXx]|\d{{2}}{_DAY}{_GAP}\d{{3}})(?![0-9A-Za-z])"
)
# Beside the word for it, also one that cannot be: a number that was typed wrong is near enough to the right one.
NAMED_IDENTITY = re.compile(
    rf"身份证[^，。；\n0-9]{{0,12}}(?P<number>[0-9](?:{_GAP}[0-9]){{13,16}}(?:{_GAP}[0-9Xx])?)(?![0-9A-Za-z])"
)
CARD = re.compile(rf"(?<![0-9A-Za-z.])[3-69]\d{{3}}(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}\d{{1,3}})?(?![0-9A-Za-z])")
# The groups in which a number of eleven digits is written, behind the first two digits.
_GROUPS = "|".join(
    _GAP.join(rf"\d{{{digits}}}" for digits in groups)
    for groups in ((1, 4, 4), (1, 3, 5), (1, 5, 3), (1, 2, 2, 2, 2), (2, 4, 3), (3, 6))
)
_POINTS = "1[3-9]\\d(?P<point>[.·•‧・])\\d{4}(?P=point)\\d{4}"
_APART = rf"1[{_SPACE}][3-9](?:[{_SPACE}]\d){{9}}"
TELEPHONE = re.compile(
    rf"(?<![0-9A-Za-z])(?<!\d\.)(?:(?:\+?86{_GAP})?1[3-9](?:{_GROUPS})|{_POINTS}|{_APART})(?![0-9A-Za-z]|\.\d)"
)
NAMED = re.compile(r"(?:卡号|账号|帐号|账户|帐户|开户行|银行|存折|信用社)[^，。；\n]{0,12}$")
LENGTHS = (15, 18)  # of an identity number, before 1999 and since
BEFORE = 20  # characters in which a bank or account is named
# Each of these numbers has eleven digits, with no more than a gap between two: most texts have nothing of the kind.
LIKELY = re.compile(rf"\d(?:[{_SPACE}{_DASH}－.．·•‧・]{{0,5}}\d){{10}}")
# Digits, letters, and the marks that stand between them; as many characters as before.
NARROW = {
    wide: wide - 0xFEE0
    for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), *map(ord, "＋－．＠＿"))
}


class PrivateKind(Enum):
    """Whose number it is."""

    IDENTITY = "identity"
    CARD = "card"
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True)
class PrivateNumber:
    """A number, and where it stands in the text."""

    kind: PrivateKind
    start: int
    text: str

    @property
    def masked(self) -> str:
        """The number as it can be shown: the first three characters, the last two."""
        return f"{self.text[:3]}…{self.text[-2:]}"


def private_numbers(text: str) -> Iterator[PrivateNumber]:
    """What in a text looks like such a number, in order; no two overlap."""
    if not LIKELY.search(text):
        return
    narrow = text.translate(NARROW)
    found = [PrivateNumber(PrivateKind.IDENTITY, match.start(), match[0]) for match in IDENTITY.finditer(narrow)]
    found += [
        PrivateNumber(PrivateKind.IDENTITY, match.start("number"), match["number"])
        for match in NAMED_IDENTITY.finditer(narrow)
        if sum(map(str.isalnum, match["number"])) in LENGTHS
    ]
    found += [
        PrivateNumber(PrivateKind.CARD, match.start(), match[0])
        for match in CARD.finditer(narrow)
        if _is_card(match[0]) or NAMED.search(narrow[max(match.start() - BEFORE, 0) : match.start()])
    ]
    found += [PrivateNumber(PrivateKind.TELEPHONE, match.start(), match[0]) for match in TELEPHONE.finditer(narrow)]
    end = 0
    for number in sorted(found, key=lambda number: (number.start, -len(number.text))):
        if number.start >= end:
            yield number
            end = number.start + len(number.text)


def _is_card(number: str) -> bool:
    """Whether the last digit is the one that Luhn's rule (ISO/IEC 7812-1) asks for."""
    digits = [int(digit) for digit in number if digit.isdigit()]
    doubled = [2 * digit - 9 * (digit > 4) if place % 2 else digit for place, digit in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0
