"""The index of a shard: for every character and every pair of neighbours, in which articles it stands, and where.

A term of three characters and more is found by the pairs that cover it, each at its distance from the first. Pairs are
many and rare: so a query needs little of the index, which lies in many small files. In which of them a word is, its
characters tell. What is in a file is text, which every server compresses.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import add

from plugins.search.cutting import fold

HEADLINE = 64  # places kept for the headline: what stands before is in it
FILE_SIZE = 4096  # bytes of a file, about; half of that when it is compressed
DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class _Numbers(dict[int, bytes]):
    """Numbers as text: five bits a character, the lowest first, a character of 32 and above not the last."""

    def __missing__(self, number: int) -> bytes:
        low = DIGITS[number : number + 1] if number < 32 else DIGITS[32 + number % 32 : 33 + number % 32]
        self[number] = low if number < 32 else low + self[number // 32]
        return self[number]


NUMBERS = _Numbers()


def file_of(word: str, files: int) -> int:
    """The number of the file that has a word of one or two characters."""
    first, second = ord(word[0]), ord(word[1]) if len(word) > 1 else 0
    return (((first * 0x9E3779B1 ^ second * 0x85EBCA6B) & 0xFFFFFFFF) >> 8) % files


class _Word:
    """A word of the index: the last article that has it, and its postings so far."""

    __slots__ = ("last", "text")

    def __init__(self) -> None:
        self.last = -1
        self.text = bytearray()


class Postings:
    """Takes the texts of articles, the oldest first, and writes them down word by word."""

    def __init__(self) -> None:
        self.count = 0  # of articles
        self._words: defaultdict[str, _Word] = defaultdict(_Word)

    def add(self, texts: Sequence[str]) -> None:
        """Adds an article: its headline, and its other texts. None is the neighbour of the next."""
        characters: dict[str, list[int]] = {}
        pairs: dict[str, list[int]] = {}
        place = 0
        for number, text in enumerate(texts):
            if number == 1:
                place = max(place, HEADLINE)
            folded = fold(text)
            for at, character in enumerate(folded, place):
                if character not in characters:
                    characters[character] = [at]
            for at, pair in enumerate(map(add, folded, folded[1:]), place):
                if pair in pairs:
                    pairs[pair].append(at)
                else:
                    pairs[pair] = [at]
            place += len(folded) + 1
        for found in (characters, pairs):
            self._write(found)
        self.count += 1

    def _write(self, found: dict[str, list[int]]) -> None:
        """Writes for each word the step from the last article that has it, doubled, then its place; or, when it has
        several, the step doubled and one, how many there are beyond two, and the steps from place to place."""
        words, count = self._words, self.count
        for name, places in found.items():
            word = words[name]
            step = (count - word.last - 1) * 2
            word.last = count
            if len(places) == 1:
                word.text += NUMBERS[step] + NUMBERS[places[0]]
                continue
            text = NUMBERS[step + 1] + NUMBERS[len(places) - 2]
            before = 0
            for place in places:
                text += NUMBERS[place - before]
                before = place
            word.text += text

    @property
    def files(self) -> int:
        """The number of files, a power of two."""
        size = sum(len(name.encode()) + 6 + len(word.text) for name, word in self._words.items())
        return 1 << max(0, (size // FILE_SIZE).bit_length())

    def each_file(self, fingerprint: str) -> Iterator[bytes]:
        """The files, by number: JSON, the words with their postings, and the fingerprint of the articles' numbers."""
        files = self.files
        names: list[list[str]] = [[] for _ in range(files)]
        for name in sorted(self._words):
            names[file_of(name, files)].append(name)
        for group in names:
            content = {"of": fingerprint, "in": {name: self._words[name].text.decode() for name in group}}
            yield json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
