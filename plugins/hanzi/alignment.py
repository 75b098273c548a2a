"""Where the places of a text are in what became of it, when some of its phrases became longer or shorter."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

# No phrase of OpenCC and few of a glossary go on across what is no Chinese character.
_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
CLAUSES = re.compile(f"[{_HAN}]+|[^{_HAN}]+")
LONG = 400  # characters of a clause in which nobody looks for where its phrases end

Convert = Callable[[list[str]], list[str]]


def cuts(text: str, converted: str, places: Sequence[int], convert: Convert) -> list[int]:
    """Where places in a text, in order, are in what became of it; `convert` is what converted it."""
    clauses = CLAUSES.findall(text)
    results = convert(clauses)
    if "".join(results) != converted:
        clauses, results = [text], [converted]
    found: list[int] = []
    start = begin = 0  # of a clause, in the text and in what became of it
    number = 0
    for place in places:
        while number < len(clauses) - 1 and start + len(clauses[number]) <= place:
            start += len(clauses[number])
            begin += len(results[number])
            number += 1
        found.append(begin + _cut(clauses[number], results[number], place - start, convert) if clauses else 0)
    return found


def _cut(clause: str, result: str, place: int, convert: Convert) -> int:
    """Where a place is in what a clause became: between two phrases exactly, within one in proportion."""
    if len(clause) > LONG or len(clause) < 2:
        return round(place / len(clause) * len(result))
    start, low = next((p, q) for p in range(place, -1, -1) if (q := _between(clause, result, p, convert)) is not None)
    if start == place:
        return low
    ends = range(place + 1, len(clause) + 1)
    end, high = next((p, q) for p in ends if (q := _between(clause, result, p, convert)) is not None)
    return low + round((place - start) / (end - start) * (high - low))


def _between(clause: str, result: str, place: int, convert: Convert) -> int | None:
    """Where a place is that no phrase spans; None when one does."""
    if place in (0, len(clause)):
        return len(result) if place else 0
    head, tail = convert([clause[:place], clause[place:]])
    return len(head) if head + tail == result else None
