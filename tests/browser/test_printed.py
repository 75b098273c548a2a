"""Regions drawn on a printed page in a real browser: by mouse, touch and keyboard; offers; what another saved; the built page."""

import pytest

from tests.arranging import samples
from tests.browser.conftest import served, until, watched
from tests.paper import Paper
from tests.screens.conftest import SETTINGS, at_work
from tests.screens.test_printed import picture

pytestmark = pytest.mark.browser
DAY = "2024-05-09"
FILE = f"content/issues/{DAY}/1.txt"
TITLES = [samples.BELL, samples.COAT, samples.WELL, samples.BUS]


def is_fault(message) -> bool:
    return message.type == "error" and not any(status in message.text for status in ("400", "409"))


@pytest.fixture
def screens(tmp_path):
    paper = Paper.make(tmp_path, SETTINGS)
    for number, title in enumerate(TITLES):
        body = "\n\n".join(samples.paragraphs(title))
        paper.article(f"2024/05/09/p{number}.md", title, body, 日期=DAY, 短名=f"p{number}", 版次=1)
    with at_work(paper) as found:
        found.desk.catalogue.refresh()
        yield found


@pytest.fixture(params=[1280, 360])
def page(request, screens, browser):
    context = browser.new_context(viewport={"width": request.param, "height": 900}, has_touch=request.param == 360)
    with watched(context, is_fault) as page:
        page.goto(screens.entrance)
        yield page


@pytest.fixture(scope="module")
def standing(browser, tmp_path_factory):
    """A page of a desk for all tests that only reckon in it."""
    paper = Paper.make(tmp_path_factory.mktemp("reckoning"), SETTINGS)
    with at_work(paper) as found, watched(browser.new_context(), is_fault) as page:
        page.goto(found.entrance)
        yield page


def opened(screens, page, data: bytes = b"") -> None:
    if data:
        screens.paper.write(f"issues/{DAY}/1.jpg", data)
    page.goto(f"{screens.origin}/printed?date={DAY}&page=1")
    if data:
        page.wait_for_function("document.querySelector('.stage img').naturalWidth > 0")


def lines(screens) -> list[str]:
    return (screens.paper.root / FILE).read_text(encoding="utf-8").splitlines()


def saved(page) -> None:
    page.get_by_role("button", name="存", exact=True).click()
    page.get_by_text("存好了，").wait_for()


def draw(page, left: float, top: float, right: float, bottom: float) -> None:
    """Drags a box over the picture, from corner to corner, in parts of it."""
    page.locator("#stage").scroll_into_view_if_needed()
    box = page.locator("#stage").bounding_box()
    page.mouse.move(box["x"] + box["width"] * left, box["y"] + box["height"] * top)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * right, box["y"] + box["height"] * bottom, steps=5)
    page.mouse.up()


def near(line: str, wanted: list[float], title: str) -> bool:
    numbers, _colon, words = line.partition(": ")
    return words == title and all(abs(float(n) - w) < 1 for n, w in zip(numbers.split(), wanted, strict=True))


def test_by_mouse(screens, page):
    opened(screens, page, picture(size=(600, 500)))
    draw(page, 0.1, 0.1, 0.5, 0.4)
    page.get_by_text("画了第 1 块。").wait_for()
    page.get_by_role("button", name="存", exact=True).click()
    page.get_by_role("alert").get_by_text("第 1 块还没有说是哪一篇。").wait_for()
    assert not (screens.paper.root / FILE).exists()
    page.get_by_label("第 1 块是哪一篇").select_option(TITLES[1])
    draw(page, 0.3, 0.3, 0.5, 0.5)  # begins on the region: it is moved
    draw(page, 0.8, 0.7, 0.95, 0.9)
    page.get_by_text("画了第 2 块。").wait_for()
    page.get_by_label("第 2 块是哪一篇").select_option(TITLES[0])
    saved(page)
    _note, first, second = lines(screens)
    assert near(first, [30, 30, 40, 30], TITLES[1])
    assert near(second, [80, 70, 15, 20], TITLES[0])
    corner = page.locator(".region__corner").first.bounding_box()
    page.mouse.move(corner["x"] + corner["width"] / 2, corner["y"] + corner["height"] / 2)
    page.mouse.down()
    page.mouse.move(corner["x"] - 60, corner["y"] - 60, steps=4)
    page.mouse.up()
    saved(page)
    numbers = [float(number) for number in lines(screens)[1].partition(":")[0].split()]
    assert numbers[2] < 39
    assert numbers[3] < 29
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]


