"""The phrases of a variant from Simplified Chinese, and what becomes of each: OpenCC's, and those by hand, which go before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from linli.model.scripts import Variant
from plugins.hanzi.characters import regional
from plugins.hanzi.tables import lines_of, sense_table

OWN = {
    "s2tw": 2,
    "s2twp": 2,
    "s2hk": 3,
}  # where in a line of `phrases.tsv` the form of a variant is, if it is no usual one
UNUSUAL = str.maketrans("孃燬", "娘毀")  # in OpenCC's phrases (回孃家, 燒燬), and in no paper of Taiwan or Hong Kong


def dictionary(variant: Variant) -> dict[str, str]:
    """From phrases to what becomes of them. A phrase with nothing behind it in `senses.tsv` is none."""
    becomes = _phrases(variant.name)
    if variant.vocabulary:
        becomes |= vocabulary()
    senses = sense_table()
    becomes |= zip(senses, _in_region(variant.name, senses.values()), strict=True)
    return {phrase: form.translate(UNUSUAL) for phrase, form in becomes.items() if form}


def vocabulary() -> dict[str, str]:
    """From words to those of Taiwan; words that are left alone become what they become without them."""
    return {word: plain if word in left_alone() else own for word, (own, plain) in _words_of_taiwan().items()}


@lru_cache(maxsize=1)
def left_alone() -> frozenset[str]:
    """The words of Taiwan that news means otherwise: those of `plain.txt`, and those that differ by one of them alone."""
    lines = _words_of_taiwan()
    off = {word for line in lines_of("plain.txt") for word in line.split()}
    within = {word: [lines[part] for part in parts_of(word) if part in off and part in lines] for word in lines}
    return frozenset(
        word for word, (own, plain) in lines.items() if any(own.replace(*pair) == plain for pair in within[word])
    )


@lru_cache(maxsize=1)
def _words_of_taiwan() -> dict[str, tuple[str, str]]:
    """`vocabulary.tsv`: words with what `s2twp` makes of them, and what `s2tw` does."""
    return {word: (own, plain) for word, own, plain in (line.split("\t") for line in lines_of("vocabulary.tsv"))}


def word_of_taiwan(word: str) -> str:
    """The word of Taiwan that `s2twp` has for a word, on or off; empty if it has none."""
    own, plain = _words_of_taiwan().get(word, ("", ""))
    return own if own != plain else ""


def parts_of(phrase: str) -> Iterator[str]:
    """A phrase and all parts of it that have two characters or more."""
    return (phrase[start:end] for start in range(len(phrase)) for end in range(start + 2, len(phrase) + 1))


def _phrases(variant: str) -> dict[str, str]:
    """`phrases.tsv`: a phrase, its form in OpenCC's standard, and those of Taiwan and Hong Kong that are no usual ones."""
    lines = [line.split("\t") for line in lines_of("phrases.tsv")]
    becomes = dict(zip([line[0] for line in lines], _in_region(variant, [line[1] for line in lines]), strict=True))
    own = OWN.get(variant, len(lines))
    return becomes | {line[0]: line[own] for line in lines if len(line) > own and line[own]}


def _in_region(variant: str, forms: Iterable[str]) -> list[str]:
    """Forms of the standard as a region writes them."""
    return regional(variant).convert("\n".join(forms)).split("\n")
