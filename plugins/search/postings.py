"""The index of a shard: for every character and every pair of neighbours, in which articles it stands, and where.

A term of three characters and more is found by the pairs that cover it, each at its distance from the first. Pairs are
many and rare: so a query needs little of the index, which lies in many small files. In which of them a word is, its
characters tell. What is in a file is text, which every server compresses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from math import isqrt
from typing import TYPE_CHECKING

from plugins.search.cutting import HEADLINE, strung

if TYPE_CHECKING:
    from plugins.search.inverting import Words

SMALL = 2048  # bytes of a file in a small shard, about; half of that when it is compressed


class Postings:
    """The engine of our own: takes the texts of articles, the oldest first, and gives the files that find them.

    `large` is how many times as large as those of the texts its files are: few readers ask for them, and files cost.
    """

    def __init__(self, large: int = 1) -> None:
        self._articles: list[str] = []
        self._large = large

    def add(self, texts: Sequence[str]) -> None:
        """Adds an article: its headline, and its other texts. None is the neighbour of the next."""
        self._articles.append(strung(texts))

    @property
    def facts(self) -> dict[str, object]:
        """What the browser must know to find a word: the number of files."""
        return {"files": self.files}

    @cached_property
    def files(self) -> int:
        """The number of files. It has three bits, so that it seldom changes with the size of the shard.

        A query needs about as many files of each shard. With so many files together it needs the fewest bytes when those
        of a shard grow with the square root of its size, half as fast as their number.
        """
        size = self._words.size + 6 * len(self._words.sizes)
        files = size // max(SMALL, isqrt(size) * 5 // 2) // self._large
        rest = max(0, files.bit_length() - 3)
        return max(1, files >> rest << rest)

    def each_file(self, mark: str) -> Iterator[tuple[str, bytes]]:
        """The files with their names: JSON, the words with their postings, and the mark of the articles' numbers."""
        for number, words in enumerate(self._words.each_file(self.files)):
            content = {"of": mark, "in": words}
            yield f"{number}.json", json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()

    @cached_property
    def _words(self) -> Words:
        from plugins.search.inverting import invert  # with numpy: most builds index nothing

        articles, self._articles = self._articles, []
        return invert(articles, HEADLINE)
