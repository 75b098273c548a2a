"""Pagefind's own interface, as its program has it, on the index of the demo paper."""

import re

import pytest

from tests.browser.conftest import watched
from tests.browser.test_policy import WATCH

pytestmark = pytest.mark.browser
LINKS = ".pf-result-link"


@pytest.fixture
def page(browser):
    context = browser.new_context(bypass_csp=False, viewport={"width": 360, "height": 760})
    context.add_init_script(WATCH)
    with watched(context, lambda message: message.type == "error") as page:
        yield page
        assert page.evaluate("refused") == []


def summary(page, pattern: str) -> None:
    page.locator("pagefind-summary", has_text=re.compile(pattern)).wait_for()


@pytest.mark.parametrize("query", ["渡船", "班渡", "後一班渡"])
def test_it_finds_what_stands_in_the_texts(page, pagefind_site, query):
    page.goto(pagefind_site + "pagefind/")
    page.locator("pagefind-input input").fill(query)
    summary(page, query)
    link = page.locator(LINKS, has_text="最后一班渡船")
    link.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    link.click()
    assert page.locator("h1").inner_text() == "最后一班渡船"


def test_it_finds_nothing_that_does_not(page, pagefind_site):
    page.goto(pagefind_site + "pagefind/")
    page.locator("pagefind-input input").fill("渡班")
    summary(page, "没有|0|未找到")
    assert page.locator(LINKS).count() == 0


def test_it_is_of_the_script_of_the_page_and_marks_what_was_typed(page, pagefind_site):
    page.goto(pagefind_site + "hant/pagefind/")
    page.locator("pagefind-input input").fill("学校")
    page.locator(LINKS).first.wait_for()
    assert all("/news/hant/2" in link.get_attribute("href") for link in page.locator(LINKS).all())
    page.locator(".pf-result-excerpt mark").first.wait_for()
    assert set(page.locator(".pf-result-excerpt mark").all_inner_texts()) == {"學校"}


def test_no_text_is_markup(page, pagefind_site):
    page.goto(pagefind_site + "pagefind/")
    page.locator("pagefind-input input").fill("<img src=x onerror=window.hit=1>")
    summary(page, "img")
    assert page.evaluate("window.hit") is None
