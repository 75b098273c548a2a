"""How soon a preview shows the demo paper, and a save: in seconds, and as shares of a cold `linli build` in the same run.

python -m benchmarks.preview [--rounds 5]
python -m benchmarks.preview --corpus PATH [--articles 10000] [--rounds 5]: the desk in the browser on a long archive
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
LINLI = [sys.executable, "-m", "newsroom"]


def bench(rounds: int) -> None:
    """Prints medians of so many rounds."""
    from playwright.sync_api import sync_playwright

    figures: dict[str, list[float]] = {"cold build": [], "first page": [], "save to screen": []}
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _round in range(rounds):
            with TemporaryDirectory(prefix="linli-bench-") as name:
                folder = Path(name)
                for part in ("content", "theme"):
                    shutil.copytree(ROOT / part, folder / part)
                shutil.copy(ROOT / "pelicanconf.py", folder)
                page = browser.new_page()
                started = time.perf_counter()
                subprocess.run([*LINLI, "build"], cwd=folder, env=_environment(), check=True, capture_output=True)
                figures["cold build"].append(time.perf_counter() - started)
                started = time.perf_counter()
                preview = subprocess.Popen(
                    [*LINLI, "preview", "--port", "0"],
                    cwd=folder,
                    env=_environment(),
                    stdout=subprocess.PIPE,
                    text=True,
                )
                address = re.search(r"http://\S+/", preview.stdout.readline())[0]
                page.goto(address, wait_until="domcontentloaded")
                figures["first page"].append(time.perf_counter() - started)
                figures["save to screen"] += _saves(folder, page, address)
                page.close()
                preview.terminate()
                preview.communicate()
    cold = statistics.median(figures["cold build"])
    for name, seconds in figures.items():
        middle = statistics.median(seconds)
        print(f"{name:16} {middle:6.2f} s  {middle / cold:6.0%} of the cold build  worst {max(seconds):.2f} s")


def _saves(folder: Path, page, address: str) -> list[float]:
    """Seconds from a save of an article to its new text in the open browser, for a few saves."""
    page.goto(address)
    page.locator("main .teaser__title a").first.click()
    page.wait_for_url("**/20*/**")
    slug = page.url.rstrip("/").rsplit("/", 1)[1]
    file = next((folder / "content" / "articles").rglob(f"{slug}.md"))
    text = file.read_text(encoding="utf-8")
    seconds = []
    for number in range(5):
        mark = f"第{number}次改动"
        started = time.perf_counter()
        file.write_text(text.replace("\n---\n", f"\n---\n\n{mark}。\n", 1), encoding="utf-8")
        page.get_by_text(mark).wait_for()
        seconds.append(time.perf_counter() - started)
    return seconds


def bench_desk(corpus: Path, count: int, rounds: int) -> None:
    """Prints how soon the first screen is there, also while nothing is built, and how soon what one types is seen in the page."""
    from playwright.sync_api import sync_playwright

    from benchmarks.__main__ import Bench

    with TemporaryDirectory(prefix="linli-bench-") as name, sync_playwright() as playwright:
        folder = Bench.of(corpus, count, Path(name)).folder
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for what in ("nothing built", "built"):
            page = browser.new_page()
            started = time.perf_counter()
            command = [*LINLI, "newsroom", "--port", "0", "--no-open"]
            desk = subprocess.Popen(command, cwd=folder, env=_environment(), stdout=subprocess.PIPE, text=True)
            address = re.search(r"http://\S+", desk.stdout.readline())[0]
            page.goto(address, wait_until="domcontentloaded")
            page.locator("h1").wait_for()
            print(f"first screen, {what}: {time.perf_counter() - started:.2f} s")
            desk.stdout.readline()  # it is built
            if what == "built":
                seen = [_typed(page, number) for number in range(rounds)]
                print(
                    f"typed to seen: {statistics.median(seen):.2f} s  worst {max(seen):.2f} s, of which 0.8 s are its pause"
                )
            page.close()
            desk.terminate()
            desk.communicate()


def _typed(page, number: int) -> float:
    """Seconds from words that are typed to their being in the page beside the text."""
    shown = page.frame_locator("iframe")
    if not number:
        page.reload()
        page.locator(".day li a").first.click()
        shown.locator("h1").first.wait_for()
    page.locator(".ProseMirror").focus()
    page.wait_for_timeout(3000)  # what the last save has left to the next build is done
    mark = f"第{number}次改动"
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(mark)
    started = time.perf_counter()
    shown.get_by_text(mark).first.wait_for()
    return time.perf_counter() - started


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    options = parser.parse_args()
    if options.corpus:
        bench_desk(options.corpus, options.articles, options.rounds)
    else:
        bench(options.rounds)