def test_by_keyboard_alone(screens, page):
    opened(screens, page, picture(size=(600, 500)))
    page.get_by_role("button", name="加一块").press("Enter")
    page.wait_for_function("document.activeElement.matches('.region')")
    for key, times in (
        ("ArrowRight", 3),
        ("ArrowDown", 2),
        ("Shift+ArrowRight", 5),
        ("Shift+ArrowUp", 4),
        ("Control+ArrowLeft", 2),
    ):
        for _ in range(times):
            page.keyboard.press(key)
    assert (
        page.evaluate("document.activeElement.getAttribute('aria-label')")
        == "第 1 块：还没有说是哪一篇。左 22.8，上 22，宽 40，高 16"
    )
    assert page.locator("#told").inner_text() == "第 1 块：还没有说是哪一篇。左 22.8，上 22，宽 40，高 16"
    page.get_by_label("第 1 块是哪一篇").press("ArrowDown")  # as a select is set by keys
    page.locator("#areas [data-control=width]").fill("50")
    page.locator("#areas [data-control=width]").press("Tab")
    page.get_by_role("button", name="加一块").press("Enter")
    page.keyboard.press("Delete")
    page.get_by_text("删去了第 2 块。可以撤销。").wait_for()
    page.wait_for_function("document.activeElement.matches('.region[data-index=\"0\"]')")
    page.keyboard.press("Control+z")
    page.wait_for_function("document.querySelectorAll('.region').length === 2")
    page.locator(".region").nth(1).press("Delete")
    page.get_by_role("button", name="存", exact=True).press("Enter")
    page.get_by_text("存好了，这一版有 1 块。").wait_for()
    assert lines(screens)[1] == f"22.8 22 50 16: {TITLES[0]}"


def test_touch_moves_and_sizes(screens, page):
    if page.viewport_size["width"] > 360:
        pytest.skip("a screen to be touched")
    opened(screens, page, picture(size=(600, 900)))
    page.get_by_role("button", name="加一块").tap()
    page.get_by_label("第 1 块是哪一篇").select_option(TITLES[2])
    page.locator("#stage").scroll_into_view_if_needed()
    box, own = page.locator("#stage").bounding_box(), page.locator(".region").bounding_box()
    drag_by_finger(page, (own["x"] + 20, own["y"] + 20), (box["width"] * 0.1, box["height"] * 0.2))
    saved(page)
    assert near(lines(screens)[1], [30, 40, 35, 20], TITLES[2])
    page.get_by_role("button", name="加一块").click()
    page.get_by_label("第 2 块是哪一篇").select_option(TITLES[2])
    page.locator("#stage").scroll_into_view_if_needed()
    box, own = page.locator("#stage").bounding_box(), page.locator(".region").nth(1).bounding_box()
    drag_by_finger(page, (own["x"] + 20, own["y"] + 20), (0, box["height"] * -0.03))  # onto the first
    page.get_by_role("button", name="并成一块：第 2 块").tap()
    page.locator("#told", has_text="并成了第 1 块，有 8 个角。").wait_for()
    page.get_by_role("button", name="撤销").tap()
    page.wait_for_function("document.querySelectorAll('.region').length === 2")
    page.get_by_role("button", name="并成一块：第 1 块").tap()
    saved(page)
    points = [float(number) for number in lines(screens)[1].partition(":")[0].replace(",", " ").split()]
    wanted = [24, 21, 59, 21, 59, 40, 65, 40, 65, 60, 30, 60, 30, 41, 24, 41]
    assert all(abs(point - want) < 1.5 for point, want in zip(points, wanted, strict=True))


