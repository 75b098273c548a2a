"""`python scripts/make-phrases.py JIEBA PURE`: the data by which plugins/hanzi converts Simplified Chinese.

JIEBA is the `dict.txt` of jieba (https://github.com/fxsjy/jieba, MIT): words of Simplified Chinese and how often they were
counted. PURE is the folder that opencc-python-reimplemented was installed to. The other package is the one installed here:
it says what becomes of everything.

Writes these files of plugins/hanzi, which then are read without asking OpenCC for anything:

- `characters.tsv`: characters that become something else on their own;
- `words.txt`, which lies in linli/text: the words, and the phrases of both packages;
- `phrases.tsv`: phrases that become something else than their characters or the shorter phrases within them, or keep a
  shorter phrase within them from it;
- `vocabulary.tsv`: the same for the words of Taiwan.
"""

from __future__ import annotations

import math
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import opencc

if TYPE_CHECKING:
    from linli.text.segmenter import Segmenter

ROOT = Path(__file__).parents[1]
DATA = ROOT / "plugins/hanzi"
WORDS = ROOT / "linli/text/words.txt"
SEEN = 20  # words that were counted less often are left out: they change next to nothing
LONGEST = 5  # characters of a word
HAN = re.compile("[㐀-鿿]+")
SIMPLIFIED = ("STPhrases", "STPhrases_GeneratedFromRegionalPhrases")
TRADITIONAL = ("TWPhrases", "TWVariantsPhrases", "HKPhrases", "HKVariantsPhrases")  # a second step applies them
CODES = [*range(0x80, 0xD800), *range(0xE000, 0x32400)]  # to the last Chinese character of Unicode
BLOCK = 128  # code points whose characters share a line
SECONDS = 2048  # code points whose characters share a line as second characters of words

Forms = dict[str, str]


@cache
def engine(variant: str) -> opencc.OpenCC:
    return opencc.OpenCC(variant)


def forms(variant: str, texts: Iterable[str]) -> Forms:
    """What becomes of texts."""
    texts = list(texts)
    return dict(zip(texts, engine(variant).convert("\n".join(texts)).split("\n"), strict=True))


@cache
def alone(variant: str) -> Forms:
    """What becomes of each character."""
    return forms(variant, map(chr, CODES))


def characters() -> dict[str, Forms]:
    """The characters that become something else in each step."""
    steps = {"s": alone("s2t"), "tw": alone("t2tw"), "hk": alone("t2hk")}
    steps["twp"] = {alone("s2tw")[c]: form for c, form in alone("s2twp").items() if form != alone("s2tw")[c]}
    for variant, path in (("s2tw", "s tw"), ("s2hk", "s hk"), ("s2twp", "s tw twp")):
        for character, form in alone(variant).items():
            for step in path.split():
                character = steps[step].get(character, character)
            if character != form:
                raise ValueError(f"{variant} is not made of steps: {form}")
    return {step: {c: form for c, form in pairs.items() if c != form} for step, pairs in steps.items()}


def character_lines(steps: Mapping[str, Forms]) -> str:
    lines: dict[tuple[str, int], str] = {}
    for step, pairs in steps.items():
        for character in sorted(pairs):
            block = step, ord(character) // BLOCK
            lines[block] = lines.get(block, "") + character + pairs[character]
    head = "# characters that become something else alone, each before its form, by step; OpenCC (Apache-2.0), by scripts/make-phrases.py\n"
    return head + "".join(f"{step}\t{pairs}\n" for (step, _block), pairs in lines.items())


def word_lines(dictionary: Path, phrases: Iterable[str]) -> str:
    """Words and their scores, ten times the logarithm of the count. First the sum's.

    Each first character has lines of its own, one for every few second ones, so that a word more changes a short line.
    """
    scores = {phrase: 0 for phrase in phrases if HAN.fullmatch(phrase)}
    total = 0
    for line in dictionary.read_text(encoding="utf-8").splitlines():
        word, count, kind = line.split(" ")
        total += int(count)
        if kind == "nr" and len(word) > 2:
            continue  # a name of a person
        if int(count) >= SEEN and len(word) <= LONGEST and HAN.fullmatch(word):
            scores[word] = round(10 * math.log(int(count)))
    lines: dict[tuple[str, int], list[str]] = {}
    for word in sorted(scores):
        lines.setdefault((word[0], _block(word)), []).append(f"{word} {scores[word]}")
    head = "# words of jieba's dict.txt (MIT) by 10 ln(count), first that of all together, and phrases of OpenCC (Apache-2.0) with 0; by scripts/make-phrases.py\n"
    return f"{head}{round(10 * math.log(total))}\n" + "".join(" ".join(line) + "\n" for line in lines.values())


def _block(word: str) -> int:
    """Which of the lines of its first character a word is in."""
    return ord(word[1]) // SECONDS if len(word) > 1 else 0


