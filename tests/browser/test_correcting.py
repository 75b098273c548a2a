"""Corrections and withdrawals by somebody at the keyboard, and what of them is in the file and on the screen then."""

import re

import pytest

from tests.browser.conftest import until, watched
from tests.browser.test_writing import is_fault, opened

pytestmark = pytest.mark.browser


@pytest.fixture
def page(screens, browser):
    with watched(
        browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=False),
        lambda message: is_fault(message) and "400" not in message.text,
    ) as page:
        page.goto(screens.entrance)
        yield page


@pytest.fixture
def piece(screens):
    return screens.paper.article("a.md", "老井出水", "十七户人家喝上了水。", 日期="2024-05-01", 短名="well")


def lines(file, *names: str) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").split("\n") if line.startswith(names)]


def test_a_piece_is_corrected_and_withdrawn_by_keyboard_alone(screens, page, piece):
    opened(screens, page)
    keys = page.keyboard
    page.locator("#f-correction").press("Enter")
    assert page.evaluate("document.activeElement.id") == "correct-text"
    assert page.locator("#correct-day").input_value() == "2024-06-30"
    keys.press("Tab")
    keys.press("Enter")  # nothing is said yet
    page.locator("#correct-text-fault", has_text="请写上哪里错了、应当怎样。").wait_for()
    assert page.evaluate("[document.activeElement.id, document.activeElement.ariaInvalid]") == ["correct-text", "true"]
    keys.insert_text("“十七户”应为“十九户”。")
    keys.press("Shift+Tab")
    page.locator("#correct-day").fill("2024-04-30")
    keys.press("Enter")
    page.locator("#correct-day-fault", has_text="早于稿件的日期").wait_for()
    assert page.evaluate("document.activeElement.id") == "correct-day"
    assert lines(piece, "更正") == []
    page.locator("#correct-day").fill("2024-05-18")
    keys.press("Enter")
    page.get_by_text("更正写好了。").wait_for()
    assert page.evaluate("document.activeElement.id") == "f-correction-0"
    assert lines(piece, "更正") == ["更正: 2024-05-18 “十七户”应为“十九户”。"]
    page.locator("#f-subtitle").fill("村里")  # and what is written goes on being saved
    page.locator(".state", has_text="已存").wait_for()
    page.locator("#f-status").select_option(label="撤稿")
    assert page.evaluate("document.activeElement.id") == "correct-text"
    keys.press("Escape")
    page.wait_for_timeout(1200)
    assert page.locator("#f-status").input_value() == ""  # it is asked for, and not written without its reason
    page.locator("#f-withdrawal").press("Enter")
    keys.insert_text("与事实不符。")
    keys.press("Tab")
    keys.press("Enter")
    page.get_by_text("已经撤下").wait_for()
    assert lines(piece, "更正", "状态", "副题") == [
        "副题: 村里",
        "状态: 撤稿",
        "更正: 2024-06-30 与事实不符。",
        "更正: 2024-05-18 “十七户”应为“十九户”。",
    ]
    assert page.locator("#f-status").input_value() == "撤稿"
    assert page.locator("#f-withdrawal").is_hidden()
    page.locator("#f-subtitle").fill("村里来电")
    page.locator(".state", has_text="正在写").wait_for()
    page.locator(".state", has_text="已存").wait_for()
    assert lines(piece, "状态", "副题") == ["副题: 村里来电", "状态: 撤稿"]
    assert page.locator(".fault:not(:empty)").count() == 0


def test_a_correction_is_changed_taken_away_and_taken_back(screens, page, piece):
    text = piece.read_text(encoding="utf-8").replace("日期", "更正: 2024-05-18 甲。\n更正: 乙。\n日期")
    piece.write_text(text, encoding="utf-8")
    opened(screens, page)
    page.locator(".finding--error button").click()
    assert page.evaluate("document.activeElement.id") == "f-correction-1"
    page.keyboard.press("Enter")
    assert page.locator("#correct-text").input_value() == "乙。"
    page.get_by_role("button", name="写上更正").click()
    page.locator("#correct-day-fault", has_text="请写上日期").wait_for()
    page.locator("#correct-day").fill("2024-05-19")
    page.get_by_role("button", name="写上更正").click()
    page.get_by_text("更正写好了。").wait_for()
    assert lines(piece, "更正") == ["更正: 2024-05-18 甲。", "更正: 2024-05-19 乙。"]
    page.get_by_role("button", name="修改这一条更正：2024-05-18 甲。").click()
    page.get_by_role("button", name="去掉这一条").click()
    page.get_by_text("这一条去掉了。").wait_for()
    assert lines(piece, "更正") == ["更正: 2024-05-19 乙。"]
    page.goto(f"{screens.origin}/past?path=articles/a.md")
    page.get_by_role("button", name=re.compile("换回")).first.click()
    page.wait_for_url("**/write?path=*")
    assert lines(piece, "更正") == ["更正: 2024-05-18 甲。", "更正: 2024-05-19 乙。"]


