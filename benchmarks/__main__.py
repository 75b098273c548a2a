"""`make bench ARGS="--corpus PATH"`: a build by Linli beside one by plain Pelican, in turns, on the same files.

Plain Pelican: its `simple` theme, one script, no search, cold. Figures are seconds of wall clock and of all processors, and MB
of memory (peak, all processes of a build at once); ratios are of wall clock, against plain Pelican in the same round. On a
machine that others use, the seconds of processors are what counts.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import write_articles

ROOT = Path(__file__).parents[1]
PLAIN = """
SITENAME = "plain"
TIMEZONE = "Asia/Shanghai"
PATH = "content"
ARTICLE_PATHS = ["articles"]
ARTICLE_URL = ARTICLE_SAVE_AS = "{date:%Y}/{date:%m}/{date:%d}/{slug}/index.html"
STATIC_PATHS = []
PLUGINS = []
THEME = "simple"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = None
"""

ONE_SCRIPT = """
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *

PLUGINS = [name for name in PLUGINS if name != "plugins.hanzi"]
"""


@dataclass
class Run:
    """One process, measured."""

    seconds: float
    processors: float  # seconds
    memory: float  # MB


def measure(command: list[str], folder: Path) -> Run:
    """Runs a command to its end; its memory is that of its whole process group, looked at 20 times a second."""
    log = folder / "bench.log"
    peak, done = [0], threading.Event()
    start = time.perf_counter()
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
        watcher = threading.Thread(target=_watch, args=(process.pid, peak, done), daemon=True)
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    done.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{log.read_text(errors='replace')[-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, peak[0] / 1e6)


def _watch(group: int, peak: list[int], done: threading.Event) -> None:
    page = os.sysconf("SC_PAGE_SIZE")
    while not done.wait(0.05):
        total = 0
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and os.getpgid(int(entry.name)) == group:
                    total += (int((entry / "statm").read_text().split()[1])) * page
            except (OSError, IndexError):
                continue
        peak[0] = max(peak[0], total)


def bench(corpus: Path, count: int, rounds: int, beside: bool) -> None:
    """Prints the figures for one number of articles."""
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
        folder = Path(name)
        write_articles(corpus, folder / "content", count)
        shutil.copy(ROOT / "pelicanconf.py", folder)
        (folder / "theme").symlink_to(ROOT / "theme")
        (folder / "plainconf.py").write_text(PLAIN, encoding="utf-8")
        binaries = Path(sys.executable).parent
        linli = [str(binaries / "linli"), "build"]
        plain = [str(binaries / "pelican"), "content", "-s", "plainconf.py", "-o", "plain", "--log-handler", "plain"]
        (folder / "onescript.py").write_text(ONE_SCRIPT, encoding="utf-8")
        edited = sorted((folder / "content" / "articles").rglob("*.md"))[-1]  # of the newest month
        figures: dict[str, list[Run]] = {}
        first = "plain Pelican" if beside else "cold, no twins"
        for round_ in range(rounds):
            for tree in ("plain", "output", ".output.press"):
                shutil.rmtree(folder / tree, ignore_errors=True)
            if beside:
                figures.setdefault("plain Pelican", []).append(measure(plain, folder))
            figures.setdefault("cold, no twins", []).append(measure([*linli, "--config", "onescript.py"], folder))
            for tree in ("output", ".output.press"):
                shutil.rmtree(folder / tree)
            figures.setdefault("cold", []).append(measure(linli, folder))
            figures.setdefault("nothing changed", []).append(measure(linli, folder))
            with edited.open("a", encoding="utf-8") as file:
                file.write(f"\n又补一句，第{round_ + 1}次。\n")
            figures.setdefault("one edit", []).append(measure(linli, folder))
        print(f"\n{count} articles, {rounds} rounds (median)")
        print(
            f"{'':<18}{'seconds':>9}{'processors':>12}{'MB':>8}{'of plain' if beside else 'of first':>11}{'of cold':>10}"
        )
        for what, runs in figures.items():
            seconds = statistics.median(run.seconds for run in runs)
            processors = statistics.median(run.processors for run in runs)
            memory = statistics.median(run.memory for run in runs)
            of_plain = statistics.median(r.seconds / p.seconds for r, p in zip(runs, figures[first], strict=True))
            of_cold = statistics.median(r.seconds / c.seconds for r, c in zip(runs, figures["cold"], strict=True))
            print(f"{what:<18}{seconds:>9.2f}{processors:>12.2f}{memory:>8.0f}{of_plain:>10.1%}{of_cold:>10.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="JSON lines, gzipped or not")
    parser.add_argument("--count", type=int, nargs="+", default=[1000, 10000], help="articles")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--alone", action="store_true", help="without plain Pelican, which takes minutes for 50,000")
    arguments = parser.parse_args()
    for count in arguments.count:
        bench(arguments.corpus, count, arguments.rounds, not arguments.alone)


if __name__ == "__main__":
    main()
