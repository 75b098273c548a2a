"""Arranging in a real browser: by mouse, by keyboard, by buttons at 360 px; in two windows; with the front page beside it."""

import pytest

from newsroom.previewing.app import preview_app
from newsroom.previewing.state import Preview
from newsroom.web.guard import Guard
from newsroom.web.server import serve
from tests.browser.conftest import watched
from tests.paper import Paper
from tests.screens.conftest import SETTINGS, TOKEN, at_work

pytestmark = pytest.mark.browser
DAY = "2024-05-09"
# The names of the pieces on the screen, page by page.
ORDER = """() => Object.fromEntries([...document.querySelectorAll(".leaf__pieces")].map((list) =>
  [list.dataset.page, [...list.querySelectorAll(".card")].map((card) => card.dataset.path.at(-4)).join("")]))"""


def is_fault(message) -> bool:
    return message.type == "error" and "409" not in message.text


@pytest.fixture
def paper(tmp_path):
    paper = Paper.make(tmp_path, SETTINGS + 'PAGE_NAMES = {1: "要闻"}\n')
    for name, page in (("a", 1), ("b", 1), ("c", 2), ("d", 2), ("e", None)):
        fields = {"版次": page} if page else {}
        paper.article(f"2024/05/09/{name}.md", f"稿件{name}", 日期=DAY, 短名=name, **fields)
    return paper


@pytest.fixture
def screens(paper):
    with at_work(paper) as found:
        found.desk.catalogue.refresh()
        yield found


@pytest.fixture(params=[1280, 360])
def page(request, screens, browser):
    with watched(browser.new_context(viewport={"width": request.param, "height": 800}), is_fault) as page:
        page.goto(screens.entrance)
        page.goto(f"{screens.origin}/arrange?date={DAY}")
        page.wait_for_selector(".card")
        yield page


def order(page) -> dict[str, str]:
    return page.evaluate(ORDER)


def until(page, wanted: dict[str, str]) -> None:
    try:
        page.wait_for_function(
            f"(wanted) => Object.entries(wanted).every(([key, value]) => ({ORDER})()[key] === value)", arg=wanted
        )
    except Exception:
        assert order(page) == wanted


def fields(screens, name: str) -> str:
    return (screens.paper.root / f"content/articles/2024/05/09/{name}.md").read_text(encoding="utf-8").split("---")[1]


def card(page, name: str):
    return page.locator(f".card[data-path$='/{name}.md']")


def drag(page, name: str, onto, at: float = 0.1) -> None:
    """Takes a card at its headline's side and lets it go on another element."""
    onto.scroll_into_view_if_needed()
    grip = card(page, name).locator(".card__of")
    grip.scroll_into_view_if_needed()
    box = grip.bounding_box()
    page.mouse.move(box["x"] + 3, box["y"] + 3)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] + 20, steps=3)
    there = onto.bounding_box()
    page.mouse.move(there["x"] + there["width"] / 2, there["y"] + there["height"] * at, steps=6)
    page.mouse.up()


def test_by_mouse(screens, page):
    if page.viewport_size["width"] < 500:
        page.set_viewport_size({"width": 360, "height": 2400})  # all of it, for a mouse does not scroll
    drag(page, "b", card(page, "a"))
    until(page, {"1": "ba"})
    assert "排序: 1" in fields(screens, "b")
    drag(page, "e", page.locator(".leaf").nth(1), 0.97)
    until(page, {"2": "cde", "": ""})
    assert "版次: 2" in fields(screens, "e")
    assert page.get_by_role("status").first.inner_text() == "“稿件e”放到第 2 版第 3 篇，共 3 篇。"
    drag(page, "a", page.locator(".leaf").nth(2), 0.5)  # a page that has nothing
    until(page, {"1": "b", "3": "a"})
    assert order(page)["2"] == "cde"
    page.get_by_role("button", name="撤回上一步").click()
    until(page, {"1": "ba", "3": ""})
    assert "版次: 1" in fields(screens, "a")


