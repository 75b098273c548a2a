"""`python scripts/make-compounds.py JIEBA CORPUS`: words of four and five characters, made of two words, that headlines do not part.

JIEBA is the `dict.txt` of jieba (https://github.com/fxsjy/jieba, MIT). CORPUS is news, as benchmarks take it: of the compounds
that jieba never counted (改革开放, 空气质量) those are taken that stand in it three times and more.

Writes linli/text/compounds.txt.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMPOUNDS = ROOT / "linli/text/compounds.txt"
HAN = re.compile("[㐀-鿿]+")
LENGTHS = (4, 5)  # characters, two or three for each of both words
LEAST = 3  # times
KNOWN = {"习近平"}  # a name that begins like other words: 习近, 近平
HEAD = "# compounds of jieba's dict.txt (MIT) that stand in news of 2023 and 2024, in lines by their first characters; by scripts/make-compounds.py\n"


def main() -> None:
    sys.path.insert(0, str(ROOT))
    from benchmarks.corpus import items
    from linli.text.segmenter import Segmenter

    dictionary, corpus = map(Path, sys.argv[1:])
    is_word = Segmenter().is_word
    listed = (line.split(" ")[0] for line in dictionary.read_text(encoding="utf-8").splitlines())
    wanted = {word for word in listed if len(word) in LENGTHS and HAN.fullmatch(word) and not is_word(word)}
    wanted = {word for word in wanted if any(is_word(word[:at]) and is_word(word[at:]) for at in (2, len(word) - 2))}
    found: Counter[str] = Counter()
    for item in items(corpus):
        for run in HAN.findall("\n".join([item["title"], *item["paragraphs"]])):
            for length in LENGTHS:
                parts = (run[place : place + length] for place in range(len(run) - length + 1))
                found.update(part for part in parts if part in wanted)
    kept = sorted(KNOWN | {word for word, count in found.items() if count >= LEAST})
    lines = (" ".join(words) for _first, words in groupby(kept, lambda word: word[0]))
    COMPOUNDS.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
