"""The page of all components in a real browser."""

import pytest

from tests.theme.showcase import write

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out_and_each_view_has_its_colours(browser, tmp_path, width):
    write(tmp_path)
    page = browser.new_page(viewport={"width": width, "height": 800})
    failed = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto((tmp_path / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    colours = "views => [...new Set(views.map(view => getComputedStyle(view).backgroundColor))]"
    (light,) = page.eval_on_selector_all(".showcase__view[data-scheme='day']", colours)
    (dark,) = page.eval_on_selector_all(".showcase__view[data-scheme='night']", colours)
    assert light != dark
    assert failed == []
    page.close()
