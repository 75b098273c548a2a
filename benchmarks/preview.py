"""How soon a preview shows the demo paper, and a save: in seconds, and as shares of a cold `linli build` in the same run.

python -m benchmarks.preview [--rounds 5]
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
LINLI = [sys.executable, "-m", "newsroom.cli"]


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


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    bench(parser.parse_args().rounds)
