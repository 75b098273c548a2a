"""`make bench ARGS="--corpus PATH"`: the whole product as it is shipped, beside what a paper could use instead.

Everybody prints the same articles in the same round, in turns: plain Pelican (one script, no search), a line of Hugo,
OpenCC and Pagefind where they are installed, and Linli with both scripts, search and feeds: cold, and after each kind of
change. Ratios are those of one round; the medians of all rounds are printed.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.cluster import cluster
from benchmarks.corpus import write_articles
from benchmarks.measure import Run, bytes_of, measure, size_of
from benchmarks.rivals import hugo_line, plain_pelican

ROOT = Path(__file__).parents[1]
PLAIN, LINE, COLD, NOTHING = "plain Pelican", "Hugo+OpenCC+Pagefind", "cold", "nothing changed"
EDIT, NEW, GLOSSARY, TEMPLATE = "one edit", "new article", "glossary line", "template"
CLUSTER = "cold, by two dask workers"
WORD = "长江"  # stands in some articles of any corpus of news
ARTICLE = "---\ntitle: 新来的一篇之{number}\ndate: {day}\nsection: news\nslug: new-{number}\n---\n\n今天又有一篇。\n"


@dataclass
class Bench:
    """A paper in a folder of its own, with everything that is measured there."""

    folder: Path
    figures: dict[str, list[Run]] = field(default_factory=dict)

    @classmethod
    def of(cls, corpus: Path, count: int, folder: Path) -> Bench:
        """A paper of `count` articles out of a corpus."""
        write_articles(corpus, folder / "content", count)
        shutil.copy(ROOT / "pelicanconf.py", folder)
        shutil.copytree(ROOT / "theme", folder / "theme")
        return cls(folder)

    def run(self, what: str, *commands: list[str]) -> None:
        """Measures commands, one after the other, as one thing."""
        runs = [measure(command, self.folder) for command in commands]
        together = Run(
            sum(run.wall for run in runs),
            sum(run.user for run in runs),
            sum(run.system for run in runs),
            max(run.largest for run in runs),
            max(run.together for run in runs),
        )
        self.figures.setdefault(what, []).append(together)

    def round(self, number: int, rivals: bool) -> None:
        """One round: everybody once."""
        linli = [str(Path(sys.executable).with_name("linli")), "build"]
        self._put_aside("plain", "hugo", "output", ".output.press")
        if rivals:
            self.run(PLAIN, *plain_pelican(self.folder))
            if line := hugo_line(self.folder):
                self.run(LINE, *line)
        self.run(COLD, linli)
        self.run(NOTHING, linli)
        for what, change in CHANGES.items():
            change(self.folder, number)
            self.run(what, linli)

    def by_cluster(self, address: str) -> None:
        """A cold build by the workers of a cluster, whose site must be that of this machine's processes."""
        linli = [str(Path(sys.executable).with_name("linli")), "build", "--output"]
        self._put_aside("alone", ".alone.press", "cluster", ".cluster.press")
        measure([*linli, "alone"], self.folder)
        self.run(CLUSTER, [*linli, "cluster", "--scheduler", address])
        if bytes_of(self.folder / "alone") != bytes_of(self.folder / "cluster"):
            sys.exit("a cluster makes another site")

    def _put_aside(self, *trees: str) -> None:
        """Moves old trees out of the way. They are deleted in the end: for minutes after some ten thousand files were
        deleted, ext4 looks at each of their inodes before it makes a new one (`recently_deleted` in its `ialloc.c`)."""
        for tree in filter(lambda tree: (self.folder / tree).exists(), trees):
            aside = self.folder / "aside" / str(len(list((self.folder / "aside").glob("*"))))
            aside.parent.mkdir(exist_ok=True)
            (self.folder / tree).rename(aside)

    def table(self) -> list[str]:
        """The medians of all rounds, a line each."""
        lines = [
            f"{'':<26}{'wall s':>8}{'user s':>8}{'sys s':>7}{'MB':>7}{'MB all':>8}{'of plain':>10}{'of line':>9}{'of cold':>9}"
        ]
        for what, runs in self.figures.items():
            cells = [statistics.median(getattr(run, key) for run in runs) for key in ("wall", "user", "system")]
            memory = [statistics.median(getattr(run, key) for run in runs) for key in ("largest", "together")]
            line = f"{what:<26}{cells[0]:>8.2f}{cells[1]:>8.2f}{cells[2]:>7.2f}{memory[0]:>7.0f}{memory[1]:>8.0f}"
            for against, width in ((PLAIN, 10), (LINE, 9), (COLD, 9)):
                line += f"{self._ratio(what, against):>{width}}"
            lines.append(line)
        return lines

    def _ratio(self, what: str, against: str) -> str:
        if against not in self.figures:
            return "-"
        pairs = zip(self.figures[what], self.figures[against], strict=True)
        return f"{statistics.median(run.wall / other.wall for run, other in pairs):.1%}"


def _edit(folder: Path, number: int) -> None:
    newest = sorted((folder / "content" / "articles").rglob("*.md"))[-1]
    with newest.open("a", encoding="utf-8") as file:
        file.write(f"\n又补一句，第{number}次。\n")


def _new(folder: Path, number: int) -> None:
    newest = sorted((folder / "content" / "articles").rglob("*.md"))[-1]
    day = "-".join(newest.parent.parts[-3:])
    (newest.parent / f"new-{number}.md").write_text(ARTICLE.format(number=number, day=day), encoding="utf-8")


def _glossary(folder: Path, number: int) -> None:
    lines = f"{WORD}\t長江\n" if number % 2 else f"{WORD}\t長 江\n"
    (folder / "content" / "glossary.tsv").write_text(lines, encoding="utf-8")


def _template(folder: Path, number: int) -> None:
    with (folder / "theme" / "templates" / "article.html").open("a", encoding="utf-8") as file:
        file.write(f"<!-- {number} -->\n")


CHANGES: dict[str, Callable[[Path, int], None]] = {EDIT: _edit, NEW: _new, GLOSSARY: _glossary, TEMPLATE: _template}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="JSON lines, gzipped or not")
    parser.add_argument("--count", type=int, nargs="+", default=[1000, 10000], help="articles")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cluster", action="store_true", help="a cold build by two dask workers, too")
    parser.add_argument("--alone", action="store_true", help="Linli alone: others take minutes for 50,000")
    arguments = parser.parse_args()
    for count in arguments.count:
        with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
            bench = Bench.of(arguments.corpus, count, Path(name))
            for number in range(arguments.rounds):
                bench.round(number, not arguments.alone)
                if arguments.cluster:
                    with cluster(Path(name)) as address:
                        bench.by_cluster(address)
            files, size = size_of(Path(name) / "output")
            print(
                f"\n{count} articles, {arguments.rounds} rounds (medians); {files / count:.1f} files an article, {size:.0f} MB"
            )
            print("\n".join(bench.table()), flush=True)


if __name__ == "__main__":
    main()
