"""What `make test` samples, in numbers: random documents, drawings, Word files and lines of XSS, those of public collections too.

python -m benchmarks.hostile [--documents 20000] [--seed 1] [--drawings FOLDER] [--words FOLDER] [--lines FOLDER]

A folder has files of a public collection, such as the tests of a sanitiser; a file that is no drawing is taken as lines, each of
which is tried within one. It ends with 1 when something ran, asked another host, or was not told.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from linli.reading.photos import Photos
from linli.reading.reader import Reader
from plugins import bylines
from plugins.pictures import drawing
from tests.browser.conftest import CHROMIUM, FLAGS, served
from tests.browser.injected import FIELDS, config, looked_at
from tests.browser.test_drawings import harm as harm_of_drawings
from tests.paper import SVG, Paper, facts
from tests.pictures.hostile import drawings
from tests.reading.documents import document, harm

HEAD = "---\n标题: 老井\n栏目: 要闻\n日期: 2024-03-11\n---\n\n"
SLOW = 5.0  # seconds for one document
LINLI = [sys.executable, "-m", "newsroom"]
PROGRAM_FAULTS = re.compile(r"Traceback|^\w+(?:Error|Warning|Exception)\b", re.M)


def documents(count: int, seed: int) -> list[str]:
    """Reads random documents; gives those that did harm, raised, or took long."""
    found, read, longest = [], 0, 0.0
    bylines.register()
    with TemporaryDirectory() as name:
        (Path(name) / "photos").mkdir()
        (Path(name) / "photos/a.svg").write_text(SVG)
        reader, chance = Reader(facts(), Photos(Path(name))), random.Random(seed)
        for number in range(count):
            body = document(chance)
            start = time.process_time()
            try:
                reading = reader.read(f"articles/{number}.md", (HEAD + body).encode("utf-8", "surrogatepass"))
            except Exception as error:
                found.append(f"{error!r}: {body[:200]!r}")
                continue
            took = time.process_time() - start
            longest = max(longest, took)
            if took > SLOW:
                found.append(f"{took:.1f} s: {body[:200]!r}")
            if reading.article is None:
                found += [] if any(one.is_grave for one in reading.findings) else [f"not told: {body[:200]!r}"]
                continue
            read += 1
            found += [f"{one}: {body[:200]!r}" for one in harm(reading.article.body)]
    print(f"documents  {count}, {read} read, the others told; the slowest {longest:.2f} s; {len(found)} faults")
    return found


def texts_of(folder: Path | None) -> Iterator[tuple[str, bytes]]:
    """Every file of a folder."""
    for file in sorted(folder.rglob("*")) if folder else ():
        if file.is_file():
            yield file.name, file.read_bytes()


def lines_of(folder: Path | None) -> list[str]:
    """Every line of the files in a folder that has a tag, or what calls something."""
    lines = (line.strip() for _name, data in texts_of(folder) for line in data.decode("utf-8", "replace").splitlines())
    return list(dict.fromkeys(line for line in lines if 5 < len(line) < 2_000 and re.search(r"[<(&\\]", line)))


def of_drawings(browser: object, folder: Path | None, lines: list[str]) -> list[str]:
    """Cleans drawings and opens them as pages of their own."""
    around = drawing.SVG, drawing.XLINK, drawing.XHTML
    head = '<svg xmlns="{}" xmlns:xlink="{}" xmlns:h="{}" width="60" height="40">'.format(*around)
    some = [(f"own {number}", one.encode()) for number, one in enumerate(drawings("http://leak.example/a"))]
    some += texts_of(folder)
    some += [(line, f"{head}{line}</svg>".encode("utf-8", "replace")) for line in lines]
    clean: list[bytes | None] = []
    found = []
    for name, data in some:
        try:
            clean.append(drawing.cleaned(data).data)
        except drawing.UnreadableDrawing:
            clean.append(None)
        except Exception as error:
            clean.append(None)
            found.append(f"{name}: {error!r}")
    ran, asked = harm_of_drawings(browser, clean)
    found += [f"ran: {some[number][0]}" for number in ran] + [f"asked: {path}" for path in asked]
    read = sum(one is not None for one in clean)
    print(f"drawings   {len(some)}, {read} cleaned and opened, the others told; {len(found)} faults")
    return found


def _processor() -> float:
    """Seconds that commands have had of the processor so far."""
    times = os.times()
    return times.children_user + times.children_system


def of_words(folder: Path | None) -> list[str]:
    """Imports Word files by the command, and builds what came of them."""
    found: list[str] = []
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()] if folder else []
    codes: Counter[str] = Counter()
    slowest = (0.0, "")
    with TemporaryDirectory() as name:
        paper = Paper.make(Path(name) / "paper", config())
        for file in files:
            start = _processor()
            command = [*LINLI, "import", str(file), "--date", "2024-05-01", "--section", "要闻", "--draft"]
            done = subprocess.run(command, cwd=paper.root, capture_output=True, text=True, errors="replace")
            slowest = max(slowest, (_processor() - start, file.name))
            told = re.findall(r": ([EW]\d{3}) ", done.stderr)
            codes.update(set(told) or {"imported without a word"})
            if (
                PROGRAM_FAULTS.search(done.stderr)
                or done.returncode not in (0, 1)
                or (done.returncode == 1 and not told)
            ):
                found.append(f"{file.name}: {done.returncode} {done.stderr[-300:]}")
        outside = [path for path in Path(name).iterdir() if path.name != "paper"]
        found += [f"written outside: {path}" for path in outside]
        done = subprocess.run([*LINLI, "build"], cwd=paper.root, capture_output=True, text=True, errors="replace")
        if PROGRAM_FAULTS.search(done.stderr):
            found.append(f"build: {done.stderr[-300:]}")
    print(f"Word files {len(files)}, the slowest {slowest[0]:.1f} s ({slowest[1]}); {len(found)} faults; {dict(codes)}")
    return found


def of_lines(browser: object, lines: list[str]) -> list[str]:
    """Builds a paper whose articles have lines in every field and in their bodies, and opens each page."""
    with TemporaryDirectory() as name:
        paper = Paper.make(Path(name) / "paper", config())
        for number, line in enumerate(lines):
            fields = dict.fromkeys(FIELDS, line) | {"更正": f"2024-06-01 {line}", "短名": f"p{number}"}
            day = f"2024-{1 + number // 28 % 6:02}-{1 + number % 28:02}"
            title = fields.pop("标题")
            paper.article(
                f"{number}.md", title, f"{line}\n\n本报讯（记者 {line}）井水清了。\n\n（{line} 摄）", 日期=day, **fields
            )
        subprocess.run([*LINLI, "build", "--without-faulty"], cwd=paper.root, capture_output=True)
        with served(paper.output) as address:
            pages, found = looked_at(browser, paper.output, address)
    print(f"lines      {len(lines)} in each field and body, {pages} pages opened; {len(found)} faults")
    return found


def main() -> None:
    """Runs all that is asked for."""
    from playwright.sync_api import sync_playwright

    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--documents", type=int, default=20_000)
    arguments.add_argument("--seed", type=int, default=1)
    for name in ("drawings", "words", "lines"):
        arguments.add_argument(f"--{name}", type=Path, metavar="FOLDER")
    options = arguments.parse_args()
    lines = lines_of(options.lines)
    found = documents(options.documents, options.seed) + of_words(options.words)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        found += of_drawings(browser, options.drawings, lines) + of_lines(browser, lines)
        browser.close()
    for fault in found:
        print(fault)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
