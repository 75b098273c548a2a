"""`make bench-search ARGS="--corpus PATH"`: search in a real browser against plain substring search, byte by byte.

Articles of a corpus are built into a site with each engine, and served compressed.

- Right or wrong: 200 queries go through the module that the search page uses: words of the news, random substrings of 1
  to 8 characters with all that stands in them, two in three of them in Traditional. What should be found is computed from
  the headlines and paragraphs of the corpus.
- Bytes and time: readers with an empty cache type a query into the search page, and then another: 2 to 4 characters out
  of headlines. What counts for the first is the search code and all that is sent from the first key to the first result;
  for the second all that is sent until every shard was asked, and its results are there.

- Indexing: all articles, a year a shard, in one process and with the programs that it starts; without reading or building.

With the package `pagefind-bin-extended` (installed for this alone: `pip install '.[bench]'`) the same queries go to
Pagefind as it comes, through its own module.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from opencc import OpenCC

from benchmarks.corpus import items, write_articles
from benchmarks.measure import measure
from plugins.search.cutting import fold
from plugins.search.engines import ENGINES

ROOT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
KNOWN = ["中国", "的", "一", "北京", "AI", "15", "1.2", "—", "人民日报", "ＡＩ", "乌克兰", "“", "了解", "沿着", "答复"]
QUOTES = '"“”‘’「」『』'  # that the corpus has
OURS = """async ([module, query]) => {
  const { card, searchShards } = await import(module);
  const { found, terms } = await searchShards(query);
  return (await Promise.all(found.map((one) => card(one, terms)))).map((result) => result.url);
}"""
THEIRS = """async ([module, query]) => {
  const pagefind = await import(module);
  const answer = await pagefind.search(query);
  await Promise.all(answer.results.slice(0, 10).map((result) => result.data()));
}"""
THEIR_RESULTS = """async ([module, query]) => {
  const pagefind = await import(module);
  const all = await Promise.all((await pagefind.search(query)).results.map((result) => result.data()));
  return all.map((one) => one.url);
}"""
CLEARED = "document.getElementById('search-status').textContent = ''"  # what the last query said is no answer to this
INDEXING = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from benchmarks.indexing import main; main()"
QUIET = 400  # milliseconds
SETTLED = "() => /^找到 \\d+ 篇$|^没有找到/.test(document.getElementById('search-status').textContent)"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder compressed, as deploy/nginx.conf does, and notes what it sends."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        if path.suffix in (".js", ".json", ".html", ".css", ".svg"):
            data = gzip.compress(data, 9, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        head = sum(map(len, self._headers_buffer)) + 2
        self.end_headers()
        self.wfile.write(data)
        self.server.sent.append((self.path, head + len(data)))

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    """Counts bytes at the wire: also those of workers, which a page's own tools do not see."""

    daemon_threads = True
    request_queue_size = 200

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
        self.sent: list[tuple[str, int]] = []  # path, bytes of head and body
        self.base = f"http://127.0.0.1:{self.server_port}/"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def __exit__(self, *about):
        self.shutdown()
        super().__exit__(*about)

    def handle_error(self, request, client_address):
        pass  # a browser that goes away

    def bytes(self, since: int, pattern: str = "") -> int:
        """The bytes of what was sent since, with a pattern in its path."""
        return sum(size for path, size in self.sent[since:] if re.search(pattern, path))


@dataclass
class Reading:
    """What readers met: bytes, and milliseconds from the last key to the first result."""

    first: list[int] = field(default_factory=list)
    second: list[int] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)


def plain(text: str) -> str:
    """A paragraph of the corpus as a reader sees it."""
    return "" if not text.strip("-") else re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("**", "")


def queries(articles: list[list[str]], count: int) -> list[tuple[str, str]]:
    """Known words and random substrings: as they are typed, two in three in Traditional, and as they stand in the text."""
    chance = random.Random(20)
    found = list(KNOWN)
    texts = [text for article in articles for text in article if text]
    while len(found) < count:
        text = chance.choice(texts)
        length = chance.randint(1, 8)
        start = chance.randrange(max(1, len(text) - length))
        query = text[start : start + length]
        if query.strip():
            found.append(f'"{query}"' if " " in query.strip() else query)
    scripts = [str, OpenCC("s2t").convert, OpenCC("s2tw").convert]
    return [(scripts[number % 3](query), query) for number, query in enumerate(found)]


