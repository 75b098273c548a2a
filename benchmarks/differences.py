"""`make bench-differences ARGS="--corpus PATH --seed 1"`: what Linli converts otherwise than OpenCC alone, to be read.

Articles are drawn at random. Each difference is a line: what stands around it, then what OpenCC has there and what Linli
has. A count of each kind stands before it.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from opencc import OpenCC

from benchmarks.corpus import items
from plugins.hanzi import Converter

AROUND = 8  # characters on each side


def differences(text: str, plain: str, ours: str) -> Iterator[tuple[str, str, str]]:
    """What differs: the text around it with the place marked, what one has there and what the other."""
    if len(plain) == len(ours) == len(text):
        places = [place for place in range(len(text)) if plain[place] != ours[place]]
        for place in places:
            before, after = text[max(0, place - AROUND) : place], text[place + 1 : place + 1 + AROUND]
            yield f"{before}[{text[place]}]{after}", plain[place], ours[place]
        return
    for kind, start, end, first, last in SequenceMatcher(None, plain, ours, autojunk=False).get_opcodes():
        if kind != "equal":
            around = f"{ours[max(0, first - AROUND) : first]}[{ours[first:last]}]{ours[last : last + AROUND]}"
            yield around, plain[start:end], ours[first:last]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="JSON lines, gzipped or not")
    parser.add_argument("--count", type=int, default=400, help="articles")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--variant", default="s2tw")
    arguments = parser.parse_args()
    known = list(items(arguments.corpus))
    drawn = random.Random(arguments.seed).sample(known, min(arguments.count, len(known)))
    plain, ours = OpenCC(arguments.variant).convert, Converter(arguments.variant)
    found = Counter(
        difference
        for item in drawn
        for text in (item["title"], *item["paragraphs"])
        for difference in differences(text, plain(text), ours.text(text))
    )
    for (around, one, other), count in sorted(found.items(), key=lambda pair: (pair[0][1:], pair[0][0])):
        print(f"{count}\t{one}→{other}\t{around}".replace("\n", "⏎"))
    print(f"{found.total()} differences in {len(drawn)} articles, seed {arguments.seed}")


if __name__ == "__main__":
    main()
