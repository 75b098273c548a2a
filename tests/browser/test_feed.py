"""A feed that was opened in a browser is a page that people can read."""

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("path", "name", "headline", "told"),
    [
        ("feed.atom", "青禾报", "一盏路灯，半条街的心事", "订阅源"),
        ("section/news/feed.atom", "青禾报·要闻", "一条路走了四十年", "订阅源"),
        ("hant/feed.atom", "青禾報", "一盞路燈，半條街的心事", "訂閱源"),
    ],
)
def test_people_can_read_a_feed(browser, site, path, name, headline, told):
    page = browser.new_page(viewport={"width": 360, "height": 800})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + path)
    assert page.locator("h1").all_inner_texts() == [name]
    assert told in page.locator("h1 + p").inner_text()
    link = page.get_by_role("link", name=headline, exact=True)
    assert link.is_visible()
    hidden = "feed > id, feed > updated, entry > title, entry > content, entry > author, entry > id"
    assert page.locator(hidden).count() > 10
    assert page.locator(hidden).filter(visible=True).count() == 0
    assert page.locator("entry > summary").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    kinds = {url.rpartition(".")[2] for url in asked}
    assert kinds == {"atom", "css", "js"}  # no picture of a text that is not shown
    assert all(url.startswith(site) for url in asked)
    link.click()
    assert page.url.startswith(site + path.removesuffix("feed.atom").removesuffix("section/news/"))
    assert page.locator("h1").inner_text().replace("\n", "") == headline
    page.close()
