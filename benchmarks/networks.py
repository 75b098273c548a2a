"""`make bench-networks ARGS="--corpus PATH"`: how long readers on slow networks wait for the first result of a search.

Articles of a corpus are built into a site and served compressed. Each reader has an empty cache and a processor that is
four times slower, and opens the search page with a query in its address, two to four characters out of headlines. The
networks are Chrome's own profiles. Chromium opens six connections to a host that speaks HTTP/1.1, as this one does, so
that many small files cost rounds; over HTTP/2 they do not.

A round is a request that begins after another has ended, on the longest such chain until the first result is shown.
Bytes are those on the wire until then, heads included.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus import items
from benchmarks.search import CHROMIUM, Server, built, plain, words

SLOWER = 4  # the processor
SCREEN = {"width": 360, "height": 640}
# From Chrome's developer tools: milliseconds until an answer begins, and bits a second, each way.
NETWORKS = {"fast 3G": (562.5, 1_440_000, 675_000), "slow 3G": (2000, 400_000, 400_000)}
LONGEST = 120_000  # milliseconds
WATCH = """
  new MutationObserver(() => {
    if (document.querySelector(".search__result a")) globalThis.shown = globalThis.shown || performance.now();
  }).observe(document, { childList: true, subtree: true });
"""
REQUESTS = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter((one) => one.responseEnd && one.responseEnd <= globalThis.shown)
  .map((one) => [one.requestStart, one.responseEnd, new URL(one.name).pathname])"""


@dataclass
class Reading:
    """What readers on a network met."""

    milliseconds: list[float] = field(default_factory=list)
    rounds: list[int] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    def line(self) -> str:
        """Medians and the worst."""
        columns = (
            (self.milliseconds, 1000, ".1f"),
            (self.rounds, 1, ".0f"),
            (self.requests, 1, ".0f"),
            (self.sizes, 1000, ".0f"),
        )
        return "".join(
            f"{statistics.median(values) / unit:>10{shape}}{max(values) / unit:>8{shape}}"
            for values, unit, shape in columns
        )


def rounds(requests: list[tuple[float, float]]) -> int:
    """The longest chain of requests of which each begins after the last has ended."""
    count, free = 0, 0.0
    for start, end in sorted(requests, key=lambda request: request[1]):
        if start >= free:
            count, free = count + 1, end
    return count


def read(chromium, server: Server, query: str, network: tuple[float, int, int], reading: Reading, detail: bool) -> None:
    """A reader who opens the search page with a query."""
    latency, down, up = network
    context = chromium.new_context(viewport=SCREEN, bypass_csp=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    conditions = {"offline": False, "latency": latency, "downloadThroughput": down / 8, "uploadThroughput": up / 8}
    tools.send("Network.emulateNetworkConditions", conditions)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    since = len(server.sent)
    page.goto(f"{server.base}search/?q={query}", wait_until="commit", timeout=LONGEST)
    page.wait_for_function("globalThis.shown", timeout=LONGEST)
    sent = server.bytes(since)
    requests = page.evaluate(REQUESTS)
    reading.milliseconds.append(page.evaluate("globalThis.shown"))
    reading.rounds.append(rounds([(start, end) for start, end, _path in requests]))
    reading.requests.append(len(requests))
    reading.sizes.append(sent)
    if detail:
        for start, end, path in sorted(requests):
            print(f"    {start:>8.0f}{end:>8.0f}  {path}")
    context.close()


def bench(corpus: Path, count: int, readers: int, detail: bool, site: Path | None) -> None:
    """Builds, serves, reads."""
    from playwright.sync_api import sync_playwright

    known = [item for _, item in zip(range(count), items(corpus), strict=False)]
    typed = words([[plain(text) for text in (item["title"], *item["paragraphs"])] for item in known], readers)
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
        server = Server(site or built(corpus, Path(name), count))
        print(f"\n{len(known)} articles, {readers} readers, processor {SLOWER} times slower; median and worst")
        print(" " * 10 + "".join(f"{title:>10}   worst" for title in ("seconds", "rounds", "requests", "KB")))
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            for name, network in NETWORKS.items():
                reading = Reading()
                for query in typed:
                    read(chromium, server, query, network, reading, detail)
                print(f"{name:<10}{reading.line()}", flush=True)
            chromium.close()
        server.shutdown()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="JSON lines, gzipped or not")
    parser.add_argument("--count", type=int, default=10_000, help="articles")
    parser.add_argument("--readers", type=int, default=10)
    parser.add_argument("--detail", action="store_true", help="every request until the first result")
    parser.add_argument("--site", type=Path, help="a site that was built from these articles")
    arguments = parser.parse_args()
    bench(arguments.corpus, arguments.count, arguments.readers, arguments.detail, arguments.site)


if __name__ == "__main__":
    main()
