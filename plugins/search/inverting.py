"""From the texts of a shard to its words: where each character and each pair of neighbours stands.

This is what takes time of an index, so it is done with arrays (numpy): places are sorted by the words that begin there,
and then the postings of all words are made together.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from plugins.search.cutting import GAP

DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
PART = 500_000  # places that are worked on together, about: they take 100 bytes each
UTF8 = (0, 0x80, 0x800, 0x10000)  # from where on a character has another byte

Large = NDArray[np.int64]


class Words(NamedTuple):
    """The words of a shard, with their postings one after the other in one text."""

    first: Large  # code points
    second: Large  # of pairs; -1 for a word of one character
    sizes: Large  # of the postings of each
    text: str

    @property
    def size(self) -> int:
        """The bytes of all words in UTF-8, and of all postings."""
        names = sum(np.count_nonzero(codes >= least) for codes in (self.first, self.second) for least in UTF8)
        return int(names) + len(self.text)

    def each_file(self, files: int) -> Iterator[dict[str, str]]:
        """The words of each of so many files, in order, with their postings."""
        file = file_of(self.first, self.second, files)
        order = np.argsort(file << 42 | self.first << 21 | self.second + 1)  # a code point has 21 bits
        ends = np.cumsum(self.sizes)
        columns = [column[order] for column in (self.first, self.second, ends - self.sizes, ends)]
        for begin, end in pairwise(np.searchsorted(file[order], np.arange(files + 1)).tolist()):
            rows = zip(*(column[begin:end].tolist() for column in columns), strict=True)
            yield {chr(one) + (chr(two) if two >= 0 else ""): self.text[start:stop] for one, two, start, stop in rows}


def file_of(first: Large, second: Large, files: int) -> Large:
    """The numbers of the files that have words: `fileOf` in `theme/static/js/postings.js`."""
    mixed = (first * 0x9E3779B1 ^ np.maximum(second, 0) * 0x85EBCA6B) & 0xFFFFFFFF
    number: Large = (mixed >> 8) % files
    return number


def invert(articles: Sequence[str], headline: int) -> Words:
    """The words of articles, the oldest first, each given as its folded texts with a gap after every one.

    The place of a character is how many stand before it in its article. A pair has all its places, a single character
    no more than whether it stands in the first places, those of the headline.
    """
    inverter = _Inverter(articles, headline)
    found = [words for places in inverter.parts() for words in inverter.words(places)]
    first, second, sizes = (np.concatenate([words[column] for words in found]) for column in range(3))
    return Words(first, second, sizes, "".join([words.text for words in found]))


def _codes(articles: Sequence[str]) -> Iterator[NDArray[np.uint32]]:
    """The code points of articles, some at a time: they are large numbers."""
    for start in range(0, len(articles), 1000):
        yield np.frombuffer("".join(articles[start : start + 1000]).encode("utf-32-le"), np.uint32)


class _Inverter:
    """The texts of a shard as one array of letters: characters by their numbers in the alphabet of the shard."""

    def __init__(self, articles: Sequence[str], headline: int) -> None:
        self.headline = headline
        met = np.zeros(sys.maxunicode + 1, bool)
        for codes in _codes(articles):
            met[codes] = True
        self.alphabet = np.flatnonzero(met)
        letter = np.zeros(sys.maxunicode + 1, np.min_scalar_type(len(self.alphabet)))
        letter[self.alphabet] = np.arange(len(self.alphabet))
        self.letters, self.gap = np.concatenate([letter[codes] for codes in _codes(articles)]), letter[ord(GAP)]
        lengths = np.fromiter(map(len, articles), np.int32, len(articles))
        self.article = np.repeat(np.arange(len(articles), dtype=np.int32), lengths)  # at each place
        self.start = np.cumsum(lengths, dtype=np.int32) - lengths

    def parts(self) -> Iterator[Large]:
        """The places of all characters but gaps, those of some letters at a time."""
        starts = range(0, len(self.letters), PART)
        counts = np.zeros(len(self.alphabet), np.int64)
        for start in starts:
            counts += np.bincount(self.letters[start : start + PART], minlength=len(self.alphabet))
        counts[self.gap] = 0
        part = np.cumsum(counts) // PART
        for number in range(part[-1] + 1):
            chosen = (part == number) & (counts > 0)
            found = [np.flatnonzero(chosen[self.letters[start : start + PART]]) + start for start in starts]
            yield np.concatenate(found)

    def words(self, at: Large) -> Iterator[Words]:
        """The words that begin at some places, and their postings: single characters, then pairs."""
        first, second = self.letters[at].astype(np.int64) * len(self.alphabet), self.letters[at + 1]
        yield self._singles(*self._sorted(first + self.gap, at))  # as if they were pairs with a gap
        pair = second != self.gap
        yield self._pairs(*self._sorted((first + second)[pair], at[pair]))

    def _sorted(self, key: Large, at: Large) -> tuple[Large, Large]:
        """Keys of words in order, and the places that each stands at."""
        bits = len(self.letters).bit_length()
        both = key << bits | at  # some 50 of 63 bits
        both.sort()  # much faster than sorting places by their keys
        return both >> bits, both & (1 << bits) - 1

    def _singles(self, key: Large, at: Large) -> Words:
        """Single characters. For each article that has it: the step from the last such article, doubled, and one more if
        it is not in the headline."""
        article = self.article[at]
        first = _begins(key) | _begins(article)
        key, at, article = key[first], at[first], article[first]
        new_word = _begins(key)
        later = at - self.start[article] >= self.headline
        return self._words(
            key, new_word, np.flatnonzero(new_word), _steps(article, new_word, before=-1) * 2 - 2 + later
        )

    def _pairs(self, key: Large, at: Large) -> Words:
        """Pairs. For each article that has it: the step from the last such article, doubled, then the place; or, if there
        are several places, the step doubled and one, how many they are beyond two, and the steps between them."""
        article = self.article[at]
        new_word = _begins(key)
        new = new_word | _begins(article)  # the first place in an article
        first = np.flatnonzero(new)
        count = np.diff(first, append=len(at))
        several = count > 1
        heads = 1 + several  # what stands before the places of an article
        after = np.cumsum(heads)
        head = first + after - heads
        numbers = np.empty(len(at) + heads.sum(), np.int32)
        numbers[head] = _steps(article[first], new_word[first], before=-1) * 2 - 2 + several
        numbers[head[several] + 1] = count[several] - 2
        numbers[np.arange(len(at)) + np.repeat(after, count)] = _steps(at - self.start[article], new)
        return self._words(key, new_word, head[new_word[first]], numbers)

    def _words(self, key: Large, new: NDArray[np.bool_], begins: Large, numbers: NDArray[np.signedinteger]) -> Words:
        """The words that have `new` keys, with their numbers, of which each word's begin somewhere."""
        text, lengths = written(numbers)
        sizes = np.add.reduceat(lengths, begins, dtype=np.int64) if len(begins) else begins
        first, second = np.divmod(key[new], len(self.alphabet))
        return Words(self.alphabet[first], np.where(second == self.gap, -1, self.alphabet[second]), sizes, text)


