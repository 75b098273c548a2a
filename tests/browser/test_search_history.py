"""Back and forward between searches and articles: what a reader comes back to is as it was left."""

import functools
import re

import pytest

from tests.browser.conftest import CHROMIUM, FLAGS, watched
from tests.browser.test_search import Held, settled, titles

pytestmark = pytest.mark.browser
MANY = "search/?q=的"
ARTICLE = re.compile(r"/20\d\d/\d\d/\d\d/")
PHONE = {"viewport": {"width": 360, "height": 640}, "reduced_motion": "reduce"}  # it does not glide to a place


@pytest.fixture(scope="module")
def forgetful(browser):
    """A browser that keeps no page that was left: coming back loads it anew."""
    flags = [*FLAGS, "--disable-features=BackForwardCache"]
    chromium = browser.browser_type.launch(executable_path=CHROMIUM, args=flags)
    chromium.new_context = functools.partial(chromium.new_context, bypass_csp=True)
    yield chromium
    chromium.close()


@pytest.fixture(params=["kept", "anew"])
def page(request, browser, forgetful):
    """A page at 360 px, in a browser that keeps pages, and in one that does not."""
    context = (browser if request.param == "kept" else forgetful).new_context(**PHONE)
    with watched(context) as page:
        yield page


def search(page, query: str) -> None:
    page.get_by_label("要找的词").fill(query)
    page.keyboard.press("Enter")
    shows(page, query)


def shows(page, query: str) -> None:
    """Waits for the results of a query."""
    page.wait_for_function(
        "(query) => new URLSearchParams(location.search).get('q') === query && document.title.startsWith(query)"
        " && /^找到 \\d+ 篇$|^没有找到/.test(document.getElementById('search-status').textContent)",
        arg=query,
    )


def entries(page) -> int:
    return page.evaluate("history.length")


def top(page, title: str) -> float:
    """How far below the top of the screen a result stands."""
    return page.locator(".search__result", has=page.get_by_role("link", name=title, exact=True)).first.evaluate(
        "(item) => item.getBoundingClientRect().top"
    )


def test_each_search_that_was_ended_is_an_entry(page, site):
    page.goto(site + "search/")
    before = entries(page)
    for query in ("渡船", "风筝", "学校"):
        search(page, query)
    assert entries(page) == before + 3
    for query in ("风筝", "渡船"):
        page.go_back()
        shows(page, query)
        assert page.input_value("#q") == query
        assert titles(page)
    page.go_forward()
    shows(page, "风筝")


def test_typing_takes_the_place_of_what_was_typed_alone(page, site):
    page.goto(site + "search/")
    search(page, "渡船")
    before = entries(page)
    box = page.get_by_label("要找的词")
    for query in ("风", "风筝", "学", "学校"):
        box.fill(query)
        shows(page, query)
    assert entries(page) == before + 1
    page.keyboard.press("Enter")
    search(page, "新桥")
    assert entries(page) == before + 2
    page.go_back()
    shows(page, "学校")
    page.go_back()
    shows(page, "渡船")


def test_a_pause_and_a_click_end_a_search(page, site):
    page.goto(site + "search/?q=渡船")
    settled(page)
    page.get_by_label("要找的词").fill("学校")
    shows(page, "学校")
    page.locator(".search__result a").first.click()
    page.wait_for_url(ARTICLE)
    page.go_back()
    shows(page, "学校")
    page.get_by_label("要找的词").fill("风筝")
    shows(page, "风筝")
    page.go_back()
    shows(page, "学校")
    page.go_back()
    shows(page, "渡船")


def test_coming_back_from_an_article_finds_the_same_results_at_the_same_place(page, site):
    page.goto(site + MANY)
    settled(page)
    for count in (20, 30):
        page.get_by_role("button", name="再看 10 篇").click()
        page.wait_for_function(f"document.querySelectorAll('.search__result').length === {count}")
    before = titles(page)
    link = page.locator(".search__result a").nth(24)
    link.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    title = link.inner_text()
    place = top(page, title)
    link.click()
    page.wait_for_url(ARTICLE)
    page.go_back()
    page.wait_for_function("document.querySelectorAll('.search__result').length === 30")
    page.wait_for_load_state("networkidle")
    assert titles(page) == before
    assert abs(top(page, title) - place) < 2
    assert page.evaluate("document.activeElement.textContent") == title


def test_a_reload_stays_where_it_was(page, site):
    page.goto(site + MANY)
    settled(page)
    page.get_by_role("button", name="再看 10 篇").click()
    page.wait_for_function("document.querySelectorAll('.search__result').length === 20")
    page.locator(".search__result").nth(14).scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    title = page.locator(".search__result a").nth(14).inner_text()
    page.wait_for_function("history.state?.place?.number === 20 && Math.abs(history.state.place.y - scrollY) < 2")
    place = top(page, title)
    page.reload()
    page.wait_for_function("document.querySelectorAll('.search__result').length === 20")
    page.wait_for_load_state("networkidle")
    assert abs(top(page, title) - place) < 2


def test_back_to_an_earlier_search_is_where_that_was_left(page, site):
    page.goto(site + MANY)
    settled(page)
    page.locator(".search__result").nth(8).scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    title = page.locator(".search__result a").nth(8).inner_text()
    place = top(page, title)
    page.get_by_label("要找的词").evaluate("(input) => (input.value = '学校', input.form.requestSubmit())")
    shows(page, "学校")
    page.go_back()
    shows(page, "的")
    page.wait_for_load_state("networkidle")
    assert abs(top(page, title) - place) < 2


def test_a_reader_who_moves_on_is_not_led_back(browser, site):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(site + MANY)
    settled(page)
    page.locator(".search__result").nth(8).scroll_into_view_if_needed()
    page.wait_for_function("history.state?.place?.y > 300")
    held = Held(page, r"/search/2024/\d+\.json")
    page.reload()
    page.wait_for_selector(".search__result")
    page.keyboard.press("Home")
    held.let_go()
    settled(page)
    page.wait_for_load_state("networkidle")
    page.wait_for_function("scrollY === 0")
    context.close()


def test_nothing_is_kept_but_in_the_history(page, site):
    page.goto(site + MANY)
    settled(page)
    page.locator(".search__result a").first.click()
    page.wait_for_url(ARTICLE)
    page.go_back()
    settled(page)
    assert page.evaluate("[Object.keys(localStorage), sessionStorage.length, document.cookie]") == [
        ["linli.searches"],
        0,
        "",
    ]