def drag_by_finger(page, start: tuple[float, float], by: tuple[float, float]) -> None:
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *point: float) -> None:
        points = [{"x": point[0], "y": point[1]}] if point else []
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", *start)
    for step in range(1, 6):
        touch("touchMove", start[0] + step / 5 * by[0], start[1] + step / 5 * by[1])
    touch("touchEnd")


def test_a_pdf_is_taken_in_and_its_words_are_offered(screens, page, browser, tmp_path):
    opened(screens, page)
    assert page.get_by_text("这一版还没有版面图。").is_visible()
    file = tmp_path / "第1版.pdf"
    file.write_bytes(samples.page())
    page.locator("#file").set_input_files(file)
    page.get_by_text(f"照它做了版面图 issues/{DAY}/1.jpg。").wait_for()
    page.get_by_role("button", name="照 PDF 的文字找一找").click()
    page.get_by_text("认出 4 块，还没有写进文件。").wait_for()
    assert not (screens.paper.root / FILE).exists()
    page.get_by_role("button", name=f"收下：{TITLES[0]}").press("Enter")
    page.get_by_role("button", name=f"不要：{TITLES[1]}").press("Enter")
    assert page.locator(".region--offered").count() == 2
    page.get_by_role("button", name="都收下").click()
    saved(page)
    assert [line.partition(": ")[2] for line in lines(screens)[1:]] == [TITLES[0], TITLES[2], TITLES[3]]
    assert screens.paper.build() == 0
    with served(screens.paper.output) as site, watched(browser.new_context()) as reader:
        reader.goto(f"{site}issue/{DAY}/1/")
        box = reader.locator("figure svg").bounding_box()
        numbers = [float(number) for number in lines(screens)[1].partition(":")[0].split()]
        x, y = numbers[0] + numbers[2] / 2, numbers[1] + numbers[3] / 2
        reader.mouse.click(box["x"] + box["width"] * x / 100, box["y"] + box["height"] * y / 100)
        reader.wait_for_url("**/2024/05/09/p0/")


def test_what_another_saved_is_shown_and_chosen(screens, page):
    opened(screens, page, picture(size=(600, 500)))
    page.get_by_role("button", name="加一块").click()
    page.get_by_label("第 1 块是哪一篇").select_option(TITLES[0])
    screens.paper.write(f"issues/{DAY}/1.txt", f"# 别人的\n1 1 5 5: {TITLES[3]}\n")
    page.get_by_role("button", name="存", exact=True).click()
    page.get_by_role("alert").get_by_text("刚被别处改过，没有覆盖。").wait_for()
    assert lines(screens) == ["# 别人的", f"1 1 5 5: {TITLES[3]}"]
    page.get_by_role("button", name="用我画的，盖过那边的").click()
    page.get_by_text("存好了，这一版有 1 块。").wait_for()
    assert lines(screens) == ["# 别人的", f"20 20 35 20: {TITLES[0]}"]
    page.get_by_role("button", name="加一块").click()
    page.get_by_label("第 2 块是哪一篇").select_option(TITLES[1])
    screens.paper.write(f"issues/{DAY}/1.txt", f"2 2 5 5: {TITLES[2]}\n")
    page.get_by_role("button", name="存", exact=True).click()
    page.get_by_role("button", name="用那边存的，我画的不要了").press("Enter")
    page.wait_for_function("document.querySelectorAll('.region').length === 1")
    assert lines(screens) == [f"2 2 5 5: {TITLES[2]}"]


