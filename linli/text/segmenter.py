"""Words of running text: where one ends and the next begins, by the best path over a list of words.

The method is that of segmenters: of all ways to part a text into words the one is taken whose words are together the most
frequent, each on its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from linli.text.pairs import codes_of, number, numbers_of, short_numbers, table_of

RARE = 0  # the score of what is not in the list and may be a word: that of one counted once
SURE = 60  # the score of a word that was settled by hand: that of one counted 400 times
LONGEST = 8  # characters of the longest word that is looked for
REMEMBERED = 16_384  # runs of characters whose words are remembered
AROUND = 6  # characters on each side of a part of a text that decide about it, at most
NONE = (-1, 0, 0)


@dataclass(slots=True)
class Head:
    """The words that begin with one character."""

    scores: dict[str, int] = field(default_factory=dict)
    reach: dict[str, int] = field(
        default_factory=dict
    )  # from the second character of words to the length of the longest

    def add(self, word: str, score: int) -> None:
        """Adds a word."""
        self.scores[word] = score
        second = word[1:2]
        if second and len(word) > self.reach.get(second, 0):
            self.reach[second] = len(word)


class Segmenter:
    """Parts Simplified text into words."""

    def __init__(self, sure: Sequence[str] = ()) -> None:
        """`sure` are words besides those of the list, as frequent as any."""
        known = _word_list()
        self._total = known.total
        self._heads = _Heads(known.heads, sure)
        self._inner = bytearray(known.inner)
        for word in sure:
            for place in range(len(word) - 1):
                self._inner[number(word[place : place + 2])] = 1
        self._words_of = lru_cache(maxsize=REMEMBERED)(self._run)

    def score(self, word: str) -> int | None:
        """Ten times the logarithm of how often a word was counted; None if it is not in the list."""
        return self._heads[word[:1]].scores.get(word)

    def is_word(self, text: str) -> bool:
        """Whether a text is a word of the list."""
        return len(text) > 1 and self._inner[number(text)] > 0 and text in self._heads[text[0]].scores

    def begins_word(self, text: str, start: int, end: int) -> bool:
        """Whether a longer word begins where a part of a text does."""
        scores = self._heads[text[start]].scores
        return any(text[start:last] in scores for last in range(end + 1, min(len(text), start + LONGEST) + 1))

    def crosses(self, text: str, start: int, end: int) -> bool:
        """Whether any word lies across an end of a part of a text."""
        return self.lies_across(text, start) or self.lies_across(text, end, start + 1)

    def lies_across(self, text: str, place: int, first: int = 0) -> bool:
        """Whether a word that begins at some place or behind it lies across another."""
        if not 0 < place < len(text) or not self._inner[number(text[place - 1 : place + 1])]:
            return False
        heads = self._heads
        for begins in range(place - 1, max(first, place - LONGEST + 1, 0) - 1, -1):
            head = heads[text[begins]]
            last = begins + head.reach.get(text[begins + 1], 0)
            while last > place:
                if text[begins:last] in head.scores:
                    return True
                last -= 1
        return False

    def bounds(self, text: str, start: int, end: int, score: int | None = None) -> list[int]:
        """Where the words around a part of a text begin; the last is where the last of them ends.

        With a `score` that part may itself be a word. What is beyond a place that no word lies across decides nothing.
        """
        first, last = start, end
        while first > max(0, start - AROUND) and self.lies_across(text, first):
            first -= 1
        while last < min(len(text), end + AROUND) and self.lies_across(text, last):
            last += 1
        other = NONE if score is None else (start - first, end - first, score)
        return [first + place for place in self._path(text[first:last], other=other)]

    def words(self, text: str) -> list[str]:
        """The words of a whole text.

        No word lies across two characters that stand side by side in none. So the text is taken in runs between such places:
        most have two or three characters, and were met before.
        """
        inner, words_of = self._inner, self._words_of
        found: list[str] = []
        start = 0
        for place in [*[place for place, pair in enumerate(short_numbers(text), 1) if not inner[pair]], len(text)]:
            if place - start > 1:
                found += words_of(text[start:place])
            elif place > start:
                found.append(text[start])
            start = place
        return found

    def _run(self, run: str) -> list[str]:
        """The words of a run."""
        return [run[start:end] for start, end in pairwise(self._path(run))]

    def within(self, word: str) -> list[int]:
        """The bounds of the words that a word is made of."""
        return self._path(word, len(word) - 1)

    def _path(self, text: str, longest: int = LONGEST, other: tuple[int, int, int] = NONE) -> list[int]:
        """The bounds of the words of a text on its best path, none of which is longer than some length.

        `other` is another word that may be among them: where it begins and ends, and its score.
        """
        heads, total, size = self._heads, self._total, len(text)
        best = [0] * (size + 1)  # what the path from each place on costs
        nexts = [0] * size
        for start in range(size - 1, -1, -1):
            head = heads[text[start]]
            scores = head.scores
            least, goes = total - scores.get(text[start], 0) + best[start + 1], start + 1
            reach = head.reach.get(text[start + 1], 0) if start + 1 < size else 0
            for end in range(start + 2, min(size, start + min(longest, reach)) + 1):
                score = scores.get(text[start:end])
                if score is not None and total - score + best[end] < least:
                    least, goes = total - score + best[end], end
            if start == other[0] and total - other[2] + best[other[1]] < least:
                least, goes = total - other[2] + best[other[1]], other[1]
            best[start], nexts[start] = least, goes
        found = [0]
        while found[-1] < size:
            found.append(nexts[found[-1]])
        return found


class _ListedHeads(dict[str, Head]):
    """From characters to the words of the list that begin with them. Lines are read when somebody asks for their character."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self._lines: dict[str, list[str]] = {}
        for line in lines:
            self._lines.setdefault(line[0], []).append(line)

    def __missing__(self, first: str) -> Head:
        self[first] = head = Head()
        for word, score in _entries(" ".join(self._lines.get(first, ()))):
            head.add(word, score)
        return head


@dataclass(frozen=True, slots=True)
class _WordList:
    """What `words.txt` has, which is read once in a process."""

    total: int  # the score of all words together
    heads: _ListedHeads
    inner: bytes  # which pairs of characters stand in words: the lines have nothing else of Chinese side by side


@lru_cache(maxsize=1)
def _word_list() -> _WordList:
    total, *lines = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines()[1:]
    codes = codes_of(" ".join(lines))
    chinese = codes > ord("㐀")
    inner = table_of(numbers_of(codes)[chinese[:-1] & chinese[1:]]).tobytes()
    return _WordList(int(total), _ListedHeads(lines), inner)


class _Heads(dict[str, Head]):
    """The same with words besides those of the list."""

    def __init__(self, listed: _ListedHeads, sure: Sequence[str]) -> None:
        super().__init__()
        self._listed = listed
        self._sure: dict[str, list[str]] = {}
        for word in sure:
            self._sure.setdefault(word[0], []).append(word)

    def __missing__(self, first: str) -> Head:
        head = self._listed[first]
        if first in self._sure:
            head = Head(dict(head.scores), dict(head.reach))
            for word in self._sure[first]:
                head.add(word, max(SURE, head.scores.get(word, 0)))
        self[first] = head
        return head


def _entries(line: str) -> Iterator[tuple[str, int]]:
    """The words of a line like those of `words.txt`, each with its score."""
    fields = line.split(" ") if line else []
    return zip(fields[::2], map(int, fields[1::2]), strict=True)


def is_han(character: str) -> bool:
    """Whether words of Chinese may have a character."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"
