"""`make bench-headlines ARGS="--corpus PATH --seed 1"`: where headlines break, in real browsers, and how often within a word.

Headlines drawn from a corpus are set as the paper sets them, on an article, as the lead, as a teaser and in a list, in four
widths of the window. Each place at which a browser ends a line is held against the words that ICU finds, which is another
segmenter than ours, with words of its own; all that lies within one of its words is listed, to be read.
With --save the breaks are written as JSON, for other segmenters to judge.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import random
import subprocess
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.corpus import items
from benchmarks.search import CHROMIUM
from linli.build.assets import Assets
from linli.build.templates import environment_of
from plugins.hanzi import Converter

ROOT = Path(__file__).parents[1]
THEME = ROOT / "theme"
OLD = ROOT / ".venv" / "old-browsers"
WIDTHS = (360, 600, 900, 1280)
SHEETS = ("tokens", "base", "furniture", "teaser", "list", "prose", "article")
PAGE = """<!DOCTYPE html>
{% from "components/headline/headline.html" import headline %}
<html lang="{{ lang }}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
{% for name in sheets %}<link rel="stylesheet" href="{{ asset("css/" ~ name ~ ".css") }}">{% endfor %}</head>
<body class="reading"{% if large %} data-large{% endif %}>
{% for title in titles %}
<div class="article"><header class="article__head"><h1 data-in="article">{{ headline(title) }}</h1></header></div>
<div class="teaser teaser--lead"><h2 class="teaser__title" data-in="lead"><a href="#">{{ headline(title) }}</a></h2></div>
<div style="max-width: 18rem"><h3 class="teaser__title" data-in="teaser"><a href="#">{{ headline(title) }}</a></h3></div>
<ul class="lines" style="max-width: 22rem"><li class="line"><span data-in="line"><a href="#">{{ title | phrased }}</a></span>
<span class="line__meta">5月9日</span></li></ul>
{% endfor %}
<script src="measure.js"></script></body></html>"""
MEASURE = r"""
document.documentElement.dataset.mode = document.body.dataset.large === undefined ? "standard" : "large";
function breaksOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let text = "", before = null;
  const breaks = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let place = 0; place < node.data.length; place++, text += node.data[place - 1]) {
      range.setStart(node, place);
      range.setEnd(node, place + 1);
      const rects = [...range.getClientRects()].filter((one) => one.width > 0);
      const rect = rects[rects.length - 1];
      if (!rect || !node.data[place].trim()) continue;
      if (before && rect.top > before.top + before.height / 2) breaks.push(text.length);
      before = rect;
    }
  }
  return { within: element.dataset.in, text, breaks };
}
function measured() {
  const found = [...document.querySelectorAll("[data-in]")].map(breaksOf);
  return { found, sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth };
}
function words(text) {
  const ends = [];
  for (const one of new Intl.Segmenter("zh", { granularity: "word" }).segment(text)) ends.push(one.index);
  return ends;
}
if (location.search.includes("told")) addEventListener("load", () => fetch("told", { method: "POST", body: JSON.stringify(measured()) }));
"""


class _Server(http.server.ThreadingHTTPServer):
    """Serves a folder, and takes what pages tell."""

    told: list[dict]


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_POST(self) -> None:
        self.server.told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, _Server]]:
    server = _Server(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    server.told = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", server
    server.shutdown()
    server.server_close()


def write(folder: Path, titles: list[str], lang: str, large: bool) -> None:
    """The page with all headlines, and its styles."""
    assets = Assets.load(THEME)
    for asset in assets.known.values():
        file = folder / asset.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(asset.data)
    page = environment_of(THEME, assets.paths()).from_string(PAGE)
    html = page.render(titles=titles, lang="zh-Hans", large=large, sheets=SHEETS, root="./")
    if lang != "zh-Hans":
        html = Converter("s2tw").html(html).replace('lang="zh-Hans"', f'lang="{lang}"')
    (folder / "index.html").write_text(html, encoding="utf-8")
    (folder / "measure.js").write_text(MEASURE, encoding="utf-8")


def by_chromium(address: str) -> Iterator[tuple[int, dict]]:
    """What the installed Chromium makes of the page, in each width."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            yield width, page.evaluate("measured()")
        browser.close()


def by_old(version: str, address: str) -> Iterator[tuple[int, dict]]:
    """The same of an old Chromium (`make old-browsers` fetches them)."""
    from tests.old.chromium import started

    with started(version, OLD) as page:
        for width in WIDTHS:
            page.look(width, "light")
            page.open(address)
            yield width, page.evaluate("measured()")


def by_firefox(address: str, server: _Server) -> Iterator[tuple[int, dict]]:
    """The same of Firefox, which tells it itself."""
    for width in WIDTHS:
        server.told.clear()
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            command = ["firefox", "--headless", "--no-remote", "--profile", home, f"--window-size={width},900"]
            picture = f"--screenshot={home}/page.png"
            subprocess.run([*command, picture, f"{address}?told"], capture_output=True, timeout=180, check=True)
        yield width, server.told[0]


def words_of(address: str, texts: list[str]) -> dict[str, set[int]]:
    """Where words begin, as ICU has them."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        found = page.evaluate("texts => texts.map(words)", texts)
        browser.close()
    return {text: {*ends} for text, ends in zip(texts, found, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="JSON lines, gzipped or not")
    parser.add_argument("--count", type=int, default=200, help="headlines")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lang", default="zh-Hans", help="or zh-Hant: the twin")
    parser.add_argument("--large", action="store_true", help="large type")
    parser.add_argument("--browser", default="chromium", help="firefox, or the number of an old Chromium")
    parser.add_argument("--save", type=Path, help="a file for all breaks")
    arguments = parser.parse_args()
    known = sorted({" ".join(item["title"].split()) for item in items(arguments.corpus)})
    titles = random.Random(arguments.seed).sample(known, min(arguments.count, len(known)))
    saved, total, bad = [], Counter(), Counter()
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as (address, server):
        write(Path(name), titles, arguments.lang, arguments.large)
        if arguments.browser == "chromium":
            pages = by_chromium(address)
        elif arguments.browser == "firefox":
            pages = by_firefox(address, server)
        else:
            pages = by_old(arguments.browser, address)
        seen = list(pages)
        words = words_of(address, sorted({one["text"] for _width, page in seen for one in page["found"]}))
    for width, page in seen:
        if page["sideways"] > 0:
            print(f"{width}: {page['sideways']} px to scroll sideways")
        for one in page["found"]:
            text, key = one["text"], (width, one["within"])
            total[key] += len(one["breaks"])
            for place in one["breaks"]:
                saved.append([width, one["within"], text, place])
                if place not in words[text]:
                    bad[key] += 1
                    print(f"{width}\t{one['within']}\t{text[:place]}|{text[place:]}")
    for key, count in total.items():
        print(
            f"{key[0]:>5} {key[1]:<8} {count:>5} breaks, {bad[key]:>3} within words of ICU: {bad[key] / max(count, 1):.1%}"
        )
    print(f"{total.total()} breaks, {bad.total()} within words of ICU: {bad.total() / max(total.total(), 1):.1%}")
    if arguments.save:
        arguments.save.write_text(json.dumps(saved, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