def test_a_drag_is_given_up_by_escape_and_a_click_opens_the_piece(screens, page):
    box = card(page, "a").locator(".card__of").bounding_box()
    page.mouse.move(box["x"] + 3, box["y"] + 3)
    page.mouse.down()
    page.mouse.move(box["x"] + 9, box["y"] + 150, steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()
    page.wait_for_timeout(100)
    assert order(page)["1"] == "ab"
    assert page.locator(".card--ghost, .card--mark").count() == 0
    card(page, "a").get_by_role("link").click()
    page.wait_for_url("**/write?path=*a.md")


def test_by_keyboard_alone(screens, page):
    grip = card(page, "a").locator(".card__grip")
    grip.focus()
    page.keyboard.press("ArrowDown")
    until(page, {"1": "ba"})
    page.wait_for_function("document.activeElement.closest('.card')?.dataset.path.endsWith('/a.md')")
    assert page.get_by_text("“稿件a”放到第 1 版第 2 篇，共 2 篇。").is_visible()
    page.keyboard.press("ArrowDown")
    page.get_by_text("已经在本版最后。").wait_for()
    page.keyboard.press("ArrowRight")
    until(page, {"1": "b", "2": "cad"})
    page.keyboard.press("Home")
    until(page, {"2": "acd"})
    page.keyboard.press("ArrowLeft")
    until(page, {"1": "ab", "2": "cd"})
    page.keyboard.press("ArrowLeft")
    page.get_by_text("那一边没有版了。").wait_for()
    for _ in range(3):  # faster than the server answers
        page.keyboard.press("ArrowRight")
    until(page, {"1": "b", "2": "cd", "4": "a"})
    assert "版次: 4" in fields(screens, "a")


def test_by_buttons(screens, page):
    card(page, "d").get_by_role("button", name="上移：稿件d").click()
    until(page, {"2": "dc"})
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "上移：稿件d"
    card(page, "e").locator("summary").click()
    card(page, "e").get_by_role("button", name="第 3 版").click()
    until(page, {"3": "e", "": ""})
    card(page, "e").locator("summary").press("Enter")
    card(page, "e").get_by_role("button", name="做头条").click()
    card(page, "e").get_by_text("头条", exact=True).first.wait_for()
    page.get_by_role("button", name="加一版").click()
    assert page.evaluate("document.activeElement.id") == "page-5"
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]


def test_two_windows(screens, page):
    other = page.context.new_page()
    other.goto(f"{screens.origin}/arrange?date={DAY}")
    other.wait_for_selector(".card")
    card(other, "a").locator(".card__grip").press("ArrowRight")
    until(other, {"1": "b", "2": "acd"})
    card(page, "a").get_by_role("button", name="下移：稿件a").click()
    page.get_by_role("alert").get_by_text("“稿件a”刚被改过，没有动它。").wait_for()
    until(page, {"1": "b", "2": "acd"})
    card(page, "b").locator(".card__grip").press("ArrowRight")
    until(page, {"1": "", "2": "bacd"})
    other.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    until(other, {"1": "", "2": "bacd"})


def test_the_front_page_is_beside_it(paper, browser):
    assert paper.build() == 0
    preview = Preview(paper.output, paper.root / "content/photos")
    preview.put((), (), {}, changed=True)
    site = serve(Guard(preview_app(preview), TOKEN), 0, 0)
    with at_work(paper, site.address) as screens:
        screens.desk.catalogue.refresh()
        with watched(browser.new_context(), is_fault) as page:
            page.goto(screens.entrance)
            page.goto(f"{screens.origin}/arrange?date={DAY}")
            frame = page.frame_locator("iframe")
            frame.get_by_role("link", name="稿件a").first.wait_for()
            page.get_by_role("button", name="这一期").click()
            frame.get_by_role("heading", name="2024年5月9日").first.wait_for()
            page.get_by_role("button", name="手机").click()
            assert page.locator(".front__frame--phone").count() == 1
    preview.close()
    site.close()


def test_sixty_pieces_move_at_once(screens, page):
    for number in range(60):
        screens.paper.article(
            f"2024/05/09/p{number:02}x.md", f"第{number}篇", 日期=DAY, 短名=f"p{number}", 版次=number % 8 + 1
        )
    page.reload()
    page.wait_for_selector(".card")
    assert page.locator(".card").count() == 65
    page.locator(".card[data-path$='/p59x.md'] .card__grip").press("ArrowUp")
    page.get_by_text("“第59篇”放到第 4 版").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]
