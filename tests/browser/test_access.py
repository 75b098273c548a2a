"""The desk for who does not see it, or has no mouse: every control is named, all can be come to, and the focus is never lost."""

import re
from contextlib import contextmanager

import pytest

from tests.arranging import samples
from tests.browser.conftest import watched
from tests.browser.test_writing import into, photo, saved
from tests.paper import Paper
from tests.screens.conftest import SETTINGS, at_work
from tests.screens.test_printed import picture

pytestmark = pytest.mark.browser
DAY = "2024-05-09"
WIDTHS = (1280, 360)
CONTROLS = {
    *("button", "link", "textbox", "searchbox", "combobox", "listbox", "checkbox", "radio", "slider", "spinbutton"),
    *(
        "switch",
        "tab",
        "menuitem",
        "application",
        "DisclosureTriangle",
        "Iframe",
        "dialog",
        "image",
        "region",
        "toolbar",
    ),
}
SCREENS = [
    "/",
    "/?q=井",
    "/begin",
    "/write?path=articles/a.md",
    "/import",
    "/arrange",
    f"/arrange?date={DAY}",
    f"/printed?date={DAY}&page=1",
    f"/printed?date={DAY}&page=2",
    "/share?path=articles/a.md",
    f"/share?day={DAY}",
    "/publish",
    "/away",
    "/past?path=articles/a.md",
]
TEXT = '老井"清"了。\n\n**小桥**也修了。\n\n![井](photos/well.jpg)\n井边。（林小满 摄）'
# What has the focus: a word for it, empty when nothing has.
HELD = """() => {
  const held = document.activeElement;
  return held && held !== document.body ? held.id || held.getAttribute("aria-label") || held.textContent.trim() || held.tagName : "";
}"""
# What Tab must come to.
STOPS = """[...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0'], [contenteditable='true']")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0)"""
# Whether the focus came to what it was not at before; at what it is, and whether one sees it: some of it is in the window.
COME = """() => {
  const held = document.activeElement;
  const came = held !== document.body && !("stop" in held.dataset);
  if (came) held.dataset.stop = "yes";
  const box = (held.labels?.[0]?.matches(".button") ? held.labels[0] : held).getBoundingClientRect();
  return [came, held.tagName, box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth];
}"""


def is_fault(message) -> bool:
    return message.type == "error" and not re.search("40[0349]|422|503|ERR_", message.text)


@contextmanager
def desk(folder):
    paper = Paper.make(folder, SETTINGS + 'REVIEWS = ["初审", "终审"]\n')
    paper.write("photos/well.jpg", photo())
    for number, title in enumerate((samples.BELL, samples.COAT, samples.WELL)):
        paper.article(f"2024/05/09/p{number}.md", title, "正文。", 日期=DAY, 短名=f"p{number}", 版次=1)
    paper.article("a.md", "老井出水", TEXT, 日期=DAY, 短名="well", 地区="远方")
    paper.article("gone.md", "旧路", "走了。", 日期=DAY, 短名="road")
    paper.write(f"issues/{DAY}/1.jpg", picture(size=(600, 500)))
    paper.write(f"issues/{DAY}/1.txt", f"10 10 30 30: {samples.BELL}\n50 10 30 30: {samples.COAT}\n")
    with at_work(paper) as found:
        known = found.desk.manuscripts
        known.save(
            "articles/a.md", known.read("articles/a.md") + "又一段。\n".encode(), _digest(known, "articles/a.md")
        )
        known.delete("articles/gone.md", _digest(known, "articles/gone.md"))
        found.desk.catalogue.refresh()
        yield found


@pytest.fixture
def screens(tmp_path):
    with desk(tmp_path) as found:
        yield found


def _digest(manuscripts, path: str) -> str:
    from newsroom.manuscripts.manuscript import digest_of

    return digest_of(manuscripts.read(path))


@contextmanager
def window(browser, screens, width: int):
    """A page of a desk, in a window of so many pixels."""
    with watched(browser.new_context(viewport={"width": width, "height": 900}), is_fault) as page:
        page.goto(screens.entrance)
        yield page


@pytest.fixture(params=WIDTHS)
def page(request, screens, browser):
    with window(browser, screens, request.param) as page:
        yield page


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory):
    """A desk on which nothing is changed."""
    with desk(tmp_path_factory.mktemp("access")) as found:
        yield found


@pytest.fixture(scope="module", params=WIDTHS)
def standing(request, looked_at, browser):
    """A page of it, open for all tests that look at a screen and leave it as it is."""
    with window(browser, looked_at, request.param) as page:
        yield page


@pytest.fixture(scope="module", params=SCREENS)
def shown(request, looked_at, standing):
    """A screen of it, and its path."""
    opened(looked_at, standing, request.param)
    return standing, request.param


