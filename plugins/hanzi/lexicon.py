"""Words that are converted whole wherever they stand: names, and the glossary."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from linli.text.words import WordSet

NAME = "\t"  # what ends with it is the name of a person, which only is one where it is no other word


def closed(words: Mapping[str, str]) -> dict[str, str]:
    """Words with what becomes of them, which stays as it is: so what was converted is not converted again."""
    return {target.removesuffix(NAME): target for target in words.values()} | dict(words)


class Lexicon:
    """From words to what becomes of them."""

    def __init__(self, words: Mapping[str, str], is_meant: Callable[[str, int, int], bool] | None = None) -> None:
        """`is_meant` tells whether what stands between two places of a text is a name there, as it may be."""
        self.words = {source: target.removesuffix(NAME) for source, target in words.items()}
        self._is_meant = is_meant
        self._names = {source for source, target in words.items() if target.endswith(NAME)} if is_meant else set()
        self._elastic = [source for source, target in self.words.items() if len(source) != len(target)]
        self._words = WordSet(words)
        self.ascii = any(word.isascii() for word in words)
        # Words may become what has a meaning in HTML: it is written so that it has none.
        self.marks = any(mark in target for target in self.words.values() for mark in "&<>\"'")

    def split(self, text: str) -> tuple[list[str], list[str]]:
        """A text as what stands between words, and the words converted: always one more of the former."""
        between, found, end = [], [], 0
        for place, word in self._words.longest(text):
            if word in self._names and self._is_meant and not self._is_meant(text, place, place + len(word)):
                continue
            between.append(text[end:place])
            found.append(self.words[word])
            end = place + len(word)
        between.append(text[end:])
        return between, found

    def stretches(self, text: str) -> bool:
        """Whether a word in a text may become longer or shorter."""
        return any(word in text for word in self._elastic)
