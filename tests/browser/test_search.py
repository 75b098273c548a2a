"""Search as a reader does it, in a real browser, with the real index of the demo paper."""

import json
import random
import re
from html import unescape

import lxml.html
import pytest

from plugins.search.cutting import fold
from tests.paper import ROOT

pytestmark = pytest.mark.browser
CASES = json.loads((ROOT / "tests/search/cases.json").read_text(encoding="utf-8"))
SEARCH = """async ([address, query, options]) => {
  const { search } = await import(address);
  return search(query, options ?? {});
}"""


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(15_000)
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def module(page, name: str = "search") -> str:
    """The address of a module, as the page asks for it."""
    return page.evaluate(
        f"performance.getEntriesByType('resource').map(e => e.name).find(n => n.includes('/js/{name}.'))"
    )


def settled(page) -> None:
    page.wait_for_function(
        "/^找到 \\d+ 篇$|^没有找到|^沒有找到/.test(document.getElementById('search-status')?.textContent)"
    )


def titles(page) -> list[str]:
    return page.locator(".search__result h3").all_inner_texts()


def test_queries_are_cut_as_the_index_is(page, site):
    page.goto(site + "search/")
    page.wait_for_load_state("networkidle")
    run = "async ([address, name, text]) => (await import(address))[name](text)"
    for name in ("fold", "cut", "terms"):
        for text, expected in CASES[name]:
            assert page.evaluate(run, [module(page, "cut"), name, text]) == expected, (name, text)


def test_an_article_is_found_exactly_if_its_text_has_the_term(page, site, request):
    page.goto(site + "search/")
    page.wait_for_load_state("networkidle")
    address = module(page)
    root = site.removesuffix("news/")
    pages = page.evaluate(SEARCH, [address, "的", {"limit": 1000}])
    articles = []
    for result in pages["results"]:
        html = page.request.get(result["url"]).body()
        found = lxml.html.fromstring(html).xpath(
            "//h1/text() | //div[contains(@class, 'prose')]//*[self::p or self::figcaption or self::h2 or self::li or self::td]"
        )
        articles.append([fold(unescape(t if isinstance(t, str) else t.text_content())) for t in found])
    assert len(articles) >= 30
    assert root
    chance = random.Random(3)
    texts = [text for article in articles for text in article if len(text) > 3]
    for _ in range(60):
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        term = text[start : start + chance.randint(1, 8)].strip()
        if not term or re.search(r'[\s"]', term):
            continue
        wanted = sum(any(term in text for text in article) for article in articles)
        answer = page.evaluate(SEARCH, [address, term, {"limit": 100}])
        assert answer["missing"] == []
        assert answer["total"] >= wanted, term  # what only bylines and kickers have is found too


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
    assert "试试" in page.locator("#search-status").inner_text()


def test_a_query_is_never_markup(page, site):
    page.goto(site + "search/?q=" + "<img src=x onerror=window.hit=1>" + "&section=<b>")
    settled(page)
    assert page.evaluate("window.hit") is None
    assert page.locator("main img").count() == 0
    assert page.input_value("#q") == "<img src=x onerror=window.hit=1>"


@pytest.mark.parametrize("part", ["index/*", "table.json*", "*.pf_meta"])
def test_when_a_shard_does_not_come_the_rest_is_shown_and_the_reader_told(page, site, part):
    page.route(f"**/search/2024/{part}", lambda route: route.abort())
    page.goto(site + "search/?q=" + "的")
    page.wait_for_selector("#search-missing:not([hidden])")
    assert "2024" in page.locator("#search-missing").inner_text()
    assert len(titles(page)) == 9
    page.unroute(f"**/search/2024/{part}")
    page.get_by_role("button", name="搜索").click()
    page.wait_for_selector("#search-missing", state="hidden")
    settled(page)
    assert len(titles(page)) == 10


def test_when_nothing_comes_the_reader_is_told(page, site):
    page.route("**/search/shards.json", lambda route: route.fulfill(status=503, body="no"))
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
