"""Words of running text: where one ends and the next begins, by the best path over a list of words.

The method is that of segmenters: of all ways to part a text into words the one is taken whose words are together the most
frequent, each on its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from plugins.hanzi.tables import lines_of

REACH = 5  # characters of the longest word of the list
RARE = 0  # the score of what is not in the list and may be a word: that of one counted once
SURE = 60  # the score of a word that was settled by hand: that of one counted 400 times
LONGEST = 8  # characters of the longest phrase that is looked for
AROUND = 6  # characters on each side of a place that decide about it, at most
NONE = (-1, 0, 0)


class Segmenter:
    """Parts Simplified text into words."""

    def __init__(self, others: Iterable[str] = (), sure: Iterable[str] = ()) -> None:
        """`others` are words that may not be in the list; `sure` ones are as frequent as any."""
        listed, self._total = _listed()
        self._scores = dict.fromkeys(others, RARE) | listed | {word: max(SURE, listed.get(word, 0)) for word in sure}
        self._reach: dict[str, int] = {}  # from the first two characters of words to the length of the longest
        for word in self._scores:
            if len(word) > self._reach.get(word[:2], 1):
                self._reach[word[:2]] = len(word)

    def score(self, word: str) -> int | None:
        """Ten times the logarithm of how often a word was counted; None if it is not in the list."""
        return self._scores.get(word)

    def is_word(self, text: str) -> bool:
        """Whether a text is a word of the list."""
        return len(text) > 1 and text in self._scores

    def begins_word(self, text: str, start: int, end: int) -> bool:
        """Whether a longer word begins where a part of a text does."""
        return any(text[start:last] in self._scores for last in range(end + 1, min(len(text), start + REACH) + 1))

    def crosses(self, text: str, start: int, end: int) -> bool:
        """Whether any word lies across an end of a part of a text."""
        return any(
            self._lies_across(text, max(0, place - REACH + 1, first), place)
            for first, place in ((0, start), (start + 1, end))
        )

    def _lies_across(self, text: str, first: int, place: int) -> bool:
        """Whether a word that begins at some place or behind it lies across another."""
        scores, reach = self._scores, self._reach
        for begins in range(first, place):
            for last in range(place + 1, begins + min(REACH, reach.get(text[begins : begins + 2], 0)) + 1):
                if text[begins:last] in scores:
                    return True
        return False

    def bounds(self, text: str, start: int, end: int, score: int | None = None) -> list[int]:
        """Where the words around a part of a text begin; the last is where the last of them ends.

        With a `score` that part may itself be a word.
        """
        first, last = start, end
        while first > max(0, start - AROUND) and is_han(text[first - 1]):
            first -= 1
        while last < min(len(text), end + AROUND) and is_han(text[last]):
            last += 1
        other = NONE if score is None else (start - first, end - first, score)
        return [first + place for place in self._path(text[first:last], other=other)]

    def within(self, word: str) -> list[int]:
        """The bounds of the words that a word is made of."""
        return self._path(word, len(word) - 1)

    def _path(self, text: str, longest: int = LONGEST, other: tuple[int, int, int] = NONE) -> list[int]:
        """The bounds of the words of a text on its best path, none of which is longer than some length.

        `other` is another word that may be among them: where it begins and ends, and its score.
        """
        scores, reach, total, size = self._scores, self._reach, self._total, len(text)
        best = [0] * (size + 1)  # what the path from each place on costs
        nexts = [0] * size
        for start in range(size - 1, -1, -1):
            least, goes = total - scores.get(text[start], 0) + best[start + 1], start + 1
            for end in range(start + 2, min(size, start + min(longest, reach.get(text[start : start + 2], 0))) + 1):
                word = text[start:end]
                if word in scores and total - scores[word] + best[end] < least:
                    least, goes = total - scores[word] + best[end], end
            if start == other[0] and total - other[2] + best[other[1]] < least:
                least, goes = total - other[2] + best[other[1]], other[1]
            best[start], nexts[start] = least, goes
        found = [0]
        while found[-1] < size:
            found.append(nexts[found[-1]])
        return found


def is_han(character: str) -> bool:
    """Whether words of Chinese may have a character."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


@lru_cache(maxsize=1)
def _listed() -> tuple[dict[str, int], int]:
    """`words.txt`: ten times the logarithm of how often each word was counted, and of how many there were."""
    total, *lines = lines_of("words.txt")
    scores: dict[str, int] = {}
    for line in lines:
        score, *words = line.split(" ")
        scores.update(dict.fromkeys(words, int(score)))
    return scores, int(total)