def test_zoom_order_and_what_is_not_saved(screens, page):
    screens.paper.write(f"issues/{DAY}/1.txt", f"# 说明\n1 1 20 20: {TITLES[0]}\n30 1 20 20: {TITLES[1]}\n")
    opened(screens, page, picture(size=(600, 500)))
    width = page.locator("#stage").bounding_box()["width"]
    page.get_by_role("button", name="放大").click()
    page.get_by_role("button", name="放大").click()
    assert page.locator("#stage").bounding_box()["width"] == pytest.approx(2 * width, rel=0.02)
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]
    page.get_by_role("button", name="第 2 块往前").click()
    page.get_by_text("第 2 块排到了第 1，还没有存。").wait_for()
    assert page.evaluate("document.activeElement.closest('.area').dataset.area") == "0"  # it goes where the region goes
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="回到编排").click()
    until(page, lambda: asked == ["beforeunload"])
    saved(page)
    assert lines(screens) == ["# 说明", f"30 1 20 20: {TITLES[1]}", f"1 1 20 20: {TITLES[0]}"]
    page.get_by_role("link", name="回到编排").click()
    page.wait_for_url("**/arrange?date=2024-05-09")


def test_another_picture_asks_first(screens, page, tmp_path):
    opened(screens, page, picture(size=(600, 500)))
    file = tmp_path / "1.png"
    file.write_bytes(picture("PNG", (300, 250)))
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("#file").set_input_files(file)
    until(page, lambda: asked == ["confirm"])
    assert (screens.paper.root / f"content/issues/{DAY}/1.jpg").exists()
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#file").set_input_files(file)
    page.get_by_text(f"存成了 issues/{DAY}/1.png。").wait_for()
    page.wait_for_function("document.querySelector('.stage img').naturalWidth === 300")


def test_what_a_polygon_leaves_free_is_free(screens, page):
    corner = "0,0 90,0 90,20 20,20 20,90 0,90"
    screens.paper.write(f"issues/{DAY}/1.txt", f"40 40 20 20: {TITLES[1]}\n{corner}: {TITLES[0]}\n")
    opened(screens, page, picture(size=(600, 500)))
    draw(page, 0.5, 0.5, 0.6, 0.6)  # within the box of the polygon, on the other region
    page.get_by_text("有改动，还没有存。").wait_for()
    draw(page, 0.75, 0.8, 0.95, 0.95)  # on none: a new one
    page.get_by_text("画了第 3 块。").wait_for()
    page.get_by_label("第 3 块是哪一篇").select_option(TITLES[2])
    draw(page, 0.1, 0.5, 0.15, 0.55)  # on the polygon: it keeps its shape
    saved(page)
    first, second, third = lines(screens)
    assert near(first, [50, 50, 20, 20], TITLES[1])
    assert near(third, [75, 80, 20, 15], TITLES[2])
    points = [float(number) for number in second.partition(":")[0].replace(",", " ").split()]
    before = [float(number) for number in corner.replace(",", " ").split()]
    assert {round(now - then) for now, then in zip(points, before, strict=True)} == {5}


def joined_by_keyboard(page) -> None:
    """Two boxes of one piece, the second below the left half of the first, joined."""
    page.get_by_role("button", name="加一块").press("Enter")
    page.keyboard.press("Shift+ArrowRight")
    page.get_by_label("第 1 块是哪一篇").select_option(TITLES[0])
    page.get_by_role("button", name="加一块").press("Enter")
    page.wait_for_function("document.activeElement.dataset.index === '1'")
    for key, times in (("ArrowLeft", 4), ("ArrowDown", 17), ("Shift+ArrowLeft", 15)):
        for _ in range(times):
            page.keyboard.press(key)
    page.get_by_label("第 2 块是哪一篇").select_option(TITLES[0])
    page.locator("#told", has_text="第 2 块和第 1 块是同一篇。").wait_for()
    page.get_by_role("button", name="并成一块：第 2 块").press("Enter")


