"""The phrases of a variant from Simplified Chinese, and what becomes of each: OpenCC's, and those by hand, which go before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linli.model.scripts import Variant
from plugins.hanzi.characters import regional
from plugins.hanzi.tables import lines_of, sense_table

OWN = {
    "s2tw": 2,
    "s2twp": 2,
    "s2hk": 3,
}  # where in a line of `phrases.tsv` the form of a variant is, if it is no usual one


def dictionary(variant: Variant) -> dict[str, str]:
    """From phrases to what becomes of them. A phrase with nothing behind it in `senses.tsv` is none."""
    becomes = _phrases(variant.name)
    if variant.vocabulary:
        becomes |= vocabulary()
    senses = sense_table()
    becomes |= zip(senses, _in_region(variant.name, senses.values()), strict=True)
    return {phrase: form for phrase, form in becomes.items() if form}


def vocabulary() -> dict[str, str]:
    """`vocabulary.tsv`: from words to those of Taiwan, but for those that news means otherwise (`plain.txt`).

    A line has a word, what `s2twp` makes of it, and what `s2tw` does. A word that differs by one of `plain.txt` within it
    alone is left alone too.
    """
    lines = {word: (own, plain) for word, own, plain in (line.split("\t") for line in lines_of("vocabulary.tsv"))}
    off = {word for line in lines_of("plain.txt") for word in line.split()}
    becomes = {}
    for word, (own, plain) in lines.items():
        within = (lines[part] for part in parts_of(word) if part in off and part in lines)
        becomes[word] = plain if any(own.replace(*pair) == plain for pair in within) else own
    return becomes


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
