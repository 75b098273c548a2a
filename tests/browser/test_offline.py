"""The paper of a day without a network, for readers who asked for it: nobody else gets a service worker."""

import functools
import http.server
import json
import math
import shutil
import threading

import pytest

from tests.browser.conftest import _Quiet
from tests.demo import build_demo
from tests.paper import ROOT

pytestmark = pytest.mark.browser
ISSUE, ARTICLE, OTHER = "issue/2024-05-09/", "2024/05/09/lamp/", "2024/04/08/long-road/"
KEPT = "async () => (await caches.keys()).length"
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"


class _Asked(_Quiet):
    """As the recipes of deploy/ have it: browsers ask each time."""

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


class Host:
    """The paper below a path of a host, which can be switched off; its folder holds content too, to be changed."""

    def __init__(self, folder):
        self.folder = folder
        shutil.copytree(ROOT / "content", folder / "content")
        self.build()
        self.port = 0
        self.on()

    def build(self):
        build_demo(self.folder, 'SITEURL = "https://paper.example/news"\n', self.folder / "content")

    def on(self):
        handler = functools.partial(_Asked, directory=str(self.folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def off(self):
        self.server.shutdown()
        self.server.server_close()

    @property
    def root(self):
        return f"http://127.0.0.1:{self.port}/news/"

    def change(self, name, old, new):
        file = self.folder / "content/articles/2024/05/09" / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        self.build()


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    host = Host(tmp_path_factory.mktemp("offline"))
    yield host
    host.off()


@pytest.fixture
def page(browser):
    context = browser.new_context(bypass_csp=False, viewport={"width": 360, "height": 800}, device_scale_factor=3)
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def keep(page, address):
    page.goto(address)
    page.locator(".offline button[value=ask]").click()
    page.locator(".offline button[value=keep]").click()
    page.locator(".offline button[value=drop]").wait_for()


def visit(page, address):
    """Opens a page, and tells what its first line says."""
    page.goto(address)
    return page.evaluate("document.querySelector('.kept')?.textContent ?? ''")


def test_nothing_is_fetched_or_kept_before_the_reader_says_so_and_is_told_how_much_it_is(page, host):
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(host.root)))
    page.goto(host.root + ISSUE)
    page.locator(".offline button[value=ask]").wait_for()
    assert [url for url in asked if url.startswith("offline/") or url == "sw.js"] == []
    page.get_by_role("button", name="离线看本期").click()
    page.get_by_role("button", name="存到这台设备").wait_for()
    listed = json.loads((host.folder / "news/offline/2024-05-09.json").read_bytes())
    told = page.locator(".offline [role=status]").inner_text()
    assert told.startswith(f"本期10篇、7张图片，共{math.ceil(listed['bytes'] / 1e5) / 10} MB")
    page.get_by_role("button", name="不存").click()
    page.get_by_role("button", name="离线看本期").wait_for()
    assert (page.evaluate(KEPT), page.evaluate(WORKERS)) == (0, 0)


def test_an_issue_is_read_without_a_network_and_a_correction_reaches_readers_who_have_one(page, host):
    keep(page, host.root + ISSUE)
    assert page.evaluate(WORKERS) == 1
    assert visit(page, host.root + ARTICLE) == ""  # it is the network's
    host.off()
    try:
        for path in (ISSUE, ISSUE + "2/", ARTICLE, "2024/05/09/school-bell/?from=timeline"):
            line = visit(page, host.root + path)
            assert line.startswith("没有网络，这是20")
            assert "日 " in line
            assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontWeight") == "900"
            assert page.evaluate("document.documentElement.dataset.mode") == "standard"  # its scripts run
        picture = page.locator(".prose img")
        picture.scroll_into_view_if_needed()
        picture.evaluate("(image) => image.decode()")  # a wider one is asked for than was kept
        assert (
            page.evaluate("(performance.getEntriesByType('resource').filter((e) => /1200w/.test(e.name))).length") == 1
        )
        page.goto(host.root + OTHER)
        assert page.url.startswith(host.root + "offline/")
        assert page.locator(".device__missing a").get_attribute("href") == host.root + OTHER
        assert page.locator(".device li a").inner_text() == "2024年5月9日"
        page.locator(".device li a").click()
        assert page.url == host.root + ISSUE
    finally:
        host.on()
    assert visit(page, host.root + ARTICLE) == ""
    host.change("lamp.md", "路灯", "街灯")
    host.change("mill.md", "\n---", "\n状态: 草稿\n---")
    page.goto(host.root + ARTICLE)
    assert "街灯" in page.locator("h1").inner_text()
    page.wait_for_function("""async () => {
      const cache = await caches.open((await caches.keys())[0]);
      const urls = (await cache.keys()).map((one) => one.url);
      const [list] = urls.filter((url) => url.endsWith("2024-05-09.json"));
      return !(await (await cache.match(list)).text()).includes("/mill/") && !urls.some((url) => url.includes("/mill/"));
    }""")
    host.off()
    try:
        assert visit(page, host.root + ARTICLE).startswith("没有网络")
        assert "街灯" in page.locator("h1").inner_text()
        page.goto(host.root + "2024/05/09/mill/")
        assert page.locator(".device__missing").is_visible()
    finally:
        host.on()


def test_all_of_it_can_be_taken_away(page, host):
    keep(page, host.root + ISSUE)
    keep(page, host.root + "hant/issue/2024-05-06/")
    assert (page.evaluate(KEPT), page.evaluate(WORKERS)) == (2, 1)
    assert page.locator(".offline [role=status]").inner_text().startswith("本期已經存在這臺設備上")
    page.locator(".offline button[value=drop]").click()
    page.locator(".offline button[value=ask]").wait_for()
    assert (page.evaluate(KEPT), page.evaluate(WORKERS)) == (1, 1)
    page.goto(host.root + "offline/")
    page.get_by_role("button", name="全部删去").click()
    page.locator(".device").wait_for(state="hidden")
    assert (page.evaluate(KEPT), page.evaluate(WORKERS)) == (0, 0)


def test_what_failed_is_told_and_nothing_is_left_half(page, host, tmp_path):
    page.goto(host.root + ISSUE)
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": host.root.split("/news")[0], "quotaSize": 200_000})
    said = page.locator(".offline [role=status]")
    page.locator(".offline button[value=ask]").click()
    page.locator(".offline button[value=keep]").click()
    page.locator(".offline button[value=ask]").wait_for()
    assert said.inner_text() == "没有存下：这台设备的空间不够。"
    session.send("Storage.overrideQuotaForOrigin", {"origin": host.root.split("/news")[0]})
    page.locator(".offline button[value=ask]").click()
    page.locator(".offline button[value=keep]").wait_for()
    gone = host.folder / "news" / ARTICLE
    gone.rename(tmp_path / "gone")
    try:
        page.locator(".offline button[value=keep]").click()
        page.locator(".offline button[value=ask]").wait_for()
        assert said.inner_text() == "没有存下：网站没有全给出来，请过一会儿再试。"
    finally:
        (tmp_path / "gone").rename(gone)
    host.off()
    try:
        page.locator(".offline button[value=ask]").click()
        page.get_by_text("没有存下：没有网络。").wait_for()
    finally:
        host.on()
    assert (page.evaluate(KEPT), page.evaluate(WORKERS)) == (0, 0)


def test_it_is_not_offered_where_the_browser_cannot_or_the_paper_has_no_address(browser, page, host, site):
    page.goto(site + ISSUE)
    assert page.locator(".offline").count() == 0
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")  # http without TLS
    page.goto(host.root + ISSUE, wait_until="networkidle")
    assert page.locator(".offline").is_hidden()
