"""A paper in Traditional Chinese as its readers meet it: found in both scripts, and switched."""

from urllib.parse import quote

import pytest

from tests.browser.conftest import served, watched
from tests.traditional.demo import built

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with served(built(tmp_path_factory.mktemp("paper"), url="").output) as address:
        yield address


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    with watched(context) as page:
        yield page


def found(page, address: str, words: str) -> list[str]:
    """The headlines that the search page shows."""
    page.goto(f"{address}search/?q={quote(words)}")
    return answered(page)


def answered(page) -> list[str]:
    """The headlines that the search page shows when it has all of them."""
    page.wait_for_function(
        "/^找到 \\d+ 篇$|^没有找到|^沒有找到/.test(document.getElementById('search-status')?.textContent)"
    )
    return page.locator(".search__result h2").all_inner_texts()


@pytest.mark.parametrize("words", ["擺渡", "摆渡", "慢了七分鐘", "看着水面", "baidu"])
def test_search_answers_in_the_script_of_the_page(page, site, words):
    assert found(page, site, words) == ["最後一個擺渡的人"]
    assert found(page, site + "hans/", words) == ["最后一个摆渡的人"]


def test_nothing_found_is_said_in_the_script_of_the_page(page, site):
    for address, said in ((site, "沒有找到"), (site + "hans/", "没有找到")):
        assert found(page, address, "白鷺鷥") == []
        assert page.locator("#search-status").inner_text().startswith(said)


def test_excerpts_marks_and_suggestions_are_in_the_script_of_the_page(page, site):
    assert found(page, site, "号码牌") == ["牙醫車下週到白榕里"]
    assert page.locator(".search__result mark").first.inner_text() == "號碼牌"
    assert found(page, site + "hans/", "號碼牌") == ["牙医车下周到白榕里"]
    assert page.locator(".search__result mark").first.inner_text() == "号码牌"
    found(page, site, "范云舟")  # somebody who has a page, in the other script
    assert page.locator("#search-direct a").first.inner_text().startswith("范雲舟")


def test_the_reader_changes_the_script_and_stays_on_the_page(page, site):
    page.goto(site + "2024/05/16/ferry/")
    page.locator("nav.scripts a", has_text="简体").click()
    assert page.url == site + "hans/2024/05/16/ferry/"
    assert page.locator("h1").inner_text() == "最后一个摆渡的人"
    page.locator("a[rel=prev]").first.click()
    assert page.url.startswith(site + "hans/2024/")
    page.locator("nav.scripts a", has_text="繁體").click()
    assert "/hans/" not in page.url
    assert page.evaluate("document.documentElement.lang") == "zh-Hant"


def test_the_page_of_a_switched_search_asks_the_same(page, site):
    found(page, site, "舊鹽路")
    page.locator("nav.scripts a", has_text="简体").click()
    page.wait_for_url(f"{site}hans/search/?q=*")
    assert "旧盐路要修了" in answered(page)


def test_what_scripts_write_is_in_the_script_of_the_page(page, site):
    for prefix, copied in (("", "已複製"), ("hans/", "已复制")):
        page.goto(site + prefix + "2024/05/16/ferry/")
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: {writeText: async () => {}}})")
        page.locator(".share__copy button").click()
        page.wait_for_function("document.querySelector('.share__copy [role=status]').textContent !== ''")
        assert page.locator(".share__copy [role=status]").inner_text() == copied