def test_a_correction_is_not_lost_when_another_saves(screens, page, piece):
    opened(screens, page)
    page.locator("#f-correction").click()
    page.locator("#correct-text").fill("甲。")
    piece.write_text(
        piece.read_text(encoding="utf-8").replace("老井出水", "老井又出水") + "又一段。\n", encoding="utf-8"
    )
    page.get_by_role("button", name="写上更正").click()
    page.locator(".fault", has_text="刚在别处改过").wait_for()
    assert lines(piece, "更正") == []
    found = page.locator(".conflict .difference li").all_inner_texts()  # all that is lost by a choice
    assert found == ["我写的有：标题: 老井出水", "文件里有：标题: 老井又出水", "文件里有：又一段。"]
    assert page.evaluate("document.activeElement.textContent") == "留下我写的"
    page.keyboard.press("Enter")
    page.locator("#correct").wait_for()  # it is asked for again
    assert lines(piece, "标题", "又一段") == ["标题: 老井出水"]
    assert page.locator("#correct-text").input_value() == "甲。"
    page.get_by_role("button", name="写上更正").click()
    page.get_by_text("更正写好了。").wait_for()
    assert lines(piece, "更正") == ["更正: 2024-06-30 甲。"]


def test_a_correction_that_is_changed_is_asked_for_again_when_another_saves(screens, page, piece):
    piece.write_text(
        piece.read_text(encoding="utf-8").replace("日期", "更正: 2024-05-18 甲。\n日期", 1), encoding="utf-8"
    )
    opened(screens, page)
    page.locator("#f-correction-0").click()
    page.locator("#correct-text").fill("乙。")
    piece.write_text(piece.read_text(encoding="utf-8").replace("甲", "丙"), encoding="utf-8")
    page.get_by_role("button", name="写上更正").click()
    page.get_by_role("button", name="留下我写的").click()
    page.locator("#correct").wait_for()
    assert page.locator("#correct-text").input_value() == "乙。"
    assert lines(piece, "更正") == ["更正: 2024-05-18 丙。"]  # the form has no field of it
    page.get_by_role("button", name="写上更正").click()
    page.locator("#correct-fault", has_text="没有这一条更正，可能刚被改过。").wait_for()


def test_who_publishes_a_withdrawn_piece_again_hears_that_its_reason_is_listed(screens, page, piece):
    opened(screens, page)
    page.locator("#f-withdrawal").click()
    page.locator("#correct-text").fill("与事实不符。")
    page.get_by_role("button", name="撤下这一篇").click()
    page.get_by_text("已经撤下").wait_for()
    page.locator("#f-status").select_option(index=0)
    page.get_by_text("不再是撤稿了。").wait_for()
    assert page.get_by_text("已经撤下").count() == 0
    page.locator(".state", has_text="已存").wait_for()
    assert lines(piece, "状态", "更正") == ["更正: 2024-06-30 与事实不符。"]


def test_drafts_have_no_place_for_corrections(screens, page):
    screens.paper.article("a.md", "老井", "井。", 日期="2024-05-01", 状态="草稿")
    opened(screens, page)
    assert page.locator(".corrections").is_hidden()
    page.locator("#f-status").select_option(label="撤稿")
    page.locator("#correct-text").fill("甲。")
    page.get_by_role("button", name="撤下这一篇").click()
    page.locator("#correct-fault", has_text="这一篇是草稿").wait_for()


@pytest.mark.parametrize(("width", "zoom"), [(360, 1), (1280, 2)])
def test_the_question_fits_on_the_screen(screens, browser, piece, width, zoom):
    context = browser.new_context(viewport={"width": width // zoom, "height": 740 // zoom}, device_scale_factor=zoom)
    with watched(context, is_fault) as page:
        page.goto(screens.entrance)
        opened(screens, page)
        page.locator("#f-withdrawal").click()
        page.locator("#correct-text").fill("x" * 400)
        assert page.evaluate("document.documentElement.scrollWidth") == width // zoom
        button = page.get_by_role("button", name="撤下这一篇")
        button.scroll_into_view_if_needed()
        area = button.bounding_box()
        assert area["x"] >= 0 and area["x"] + area["width"] <= width // zoom
        assert area["y"] >= 0 and area["y"] + area["height"] <= 740 // zoom


def test_what_was_begun_is_there_again_and_is_asked_about_when_the_page_is_left(screens, page, piece):
    opened(screens, page)
    page.locator("#f-correction").click()
    page.keyboard.insert_text("“十七户”应为")
    page.keyboard.press("Escape")
    page.locator("#f-correction").click()
    assert page.locator("#correct-text").input_value() == "“十七户”应为"
    page.locator("#correct-text").fill("“十七户”应为“十九户”。")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("更正写好了。").wait_for()
    page.locator("#f-correction-0").click()
    page.locator("#correct-text").fill("“十七户”应为“十九户”。记者")
    page.keyboard.press("Escape")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="稿件", exact=True).click()
    until(page, lambda: asked == ["beforeunload"])
    page.locator("#f-correction-0").click()
    assert page.locator("#correct-text").input_value() == "“十七户”应为“十九户”。记者"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("更正写好了。").wait_for()
    page.reload()  # nothing is asked: a test fails at a dialog that nobody answers
    page.locator("main:not([inert])").wait_for()
    assert lines(piece, "更正") == ["更正: 2024-06-30 “十七户”应为“十九户”。记者"]
