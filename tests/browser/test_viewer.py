"""Looking through the pictures of an article: by keyboard, by touch, and without JavaScript."""

import pytest

from tests.browser.conftest import watched

pytestmark = pytest.mark.browser
PAGE = "2024/05/09/egret-lake/"
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 640}
SHOWN = "[...document.querySelectorAll('.slide')].filter(s => s.getClientRects().length).map(s => s.id)"
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
FOCUSED = "document.activeElement.closest('[id]')?.id + ' ' + document.activeElement.textContent.trim().slice(0, 3)"


@pytest.fixture
def open_page(browser, site):
    contexts = []

    def open_page(path=PAGE, **options):
        contexts.append(browser.new_context(**({"viewport": WIDE} | options)))
        page = contexts[-1].new_page()
        page.goto(site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def shown(page, *ids):
    page.wait_for_function(f"ids => JSON.stringify({SHOWN}) === JSON.stringify(ids)", arg=list(ids))


def focused(page, what):
    page.wait_for_function(f"what => {FOCUSED} === what", arg=what)


def test_by_keyboard(open_page):
    page = open_page()
    page.focus("#picture-2")
    page.keyboard.press("Enter")
    shown(page, "photo-2")
    assert page.evaluate("document.activeElement.ariaLabel") == "第 2 张，共 5 张"
    assert page.evaluate("getComputedStyle(document.querySelector('main')).visibility") == "hidden"
    page.keyboard.press("ArrowRight")
    shown(page, "photo-3")
    focused(page, "photo-3 下一张")
    assert page.text_content(".viewer__status").startswith("第 3 张，共 5 张 十点半，")
    page.keyboard.press("Enter")
    shown(page, "photo-4")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")  # there is none after the fifth
    shown(page, "photo-5")
    focused(page, "photo-5 关闭")
    for number in (4, 3, 2):
        page.keyboard.press("ArrowLeft")
        focused(page, f"photo-{number} 上一张")
    page.keyboard.press("ArrowLeft")
    focused(page, "photo-1 关闭")
    page.keyboard.press("Escape")
    shown(page)
    focused(page, "picture-1 ")
    assert page.evaluate("location.hash") == ""
    assert page.evaluate("getComputedStyle(document.querySelector('main')).visibility") == "visible"


@pytest.mark.parametrize("scripts", [True, False])
def test_focus_stays_within(open_page, scripts):
    page = open_page(java_script_enabled=scripts)
    page.click("#picture-2")
    shown(page, "photo-2")
    for expected in ("photo-2 关闭", "photo-2 上一张", "photo-2 下一张"):
        page.keyboard.press("Tab")
        focused(page, expected)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('.viewer')")


def test_the_way_back_leads_to_the_page_as_it_was(open_page):
    page = open_page()
    page.locator("#picture-3").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('#picture-3 img').complete")
    before = page.evaluate("scrollY")
    page.click("#picture-3")
    shown(page, "photo-3")
    assert page.evaluate("scrollY") == before
    page.keyboard.press("ArrowRight")
    focused(page, "photo-4 下一张")
    page.go_back()
    shown(page)
    assert (page.url.endswith(PAGE), page.evaluate("location.hash")) == (True, "")
    focused(page, "picture-4 ")
    page.go_forward()
    shown(page, "photo-4")


def test_an_address_that_names_a_picture_shows_it(open_page):
    page = open_page(PAGE + "#photo-4")
    shown(page, "photo-4")
    page.keyboard.press("Escape")
    shown(page)
    focused(page, "picture-4 ")


def test_without_javascript(open_page):
    page = open_page(java_script_enabled=False, viewport=NARROW)
    page.click("#picture-1")
    shown(page, "photo-1")
    for number in (2, 3):
        page.click(f"#photo-{number - 1} [rel=next]")
        shown(page, f"photo-{number}")
    page.click("#photo-3 [rel=prev]")
    shown(page, "photo-2")
    picture = page.locator("#photo-2 img").bounding_box()
    assert (picture["width"], round(picture["height"])) == (360, 240)
    page.go_back()
    shown(page, "photo-3")
    page.click("#photo-3 .slide__close")
    shown(page)
    assert page.evaluate("location.hash") == "#picture-3"
    focused(page, "picture-3 ")


def test_by_swiping(open_page):
    page = open_page(viewport=NARROW, has_touch=True)
    page.tap("#picture-1")
    shown(page, "photo-1")
    touch = page.context.new_cdp_session(page)

    def swipe(x, y):
        for kind, points in (
            ("touchStart", [{"x": 180, "y": 320}]),
            ("touchMove", [{"x": 180 + x, "y": 320 + y}]),
            ("touchEnd", []),
        ):
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    swipe(-120, 10)
    shown(page, "photo-2")
    swipe(20, -150)  # up: no step
    swipe(120, 0)
    shown(page, "photo-1")


def test_a_picture_fills_the_window_and_no_more(open_page):
    for viewport in (WIDE, NARROW, {"width": 700, "height": 300}):
        page = open_page(PAGE + "#photo-2", viewport=viewport)
        shown(page, "photo-2")
        page.wait_for_function("document.querySelector('#photo-2 img').complete")
        box = page.locator("#photo-2 img").bounding_box()
        assert box["width"] / box["height"] == pytest.approx(1.5, abs=0.01)
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= viewport["height"]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0
        small = page.eval_on_selector_all(
            "#photo-2 a", "links => links.filter(a => a.getBoundingClientRect().height < 44).map(a => a.textContent)"
        )
        assert small == []


def test_it_prints_in_the_flow_of_the_text(open_page):
    page = open_page(PAGE + "#photo-2")
    page.emulate_media(media="print")
    shown(page)
    assert page.locator(".prose figure").count() == 5
    assert all(figure.is_visible() for figure in page.locator(".prose figure").all())


@pytest.mark.parametrize("path", ["", PAGE, "2024/05/09/school-bell/", "section/countryside/"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_moves_when_pictures_come(browser, site, path, viewport):
    held = []
    with watched(browser.new_context(viewport=viewport)) as page:
        page.route("**/photos/**", lambda route: held.append(route))
        page.goto(site + path, wait_until="domcontentloaded")
        page.evaluate(FRAMES)
        page.evaluate("""() => {
          window.moved = [];
          new PerformanceObserver((list) => window.moved.push(...list.getEntries().map((entry) => entry.value)))
            .observe({ type: "layout-shift" });
          for (const image of document.images) image.loading = "eager";
        }""")
        page.route("**/photos/**", lambda route: route.continue_())
        for route in held:
            route.continue_()
        page.wait_for_function("[...document.querySelectorAll('main img')].every(i => i.complete && i.naturalWidth)")
        page.evaluate(FRAMES)
        assert page.evaluate("window.moved") == []
        assert page.eval_on_selector_all(
            "img", "all => all.every(i => i.hasAttribute('width') && i.hasAttribute('height'))"
        )


@pytest.mark.parametrize(
    ("path", "viewport", "density", "width"),
    [
        (PAGE, NARROW, 1, 480),
        (PAGE, NARROW, 3, 1200),
        (PAGE, WIDE, 1, 1200),
        ("2024/05/09/school-bell/", NARROW, 2, 800),
        ("2024/05/09/school-bell/", WIDE, 1, 800),
        ("", WIDE, 1, 800),
    ],
)
def test_a_browser_takes_the_size_that_fits(open_page, path, viewport, density, width):
    page = open_page(path, viewport=viewport, device_scale_factor=density)
    taken = page.evaluate("document.querySelector('main img').currentSrc")
    assert f".{width}w." in taken
