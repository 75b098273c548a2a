"""Large type and high contrast, with scripts and without: chosen by a link, remembered with scripts."""

import pytest

pytestmark = pytest.mark.browser
PAGES = [
    "",
    "2024/04/08/long-road/",
    "2024/04/11/water-meter/",
    "2024/03/14/bridge-photo/",
    "2024/05/06/crossing/",
    "section/governance/",
    "archive/2024/04/",
    "archive/",
    "corrections/",
    "about/",
    "search/",
    "issue/",
    "issue/2024-05-09/",
    "by/",
    "section/",
    "2024/",
]
ARTICLE = "2024/04/08/long-road/"
# The least ratio of contrast of any text on the page with what is behind it, by WCAG's formula.
LEAST_CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parts = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [r, g, b] = parts(colour).slice(0, 3).map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (parts(colour)[3] === 255) return colour;
    }
    return "white";
  };
  let least = 21;
  for (const element of document.body.querySelectorAll("*")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility()) continue;
    const pair = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => b - a);
    least = Math.min(least, (pair[0] + 0.05) / (pair[1] + 0.05));
  }
  return least;
}"""


@pytest.fixture
def open_page(browser):
    """Opens a context with the given options, and a page in it."""
    contexts = []

    def open_(**options):
        contexts.append(browser.new_context(**options))
        return contexts[-1].new_page()

    yield open_
    for context in contexts:
        context.close()


def size(page, selector=".prose > p"):
    return float(page.evaluate(f"getComputedStyle(document.querySelector('{selector}')).fontSize").removesuffix("px"))


def paper(page):
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def offered(page):
    return page.locator(".mode a:visible").all_inner_texts()


def choose(page, word):
    page.get_by_role("link", name=word).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_link_makes_type_large_and_contrast_high_and_each_is_taken_back_alone(open_page, site, scripts):
    page = open_page(java_script_enabled=scripts)
    page.goto(site + ARTICLE)
    standard, plain = size(page), paper(page)
    assert offered(page) == ["大字版", "高对比度"]
    choose(page, "大字版")
    assert size(page) > 24 > standard
    assert size(page, "body") >= 24
    assert offered(page) == ["标准字号", "高对比度"]
    choose(page, "高对比度")
    assert (size(page) > 24, paper(page)) == (True, "rgb(255, 255, 255)")
    assert offered(page) == ["标准字号", "标准颜色"]
    choose(page, "标准字号")
    assert (size(page), paper(page)) == (standard, "rgb(255, 255, 255)")
    assert offered(page) == ["大字版", "标准颜色"]
    choose(page, "标准颜色")
    assert (size(page), paper(page)) == (standard, plain)
    assert page.evaluate("scrollY") == 0


def test_the_choice_is_remembered_on_every_page_and_in_both_scripts(open_page, site):
    page = open_page()
    page.goto(site)
    choose(page, "大字版")
    choose(page, "高对比度")
    assert page.url == site  # and stays out of addresses
    for path in (ARTICLE, "hant/" + ARTICLE, "search/"):
        page.goto(site + path)
        assert page.evaluate("document.documentElement.dataset.mode") == "large-contrast"
    page.goto(site + "hant/" + ARTICLE)
    assert offered(page) == ["標準字號", "標準顏色"]
    choose(page, "標準字號")
    page.goto(site + ARTICLE)
    assert offered(page) == ["大字版", "标准颜色"]


def test_an_address_with_the_mode_is_a_choice_too(open_page, site):
    page = open_page()
    page.goto(site + "#large")
    assert size(page, "body") >= 24
    page.goto(site + ARTICLE + "#main")
    assert size(page, "body") >= 24
    page.goto(site + "#large-contrast")
    choose(page, "标准字号")
    choose(page, "标准颜色")
    assert (page.url, size(page, "body")) == (site, 17)


def test_going_back_shows_what_was_chosen_since(open_page, site):
    page = open_page()
    page.goto(site)
    page.goto(site + ARTICLE)
    choose(page, "大字版")
    page.go_back()
    assert size(page, "body") >= 24


DAY, NIGHT = "rgb(251, 248, 241)", "rgb(31, 28, 24)"


@pytest.mark.parametrize("system", ["light", "dark"])
def test_light_or_dark_is_chosen_whatever_the_system_has(open_page, site, system):
    own, other = (DAY, NIGHT) if system == "light" else (NIGHT, DAY)
    words = {DAY: "浅色", NIGHT: "深色"}
    page = open_page(color_scheme=system)
    page.goto(site + ARTICLE)
    assert (paper(page), page.locator(".schemes button:visible").all_inner_texts()) == (own, ["浅色", "深色"])
    page.get_by_role("button", name=words[other]).click()
    assert paper(page) == other
    assert page.locator(".schemes button:focus").inner_text() == "自动明暗"
    bars = "[...document.querySelectorAll('meta[name=theme-color]')].map((bar) => bar.content)"
    assert page.evaluate(bars) == [{DAY: "#fbf8f1", NIGHT: "#1f1c18"}[other]] * 2
    for path in ("", "hant/" + ARTICLE, "search/", "feed.atom", "hant/feed.atom"):
        page.goto(site + path)
        shown = "getComputedStyle(document.documentElement).backgroundColor"
        assert (path, page.evaluate(shown)) == (path, other)
    page.goto(site + ARTICLE)
    assert page.evaluate("getComputedStyle(document.querySelector('img')).filter") == (
        "none" if other == DAY else "brightness(0.86)"
    )
    page.emulate_media(media="print")
    assert (paper(page), page.evaluate("getComputedStyle(document.body).color")) == (
        "rgb(255, 255, 255)",
        "rgb(0, 0, 0)",
    )
    assert page.evaluate("getComputedStyle(document.querySelector('img')).filter") == "none"
    page.emulate_media(media="screen")
    page.get_by_role("button", name="自动明暗").click()
    assert (paper(page), page.evaluate(bars)) == (own, ["#fbf8f1", "#1f1c18"])
    page.emulate_media(color_scheme="dark" if system == "light" else "light")
    assert paper(page) == other


def test_high_contrast_and_dark_go_together(open_page, site):
    page = open_page()
    page.goto(site + ARTICLE)
    choose(page, "高对比度")
    page.get_by_role("button", name="深色").click()
    assert (paper(page), page.evaluate(LEAST_CONTRAST) >= 7) == ("rgb(0, 0, 0)", True)


def test_without_scripts_nothing_offers_what_needs_them(open_page, site):
    page = open_page(java_script_enabled=False)
    page.goto(site)
    assert page.locator(".schemes").is_hidden()


def test_a_feed_has_the_type_and_contrast_that_was_chosen(open_page, site):
    page = open_page()
    page.goto(site + "feed.atom")
    plain = size(page, "h2")
    assert paper(page) == DAY
    page.goto(site)
    choose(page, "大字版")
    choose(page, "高对比度")
    page.goto(site + "feed.atom")
    assert (size(page, "h2") > 1.4 * plain, paper(page)) == (True, "rgb(255, 255, 255)")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_keyboard_stays_where_it_was(open_page, site):
    page = open_page()
    page.goto(site + ARTICLE)
    page.get_by_role("link", name="高对比度").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "标准颜色"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "高对比度"


def test_the_mode_is_there_before_anything_is_shown(open_page, site):
    page = open_page(java_script_enabled=False)
    page.goto(site)
    script = page.locator("head script[src*='/modes.']")
    assert script.evaluate("e => [e.type, e.defer, e.async]") == ["", False, False]
    assert page.locator("head link[rel='stylesheet'] ~ script[src*='/modes.']").count() == 0


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_large_type_reflows(open_page, site, width):
    page = open_page(viewport={"width": width, "height": 800}, java_script_enabled=False)
    for script in ("", "hant/") if width == 320 else ("",):
        for path in PAGES:
            page.goto(site + script + path + "#large")
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert (script, path, wide) == (script, path, 0)
            assert size(page, "body") >= 24


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_high_contrast_is_seven_to_one(open_page, site, scheme):
    page = open_page(color_scheme=scheme)
    for path in PAGES:
        page.goto(site + path + "#contrast")
        assert page.evaluate(LEAST_CONTRAST) >= 7, path
    page = open_page(color_scheme=scheme, contrast="more")
    page.goto(site)
    assert page.evaluate(LEAST_CONTRAST) >= 7


def test_the_measure_of_contrast_can_fail(open_page, site):
    page = open_page()
    page.goto(site)
    assert 4.5 <= page.evaluate(LEAST_CONTRAST) < 7


def test_forced_colours_leave_every_line_and_choice_visible(open_page, site):
    page = open_page(forced_colors="active")
    page.goto(site + ARTICLE)
    assert page.evaluate("getComputedStyle(document.querySelector('.article__head h1')).color") == "rgb(0, 0, 0)"
    page.get_by_role("link", name="大字版").focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
