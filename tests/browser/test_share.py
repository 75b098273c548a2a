"""The QR code on paper and on the screen, and the button that copies the address."""

import functools
import http.server
import re
import threading
import zlib
from io import BytesIO

import pytest
from PIL import Image

from tests.browser.conftest import _Quiet
from tests.paper import CONFIG, Paper

pytestmark = pytest.mark.browser
zxingcpp = pytest.importorskip("zxingcpp", reason="zxing-cpp has no wheel for this platform")
ARTICLE = "2024/05/01/a/"
ADDRESS = "https://liuxi.example/news/"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A paper that knows its own address, served from this machine."""
    paper = Paper.make(
        tmp_path_factory.mktemp("published"), CONFIG.replace('"plugins.press"', '"plugins.hanzi", "plugins.press"')
    )
    for slug, title in (("0", "新桥"), ("a", "老井"), ("b", "旧路")):
        paper.article(f"{slug}.md", title, "井里有水。\n\n" * 3, 日期="2024-05-01", 短名=slug)
    assert paper.build() == 0
    handler = functools.partial(_Quiet, directory=str(paper.output))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def context(browser):
    context = browser.new_context(viewport={"width": 794, "height": 1123}, device_scale_factor=2)
    yield context
    context.close()


def seen(page) -> list[str]:
    """What a phone would read off the code as it is shown."""
    picture = page.locator(".share__code").screenshot()
    return [found.text for found in zxingcpp.read_barcodes(Image.open(BytesIO(picture)))]


def inflated(data: bytes) -> bytes:
    return zlib.decompressobj().decompress(data)


def lines(pdf: bytes) -> int:
    """How many lines the pages of a PDF have: those of glyphs are elsewhere in it."""
    streams = re.findall(rb"stream\r?\n(x.*?)\r?\nendstream", pdf, re.S)
    pages = [data for data in map(inflated, streams) if b" cm\n" in data]
    return sum(len(re.findall(rb"\b(?:l|re)\n", page)) for page in pages)


@pytest.mark.parametrize("script", ["", "hant/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_printed_page_leads_back_to_itself(context, published, script, scheme):
    page = context.new_page()
    page.goto(published + script + ARTICLE)
    page.emulate_media(media="print", color_scheme=scheme)
    assert seen(page) == [ADDRESS + script + ARTICLE]
    assert (
        page.locator(".share__scan, .share__copy").evaluate_all("all => all.some((e) => e.checkVisibility())") is False
    )
    shown = "getComputedStyle(document.querySelector('.printout a'), '::after').content"
    assert page.evaluate(shown) == f'"：{ADDRESS}{script}{ARTICLE}"'


def test_paper_has_the_code_that_no_screen_has_asked_for(context, published):
    """A page to be printed waits for it, although it is lazy."""
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(published + ARTICLE, wait_until="networkidle")
    assert not any("qr.svg" in url for url in asked)
    whole = page.pdf()
    other = context.new_page()
    other.route("**/qr.svg", lambda route: route.abort())
    other.goto(published + ARTICLE)
    assert lines(whole) > lines(other.pdf()) + 150  # the modules of the code


def test_on_the_screen_it_is_shown_on_demand(context, published):
    page = context.new_page()
    page.goto(published + ARTICLE)
    code = page.locator(".share__code")
    assert not code.is_visible()
    page.get_by_text("微信扫码分享").focus()
    page.keyboard.press("Enter")
    assert code.is_visible()
    page.emulate_media(color_scheme="dark")
    assert seen(page) == [ADDRESS + ARTICLE]


def test_it_is_there_without_scripts(browser, published):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(published + ARTICLE)
    assert not page.get_by_role("button", name="复制链接").is_visible()
    page.get_by_text("微信扫码分享").click()
    assert page.locator(".share__code").is_visible()
    context.close()


@pytest.mark.parametrize(("script", "word"), [("", "已复制"), ("hant/", "已複製")])
def test_the_address_is_copied_and_the_reader_told(context, published, script, word):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(published + script + ARTICLE + "#main")
    button = page.locator(".share__copy button")
    button.click()
    page.locator(".share__copy [role=status]", has_text=word).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == ADDRESS + script + ARTICLE


def test_where_nothing_can_be_copied_nothing_is_offered(context, published):
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page = context.new_page()
    page.goto(published + ARTICLE)
    page.get_by_text("微信扫码分享").wait_for()
    assert not page.locator(".share__copy button").is_visible()
