"""`make bench-decisions ARGS="--corpus PATH"`: the figures that decided how Linli is made (docs/decisions).

- One Markdown instance: what making one costs beside reading an article.
- OpenCC's own wheel: the same texts converted by it and by opencc-python-reimplemented.
- Twins of finished pages: what it takes to render a page, and to make its twin.
- Two trees: the files that an edit writes beside all files of the site, and how long a copy of the site would take.
- Fingerprints: what a build makes anew when all files have another time.
- Pages that stay: the files of months that are over which a new article changes.

Seconds are of processors, but for those of copying and exchanging, so that other work on the machine counts little.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.corpus import items, write_articles

ROOT = Path(__file__).parents[1]
ENGINE = """
import sys, time
from opencc import OpenCC
converter, texts = OpenCC("s2tw"), sys.stdin.read().split("\\0")
converter.convert("頭")
start = time.process_time()
for text in texts:
    converter.convert(text)
print(time.process_time() - start)
"""
PAGES = """
import time
from pathlib import Path

from linli.build import schedule
from linli.build.render import Renderer
from newsroom import building
from plugins.hanzi.twin import TwinMaker

schedule.ALONE = 10**9  # all in this process
taken = {}

def timed(kind, method):
    def call(*arguments):
        start = time.process_time()
        result = method(*arguments)
        count, seconds = taken.get(kind, (0, 0.0))
        taken[kind] = count + 1, seconds + time.process_time() - start
        return result
    return call

Renderer.render = timed("page", Renderer.render)
TwinMaker.__call__ = timed("twin", TwinMaker.__call__)
building.run(Path("pelicanconf.py"))
print(*(f"{kind} {1000 * seconds / count:.2f} ms ({count})" for kind, (count, seconds) in taken.items()), sep=", ")
"""
MONTH = re.compile(r"(?:^|/)(\d{4})[/-](\d{2})(?=[/-])")


def markdown(texts: list[str]) -> None:
    """Reading one article, and making a Markdown instance for it."""
    from linli.model.paper import Paper
    from linli.reading.markup import Markup
    from linli.reading.photos import Photos
    from linli.reading.reader import Reader

    paper = Paper.from_settings({"SITENAME": "柳溪报", "SECTIONS": {"news": "要闻"}})
    reader = Reader(paper, Photos(Path()))
    head = "---\n标题: 一口老井\n栏目: 要闻\n日期: 2024-03-01\n短名: a\n---\n\n"

    def read() -> None:
        for text in texts:
            reader.read("articles/a.md", (head + text).encode())

    reading = _seconds(read) / len(texts)
    making = _seconds(lambda: [Markup() for _ in range(300)]) / 300
    print(f"an article is read in {1000 * reading:.2f} ms; an instance is made in {1000 * making:.2f} ms")


def engines(texts: list[str]) -> None:
    """The two packages that convert Chinese."""
    whole = "\0".join(texts)
    taken = []
    for path in ("", str(ROOT / ".venv" / "pure")):
        command = [sys.executable, "-c", ENGINE]
        done = subprocess.run(
            command, input=whole, env=os.environ | {"PYTHONPATH": path}, check=True, capture_output=True, text=True
        )
        taken.append(float(done.stdout))
    wheel, pure = (len(whole) / 1000 / seconds for seconds in taken)
    print(
        f"OpenCC's wheel converts {wheel:,.0f} thousand characters a second, the other {pure:,.0f}: 1 to {wheel / pure:.0f}"
    )


def twins(corpus: Path) -> None:
    """Pages rendered, and their twins made, in one process."""
    with _paper(corpus, 300) as folder:
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", PAGES], cwd=folder, env=environment, check=True, capture_output=True, text=True
        )
        print(f"of 300 articles: {done.stdout.strip()}")


def trees(corpus: Path, count: int) -> None:
    """What builds of a paper write."""
    with _paper(corpus, count) as folder:
        cold, _ = _build(folder)
        files = _stats(folder / "output")
        size = sum(stat.st_size for stat in files.values())
        print(f"{count} articles are {len(files)} files, {size / 1e6:.0f} MB")

        sources = sorted((folder / "content/articles").rglob("*.md"))
        newest = sources[-1]
        newest.write_text(newest.read_text(encoding="utf-8") + "\n又补一句。\n", encoding="utf-8")
        seconds, _ = _build(folder)
        after = _stats(folder / "output")
        print(f"after an edit {len(_changed(files, after))} are written: {seconds / cold:.1%} of the cold build")
        print(f"to copy the site takes {_copying(folder):.1f} s, to exchange trees {1000 * _exchanging(folder):.2f} ms")

        for source in sources:
            os.utime(source)
        seconds, said = _build(folder)
        touched = _stats(folder / "output")
        print(
            f"after a touch of all {len(_changed(after, touched))} are written: {seconds / cold:.1%} of the cold build; {said}"
        )

        month = re.search(r"(\d{4})/(\d{2})/\d{2}/", newest.as_posix())
        new = newest.with_name("new.md")
        new.write_text(newest.read_text(encoding="utf-8").replace("slug: item", "slug: new"), encoding="utf-8")
        _build(folder)
        changed = _changed(touched, _stats(folder / "output"))
        over = [path for path in changed if (m := MONTH.search(path)) and (m[1], m[2]) != (month[1], month[2])]
        print(f"after a new article {len(changed)} are written, {len(over)} of them of months that are over")


@contextmanager
def _paper(corpus: Path, count: int) -> Iterator[Path]:
    """The folder of a paper with so many articles."""
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
        folder = Path(name)
        write_articles(corpus, folder / "content", count)
        shutil.copy(ROOT / "pelicanconf.py", folder)
        (folder / "theme").symlink_to(ROOT / "theme")
        yield folder


def _build(folder: Path) -> tuple[float, str]:
    """Builds; gives the seconds of processors, and what was written as the editor is told."""
    command = [sys.executable, "-m", "newsroom", "build"]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "LINLI_LANG": "en"},
        stdout=subprocess.PIPE,
        text=True,
    )
    said = process.stdout.read().splitlines()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the build ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, said[1]


def _stats(tree: Path) -> dict[str, os.stat_result]:
    return {file.relative_to(tree).as_posix(): file.stat() for file in tree.rglob("*") if file.is_file()}


def _changed(before: dict[str, os.stat_result], after: dict[str, os.stat_result]) -> list[str]:
    """The files that are new, or written anew."""
    return [path for path, stat in after.items() if path not in before or before[path].st_ino != stat.st_ino]


def _copying(folder: Path) -> float:
    start = time.perf_counter()
    shutil.copytree(folder / "output", folder / "copy")
    return time.perf_counter() - start


def _exchanging(folder: Path) -> float:
    from linli.system import this

    start = time.perf_counter()
    for _ in range(10):
        this.exchange(folder / "output", folder / "copy")
    return (time.perf_counter() - start) / 10


def _seconds(work: Callable[[], object]) -> float:
    """The least of three."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="JSON lines, gzipped or not")
    parser.add_argument("--count", type=int, default=10000, help="articles")
    arguments = parser.parse_args()
    texts = ["\n\n".join(item["paragraphs"]) for item in itertools.islice(items(arguments.corpus), 1000)]
    markdown(texts)
    engines(texts)
    twins(arguments.corpus)
    trees(arguments.corpus, arguments.count)


if __name__ == "__main__":
    main()
