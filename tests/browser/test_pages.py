"""What only a browser can tell: nothing sticks out, nothing is asked elsewhere, it prints."""

import pytest

pytestmark = pytest.mark.browser
PAGES = [
    "",
    "2024/04/08/long-road/",
    "section/governance/",
    "archive/2024/04/",
    "archive/",
    "about/",
    "2024/03/14/bridge-photo/",
    "issue/2024-05-09/",
    "issue/2024-05-09/1/",
    "issue/2024-05-09/2/",
    "issue/2024-05-09/print/",
]


@pytest.fixture(params=[(320, "light"), (360, "dark"), (768, "light"), (1280, "light")], ids=str)
def page(request, browser):
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=True
    )
    yield context.new_page()
    context.close()


def test_nothing_sticks_out_and_nothing_is_asked_elsewhere(page, site):
    asked, failed = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.on("pageerror", lambda error: failed.append(str(error)))
    for path in PAGES:
        page.goto(site + path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (path, wide) == (path, 0)
    assert [url for url in asked if not url.startswith(site)] == []
    assert failed == []


def test_every_link_of_the_furniture_can_be_hit(page, site):
    page.goto(site)
    small = page.eval_on_selector_all(
        ".sections a, .colophon a, .teaser__title a, .line a",
        "links => links.filter(a => a.getBoundingClientRect().height < 24).map(a => a.textContent)",
    )
    assert small == []


def test_the_search_button_can_be_hit_where_no_font_has_its_characters(page, site):
    page.goto(site)
    button = page.locator(".find button")
    button.evaluate("button => (button.textContent = '')")
    box = button.bounding_box()
    assert (box["width"] >= 24, box["height"] >= 24) == (True, True)


def test_keyboard_reaches_the_text_first(page, site):
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_an_article_reads_as_a_newspaper(page, site):
    page.goto(site + "2024/04/08/long-road/")
    indent = page.evaluate("getComputedStyle(document.querySelector('.prose > p')).textIndent")
    size = page.evaluate("getComputedStyle(document.querySelector('.prose > p')).fontSize")
    assert float(indent.removesuffix("px")) == pytest.approx(2 * float(size.removesuffix("px")))
    line = page.evaluate("document.querySelector('.prose').getBoundingClientRect().width")
    assert line <= 42 * float(size.removesuffix("px"))
    assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 0 && i.width > 100)")


def test_an_article_prints_without_furniture(browser, site):
    page = browser.new_page()
    page.goto(site + "2024/04/08/long-road/")
    page.emulate_media(media="print")
    assert not page.locator(".sections").is_visible()
    assert not page.locator(".neighbours").is_visible()
    assert page.locator(".masthead__name").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.prose')).columnCount") == "2"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    page.close()
