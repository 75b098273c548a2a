"""Screens before their scripts are there, and lists that are still being read: nothing is lost, nothing is sent in vain."""

import pytest

from tests.browser.conftest import watched
from tests.browser.test_writing import is_fault
from tests.paper import Paper
from tests.screens.conftest import SETTINGS, at_work

pytestmark = pytest.mark.browser
# By screen: its script, and what somebody in a hurry presses or types into.
SCREENS = {
    "/": ("listing", ["#new button", "#new #title"]),
    "/write?path=articles/a.md": ("writing", ["#remove", "[data-do=heading]", "#f-title"]),
    "/import": ("importing", ["#undo", "label.button", "[name=page]"]),
    "/arrange?date=2024-05-01": ("arranging", ["#add", "[data-width=phone]"]),
    "/printed?date=2024-05-01&page=1": ("printed", ["#add", "#save", "#larger"]),
    "/past?path=articles/a.md": ("past", ["[data-name]"]),
    "/away": ("past", ["[data-name]"]),
    "/begin": ("beginning", ["button", "[name=name]"]),
    "/publish": ("publishing", ["[data-work=publish]", "[name=url]"]),
}


@pytest.fixture
def screens(tmp_path):
    paper = Paper.make(tmp_path, SETTINGS)
    for name in ("a", "b"):
        paper.article(f"{name}.md", "老井出水", "井。", 日期="2024-05-01", 短名=name)
    with at_work(paper) as found:
        for path in ("articles/a.md", "articles/b.md"):
            found.desk.manuscripts.versions.keep(
                path, b"---\n\xe6\xa0\x87\xe9\xa2\x98: \xe4\xba\x95\n---\n", deleted=path.endswith("b.md")
            )
        (paper.root / "content/articles/b.md").unlink()
        found.desk.catalogue.refresh()
        yield found


@pytest.mark.parametrize("address", SCREENS)
def test_nothing_can_be_pressed_before_the_script_is_there(screens, browser, address):
    script, hurried = SCREENS[address]
    with watched(browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=False), is_fault) as page:
        page.goto(screens.entrance)
        held, sent = [], []
        page.route(f"**/static/{script}.js", lambda route: held.append(route))
        page.on(
            "request",
            lambda request: (
                sent.append(request.url) if request.method == "POST" or request.is_navigation_request() else None
            ),
        )
        page.goto(screens.origin + address, wait_until="commit")
        for one in hurried:
            spot = page.locator(one).first
            spot.wait_for(state="attached")
            spot.evaluate("(one) => one.closest('details')?.setAttribute('open', '')")
            area = spot.bounding_box()
            page.mouse.click(area["x"] + area["width"] / 2, area["y"] + area["height"] / 2)
            page.keyboard.type("x")
            page.keyboard.press("Enter")
            assert not spot.evaluate("(one) => one.matches(':focus')")
            assert spot.evaluate("(one) => one.value ?? ''") == spot.evaluate(
                "(one) => one.defaultValue ?? one.value ?? ''"
            )
        page.wait_for_timeout(100)
        assert [url for url in sent if "127.0.0.1" in url] == [screens.origin + address]
        assert len(held) == 1
        held[0].continue_()
        page.locator("[inert]").first.wait_for(state="detached")
        assert page.locator("[inert]").count() == 0


def test_what_is_typed_stays_while_the_archive_is_read(screens, browser):
    screens.desk.catalogue.is_complete = False
    with watched(browser.new_context(bypass_csp=False), is_fault) as page:
        page.goto(screens.entrance)
        page.locator("summary", has_text="新写一篇").click()
        page.locator("#title").fill("溪山桥")
        screens.paper.article("c.md", "新来的一篇", "井。", 日期="2024-05-02", 短名="c")
        screens.desk.catalogue.refresh()
        page.locator("#listed", has_text="新来的一篇").wait_for()
        assert page.locator("#title").input_value() == "溪山桥"
        assert page.locator("[data-unread]").count() == 0


def test_a_day_comes_in_place_while_the_archive_is_read(screens, browser):
    screens.desk.catalogue.is_complete = False
    with watched(browser.new_context(bypass_csp=False), is_fault) as page:
        page.goto(screens.entrance)
        page.goto(f"{screens.origin}/arrange?date=2024-05-02")
        page.locator("#unread", has_text="还在读").wait_for()
        assert page.locator("#nothing").is_hidden()  # nobody knows yet
        assert page.locator("[rel=prev]").get_attribute("href") == "/arrange?date=2024-05-01"
        page.evaluate("window.isTheSame = true")
        screens.paper.article("c.md", "新来的一篇", "井。", 日期="2024-05-02", 短名="c")
        screens.paper.article("d.md", "后一天的", "井。", 日期="2024-05-03", 短名="d")
        screens.desk.catalogue.refresh()
        page.locator(".card", has_text="新来的一篇").wait_for()
        page.locator("#unread").wait_for(state="hidden")
        assert page.locator("[rel=next]").inner_text() == "2024-05-03 →"
        assert page.evaluate("window.isTheSame")
        assert page.locator("#told").inner_text() == ""


def test_the_board_stays_under_the_hands_while_the_archive_is_read(screens, browser):
    screens.desk.catalogue.is_complete = False
    with watched(browser.new_context(bypass_csp=False), is_fault) as page:
        page.goto(screens.entrance)
        page.goto(f"{screens.origin}/arrange?date=2024-05-01")
        page.get_by_label("把“老井出水”移到……").first.press("Enter")
        screens.paper.article("c.md", "新来的一篇", "井。", 日期="2024-05-01", 短名="c")
        screens.desk.catalogue.refresh()
        for _ in range(2):  # it was looked at since
            page.wait_for_event("response", lambda answer: answer.url.endswith("/look"))
        assert page.locator("details[open]").count() == 1
        page.get_by_role("button", name="加一版").focus()
        page.locator(".card", has_text="新来的一篇").wait_for()
