"""Search as a reader does it, in a real browser, with the real index of the demo paper, of both engines."""

import re

import pytest

from tests.browser.conftest import watched

pytestmark = pytest.mark.browser
# The files that a query needs, of either engine.
POSTINGS = r"/search/2024[^/]*/(\d+\.json|\d+/index/)"
POSTINGS_OF_THE_YEAR = r"/search/2024/(\d+\.json|\d+/index/)"


@pytest.fixture(params=["linli", "pagefind"])
def engine(request) -> str:
    return request.param


@pytest.fixture
def site(request, engine) -> str:
    return request.getfixturevalue("pagefind_site" if engine == "pagefind" else "site")


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    with watched(context) as page:
        yield page


def settled(page) -> None:
    page.wait_for_function(
        "/^找到 \\d+ 篇$|^没有找到|^沒有找到/.test(document.getElementById('search-status')?.textContent)"
    )


def titles(page) -> list[str]:
    return page.locator(".search__result h2").all_inner_texts()


class Held:
    """Holds requests back until they are let go."""

    def __init__(self, page, pattern: str) -> None:
        self.routes: list | None = []
        page.route(re.compile(pattern), self.take)

    def take(self, route) -> None:
        if self.routes is None:
            route.continue_()
        else:
            self.routes.append(route)

    def let_go(self) -> None:
        routes, self.routes = self.routes, None
        for route in routes:
            route.continue_()


def test_from_the_header_to_an_article(page, site):
    page.goto(site + "2024/04/08/long-road/")
    page.get_by_role("searchbox").fill("渡船")
    page.keyboard.press("Enter")
    settled(page)
    assert page.url == site + "search/?q=" + "%E6%B8%A1%E8%88%B9"
    assert "最后一班渡船" in titles(page)
    assert page.locator(".search__result mark").first.inner_text() == "渡船"
    page.get_by_role("link", name="最后一班渡船").first.click()
    assert page.locator("h1").inner_text() == "最后一班渡船"


def test_script_does_not_matter_and_results_are_in_that_of_the_page(page, site):
    page.goto(site + "search/?q=" + "學校")
    settled(page)
    simplified = titles(page)
    assert simplified
    page.goto(site + "hant/search/?q=" + "学校")
    page.wait_for_function("document.querySelectorAll('.search__result').length > 0")
    settled(page)
    assert len(titles(page)) == len(simplified)
    assert any("學" in title for title in titles(page))
    assert page.locator(".search__result mark").first.inner_text() == "學校"
    assert all("/hant/" in link.get_attribute("href") for link in page.locator(".search__result a").all())


def test_filters_and_the_back_button(page, site):
    page.goto(site + "search/?q=" + "的")
    settled(page)
    total = int(re.search(r"\d+", page.locator("#search-status").inner_text())[0])
    option = page.locator("select[name=section] option", has_text="民生")
    count = int(re.search(r"（(\d+)）", option.inner_text())[1])
    assert 0 < count < total
    page.select_option("select[name=section]", "livelihood")
    page.wait_for_function(f"document.getElementById('search-status').textContent === '找到 {count} 篇'")
    assert "section=livelihood" in page.url
    page.go_back()
    page.wait_for_function(f"document.getElementById('search-status').textContent === '找到 {total} 篇'")
    assert page.input_value("select[name=section]") == ""
    page.go_forward()
    page.wait_for_function(f"document.getElementById('search-status').textContent === '找到 {count} 篇'")
    assert page.input_value("select[name=section]") == "livelihood"


def test_typing_searches_after_a_pause_and_more_results_come_on_demand(page, site):
    page.goto(site + "search/")
    page.get_by_label("要找的词").press_sequentially("的", delay=20)
    settled(page)
    assert len(titles(page)) == 10
    page.get_by_role("button", name="再看 10 篇").click()
    page.wait_for_function("document.querySelectorAll('.search__result').length === 20")
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.search__result')[10]")