def words(articles: list[list[str]], count: int) -> list[str]:
    """Two to four Han characters out of headlines, as readers type them."""
    chance = random.Random(21)
    found: list[str] = []
    while len(found) < count:
        title = chance.choice(articles)[0]
        length = chance.randint(2, 4)
        start = chance.randrange(max(1, len(title) - length))
        if re.fullmatch("[\u4e00-\u9fff]{2,}", title[start : start + length]):
            found.append(title[start : start + length])
    return found


def right(wanted: list[set], got: list[set]) -> str:
    """Recall, precision, and the number of perfect answers."""
    found = sum(len(w & g) for w, g in zip(wanted, got, strict=True))
    recall = found / max(1, sum(map(len, wanted)))
    precision = found / max(1, sum(map(len, got)))
    perfect = sum(w == g for w, g in zip(wanted, got, strict=True))
    return f"{recall:>8.3f}{precision:>11.3f}{perfect:>6}/{len(wanted)}"


def costs(reading: Reading) -> str:
    """Medians and the worst, in KB; and milliseconds."""
    first, second = ([size / 1000 for size in sizes] for sizes in (reading.first, reading.second))
    return (
        f"{statistics.median(first):>11.1f}{max(first):>8.1f}{statistics.median(second):>11.1f}{max(second):>8.1f}"
        f"{statistics.median(reading.milliseconds):>9.0f}"
    )


def read_ours(chromium, server: Server, typed: list[str]) -> Reading:
    """Readers of the search page, each with two queries."""
    reading = Reading()
    for first, second in zip(typed[::2], typed[1::2], strict=False):
        context = chromium.new_context()
        page = context.new_page()
        since = len(server.sent)
        page.goto(server.base + "search/", wait_until="networkidle")
        code = server.bytes(since, r"/theme/js/(?!script\.)")
        since, start = len(server.sent), time.perf_counter()
        page.fill("#q", first)
        page.wait_for_selector(".search__result")
        reading.milliseconds.append((time.perf_counter() - start) * 1000)
        reading.first.append(code + server.bytes(since))
        page.wait_for_function(SETTLED)
        _quiet(page, server)
        since = len(server.sent)
        page.evaluate(CLEARED)
        page.fill("#q", second)
        page.keyboard.press("Enter")
        page.wait_for_function(SETTLED)
        _quiet(page, server)
        reading.second.append(server.bytes(since))
        context.close()
    return reading


def _quiet(page, server: Server) -> None:
    """Waits until nothing has been sent for a while: what is shown later, too, is counted."""
    sent = -1
    while sent < len(server.sent):
        sent = len(server.sent)
        page.wait_for_timeout(QUIET)


def read_theirs(chromium, server: Server, typed: list[str]) -> Reading:
    """The same queries to Pagefind's module, with the first ten results."""
    reading = Reading()
    for first, second in zip(typed[::2], typed[1::2], strict=False):
        context = chromium.new_context(bypass_csp=True)
        page = context.new_page()
        page.goto(server.base, wait_until="networkidle")
        for query, sizes in ((first, reading.first), (second, reading.second)):
            since, start = len(server.sent), time.perf_counter()
            page.evaluate(THEIRS, [server.base + "pagefind/pagefind.js", query])
            if sizes is reading.first:
                reading.milliseconds.append((time.perf_counter() - start) * 1000)
            sizes.append(server.bytes(since))
        context.close()
    return reading


