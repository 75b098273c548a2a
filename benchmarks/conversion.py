"""`make bench-conversion ARGS="--corpus PATH"`: the time of conversion against that of OpenCC alone.

Both convert each article in turn, so often as there are rounds, and the least of each counts: other work on the machine
counts little. Articles are converted whole, as the press does with pages, and paragraph by paragraph.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from opencc import OpenCC

from benchmarks.corpus import items
from linli.model.scripts import VARIANTS
from plugins.hanzi import Converter
from plugins.hanzi.phrasebook import Phrasebook, phrasebook

SEPARATOR = "\x1f"
Article = list[str]


def loading(variant: str) -> float:
    """Seconds in which the first phrasebook of this process is made."""
    start = time.process_time()
    Phrasebook(VARIANTS[variant])
    return time.process_time() - start


def bench(articles: Sequence[Article], variant: str, rounds: int) -> None:
    """Prints how much longer than OpenCC alone it takes to convert articles."""
    plain, book = OpenCC(variant).convert, phrasebook(VARIANTS[variant])
    assert book is not None
    pairs: dict[str, tuple[Callable[[Article, Converter], object], Callable[[Article, Converter], object]]] = {
        "articles": (lambda texts, _: plain(SEPARATOR.join(texts)), lambda texts, ours: ours.texts(texts)),
        "paragraphs": (lambda texts, _: [*map(plain, texts)], lambda texts, ours: [*map(ours.text, texts)]),
        "articles, by the phrasebook alone": (
            lambda texts, _: plain(SEPARATOR.join(texts)),
            lambda texts, _: book.convert(SEPARATOR.join(texts)),
        ),
    }
    for what, ways in pairs.items():
        least = [[float("inf")] * len(articles) for _way in ways]
        for _round in range(rounds):
            ours = Converter(variant)  # which remembers nothing
            for number, article in enumerate(articles):
                for taken, way in zip(least, ways, strict=True):
                    start = time.perf_counter()
                    way(article, ours)
                    taken[number] = min(taken[number], time.perf_counter() - start)
        alone, with_words = map(sum, least)
        print(f"{variant}, {what}: {with_words / alone:.2f} times the {alone:.2f} s of OpenCC alone")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="JSON lines, gzipped or not")
    parser.add_argument("--count", type=int, default=1000, help="articles")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--variants", nargs="+", default=["s2tw"])
    arguments = parser.parse_args()
    articles = [
        [item["title"], *item["paragraphs"]] for item in itertools.islice(items(arguments.corpus), arguments.count)
    ]
    print(f"a phrasebook is made in {1000 * loading(arguments.variants[0]):.0f} ms")
    for variant in arguments.variants:
        bench(articles, variant, arguments.rounds)


if __name__ == "__main__":
    main()