def test_two_boxes_of_a_piece_become_one_outline_and_are_parted_again(screens, page, browser):
    opened(screens, page, picture(size=(600, 500)))
    joined_by_keyboard(page)
    page.locator("#told", has_text="并成了第 1 块，有 6 个角。").wait_for()
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert label == f"第 1 块：{TITLES[0]}。左 20，上 20，宽 36，高 41，不是方的，有 6 个角"
    assert page.get_by_role("button", name="并成一块").count() == 0
    saved(page)
    # The second box began a percent below the first one's lower side: near enough to be meant for one.
    assert lines(screens)[1:] == [f"20,20 56,20 56,40 40,40 40,61 20,61: {TITLES[0]}"]
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")  # nothing more to take back: a save is where one begins
    page.get_by_role("button", name="拆成方块：第 1 块").press("Enter")
    page.locator("#told", has_text="第 1 块拆成了 2 个方块。").wait_for()
    saved(page)
    assert lines(screens)[1:] == [f"20 20 36 20: {TITLES[0]}", f"20 40 20 21: {TITLES[0]}"]
    page.get_by_role("button", name="并成一块：第 1 块").press("Enter")
    page.locator("#told", has_text="并成了第 1 块，有 6 个角。").wait_for()
    page.keyboard.press("Control+z")
    page.wait_for_function("document.querySelectorAll('.region').length === 2")
    page.get_by_role("button", name="并成一块：第 1 块").press("Enter")
    saved(page)
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]
    assert screens.paper.build() == 0
    with served(screens.paper.output) as site, watched(browser.new_context()) as reader:
        reader.goto(f"{site}issue/{DAY}/1/")
        assert reader.locator("figure svg polygon").get_attribute("points") == "20,20 56,20 56,40 40,40 40,61 20,61"
        box = reader.locator("figure svg").bounding_box()
        at = [[box["x"] + box["width"] * x / 100, box["y"] + box["height"] * y / 100] for x, y in ((50, 55), (30, 55))]
        own = "([x, y]) => document.elementFromPoint(x, y).closest('a')?.getAttribute('href') ?? null"
        assert reader.evaluate(own, at[0]) is None  # the corner that is left free
        reader.mouse.click(*at[1])
        reader.wait_for_url("**/2024/05/09/p0/")


def test_boxes_are_joined_by_mouse(screens, page):
    opened(screens, page, picture(size=(600, 500)))
    draw(page, 0.1, 0.1, 0.9, 0.3)
    page.get_by_label("第 1 块是哪一篇").select_option(TITLES[0])
    draw(page, 0.75, 0.6, 0.91, 0.8)  # apart from it, and by a hand: its right side is not where that of the first is
    page.get_by_label("第 2 块是哪一篇").select_option(TITLES[0])
    page.get_by_role("button", name="并成一块：第 1 块").click()
    page.locator("#told", has_text="没有碰到一起").wait_for()
    draw(page, 0.5, 0.6, 0.9, 0.29)  # from below up to the first one's lower side
    page.get_by_label("第 3 块是哪一篇").select_option(TITLES[0])
    draw(page, 0.83, 0.7, 0.83, 0.68)
    page.get_by_role("button", name="并成一块：第 3 块").click()
    page.locator("#told", has_text="并成了第 1 块").wait_for()
    assert page.locator(".region").count() == 1
    saved(page)
    (line,) = lines(screens)[1:]
    points = [float(number) for number in line.partition(":")[0].replace(",", " ").split()]
    wanted = [10, 10, 90, 10, 90, 78, 75, 78, 75, 60, 50, 60, 50, 30, 10, 30]
    assert len(points) == len(wanted)
    assert all(abs(point - want) < 1.5 for point, want in zip(points, wanted, strict=True))
    assert {points[2], points[4]} == {points[2]}  # one straight side


def box(left: float, top: float, right: float, bottom: float) -> list[list[float]]:
    return [[left, top], [right, top], [right, bottom], [left, bottom]]