def bench(corpus: Path, count: int, number: int, readers: int, engines: list[str]) -> None:
    """Builds with each engine, serves, asks."""
    from playwright.sync_api import sync_playwright

    known = [item for _, item in zip(range(count), items(corpus), strict=False)]
    articles = [[plain(text) for text in (item["title"], *item["paragraphs"])] for item in known]
    urls = [f"{item['date'].replace('-', '/')}/item-{n}/" for n, item in enumerate(known)]
    asked, typed = queries(articles, number), words(articles, 2 * readers)
    wanted = _wanted(articles, urls, asked)
    print(f"\n{len(known)} articles, {number} queries, {readers} readers; KB on the wire, ms to the first result")
    columns = ("recall", 8), ("precision", 11), ("perfect", 10), ("first", 11), ("worst", 8), ("second", 11)
    print(" " * 22 + "".join(f"{title:>{width}}" for title, width in (*columns, ("worst", 8), ("ms", 9))))
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name, sync_playwright() as playwright:
        folder = Path(name)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for engine in engines:
            output = built(corpus, folder, count, engine)
            with Server(output) as server:
                _ask_ours(chromium, server, engine, asked, wanted, typed)
        if _extended(output):
            with Server(output) as server:
                _ask_theirs(chromium, server, asked, wanted, typed)
        else:
            print("Pagefind as it comes: not installed (pip install '.[bench]')")
        chromium.close()
        for engine in engines:
            run = measure([sys.executable, "-c", INDEXING, engine, str(corpus.resolve()), str(count)], folder)
            print(
                f"indexing, {engine:<12}{run.wall:>6.1f} s, of processor {run.processors:.1f} s; {run.together:.0f} MB"
            )


def built(corpus: Path, folder: Path, count: int, engine: str = "linli") -> Path:
    """Builds articles of a corpus into a site, with an engine."""
    if not (folder / "content").exists():
        write_articles(corpus, folder / "content", count)
        (folder / "theme").symlink_to(ROOT / "theme")
    config = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    (folder / "pelicanconf.py").write_text(f'{config}\nSEARCH_ENGINE = "{engine}"\n', encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "newsroom", "build"]
    subprocess.run(command, cwd=folder, check=True, env=environment, stdout=subprocess.DEVNULL)
    return folder / "output"


def _wanted(articles: list[list[str]], urls: list[str], asked: list[tuple[str, str]]) -> list[set[str]]:
    """What should be found, by plain substring search."""
    folded = [[fold(text) for text in article] for article in articles]
    wanted = []
    for _typed, query in asked:
        terms = [fold(query.strip('"'))] if query.startswith('"') else fold(query).split(" ")
        terms = [term.strip(QUOTES) or term for term in terms]  # those around a term are not looked for
        having = (all(any(term in text for text in texts) for term in terms) for texts in folded)
        wanted.append({url for url, found in zip(urls, having, strict=True) if found})
    return wanted


def _ask_ours(chromium, server: Server, engine: str, asked, wanted, typed) -> None:
    """Prints what the search page finds with an engine, and what that costs."""
    page = chromium.new_page()
    page.goto(server.base + "search/")
    module = page.evaluate("[...document.scripts].find((s) => s.src.includes('/js/search.')).src")
    got = [{url.removeprefix(server.base) for url in page.evaluate(OURS, [module, query])} for query, _ in asked]
    page.close()
    print(f"{engine:<22}{right(wanted, got)}{costs(read_ours(chromium, server, typed))}", flush=True)
    for (query, _), good, found in zip(asked, wanted, got, strict=True):
        if good != found:
            print(f"  {query!r}: not found {sorted(good - found)[:3]}, too much {sorted(found - good)[:3]}")


def _ask_theirs(chromium, server: Server, asked, wanted, typed) -> None:
    """The same of Pagefind as it comes."""
    page = chromium.new_page(bypass_csp=True)
    page.goto(server.base)
    module = server.base + "pagefind/pagefind.js"
    got = [{url.lstrip("/") for url in page.evaluate(THEIR_RESULTS, [module, query])} for query, _ in asked]
    page.close()
    print(f"{'Pagefind as it comes':<22}{right(wanted, got)}{costs(read_theirs(chromium, server, typed))}")


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
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--engines", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    arguments = parser.parse_args()
    for count in arguments.count:
        bench(arguments.corpus, count, arguments.queries, arguments.readers, arguments.engines)


if __name__ == "__main__":
    main()
