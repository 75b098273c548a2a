"""The search page never says that there is nothing while it does not know: what does not come is told, and asked again."""

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.conftest import until, watched
from tests.paper import CONFIG, Paper

pytestmark = pytest.mark.browser

SETTINGS = CONFIG.replace('"plugins.sections"', '"plugins.sections", "plugins.hanzi", "plugins.search"').replace(
    "https://liuxi.example/news", ""
)
DAYS = ("2024-05-30", "2024-04-20", "2023-11-05")  # one of each shard
MANY = "".join(map(chr, range(0x4E00, 0x5A00)))  # so many words that a shard has several files
# Patience is twenty times as short, so that nobody waits for it, but not that with a slow host; what the page says is noted.
WATCH = """
  const late = setTimeout;
  setTimeout = (action, delay, ...given) => late(action, delay < 20_000 ? delay / 20 : delay, ...given);
  globalThis.said = [];
  addEventListener("DOMContentLoaded", () => {
    const status = document.getElementById("search-status");
    if (status) new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true });
  });
"""


class Host(http.server.ThreadingHTTPServer):
    """Serves a folder as a host does that lets browsers keep files for ten minutes; notes what it is asked."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), functools.partial(_Keeping, directory=str(folder)))
        self.base = f"http://127.0.0.1:{self.server_port}/"
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Keeping(http.server.SimpleHTTPRequestHandler):
    server: Host

    def log_message(self, format, *args):
        pass

    def do_GET(self):
        self.server.asked.append(self.path)
        super().do_GET()

    def end_headers(self):
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()


def made(folder: Path) -> Paper:
    paper = Paper.make(folder / "news", SETTINGS)
    for number, day in enumerate(DAYS):
        paper.article(f"{number}.md", f"第{number}口老井", f"井水很甜。\n\n{MANY}", 短名=f"well-{number}", 日期=day)
    assert paper.build() == 0
    return paper


@contextmanager
def served(paper: Paper) -> Iterator[Host]:
    host = Host(paper.output)
    yield host
    host.shutdown()
    host.server_close()


@pytest.fixture(scope="module")
def host(tmp_path_factory) -> Iterator[Host]:
    """A paper that stays as it is."""
    with served(made(tmp_path_factory.mktemp("failing"))) as host:
        yield host


@pytest.fixture
def paper(tmp_path) -> Paper:
    """A paper of which another edition is made."""
    return made(tmp_path)


@pytest.fixture
def changing(paper) -> Iterator[Host]:
    with served(paper) as host:
        yield host


@pytest.fixture
def page(browser):
    context = browser.new_context()
    context.add_init_script(WATCH)
    with watched(context) as page:
        yield page


def status(page, text: str) -> None:
    page.wait_for_function(f"document.getElementById('search-status').textContent === '{text}'")


# What a page waits for, in milliseconds.
TIMERS = """{
  const begin = setTimeout;
  window.waits = [];
  window.setTimeout = (then, wait, ...rest) => (waits.push(wait), begin(then, wait, ...rest));
}"""


def titles(page) -> list[str]:
    return page.locator(".search__result h2").all_inner_texts()


def never_said(page, text: str) -> bool:
    return not [said for said in page.evaluate("said") if said.startswith(text)]


ALL = ["第0口老井", "第1口老井", "第2口老井"]
UNKNOWN = "还不知道有没有，要等报纸查全。"


class Fault:
    """Has requests fail in one way until it is mended."""

    def __init__(self, page, part: str, how: str) -> None:
        self.page, self.part, self.how = page, re.compile(part), how
        page.route(self.part, self.fail)

    def fail(self, route) -> None:
        if self.how == "abort":
            route.abort()
        elif self.how in ("404", "500"):
            route.fulfill(status=int(self.how), body="{}")
        else:
            bodies = {"damaged": '{"of":"', "other": '{"of":"other","in":{}}', "empty": "{}", "page": "<!DOCTYPE html>"}
            route.fulfill(status=200, content_type="application/json", body=bodies[self.how])

    def mend(self) -> None:
        self.page.unroute(self.part)


HOWS = ["abort", "404", "500", "damaged", "other", "empty", "page"]
NAMES = {"2024-05": "2024年5月", "2024": "2024年", "2023": "2023年"}


FAULTS = [
    *((shard, file, "abort") for shard in NAMES for file in (r"\d+", "table")),
    *(("2024", r"\d+", how) for how in HOWS[1:]),
    *(("2024-05", "table", how) for how in HOWS[1:]),
]


@pytest.mark.parametrize(("shard", "file", "how"), FAULTS)
def test_a_shard_that_does_not_answer_is_told_and_asked_again(page, host, shard, file, how):
    fault = Fault(page, rf"/search/{shard}/{file}\.json", how)
    page.goto(host.base + "search/?q=老井")
    status(page, "至少找到 2 篇")
    place = list(NAMES).index(shard)
    assert titles(page) == ALL[:place] + ALL[place + 1 :]
    assert page.locator("#search-missing").inner_text() == (
        f"这些时候的报纸没有查到：{NAMES[shard]}。网络恢复后会自动再查。"
    )
    assert not page.locator("#search-none").is_visible()
    last = page.locator(".search__result a").last
    last.focus()
    page.locator(".search__result").last.evaluate("(item) => (item.dataset.same = 'yes')")
    fault.mend()
    status(page, "找到 3 篇")
    assert titles(page) == ALL
    assert not page.locator("#search-missing").is_visible()
    assert page.evaluate("document.activeElement.closest('li')?.dataset.same") == "yes"


@pytest.mark.parametrize("how", ["abort", "404", "damaged", "other"])
def test_what_only_an_unanswering_shard_has_is_not_said_to_be_nowhere(page, host, how):
    fault = Fault(page, r"/search/2023/\d+\.json", how)
    page.goto(host.base + "search/?q=第2口")
    status(page, UNKNOWN)
    assert not page.locator("#search-none").is_visible()
    fault.mend()
    status(page, "找到 1 篇")
    assert titles(page) == ["第2口老井"]
    assert never_said(page, "没有找到")


def test_nothing_is_said_to_be_found_only_when_all_have_answered(page, host):
    fault = Fault(page, r"/search/2023/table\.json", "500")
    page.goto(host.base + "search/?q=并无此事")
    status(page, UNKNOWN)
    assert never_said(page, "没有找到")
    fault.mend()
    status(page, "没有找到。可以试试：")
    assert page.locator("#search-none").is_visible()


@pytest.mark.parametrize("how", ["abort", "404", "damaged"])
def test_without_the_list_of_shards_the_page_says_so_and_goes_on_by_itself(page, host, how):
    fault = Fault(page, r"/search/shards\.json", how)
    page.goto(host.base + "search/?q=老井")
    page.wait_for_function("document.getElementById('search-status').textContent.includes('搜索不了')")
    fault.mend()
    status(page, "找到 3 篇")
    assert never_said(page, "没有找到")


def test_offline_after_a_search_nothing_is_said_to_be_nowhere_and_online_it_goes_on(page, host):
    page.goto(host.base + "search/?q=老井")
    status(page, "找到 3 篇")
    page.context.set_offline(True)
    page.get_by_label("要找的词").fill("水很甜")
    page.keyboard.press("Enter")
    status(page, UNKNOWN)
    assert (
        page.locator("#search-missing").inner_text().startswith("这些时候的报纸没有查到：2024年5月、2024年、2023年。")
    )
    page.context.set_offline(False)
    status(page, "找到 3 篇")
    assert titles(page) == ALL
    assert never_said(page, "没有找到")


def test_online_again_it_does_not_wait(browser, host):
    page = browser.new_page()
    page.add_init_script(
        "const late = setTimeout; setTimeout = (action, delay, ...given) => late(action, delay / 3, ...given)"
    )
    page.goto(host.base + "search/", wait_until="networkidle")
    page.context.set_offline(True)
    page.get_by_label("要找的词").fill("老井")
    page.keyboard.press("Enter")
    status(page, UNKNOWN)
    begun = page.evaluate("performance.now()")
    page.wait_for_function(
        "(begun) => performance.now() > begun + 5_200", arg=begun
    )  # the next time by itself is 4.8 seconds away
    before = page.evaluate("performance.now()")
    page.context.set_offline(False)
    status(page, "找到 3 篇")
    assert page.evaluate("performance.now()") - before < 2000
    page.context.close()


def test_a_card_that_does_not_come_is_asked_again_in_its_place(page, host):
    fault = Fault(page, r"/search/cards/2024/04/", "500")
    page.goto(host.base + "search/?q=老井")
    status(page, "找到 3 篇")
    assert page.locator(".search__result").nth(1).inner_text() == "这一篇没有取到，会自动再取。"
    page.locator(".search__result a").last.focus()
    fault.mend()
    page.wait_for_function("document.querySelectorAll('.search__result a').length === 3")
    assert titles(page) == ALL
    assert page.evaluate("document.activeElement.textContent") == "第2口老井"
    page.wait_for_selector("#search-missing", state="hidden")


def test_what_is_shown_stays_when_later_requests_fail(page, changing, paper):
    fault = Fault(page, r"/search/2023/table\.json", "abort")
    page.goto(changing.base + "search/?q=老井")
    status(page, "至少找到 2 篇")
    again(paper)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    Fault(page, r"/search/20", "404")  # of the new edition nothing can be had
    fault.mend()
    until(page, lambda: len([url for url in asked if "/search/shards.json" in url]) > 1)
    until(page, lambda: len([url for url in asked if "/search/2023/table.json" in url]) > 3)
    assert titles(page) == ALL[:2]
    assert page.locator("#search-status").inner_text() == "至少找到 2 篇"


def again(paper: Paper) -> None:
    paper.article("3.md", "第3口老井", "新挖的老井。", 短名="well-3", 日期="2024-05-31")
    paper.article("4.md", "第4口老井", "往年的老井。", 短名="well-4", 日期="2023-02-01")
    assert paper.build() == 0


def test_an_edition_that_came_while_the_page_was_open_is_searched(page, changing, paper):
    page.goto(changing.base + "search/?q=老井")
    status(page, "找到 3 篇")
    again(paper)
    page.get_by_label("要找的词").fill("老井 挖")
    page.keyboard.press("Enter")
    status(page, "找到 1 篇")
    assert titles(page) == ["第3口老井"]
    page.get_by_label("要找的词").fill("往年")
    page.keyboard.press("Enter")
    status(page, "找到 1 篇")
    assert never_said(page, "没有找到")
    assert not page.locator("#search-missing").is_visible()


def test_an_edition_with_other_shards_is_searched(page, changing, paper):
    """A new month begins, and the addresses of the last newest shard are gone."""
    page.goto(changing.base + "search/?q=老井")
    status(page, "找到 3 篇")
    paper.article("7.md", "六月的老井", "水很清。", 短名="well-7", 日期="2024-06-01")
    assert paper.build() == 0
    assert not (paper.output / "search/2024-05").exists()
    page.get_by_label("要找的词").fill("水很")
    page.keyboard.press("Enter")
    status(page, "找到 4 篇")
    assert titles(page)[0] == "六月的老井"
    assert never_said(page, "没有找到")


def test_cards_that_a_cache_keeps_are_not_those_of_a_new_edition(page, changing, paper):
    page.goto(changing.base + "search/?q=老井")
    status(page, "找到 3 篇")
    again(paper)
    page.goto(changing.base + "search/?q=口老井")  # its cache has all of the edition before
    status(page, "找到 5 篇")
    assert titles(page) == ["第3口老井", "第0口老井", "第1口老井", "第2口老井", "第4口老井"]
    assert not page.locator("#search-missing").is_visible()


def test_a_failing_host_is_asked_ever_less_often(page, host):
    asked = []

    def fail(route):
        asked.append(route.request.url)
        route.abort()

    page.route(re.compile(r"/search/2023/table\.json"), fail)
    page.add_init_script(TIMERS)
    page.goto(host.base + "search/?q=老井")
    until(page, lambda: page.evaluate("waits.includes(16000)"))
    assert len(asked) >= 4
    # 8000 is also what the newest shards have as a start.
    assert page.evaluate("waits.filter((wait) => [2000, 4000, 16000].includes(wait))") == [2000, 4000, 16000]