def phrases_of(pure: Path) -> list[str]:
    """The phrases of both packages, in Simplified Chinese."""
    known = set(_listed(pure / "opencc" / "dictionary"))
    tools = Path(opencc.__file__).parent / "clib"
    with tempfile.TemporaryDirectory() as folder:
        for file in (tools / "share" / "opencc").glob("*Phrases*.ocd2"):
            text = f"{folder}/{file.stem}.txt"
            command = [tools / "bin" / "opencc_dict", "-i", file, "-o", text, "-f", "ocd2", "-t", "text"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        known.update(_listed(Path(folder)))
    return sorted(phrase for phrase in known if len(phrase) > 1)


def _listed(folder: Path) -> list[str]:
    """The phrases of the dictionaries in a folder."""
    found = []
    for file in folder.glob("*.txt"):
        if file.stem in (*SIMPLIFIED, *TRADITIONAL):
            keys = [line.split("\t")[0] for line in file.read_text(encoding="utf-8").splitlines() if line]
            found += keys if file.stem in SIMPLIFIED else forms("t2s", keys).values()
    return found


def changed(variant: str, phrases: Iterable[str]) -> Forms:
    """The phrases that become something else than their characters, or have such a one within."""
    whole = forms(variant, phrases)
    active = {phrase for phrase, form in whole.items() if form != _spelt(variant, phrase)}
    return {phrase: form for phrase, form in whole.items() if not active.isdisjoint(_parts(phrase))}


def _spelt(variant: str, phrase: str) -> str:
    return "".join(alone(variant).get(character, character) for character in phrase)


def _parts(phrase: str) -> list[str]:
    """A phrase and all parts of it of two characters and more."""
    return [phrase[start:end] for start in range(len(phrase)) for end in range(start + 2, len(phrase) + 1)]


@cache
def _words() -> Segmenter:
    """The words as `words.txt` has them, without those by hand."""
    from linli.text.segmenter import Segmenter

    return Segmenter()


def is_sum(phrase: str, variant: str, becomes: Forms) -> bool:
    """Whether the shorter phrases within a phrase, from the left and the longest first, give the same and are words in it."""
    place, bounds, parts = 0, set(), []
    while place < len(phrase):
        ends = (end for end in range(len(phrase), place + 1, -1) if (place, end) != (0, len(phrase)))
        end = next((end for end in ends if phrase[place:end] in becomes), 0)
        parts.append(becomes[phrase[place:end]] if end else _spelt(variant, phrase[place]))
        bounds |= {place, end} if end else set()
        place = end or place + 1
    return bool(bounds) and "".join(parts) == becomes[phrase] and bounds <= {*_words().within(phrase)}


def phrase_lines(phrases: Iterable[str]) -> str:
    variants = {variant: changed(variant, phrases) for variant in ("s2t", "s2tw", "s2hk")}
    listed = sorted({phrase for becomes in variants.values() for phrase in becomes})
    variants = {variant: forms(variant, listed) for variant in variants}
    lines = "# phrases with their standard Traditional forms, and those of Taiwan and Hong Kong where characters do not give them; OpenCC (Apache-2.0), by scripts/make-phrases.py\n"
    for phrase in listed:
        if all(is_sum(phrase, variant, becomes) for variant, becomes in variants.items()):
            continue
        standard = variants["s2t"][phrase]
        own = [variants[name][phrase] for name in ("s2tw", "s2hk")]
        regular = ["".join(alone(name)[c] if ord(c) >= 0x80 else c for c in standard) for name in ("t2tw", "t2hk")]
        fields = [form if form != usual else "" for form, usual in zip(own, regular, strict=True)]
        lines += "\t".join([phrase, standard, *fields]).rstrip("\t") + "\n"
    return lines


def vocabulary_lines(phrases: Iterable[str]) -> str:
    plain, own = forms("s2tw", phrases), forms("s2twp", phrases)
    active = {phrase for phrase in own if len(phrase) > 1 and own[phrase] != plain[phrase]}
    listed = [phrase for phrase in own if not active.isdisjoint(_parts(phrase))]
    becomes = {phrase: own[phrase] for phrase in listed}
    lines = "# words of Taiwan: a phrase, what becomes of it in them, and without them; OpenCC (Apache-2.0), by scripts/make-phrases.py\n"
    return lines + "".join(
        f"{phrase}\t{own[phrase]}\t{plain[phrase]}\n" for phrase in listed if not is_sum(phrase, "s2twp", becomes)
    )


def main() -> None:
    dictionary, pure = map(Path, sys.argv[1:])
    phrases = phrases_of(pure)
    known = sorted({phrase for variant in ("s2t", "s2tw", "s2hk", "s2twp") for phrase in changed(variant, phrases)})
    (DATA / "characters.tsv").write_text(character_lines(characters()), encoding="utf-8")
    WORDS.write_text(word_lines(dictionary, known), encoding="utf-8")
    sys.path.insert(0, str(ROOT))
    (DATA / "phrases.tsv").write_text(phrase_lines(phrases), encoding="utf-8")
    (DATA / "vocabulary.tsv").write_text(vocabulary_lines(phrases), encoding="utf-8")


if __name__ == "__main__":
    main()