def tree(page) -> list[dict]:
    """What a screen reader is told, in its order."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [node for node in nodes if not node.get("ignored")]


def said(node: dict, what: str) -> str:
    return str(node.get(what, {}).get("value", "")).strip()


def opened(screens, page, path: str) -> None:
    page.goto(screens.origin + path)
    page.locator("main:not([inert])").wait_for()
    if path.startswith("/write"):
        page.locator(".findings__count", has_text=re.compile(".")).wait_for()
        page.locator("#reviews li").first.wait_for()
    if path == "/import":
        text = "溪山桥通车\n本报讯（记者 林小满）溪山桥昨天通车了。\n桥长80米。\n"
        page.locator("#files").set_input_files({"name": "稿.txt", "mimeType": "text/plain", "buffer": text.encode()})
        page.locator(".piece").first.wait_for()
    for details in page.locator("main details:not(.card details)").all():
        details.evaluate("(one) => (one.open = true)")


def held(page) -> str:
    return page.evaluate(HELD)


def test_every_control_has_a_name(shown):
    page, path = shown
    nodes = tree(page)
    unnamed = [node for node in nodes if said(node, "role") in CONTROLS and not said(node, "name")]
    own = [
        node for node in unnamed if not (path.startswith("/share") and said(node, "role") == "image")
    ]  # of the piece
    assert [said(node, "role") for node in own] == []
    levels = [
        prop["value"]["value"]
        for node in nodes
        if said(node, "role") == "heading"
        for prop in node.get("properties", [])
        if prop["name"] == "level"
    ]
    assert levels.count(1) == 1
    assert [said(node, "role") for node in nodes].count("main") == 1
    # Buttons of one name do one thing: not 放回去 ten times.
    names = [said(node, "name") for node in nodes if said(node, "role") == "button"]
    assert [name for name in set(names) if names.count(name) > 1 and name != "在日历里选"] == []


def test_all_can_be_come_to_by_keys(shown):
    page, _path = shown
    wanted = page.evaluate(f"{STOPS}.length")
    page.evaluate("document.querySelector('.skip').focus()")
    for _ in range(wanted + 30):
        came, tag, seen = page.evaluate(COME)
        if not came:
            break
        assert tag == "IFRAME" or seen, held(page)
        page.keyboard.press("Tab")
    left = page.evaluate(f"{STOPS}.filter((one) => !one.dataset.stop).map((one) => one.outerHTML.slice(0, 90))")
    assert left == []


def test_what_is_saved_and_what_is_wrong_is_said(screens, page):
    opened(screens, page, "/write?path=articles/a.md")
    heard = {
        (said(node, "role"), prop["value"]["value"])
        for node in tree(page)
        for prop in node.get("properties", [])
        if prop["name"] == "live"
    }
    assert heard >= {("status", "polite"), ("alert", "assertive")}
    page.evaluate(
        """() => { window.heard = []; new MutationObserver((all) => { for (const one of all) window.heard.push(one.target.textContent); })
          .observe(document.querySelector(".state"), { childList: true, characterData: true, subtree: true }); }"""
    )
    into(page)
    page.keyboard.type("一二三四五六", delay=20)
    saved(page)
    assert page.evaluate("window.heard.filter((text) => text === '正在写……').length") == 1  # not at every key
    field = page.locator("#f-date")
    field.fill("2024-13-40")
    page.locator("#f-date[aria-invalid=true]").wait_for()
    assert "2024-13-40" in page.locator(f"#{field.get_attribute('aria-describedby')}").inner_text()
    field.fill(DAY)
    page.locator("#f-date:not([aria-invalid])").wait_for()


def test_the_focus_stays_while_one_writes_and_looks_at_pictures(screens, page):
    opened(screens, page, "/write?path=articles/a.md")
    page.locator(".ProseMirror figcaption").click()
    page.get_by_role("button", name="转、裁").focus()
    for ending in ("Escape", "leave"):
        page.keyboard.press("Enter")
        page.locator("dialog[open]").wait_for()
        assert held(page) == "留下的方框"
        if ending == "Escape":
            page.keyboard.press("Escape")
        else:
            page.get_by_role("button", name="不改了").press("Enter")
        page.locator("dialog[open]").wait_for(state="detached")
        assert held(page)
        page.locator(".ProseMirror figcaption").click()
        page.get_by_role("button", name="转、裁").focus()
    page.get_by_role("button", name="自动改正").press("Enter")
    page.locator("#mends ul").wait_for()
    assert held(page) == "mends"
    page.get_by_label("签的人").fill("程晓禾")
    page.get_by_label("签的人").press("Enter")
    page.locator("#reviews [role=status]", has_text="初审签好了。").wait_for()
    assert held(page) == "reviewer"
    opened(screens, page, "/write?path=articles/2024/05/09/p2.md")
    other = screens.paper.root / "content/articles/2024/05/09/p2.md"
    other.write_text(other.read_text(encoding="utf-8").replace("正文。", "别人写的。"), encoding="utf-8")
    into(page)
    page.keyboard.insert_text("我写的。")
    page.locator(".fault", has_text="刚在别处改过").wait_for()
    assert held(page) == "body"
    page.get_by_role("button", name="留下我写的").press("Enter")
    saved(page)
    assert held(page) == "body"


def test_the_focus_goes_where_a_piece_goes(screens, page):
    opened(screens, page, f"/arrange?date={DAY}")
    grip = page.get_by_role("button", name=f"移动“{samples.COAT}”")
    grip.focus()
    for key in ("ArrowUp", "ArrowDown", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
        page.wait_for_function("!document.querySelector('[aria-busy]')")
        assert held(page) == f"移动“{samples.COAT}”"
    page.get_by_role("button", name=f"上移：{samples.COAT}").press("Enter")
    page.wait_for_function("!document.querySelector('[aria-busy]')")
    assert held(page) == f"上移：{samples.COAT}"
    undo = page.get_by_role("button", name="撤回上一步")
    undo.focus()
    for _ in range(20):
        page.keyboard.press("Enter")
        page.wait_for_function("!document.querySelector('[aria-busy]')")
        assert held(page) == "undo"
        if undo.get_attribute("aria-disabled"):
            break
    else:
        raise AssertionError("it is never taken back to the end")


def test_the_focus_goes_where_a_region_goes(screens, page):
    opened(screens, page, f"/printed?date={DAY}&page=1")
    page.get_by_role("button", name="第 1 块往后").press("Enter")
    for _ in range(2):  # it is the last now: nothing behind it
        assert held(page) == "第 2 块往后"
        assert page.locator("*:focus").get_attribute("aria-disabled") == "true"
        page.keyboard.press("Enter")
    for name in ("第 2 块往前", "删去第 2 块"):
        page.get_by_role("button", name=name).press("Enter")
        assert held(page)
    page.get_by_role("button", name="删去第 1 块").press("Enter")
    assert held(page) == "add"
    undo = page.get_by_role("button", name="撤销")
    undo.focus()
    for _ in range(4):
        page.keyboard.press("Enter")
        assert held(page) == "back"
    assert undo.get_attribute("aria-disabled") == "true"
    page.get_by_role("button", name="第 1 块往后").press("Enter")
    page.get_by_role("button", name="存", exact=True).press("Enter")
    page.locator("#told", has_text="存好了").wait_for()
    assert held(page) == "save"
    page.get_by_role("button", name="放大").focus()
    for _ in range(6):
        page.keyboard.press("Enter")
    assert held(page) == "larger"


def test_tools_of_the_text_rest_beside_its_source_and_can_be_reached(screens, page):
    opened(screens, page, "/write?path=articles/a.md")
    page.get_by_role("button", name="看原文").press("Enter")
    page.locator("#source").wait_for()
    before = page.locator("#source").input_value()
    page.get_by_role("button", name="看原文").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("*:focus").get_attribute("data-do") == "heading"
    for key in ("Enter", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    assert page.locator("*:focus").get_attribute("aria-disabled") == "true"
    assert page.locator("#source").input_value() == before
    page.get_by_role("button", name="看原文").press("Enter")
    page.locator(".ProseMirror").wait_for()


def test_the_focus_stays_while_an_import_is_looked_at(screens, page):
    opened(screens, page, "/import")
    title = page.locator("[data-field=title]").first
    title.fill("桥通了")
    title.press("Tab")
    page.locator("h3", has_text="桥通了").wait_for()
    assert held(page)
    page.locator("[data-field=skip]").first.press("Space")
    page.locator(".piece__state", has_text="不要。").wait_for()
    assert held(page).startswith("skip-")
    page.get_by_role("button", name="都不要了").press("Enter")
    page.locator(".piece").first.wait_for(state="detached")
    assert held(page) == "clear"


def test_what_was_taken_away_is_where_one_is(screens, page):
    piece = screens.paper.article("b.md", "石桥", "石桥。", 日期=DAY, 短名="bridge")
    opened(screens, page, "/write?path=articles/b.md")
    page.get_by_role("button", name="移走这一篇").press("Enter")
    page.wait_for_url("**/away?gone=*")
    page.wait_for_function("document.activeElement.tagName === 'BUTTON'")
    assert held(page) == "放回去：石桥"
    page.keyboard.press("Enter")
    page.wait_for_url("**/write?path=*")
    assert piece.exists()
    piece.unlink()


def test_a_check_is_told_without_counting_the_seconds(screens, page):
    opened(screens, page, "/publish")
    page.get_by_role("button", name="检查稿件").press("Enter")
    page.locator("#state", has_text="正在检查稿件").wait_for()
    assert held(page) == "检查稿件"
    status = next(node for node in tree(page) if said(node, "role") == "status" and node.get("childIds"))
    assert status
    page.wait_for_function("document.querySelector('#publish').getAttribute('aria-busy') === 'false'")
    assert held(page) == "检查稿件"
