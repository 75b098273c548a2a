"""The policy of the pages in a real browser: nothing on them breaks it, and it refuses what it should."""

import pytest

pytestmark = pytest.mark.browser
PAGES = [
    "",
    "2024/04/08/long-road/",
    "2024/04/11/water-meter/",
    "2024/03/14/bridge-photo/",
    "section/governance/",
    "section/governance/2024/04/",
    "region/liuxi/",
    "archive/",
    "archive/2024/04/",
    "about/",
    "search/?q=老井",
    "404.html",
]
WATCH = """
  globalThis.refused = [];
  document.addEventListener("securitypolicyviolation", (event) => refused.push(event.violatedDirective + event.blockedURI));
"""


@pytest.fixture
def page(browser):
    context = browser.new_context(bypass_csp=False)
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("script", ["", "hant/"])
def test_no_page_breaks_its_policy_or_asks_another_host(page, site, script):
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in PAGES:
        page.goto(site + script + path, wait_until="networkidle")
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        assert (path, page.evaluate("refused")) == (path, [])
        assert page.locator("meta[http-equiv='Content-Security-Policy']").count() == 1
    assert [url for url in asked if not url.startswith(site.removesuffix("news/"))] == []
    assert [text for text in said if "404" not in text] == []  # 404.html is made for the root of a host


def test_search_works_under_its_policy(page, site):
    page.goto(site + "search/?q=老井")
    page.locator(".search__result").first.wait_for()


def test_what_is_not_of_the_site_is_refused(page, site):
    page.goto(site)
    page.evaluate("""() => {
      const inline = document.createElement("script");
      inline.textContent = "globalThis.ran = true";
      const picture = document.createElement("img");
      picture.src = "https://elsewhere.example/a.png";
      const frame = document.createElement("iframe");
      frame.src = location.href;
      const sheet = document.createElement("style");
      sheet.textContent = "body { display: none }";
      document.body.append(inline, picture, frame, sheet);
    }""")
    page.locator("body").wait_for()
    assert page.evaluate("globalThis.ran") is None
    refused = page.evaluate("refused")
    assert {what.split("-src")[0] for what in refused} >= {"img", "script", "style", "frame"}