@pytest.mark.parametrize(
    ("one", "other", "outline"),
    [
        (box(0, 0, 20, 10), box(0, 10, 10, 30), [[0, 0], [20, 0], [20, 10], [10, 10], [10, 30], [0, 30]]),
        (box(0, 0, 20, 10), box(20, 0, 40, 10), box(0, 0, 40, 10)),
        (box(0, 0, 20, 10), box(5, 2, 15, 8), box(0, 0, 20, 10)),  # one within the other
        (box(0, 0, 20, 10), box(0.9, 11.5, 19, 30), box(0, 0, 20, 30)),  # as a hand draws it
        (
            box(10, 0, 20, 30),
            box(0, 10, 30, 20),
            [
                [10, 0],
                [20, 0],
                [20, 10],
                [30, 10],
                [30, 20],
                [20, 20],
                [20, 30],
                [10, 30],
                [10, 20],
                [0, 20],
                [0, 10],
                [10, 10],
            ],
        ),
        (box(0, 0, 10, 10), box(15, 0, 25, 10), None),  # apart
        (box(0, 0, 10, 10), box(10, 10, 20, 20), None),  # in a corner alone
        (
            [[0, 0], [50, 0], [50, 50], [40, 50], [40, 10], [10, 10], [10, 50], [0, 50]],
            box(0, 50, 50, 60),
            None,
        ),  # a hole
        ([[0, 0], [30, 0], [15, 30]], box(0, 0, 20, 10), None),  # sides that slope
        (box(0, 0, 1, 10), box(1.5, 0, 2.5, 10), [[0, 0], [2.5, 0], [2.5, 10], [0, 10]]),  # narrower than what is near
    ],
)
def test_what_outline_two_shapes_make(standing, one, other, outline):
    make = "([one, other]) => import('/static/outline.js').then(({ joined }) => joined(one, other))"
    assert standing.evaluate(make, [one, other]) == outline


@pytest.mark.parametrize(
    ("corners", "boxes"),
    [
        ([[0, 0], [20, 0], [20, 10], [10, 10], [10, 30], [0, 30]], [box(0, 0, 20, 10), box(0, 10, 10, 30)]),
        (
            [[0, 0], [10, 0], [10, 20], [20, 20], [20, 0], [30, 0], [30, 30], [0, 30]],
            [box(0, 0, 10, 20), box(20, 0, 30, 20), box(0, 20, 30, 30)],
        ),
    ],
)
def test_which_boxes_an_outline_is_parted_into(standing, corners, boxes):
    part = "(corners) => import('/static/outline.js').then(({ parted }) => parted(corners))"
    assert standing.evaluate(part, corners) == boxes


def test_what_is_drawn_while_it_is_saved_stays(screens, page):
    screens.paper.write(f"issues/{DAY}/1.txt", f"# 说明\n1 1 20 20: {TITLES[0]}\n")
    opened(screens, page, picture(size=(600, 500)))
    page.get_by_role("button", name="加一块").click()
    page.get_by_label("第 2 块是哪一篇").select_option(TITLES[1])
    waiting = []
    page.route("**/api/printed/save", lambda route: waiting.append(route))
    page.get_by_role("button", name="存", exact=True).click()
    until(page, lambda: bool(waiting))
    page.get_by_role("button", name="存", exact=True).click()  # pressed again: one save at a time
    page.get_by_role("button", name="加一块").click()
    page.get_by_label("第 3 块是哪一篇").select_option(TITLES[2])
    waiting[0].continue_()
    page.get_by_text("存好了，这一版有 2 块。").wait_for()
    assert len(waiting) == 1
    page.unroute("**/api/printed/save")
    page.get_by_role("button", name="存", exact=True).click()
    page.get_by_text("存好了，这一版有 3 块。").wait_for()
    note, *rest = lines(screens)
    assert (note, [line.partition(": ")[2] for line in rest]) == ("# 说明", TITLES[:3])
