"""`make bench-search ARGS="--corpus PATH"`: search in a real browser against plain substring search, byte by byte.

Articles of a corpus are built into a site, served compressed, and asked 200 queries through the module that the search
page uses: names and places of the news, random substrings of 1 to 8 characters, Latin and digits, half of them in
Traditional. What should be found is computed from the headlines and bodies of the corpus. With the package
`pagefind-bin-extended` (installed for this alone: `pip install '.[bench]'`) the same queries go to Pagefind as it comes.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from benchmarks.corpus import items, write_articles
from plugins.hanzi import Converter
from plugins.search.cutting import fold

ROOT = Path(__file__).parents[1]
KNOWN = [
    "中国",
    "的",
    "一",
    "北京",
    "上海",
    "AI",
    "15",
    "2023",
    "1.2",
    "—",
    "人民",
    "发展",
    "ＡＩ",
    "乌克兰",
    "“",
    "人民日报",
]
OURS = """async ([module, query]) => {
  const { searchShards, search } = await import(module);
  const start = performance.now();
  const state = await searchShards(query);
  const shown = await search(query, { limit: 10 });
  return {
    found: state.found.map((one) => one.shard.root.href + "cards/" + one.id + ".json"),
    total: shown.total, milliseconds: performance.now() - start,
  };
}"""
THEIRS = """async ([module, query]) => {
  const pagefind = await import(module);
  const start = performance.now();
  const answer = await pagefind.search(query);
  await Promise.all(answer.results.slice(0, 10).map((result) => result.data()));
  return { milliseconds: performance.now() - start };
}"""
THEIR_RESULTS = """async ([module, query]) => {
  const pagefind = await import(module);
  const all = await Promise.all((await pagefind.search(query)).results.map((result) => result.data()));
  return all.map((one) => one.url);
}"""


class Server(http.server.SimpleHTTPRequestHandler):
    """Serves a folder compressed, and counts what goes over the wire."""

    protocol_version = "HTTP/1.1"
    bytes = 0

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        if path.suffix in (".js", ".json", ".html", ".css", ".svg"):
            data = gzip.compress(data, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(data)
        Server.bytes += len(data) + 250  # headers

    def log_message(self, *_):
        pass


def plain(text: str) -> str:
    """A paragraph of the corpus as a reader sees it."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("**", "")


def queries(articles: list[list[str]], count: int) -> list[str]:
    """Known words and random substrings; every second one in Traditional."""
    chance = random.Random(20)
    found = list(KNOWN)
    texts = [text for article in articles for text in article]
    while len(found) < count:
        text = chance.choice(texts)
        length = chance.randint(1, 8)
        start = chance.randrange(max(1, len(text) - length))
        query = text[start : start + length]
        if query.strip() and not re.search(r'[\s"＂*#_`<>-]', query):
            found.append(query)
    convert = Converter("s2t").text
    return [convert(query) if number % 2 else query for number, query in enumerate(found)]


def report(name: str, wanted: list[set], got: list[set], milliseconds: list[float], sizes: list[int]) -> None:
    """Prints a line of figures."""
    right = sum(len(w & g) for w, g in zip(wanted, got, strict=True))
    recall = right / max(1, sum(map(len, wanted)))
    precision = right / max(1, sum(map(len, got)))
    perfect = sum(w == g for w, g in zip(wanted, got, strict=True))
    print(
        f"{name:<22}{recall:>8.3f}{precision:>11.3f}{perfect:>6}/{len(wanted)}"
        f"{statistics.median(milliseconds):>9.0f} ms{statistics.median(sizes) / 1000:>9.1f} KB{sizes[0] / 1000:>9.1f} KB"
    )


def bench(corpus: Path, count: int, number: int) -> None:
    """Builds, serves, asks."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
        folder = Path(name)
        write_articles(corpus, folder / "content", count)
        shutil.copy(ROOT / "pelicanconf.py", folder)
        (folder / "theme").symlink_to(ROOT / "theme")
        subprocess.run([sys.executable, "-m", "newsroom.cli", "build"], cwd=folder, check=True, env=_environment())
        output = folder / "output"
        known = [item for _, item in zip(range(count), items(corpus), strict=False)]
        articles = [[plain(text) for text in (item["title"], *item["paragraphs"])] for item in known]
        urls = [f"{item['date'].replace('-', '/')}/item-{n}/" for n, item in enumerate(known)]
        folded = [[fold(text) for text in article] for article in articles]
        asked = queries(articles, number)
        wanted = [
            {url for url, texts in zip(urls, folded, strict=True) if any(fold(query) in text for text in texts)}
            for query in asked
        ]
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Server, directory=str(output)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}/"
        extended = _extended(output)
        print(f"\n{len(known)} articles, {number} queries")
        print(f"{'':<22}{'recall':>8}{'precision':>11}{'perfect':>10}{'median':>12}{'a query':>12}{'the first':>12}")
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=shutil.which("chromium") or shutil.which("chromium-browser"), args=["--no-sandbox"]
            )
            page = chromium.new_page()
            page.goto(base + "search/")
            page.wait_for_load_state("networkidle")
            module = page.evaluate("[...document.scripts].find((s) => s.src.includes('/js/search.')).src")
            cards = {}
            got, milliseconds, sizes = [], [], []
            for query in asked:
                before = Server.bytes
                answer = page.evaluate(OURS, [module, query])
                sizes.append(Server.bytes - before)
                milliseconds.append(answer["milliseconds"])
                for card in answer["found"]:
                    if card not in cards:
                        cards[card] = json.loads((output / card.removeprefix(base)).read_bytes())["url"]
                got.append({cards[card] for card in answer["found"]})
            report("Linli", wanted, got, milliseconds, sizes)
            if extended:
                reader, checker = (chromium.new_context().new_page() for _ in range(2))
                reader.goto(base)
                checker.goto(base)
                got, milliseconds, sizes = [], [], []
                for query in asked:  # what a reader's browser loads is counted, what tells right from wrong is not
                    before = Server.bytes
                    milliseconds.append(reader.evaluate(THEIRS, [base + "pagefind/pagefind.js", query])["milliseconds"])
                    sizes.append(Server.bytes - before)
                    found = checker.evaluate(THEIR_RESULTS, [base + "pagefind/pagefind.js", query])
                    got.append({url.lstrip("/") for url in found})
                report("Pagefind as it comes", wanted, got, milliseconds, sizes)
            else:
                print("Pagefind as it comes: not installed (pip install '.[bench]')")
            chromium.close()
        server.shutdown()


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


def _extended(output: Path) -> bool:
    """Has Pagefind's extended build index the article pages as it comes, if it is there."""
    try:
        from pagefind_bin_extended import get_executable
    except ImportError:
        return False
    command = [str(get_executable()), "--site", str(output), "--glob", "[12]*/**/*.html", "--root-selector", "main"]
    subprocess.run(command, check=True, capture_output=True)
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="JSON lines, gzipped or not")
    parser.add_argument("--count", type=int, nargs="+", default=[2000], help="articles")
    parser.add_argument("--queries", type=int, default=200)
    arguments = parser.parse_args()
    for count in arguments.count:
        bench(arguments.corpus, count, arguments.queries)


if __name__ == "__main__":
    main()