def _begins(values: NDArray[np.signedinteger]) -> NDArray[np.bool_]:
    """Where a value is not as the one before it."""
    begins = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=begins[1:])
    return begins


def _steps(values: NDArray[np.signedinteger], new: NDArray[np.bool_], before: int = 0) -> NDArray[np.signedinteger]:
    """The step to each value from the one before it, or from `before` where something new begins."""
    last = np.roll(values, 1)
    last[new] = before
    return values - last


def written(numbers: NDArray[np.signedinteger]) -> tuple[str, NDArray[np.uint8]]:
    """Numbers as text, and the length of each: five bits a character, the lowest first, one of 32 and above not the last."""
    digits = np.frombuffer(DIGITS, np.uint8)
    rest = np.arange(int(numbers.max(initial=0)) + 1)
    columns = 4 if len(rest) <= 1 << 20 else 8
    texts = np.zeros((len(rest), columns), np.uint8)  # of every number that may occur, filled up with NUL
    for column in range(columns):
        texts[:, column] = np.where((rest > 0) | (column == 0), digits[(rest & 31) + 32 * (rest > 31)], 0)
        rest >>= 5
    sizes = np.count_nonzero(texts, axis=1).astype(np.uint8)
    whole = texts.view(f"u{columns}")[:, 0][numbers].tobytes().translate(None, b"\0")
    return whole.decode("ascii"), sizes[numbers]
