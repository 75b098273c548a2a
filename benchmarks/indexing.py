"""Indexes a corpus with one engine, a year a shard: `python -m benchmarks.indexing ENGINE CORPUS COUNT`. It is run to be measured."""

from __future__ import annotations

import sys
from itertools import groupby, islice
from pathlib import Path

from benchmarks.corpus import items
from plugins.search.engines import EngineChoice


def main() -> None:
    """Prints the number and the bytes of the files."""
    name, corpus, count = sys.argv[1:]
    files = size = 0
    known = sorted(islice(items(Path(corpus)), int(count)), key=lambda item: item["date"])
    for _year, some in groupby(known, key=lambda item: item["date"][:4]):
        engine = EngineChoice(name).open()
        for item in some:
            engine.add([item["title"], *item["paragraphs"]])
        for _name, data in engine.each_file("mark"):
            files, size = files + 1, size + len(data)
    print(files, size)


if __name__ == "__main__":
    main()