def test_an_empty_result_says_what_to_try(page, site):
    page.goto(site + "search/?q=" + "并无此事")
    settled(page)
    assert page.locator("#search-none").get_by_role("listitem").count() == 3
    assert page.locator("#search-none a").get_attribute("href") == "../archive/"
    page.get_by_label("要找的词").fill("的")
    page.wait_for_selector(".search__result")
    assert not page.locator("#search-none").is_visible()


def test_filters_that_leave_nothing_are_taken_off_by_a_button(page, site):
    page.goto(site + "search/?q=" + "渡船" + "&section=governance")
    settled(page)
    assert page.locator("#search-none").is_visible()
    page.get_by_role("button", name="看全部").click()
    page.wait_for_selector(".search__result")
    assert "section" not in page.url
    assert not page.get_by_role("button", name="看全部").is_visible()


def test_a_query_is_never_markup(page, site):
    page.goto(site + "search/?q=" + "<img src=x onerror=window.hit=1>" + "&section=<b>")
    settled(page)
    assert page.evaluate("window.hit") is None
    assert page.locator("main img").count() == 0
    assert page.input_value("#q") == "<img src=x onerror=window.hit=1>"
    assert page.title().startswith("<img src=x onerror=window.hit=1>：搜索")


def test_any_text_is_kept_in_the_address(page, site):
    page.goto(site + "search/")
    for query in ("100% #1 & <b>", '"a  b"', "+", "你好：再见"):
        page.get_by_label("要找的词").fill(query)
        page.keyboard.press("Enter")
        settled(page)
        page.reload()
        settled(page)
        assert page.input_value("#q") == query
        assert page.title() == f"{' '.join(query.split())}：搜索_青禾报"


def test_an_empty_query_clears_the_page(page, site):
    page.goto(site + "search/?q=" + "的")
    settled(page)
    page.get_by_label("要找的词").fill("  ")
    page.wait_for_function("document.querySelectorAll('.search__result').length === 0")
    assert page.locator("#search-status").inner_text() == ""
    assert page.url == site + "search/"
    assert page.title() == "搜索_青禾报"


def test_what_is_overtaken_is_never_shown(page, site):
    page.goto(site + "search/")
    held = Held(page, POSTINGS)
    for query in ("渡船", "风筝"):
        page.get_by_label("要找的词").fill(query)
        page.keyboard.press("Enter")
        page.wait_for_function("document.getElementById('search-status').textContent.includes('正在查找')")
    held.let_go()
    settled(page)
    page.wait_for_load_state("networkidle")
    assert titles(page)
    assert "最后一班渡船" not in titles(page)
    assert set(page.locator(".search__result mark").all_inner_texts()) == {"风筝"}


def test_nothing_is_searched_while_an_input_method_composes(page, site):
    page.goto(site + "search/")
    box = page.get_by_label("要找的词")
    box.dispatch_event("compositionstart")
    box.fill("du chuan")
    page.get_by_label("要找的词").evaluate("(input) => new Promise((resolve) => setTimeout(resolve, 400))")
    assert page.url == site + "search/"
    box.fill("渡船")
    box.dispatch_event("compositionend")
    settled(page)
    assert "最后一班渡船" in titles(page)


def test_older_shards_leave_alone_what_is_read(page, site):
    held = Held(page, POSTINGS_OF_THE_YEAR)
    page.goto(site + "search/?q=" + "的")
    page.wait_for_function("document.getElementById('search-status').textContent.includes('还在找更早的')")
    first = titles(page)
    assert first
    page.locator(".search__result a").first.focus()
    held.let_go()
    settled(page)
    assert titles(page)[: len(first)] == first
    assert int(re.search(r"\d+", page.locator("#search-status").inner_text())[0]) >= 30
    assert page.evaluate("document.activeElement === document.querySelector('.search__result a')")


