"""Issues in a real browser: turned with the arrow keys, read by regions of a picture, printed in columns."""

from itertools import pairwise

import pytest

pytestmark = pytest.mark.browser
ISSUE = "issue/2024-05-09/"
HEADLINE = "十一个学生的学校敲响了新钟"


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def press(page, key, address):
    """Presses a key, and waits until the page is another."""
    with page.expect_navigation(url=address):
        page.keyboard.press(key)


def test_arrow_keys_turn_issues(page, site):
    page.goto(f"{site}issue/2024-04-15/")
    press(page, "ArrowRight", f"{site}issue/2024-05-06/")
    press(page, "ArrowRight", f"{site}{ISSUE}")
    page.keyboard.press("ArrowRight")  # there is none after the last
    press(page, "ArrowLeft", f"{site}issue/2024-05-06/")


def test_arrow_keys_turn_pages(page, site):
    page.goto(f"{site}{ISSUE}1/")
    assert page.locator(".neighbours__keys").text_content() == "键盘 ← → 翻到前后一版"
    assert page.locator(".neighbours__keys").is_visible()
    assert page.locator("[rel=next]").get_attribute("aria-keyshortcuts") == "ArrowRight"
    press(page, "ArrowRight", f"{site}{ISSUE}2/")
    press(page, "ArrowRight", f"{site}{ISSUE}3/")
    press(page, "ArrowLeft", f"{site}{ISSUE}2/")


@pytest.mark.parametrize(
    "keys", ["Alt+ArrowDown", "Control+ArrowRight", "Shift+ArrowRight", "Meta+ArrowRight", "PageDown"]
)
def test_other_keys_are_the_browsers(page, site, keys):
    page.goto(f"{site}{ISSUE}2/")
    page.keyboard.press(keys)
    press(page, "ArrowRight", f"{site}{ISSUE}3/")  # had the keys turned the page, this would lead to the one after


def test_a_reader_who_types_stays(page, site):
    page.goto(f"{site}{ISSUE}2/")
    page.locator(".find input").fill("钟声")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("的")
    assert page.locator(".find input").input_value() == "的钟声"
    assert page.url == f"{site}{ISSUE}2/"


def test_without_scripts_there_is_no_hint(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}{ISSUE}2/")
    assert not page.locator(".neighbours__keys").is_visible()
    assert page.locator("[rel=next]").is_visible()
    page.goto(f"{site}{ISSUE}print/")
    assert not page.locator(".printed__head button").is_visible()
    context.close()


def test_regions_by_keyboard(page, site):
    page.goto(f"{site}{ISSUE}1/")
    names = page.get_by_role("group", name="版面上的文章").get_by_role("link").all()
    assert [link.get_attribute("aria-label") for link in names] == [HEADLINE, "巷口的补衣摊", "七路车周末加开两班"]
    page.locator(".folios a").last.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == HEADLINE
    shape = page.locator("svg a:focus-visible polygon")
    assert shape.evaluate("e => [getComputedStyle(e).strokeOpacity, getComputedStyle(e).strokeWidth]") == ["1", "3px"]
    press(page, "Enter", f"{site}2024/05/09/school-bell/")


@pytest.mark.parametrize("width", [360, 1280])
def test_regions_lie_on_the_picture(browser, site, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{site}{ISSUE}1/")
    page.locator(".sheet a").last.scroll_into_view_if_needed()
    image = page.locator(".sheet img").bounding_box()
    areas = page.locator(".sheet svg").bounding_box()
    assert [round(areas[key]) for key in areas] == [round(image[key]) for key in areas]
    brief = page.locator(".sheet a").last.bounding_box()
    assert brief["x"] > image["x"] + image["width"] * 0.45
    assert brief["y"] > image["y"] + image["height"] * 0.7
    with page.expect_navigation(url=f"{site}2024/05/09/weekend-bus/"):
        page.mouse.click(brief["x"] + brief["width"] / 2, brief["y"] + brief["height"] / 2)
    page.close()


def test_the_issue_prints_in_columns(page, site):
    page.goto(f"{site}{ISSUE}print/")
    page.emulate_media(media="print")
    columns = "e => getComputedStyle(e).columnCount"
    assert page.locator(".piece--across .prose").first.evaluate(columns) == "3"
    assert page.locator(".leaf__columns").first.evaluate(columns) == "3"
    assert page.locator(".leaf__columns .prose").first.evaluate(columns) == "auto"
    assert page.locator(".flag__name").is_visible()
    for furniture in (".sections", ".printed__head", ".tools", ".colophon__regions"):
        assert not page.locator(furniture).is_visible()
    sizes = [
        page.locator(selector).first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        for selector in (
            ".flag__name",
            ".leaf:first-of-type .piece__title",
            ".leaf:nth-of-type(2) .piece__title",
            ".leaf__columns .piece__title",
            ".prose p",
        )
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == len(sizes)
    assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 0)")


def test_the_button_prints(page, site):
    page.add_init_script("window.print = () => { document.body.dataset.printed = 'yes'; }")
    page.goto(f"{site}{ISSUE}print/")
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("document.body.dataset.printed") == "yes"


@pytest.mark.parametrize(
    "path", [ISSUE, f"{ISSUE}1/", f"{ISSUE}2/", f"{ISSUE}print/", f"hant/{ISSUE}", f"hant/{ISSUE}1/"]
)
def test_names_headings_and_ids(page, site, path):
    page.goto(site + path)
    assert page.locator("h1").count() == 1
    levels = page.eval_on_selector_all("h1, h2, h3, h4", "all => all.map(e => Number(e.tagName[1]))")
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))
    nameless = "all => all.filter(e => !(e.getAttribute('aria-label') || e.textContent + (e.querySelector('img')?.alt ?? '')).trim()).length"
    assert page.eval_on_selector_all("a, button", nameless) == 0
    ids = page.eval_on_selector_all("[id]", "all => all.map(e => e.id)")
    assert len(ids) == len(set(ids))
    labels = page.eval_on_selector_all("[aria-labelledby]", "all => all.map(e => e.getAttribute('aria-labelledby'))")
    assert set(labels) <= set(ids)
