"""What the search page says in a browser that cannot search: where to look instead."""

import pytest

from tests.browser.conftest import watched

pytestmark = pytest.mark.browser
SAID = "这个浏览器太旧，在这里搜索不了。请到“往期”按月份查找。"
STATUS = "document.getElementById('search-status').textContent"
WITHOUT_STREAMS = "delete window.DecompressionStream"
WITHOUT_REFERENCES = "WebAssembly.validate = () => false"


@pytest.fixture
def page(browser):
    with watched(browser.new_context(viewport={"width": 360, "height": 640})) as page:
        yield page


@pytest.mark.parametrize("lack", [WITHOUT_STREAMS, WITHOUT_REFERENCES])
def test_one_that_cannot_run_pagefind_is_told_so_and_does_not_try_again(page, pagefind_site, lack):
    page.add_init_script(lack)
    page.goto(pagefind_site + "search/?q=学校")
    page.wait_for_function(f"{STATUS} === '{SAID}'")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(2_500)  # by then it would have
    assert (page.evaluate(STATUS), asked) == (SAID, [])
    assert not page.locator("#search-missing").is_visible()
    page.fill("#q", "邻居")
    page.keyboard.press("Enter")
    page.wait_for_function(f"{STATUS} === '{SAID}'")
    page.goto(pagefind_site + "hant/search/?q=學校")
    page.wait_for_function(f"{STATUS}.includes('太舊')")


def test_our_own_engine_needs_neither(page, site):
    for lack in (WITHOUT_STREAMS, WITHOUT_REFERENCES, "delete window.Worker; delete window.WebAssembly.instantiate"):
        page.add_init_script(lack)
    page.goto(site + "search/?q=学校")
    page.wait_for_function(f"{STATUS}.startsWith('找到')")


def test_one_without_modules_is_told_by_a_script_that_no_other_asks_for(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + "search/?q=学校")
    page.wait_for_function(f"{STATUS}.startsWith('找到')")
    script = page.locator("script[nomodule]")
    address = script.evaluate("script => script.src")
    assert address not in asked
    note = page.locator("#search-old")
    assert not note.is_visible()
    page.add_script_tag(url=address)
    note.wait_for(state="visible")
    assert note.inner_text() == SAID.replace("“往期”", "往期")
    assert note.locator("a").evaluate("link => link.href") == site + "archive/"
