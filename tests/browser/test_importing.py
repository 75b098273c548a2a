"""Importing in a real browser: by drop, by keyboard, at 360 px; what is left goes."""

import base64

import pytest

from newsroom.importing.tray import FOLDER
from tests.browser.conftest import until, watched
from tests.importing.word_files import story
from tests.screens.test_importing import ONE, PAGE

pytestmark = pytest.mark.browser
# A drop of files, as the browser sends it.
DROP = """(files) => {
  const transfer = new DataTransfer();
  for (const [name, data] of files) {
    transfer.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], name));
  }
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


def is_fault(message) -> bool:
    return message.type == "error" and "409" not in message.text


@pytest.fixture
def page(screens, browser):
    with watched(browser.new_context(viewport={"width": 360, "height": 740}), is_fault) as page:
        page.goto(screens.entrance)
        page.goto(f"{screens.origin}/import")
        page.locator("main:not([inert])").wait_for()
        yield page


def files(screens, folder: str) -> list[str]:
    root = screens.paper.root / folder
    return sorted(file.name for file in root.rglob("*") if file.is_file()) if root.exists() else []


def test_a_drop_is_looked_at_chosen_and_written(screens, page, tmp_path):
    data = tmp_path / "story.docx"
    story().document.save(data)
    dropped = [
        ["整版.md", base64.b64encode(PAGE.encode()).decode()],
        ["来稿.docx", base64.b64encode(data.read_bytes()).decode()],
    ]
    page.evaluate(DROP, dropped)
    page.get_by_text("找到 3 篇").wait_for()
    assert files(screens, "content") == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    titles = page.locator(".piece h3").all_inner_texts()
    assert {"老井出水了", "新桥通车"} < set(titles)
    piece = page.locator(".piece", has_text="老井出水了")
    piece.get_by_text("对照原稿").click()
    assert "镇里请人淘了三天" in piece.locator("[data-text=source]").inner_text()
    piece.get_by_label("标题", exact=True).fill("老井又出水了")
    piece.get_by_label("标题", exact=True).press("Tab")
    page.locator(".piece h3", has_text="老井又出水了").wait_for()
    other = page.locator(".piece", has_text="新桥通车")
    other.get_by_label("标题也可能是").select_option("石桥镇的新桥通车了，第一辆车是拉蜜蜂的。")
    page.locator(".piece h3", has_text="石桥镇的新桥通车了").wait_for()
    page.locator(".piece", has_text="石桥镇的新桥").get_by_label("这一篇不要").check()
    page.get_by_text("会写 2 篇").wait_for()
    page.get_by_role("button", name="导入", exact=True).click()
    page.get_by_text("写了 2 篇稿件。").wait_for()
    written = (screens.paper.root / "content/articles").rglob("*.md")
    assert sorted("标题: 老井又出水了" in file.read_text(encoding="utf-8") for file in written) == [False, True]
    assert files(screens, str(FOLDER)) == []
    page.get_by_role("button", name="撤回上一次导入").click()
    page.get_by_text("撤回了上一次导入").wait_for()
    assert files(screens, "content") == []


def test_by_keyboard_alone(screens, page, tmp_path):
    file = tmp_path / "one.md"
    file.write_text(ONE, encoding="utf-8")
    page.locator("#files").focus()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(file)
    page.get_by_text("找到 1 篇").wait_for()
    page.locator("#title-0-0").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("路灯亮了")
    page.keyboard.press("Tab")  # to the other headlines, where one goes on
    page.locator(".piece h3", has_text="路灯亮了").wait_for()
    assert page.evaluate("document.activeElement.id") == "titles-0-0"
    page.locator("#title-0-0").focus()
    page.keyboard.press("Enter")
    page.get_by_text("写了 1 篇稿件。").wait_for()
    page.wait_for_function("document.activeElement.id === 'done'")
    assert len(files(screens, "content")) == 1


def test_a_folder_and_what_is_too_large(screens, page, tmp_path):
    folder = tmp_path / "来稿"
    (folder / "里面").mkdir(parents=True)
    (folder / "里面" / "a.md").write_text(ONE, encoding="utf-8")
    (folder / ".hidden.md").write_text(ONE, encoding="utf-8")
    (folder / "b.txt").write_text("没有标题", encoding="utf-8")
    page.locator("#folder").set_input_files(folder)
    page.locator(".file h2", has_text="来稿/里面/a.md").wait_for()
    large = tmp_path / "large.md"
    with large.open("wb") as out:
        out.truncate(65_000_000)
    page.locator("#files").set_input_files(large)
    page.get_by_text("“large.md”太大，没有收下：一个文件最多 64 MB。").wait_for()
    assert "large.md" not in files(screens, str(FOLDER))


def test_what_is_left_behind_goes_with_the_page(screens, page, tmp_path):
    file = tmp_path / "one.md"
    file.write_text(ONE, encoding="utf-8")
    page.locator("#files").set_input_files(file)
    page.get_by_text("找到 1 篇").wait_for()
    assert files(screens, str(FOLDER)) == ["one.md"]
    page.goto(f"{screens.origin}/")
    until(page, lambda: files(screens, str(FOLDER)) == [])


def test_a_conflict_is_solved_on_the_screen(screens, page, tmp_path):
    file = tmp_path / "one.md"
    for text in (ONE, ONE.replace("豆腐巷", "竹器巷")):
        file.write_text(text, encoding="utf-8")
        page.locator("#files").set_input_files(file)
        page.get_by_text("找到 1 篇").wait_for()
        if "竹器巷" in text:
            page.get_by_text("会写 0 篇").wait_for()
            assert page.get_by_role("button", name="导入", exact=True).is_disabled()
            page.get_by_label("换个文件名，另存一篇").check()
        page.get_by_text("会写 1 篇").wait_for()
        page.get_by_role("button", name="导入", exact=True).click()
        page.get_by_text("写了 1 篇稿件。").wait_for()
    assert len(files(screens, "content")) == 2
