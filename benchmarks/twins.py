"""`make bench-twins ARGS="--corpus PATH"`: what twins add to a cold build, all else equal.

Builds with and without `plugins.hanzi` take turns, once with the search index (which is made beside the pages, by a
program of its own) and once without it. Seconds are of wall clock, and of all processors together; what twins add is
the median of the rounds, each against its own build without them.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import write_articles
from benchmarks.measure import Run, measure

ROOT = Path(__file__).parents[1]
CONFIG = """
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *

PLUGINS = [name for name in PLUGINS if name not in {without!r}]
"""
SEARCH, HANZI = "plugins.search", "plugins.hanzi"


def bench(corpus: Path, count: int, rounds: int) -> None:
    """Prints what twins add for one number of articles."""
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
        folder = Path(name)
        write_articles(corpus, folder / "content", count)
        shutil.copy(ROOT / "pelicanconf.py", folder)
        (folder / "theme").symlink_to(ROOT / "theme")
        print(f"\n{count} articles, {rounds} rounds (median)")
        print(f"{'':<16}{'one script':>14}{'with twins':>14}{'twins add':>12}{'of processors':>16}")
        for title, besides in (("without search", [SEARCH]), ("with search", [])):
            pairs = [_pair(folder, besides, number) for number in range(rounds)]
            wall = [statistics.median(pair[i].wall for pair in pairs) for i in (0, 1)]
            added = statistics.median(twins.wall / bare.wall - 1 for bare, twins in pairs)
            used = statistics.median(twins.processors / bare.processors - 1 for bare, twins in pairs)
            print(f"{title:<16}{wall[0]:>13.2f}s{wall[1]:>13.2f}s{added:>12.1%}{used:>16.1%}")


def _pair(folder: Path, besides: list[str], number: int) -> tuple[Run, Run]:
    """A cold build without twins and one with them, beginning with either in turn."""
    costs: dict[bool, Run] = {}
    for twins in (False, True) if number % 2 else (True, False):
        (folder / "benchconf.py").write_text(CONFIG.format(without=besides + ([] if twins else [HANZI])))
        for tree in ("output", ".output.press"):
            shutil.rmtree(folder / tree, ignore_errors=True)
        linli = str(Path(sys.executable).parent / "linli")
        costs[twins] = measure([linli, "build", "--config", "benchconf.py"], folder)
    return costs[False], costs[True]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="JSON lines, gzipped or not")
    parser.add_argument("--count", type=int, nargs="+", default=[1000], help="articles")
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    for count in arguments.count:
        bench(arguments.corpus, count, arguments.rounds)


if __name__ == "__main__":
    main()