@pytest.mark.parametrize("part", [POSTINGS_OF_THE_YEAR, r"/search/2024/table\.json"])
def test_when_a_shard_does_not_come_the_rest_is_shown_and_the_reader_told(page, site, part):
    page.route(re.compile(part), lambda route: route.abort())
    page.goto(site + "search/?q=" + "的")
    page.wait_for_selector("#search-missing:not([hidden])")
    assert page.locator("#search-missing").inner_text() == "这些时候的报纸没有查到：2024年。网络恢复后会自动再查。"
    links = page.locator(".search__result h2 a")
    assert links.count() > 0
    assert all("/2024/05/" in link.get_attribute("href") for link in links.all())
    page.unroute(re.compile(part))
    page.get_by_role("button", name="搜索").click()
    page.wait_for_selector("#search-missing", state="hidden")
    settled(page)
    assert int(re.search(r"\d+", page.locator("#search-status").inner_text())[0]) >= 30


def test_when_a_card_does_not_come_the_others_are_shown(page, site):
    page.route(re.compile(r"/search/cards/2024/05/0\.json"), lambda route: route.abort())
    page.goto(site + "search/?q=" + "学校")
    settled(page)
    assert page.locator("#search-missing").inner_text().startswith("这些时候的报纸没有查到：2024年5月。")
    assert 0 < len(titles(page)) < page.locator(".search__result").count()


def test_when_nothing_comes_the_reader_is_told(page, site):
    page.route("**/search/shards.json*", lambda route: route.fulfill(status=503, body="no"))
    page.goto(site + "search/?q=" + "的")
    page.wait_for_function("document.getElementById('search-status').textContent.includes('搜索不了')")


def test_the_status_is_focused_after_submitting_and_nothing_sticks_out_on_a_narrow_screen(browser, site):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(site + "search/")
    page.get_by_label("要找的词").fill("的")
    page.get_by_role("button", name="搜索").click()
    settled(page)
    assert page.evaluate("document.activeElement.id") == "search-status"
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    context.close()


ASKED = """() => {
  const wanted = performance.getEntriesByType("resource").map((one) => new URL(one.name).pathname);
  const early = [...document.querySelectorAll("link[rel$=preload], script[type=module][src]")].map((one) => one.href || one.src);
  const tables = [...document.querySelectorAll("link[as=fetch]")].map((one) => one.href);
  return [wanted, early.map((one) => new URL(one).pathname), tables];
}"""


@pytest.mark.parametrize("script", ["", "hant/"])
def test_all_that_the_first_result_needs_is_asked_for_with_the_page_and_once(page, site, script):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(site + script + "search/?q=渡船")
    settled(page)
    page.wait_for_function("performance.now() > 4000")  # then Chromium complains of what it loaded for nothing
    wanted, early, tables = page.evaluate(ASKED)
    later = re.compile(r"/(modes|(search-)?direct|search-worker)\.")  # a worker cannot be loaded before it is wanted
    modules = {path for path in wanted if "/theme/js/" in path and not later.search(path)}
    assert len(modules) > 8
    assert modules <= set(early)
    assert len(tables) == 3
    assert all(page.request.get(address).ok and "/hant/" not in address for address in tables)
    assert len(wanted) == len(set(wanted))
    assert [text for text in said if "preload" in text] == []


def test_without_scripts_there_is_a_note_and_a_way(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "search/?q=x")
    assert page.locator("noscript a, .search__note a").first.get_attribute("href") == "../archive/"
    context.close()


def test_the_chosen_script_is_remembered_and_nobody_else_is_led_anywhere(page, site):
    page.goto(site + "about/")
    page.get_by_role("link", name="繁體").click()
    assert page.url == site + "hant/about/"
    page.goto(site + "2024/04/08/long-road/?a=1#main")
    page.wait_for_url(site + "hant/2024/04/08/long-road/?a=1#main")
    page.get_by_role("link", name="简体").click()
    page.wait_for_url(site + "2024/04/08/long-road/?a=1#main")
    page.goto(site + "hant/about/")
    page.wait_for_url(site + "about/")
