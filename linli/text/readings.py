"""How Chinese is read: the syllables of a text, by phrases where one is known, else character by character.

Of several phrases the longest from the left counts, as in pypinyin, whose readings these are (`scripts/make-readings.py`). The
phrases that begin with a character are looked at when a text has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

Phrases = dict[
    str, list[str] | None
]  # what a phrase has behind its first character, and its syllables if they are its own


class Readings:
    """Reads texts."""

    def __init__(self, table: str) -> None:
        """`table`: the text of `readings.txt`."""
        alone, _, phrases = table.partition("\n\n")
        self._alone: dict[str, str] = {}
        for line in alone.splitlines()[1:]:
            syllable, _, characters = line.partition(" ")
            self._alone |= dict.fromkeys(characters, syllable)
        self._lines = {line[0]: line[2:] for line in phrases.splitlines()}
        self._phrases: dict[str, tuple[Phrases, int]] = {}

    def read(self, text: str) -> Iterator[tuple[str, list[str] | None]]:
        """The pieces of a text, each with its syllables.

        A piece is a phrase, a character, or as many together as have no reading, with None for syllables.
        """
        place = silent = 0
        while place < len(text):
            phrases, longest = self._beginning(text[place])
            for length in range(min(longest, len(text) - place - 1), 0, -1):
                if (rest := text[place + 1 : place + 1 + length]) in phrases:
                    piece = text[place] + rest
                    syllables = phrases[rest] or [self._alone[character] for character in piece]
                    break
            else:
                piece = text[place]
                if piece not in self._alone:
                    place += 1
                    continue
                syllables = [self._alone[piece]]
            if silent < place:
                yield text[silent:place], None
            yield piece, syllables
            place += len(piece)
            silent = place
        if silent < place:
            yield text[silent:], None

    def _beginning(self, first: str) -> tuple[Phrases, int]:
        """The phrases that begin with a character, and how much the longest has behind it."""
        known = self._phrases.get(first)
        if known is None:
            phrases: Phrases = {}
            for one in filter(None, self._lines.get(first, "").split(",")):
                rest, *syllables = one.split(" ")
                phrases[rest] = syllables or None
            known = self._phrases[first] = phrases, max(map(len, phrases), default=0)
        return known


@cache
def readings() -> Readings:
    """The readings of Linli."""
    return Readings(Path(__file__).with_name("readings.txt").read_text(encoding="utf-8"))
