"""Writing in a real browser: by keyboard alone, pasted, in two tabs, with a server that dies; what is in the file then."""

import base64
import hashlib
import io
import itertools
import json
import os
import re
import signal
import socket
import threading
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.conftest import served, watched
from tests.importing.test_pasted import OF_WORD, WORD
from tests.paper import Paper
from tests.screens.conftest import SETTINGS, at_work, kill, start
from tests.test_messages import HAN

pytestmark = pytest.mark.browser
PASTE = """([html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  document.querySelector(".ProseMirror").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
DROP = """([name, data]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], name, { type: "image/jpeg" }));
  const area = document.querySelector(".ProseMirror").getBoundingClientRect();
  const at = { clientX: area.left + 30, clientY: area.top + 30, bubbles: true, cancelable: true, dataTransfer: transfer };
  document.querySelector(".ProseMirror").dispatchEvent(new DragEvent("drop", at));
}"""
# A piece as others wrote it, in ways in which the editor would not.
ODD = """---
标题：老井出水
栏目: 要闻
日期: 2024年5月1日
字号: 大
---
　　本报讯（记者 林小满）老井清了。
第二行。


##  谁来管灯 ##

* 一
* 二

| 村 | 户 |
|:--|--:|
| 井坊 | 17 |

![井](photos/a.jpg "井边")
图说
![灯](photos/b.jpg)

```
# 原样
```

***
"""


def is_fault(message) -> bool:
    """Whether a message of the console is a fault. What the desk refuses is none, nor 503, the preview before its first build."""
    return message.type == "error" and not re.search("40[349]|422|503|ERR_|refused", message.text)


def photo(size=(120, 80), color="teal", **options) -> bytes:
    image = Image.new("RGB", size, color)
    image.paste("red", (0, 0, size[0] // 4, size[1] // 4))  # the left upper corner
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, **options)
    return out.getvalue()


@pytest.fixture
def screens(tmp_path):
    site = tmp_path / "site" / "2024/05/01/well"
    site.mkdir(parents=True)
    (site / "index.html").write_text("<meta charset=utf-8><h1>老井的网页</h1>", encoding="utf-8")
    with served(tmp_path / "site") as address, at_work(Paper.make(tmp_path, SETTINGS), address) as found:
        yield found


@pytest.fixture
def page(screens, browser):
    with watched(browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=False), is_fault) as page:
        page.goto(screens.entrance)
        yield page


@pytest.fixture
def piece(screens):
    return screens.paper.article(
        "a.md", "老井出水", "老井清了。\n\n村民来了。", 日期="2024-05-01", 短名="well", 摘要="清了"
    )


def opened(screens, page, path: str = "articles/a.md"):
    page.goto(f"{screens.origin}/write?path={path}")
    page.locator("main:not([inert])").wait_for()
    page.locator(".ProseMirror").wait_for()
    return page


def saved(page) -> None:
    page.locator(".state", has_text="已存").wait_for()


def into(page, end: bool = True) -> None:
    """The cursor into the text, by keys, as slow as an editor's keys are.

    ProseMirror sets the selection 20 ms after it has the focus, and takes over where the browser put the cursor in
    a task of its own. Both are waited for by a timer of the page, which a busy machine delays as it delays them.
    """
    later = "() => new Promise((done) => setTimeout(done, 50))"
    page.locator(".ProseMirror").focus()
    page.evaluate(later)
    page.keyboard.press("Control+End" if end else "Control+Home")
    page.evaluate(later)


def body(file) -> str:
    return file.read_text(encoding="utf-8").split("---\n\n", 1)[1]


def holds(page, file, expected: str) -> None:
    """What a file holds as soon as it is saved."""
    for _ in range(200):
        if file.exists() and body(file) == expected:
            return
        page.wait_for_timeout(50)
    assert body(file) == expected


def test_a_whole_piece_is_written_by_keyboard_alone(screens, page, tmp_path):
    keys = page.keyboard
    well = tmp_path / "well.jpg"
    well.write_bytes(photo())
    page.locator("summary", has_text="新写一篇").focus()
    keys.press("Enter")
    keys.press("Tab")
    keys.insert_text("溪山桥通车")
    keys.press("Enter")
    page.locator(".ProseMirror").wait_for()
    for _ in range(40):  # from the beginning of the page to the text
        keys.press("Tab")
        if page.evaluate("document.activeElement.id") == "body":
            break
    keys.insert_text("本报讯（记者 林小满）溪山桥昨天")
    keys.press("Control+b")
    keys.insert_text("通车")
    keys.press("Control+b")
    keys.insert_text("了。")
    keys.press("Enter")
    keys.press("Control+Alt+2")
    keys.insert_text("等了三年")
    keys.press("Enter")
    keys.insert_text("桥修了三年。")
    keys.press("Enter")
    keys.press("Control+Alt+8")
    for text in ("桥长80米", "宽8米"):
        keys.insert_text(text)
        keys.press("Enter")
    keys.press("Enter")  # out of the list
    keys.press("Control+Alt+7")
    for text in ("先验收", "再通车"):
        keys.insert_text(text)
        keys.press("Enter")
    keys.press("Enter")
    keys.press("Control+Alt+t")
    for place, text in enumerate(["村", "户", "人", "井坊", "17", "52", "桥头", "20", "61", "溪口", "9", "30"]):
        if place:
            keys.press("Tab")  # behind the last cell comes another row
        keys.insert_text(text)
    keys.press("Control+Enter")
    with page.expect_file_chooser() as chooser:
        keys.press("Control+Alt+p")
    chooser.value.set_files(well)
    page.locator(".ProseMirror figure").wait_for()
    keys.insert_text("桥上。（程晓禾 摄）")
    keys.press("Shift+Tab")
    for _ in range(20):
        if page.evaluate("document.activeElement.id") == "alt":
            break
        keys.press("Shift+Tab")
    keys.insert_text("村民走过新桥")
    page.locator(".ProseMirror").focus()
    keys.press("Control+Enter")
    keys.press("Control+Alt+q")
    keys.insert_text("桥通了，心就通了。")
    keys.press("Enter")
    keys.press("Enter")
    keys.insert_text("1. 不是编号")
    saved(page)
    [file] = (screens.paper.root / "content/articles").rglob("*.md")
    expected = (
        "本报讯（记者 林小满）溪山桥昨天**通车**了。\n\n## 等了三年\n\n桥修了三年。\n\n- 桥长80米\n- 宽8米\n\n1. 先验收\n2. 再通车\n\n"
        "| 村 | 户 | 人 |\n| --- | --- | --- |\n| 井坊 | 17 | 52 |\n| 桥头 | 20 | 61 |\n| 溪口 | 9 | 30 |\n\n"
        "![村民走过新桥](photos/2024/06/well.jpg)\n桥上。（程晓禾 摄）\n\n> 桥通了，心就通了。\n\n1\\. 不是编号\n"
    )
    holds(page, file, expected)
    page.reload()
    page.locator(".ProseMirror figure").wait_for()
    assert body(file) == expected


def test_a_piece_that_is_opened_and_left_stays_as_it_is(screens, page):
    file = screens.paper.write("articles/a.md", ODD)
    stat = file.stat()
    opened(screens, page)
    into(page)
    page.keyboard.insert_text("字")
    page.keyboard.press("Control+z")
    page.keyboard.press("ArrowUp")
    page.evaluate("document.getElementById('manuscript').requestSubmit()")
    page.locator(".findings li").first.wait_for()
    page.wait_for_timeout(1500)
    assert file.read_text(encoding="utf-8") == ODD
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (stat.st_mtime_ns, stat.st_ino)


def test_what_is_changed_is_changed_there_alone(screens, page):
    file = screens.paper.write("articles/a.md", ODD)
    opened(screens, page)
    into(page, end=False)
    page.keyboard.press("End")
    page.keyboard.insert_text("新的一句。")
    saved(page)
    # What stands between the fields and the text is the editor's own from now on; all else is as it was.
    expected = ODD.replace("---\n　　本报讯", "---\n\n本报讯").replace("老井清了。\n", "老井清了。新的一句。\n")
    assert file.read_text(encoding="utf-8") == expected


def test_two_tabs_on_one_piece_lose_nothing(screens, page, piece):
    opened(screens, page)
    other = opened(screens, page.context.new_page())
    for tab, text in ((page, "甲写的。"), (other, "乙写的。")):
        into(tab)
        tab.keyboard.insert_text(text)
        if tab is page:
            saved(tab)
    other.locator(".fault", has_text="刚在别处改过").wait_for()
    assert "甲写的。" in other.locator(".conflict ins").inner_text()
    assert "乙写的。" in other.locator(".ProseMirror").inner_text()
    other.keyboard.insert_text("又写。")
    other.wait_for_timeout(1200)
    assert body(piece) == "老井清了。\n\n村民来了。甲写的。\n"  # nothing is written before one has chosen
    other.get_by_role("button", name="留下我写的").click()
    holds(other, piece, "老井清了。\n\n村民来了。乙写的。又写。\n")
    held = [
        screens.desk.manuscripts.versions.data(one).decode()
        for one in screens.desk.manuscripts.versions.of("articles/a.md")
    ]
    assert any("甲写的。" in text for text in held)
    into(page)
    page.keyboard.insert_text("丙写的。")
    page.locator(".fault", has_text="刚在别处改过").wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="用文件里的").click()
    page.locator(".ProseMirror", has_text="又写。").wait_for()
    held = [
        screens.desk.manuscripts.versions.data(one).decode()
        for one in screens.desk.manuscripts.versions.of("articles/a.md")
    ]
    assert any("甲写的。丙写的。" in text for text in held)  # what was given up is kept too
    assert body(piece) == "老井清了。\n\n村民来了。乙写的。又写。\n"


def test_a_tab_that_is_looked_at_again_says_that_the_piece_is_another(screens, page, piece):
    opened(screens, page)
    piece.write_text(piece.read_text(encoding="utf-8").replace("老井清了", "老井干了"), encoding="utf-8")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.locator(".fault", has_text="刚在别处改过，这里还是原来的样子。").wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="看现在的").click()
    page.locator(".ProseMirror", has_text="老井干了。").wait_for()


def test_who_comes_back_before_the_last_save_is_written_is_told(screens, page, piece):
    def late(route):
        response = route.fetch()
        piece.write_text(piece.read_text(encoding="utf-8").replace("老井清了", "老井干了"), encoding="utf-8")
        route.fulfill(response=response)

    page.route("**/write?path=**", late, times=1)
    opened(screens, page)
    page.locator(".fault", has_text="刚在别处改过，这里还是原来的样子。").wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="看现在的").click()
    page.locator(".ProseMirror", has_text="老井干了。").wait_for()


@pytest.mark.parametrize("name", ["看原文", "移走这一篇", "自动改正", "就这样改"])
def test_what_could_not_be_saved_is_not_left(screens, page, piece, name):
    piece.write_text(piece.read_text(encoding="utf-8").replace("老井清了", '老井"清"了'), encoding="utf-8")
    opened(screens, page)
    if name == "就这样改":
        page.get_by_role("button", name="自动改正").click()
    page.get_by_role("button", name=name).wait_for()
    before = piece.read_bytes()
    page.route("**/api/save", lambda route: route.abort())
    into(page)
    page.keyboard.insert_text("还没有存。")
    page.get_by_role("button", name=name).click()
    page.locator(".fault", has_text="采编台没有回应").wait_for()
    assert "还没有存。" in page.locator(".ProseMirror").inner_text()
    assert piece.read_bytes() == before
    page.unroute("**/api/save")
    page.locator("#f-subtitle").fill("副题")
    saved(page)
    assert "还没有存。" in piece.read_text(encoding="utf-8")


def test_what_is_not_saved_is_not_signed(browser, tmp_path):
    paper = Paper.make(tmp_path, SETTINGS + 'REVIEWS = ["初审"]\n')
    file = paper.article("a.md", "老井出水", "老井清了。", 日期="2024-05-01", 短名="well")
    with at_work(paper) as screens, watched(browser.new_context(), is_fault) as page:
        page.goto(screens.entrance)
        opened(screens, page)
        page.route("**/api/save", lambda route: route.abort())
        into(page)
        page.keyboard.insert_text("又改了。")
        page.get_by_label("签的人").fill("程晓禾")
        page.get_by_role("button", name="签初审").click()
        page.locator("#reviews .fault", has_text="刚写的还没有存上，没有签。").wait_for()
        assert "程晓禾" not in file.read_text(encoding="utf-8")
        page.unroute("**/api/save")
        page.get_by_role("button", name="签初审").click()
        page.locator("#reviews [role=status]", has_text="初审签好了。").wait_for()
        assert "又改了。" in file.read_text(encoding="utf-8")


def test_who_cannot_sign_what_another_changed_is_led_to_it(browser, tmp_path):
    paper = Paper.make(tmp_path, SETTINGS + 'REVIEWS = ["初审"]\n')
    file = paper.article("a.md", "老井出水", "老井清了。", 日期="2024-05-01", 短名="well")
    with at_work(paper) as screens, watched(browser.new_context()) as page:
        page.goto(screens.entrance)
        opened(screens, page)
        file.write_text(file.read_text(encoding="utf-8").replace("老井清了", "老井干了"), encoding="utf-8")
        page.get_by_label("签的人").fill("程晓禾")
        page.get_by_role("button", name="签初审").click()
        page.locator("#reviews .fault", has_text="请看过现在的样子，再签。").wait_for()
        assert "程晓禾" not in file.read_text(encoding="utf-8")
        with page.expect_navigation():
            page.get_by_role("button", name="看现在的").click()
        page.locator(".ProseMirror", has_text="老井干了。").wait_for()
        page.get_by_label("签的人").fill("程晓禾")
        page.get_by_role("button", name="签初审").click()
        page.locator("#reviews [role=status]", has_text="初审签好了。").wait_for()


def test_a_conflict_keeps_its_buttons_whatever_else_is_told(screens, page, piece):
    opened(screens, page)
    piece.write_text(piece.read_text(encoding="utf-8").replace("老井清了", "老井干了"), encoding="utf-8")
    into(page)
    page.keyboard.insert_text("我写的。")
    page.get_by_role("button", name="留下我写的").wait_for()
    page.evaluate(PASTE, ['<p>贴的<img src="x.jpg"></p>', "贴的"])
    page.locator(".fault", has_text="张图片没有跟着过来").wait_for()
    page.get_by_role("button", name="留下我写的").click()
    holds(page, piece, "老井清了。\n\n村民来了。我写的。贴的\n")


def test_two_presses_begin_one_piece(screens, page):
    page.locator("summary", has_text="新写一篇").click()
    page.get_by_label("标题").fill("溪山桥通车")
    page.route("**/api/new", lambda route: (time.sleep(0.3), route.continue_()))
    page.get_by_role("button", name="开始写").dblclick()
    page.locator(".ProseMirror").wait_for()
    assert len(list((screens.paper.root / "content/articles").rglob("*.md"))) == 1


def test_a_piece_that_was_taken_away_underneath_is_saved_anew(screens, page, piece):
    opened(screens, page)
    piece.unlink()
    into(page)
    page.keyboard.insert_text("还在。")
    page.get_by_role("button", name="把我写的另存").click()
    holds(page, piece, "老井清了。\n\n村民来了。还在。\n")
    assert "标题: 老井出水" in piece.read_text(encoding="utf-8")


def test_a_piece_that_became_no_text_underneath_is_saved_over_it(screens, page, piece):
    opened(screens, page)
    piece.write_bytes(b"PK\x03\x04\0\0\xff\xfe")
    into(page)
    page.keyboard.insert_text("还在。")
    page.locator(".fault", has_text="读不出文字").wait_for()
    page.get_by_role("button", name="留下我写的").click()
    page.locator(".state", has_text="已存").wait_for()
    holds(page, piece, "老井清了。\n\n村民来了。还在。\n")
    assert "标题: 老井出水" in piece.read_text(encoding="utf-8")


def test_word_is_pasted_with_its_structure_alone(screens, page, piece):
    opened(screens, page)
    into(page)
    page.keyboard.press("Enter")
    page.evaluate(PASTE, [WORD, ""])
    page.locator(".fault", has_text="有 1 张图片没有跟着过来。").wait_for()
    holds(page, piece, f"老井清了。\n\n村民来了。\n\n{OF_WORD}\n")
    page.locator(".state", has_text="已存").wait_for()
    assert (
        "没有跟着过来" in page.locator(".fault").first.inner_text()
    )  # a save takes back what it has told itself alone
    assert page.locator(".ProseMirror [style*=font], .ProseMirror span, .ProseMirror [class*=Mso]").count() == 0


def test_words_are_pasted_into_a_sentence_and_text_as_paragraphs(screens, page, piece):
    opened(screens, page)
    into(page)
    page.evaluate(PASTE, ["<meta charset=utf-8><span style='color:red'>一个<b>词</b></span>", ""])
    page.locator(".ProseMirror strong").wait_for()
    page.evaluate(PASTE, ["", "。\n　　又一段。"])
    page.get_by_text("又一段。").wait_for()
    page.keyboard.insert_text("完。")
    holds(page, piece, "老井清了。\n\n村民来了。一个**词**。\n\n又一段。完。\n")


def test_what_is_copied_here_is_pasted_as_it_is(screens, page, piece):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(screens, page)
    into(page)
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    into(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+v")
    holds(page, piece, "老井清了。\n\n村民来了。\n\n老井清了。\n\n村民来了。\n")


def test_a_picture_is_dropped_turned_and_cropped(screens, page, piece):
    original = photo(
        (1200, 800), exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    )  # lies on its side
    opened(screens, page)
    page.evaluate(DROP, ["老井.jpg", base64.b64encode(original).decode()])
    page.locator(".ProseMirror figure").wait_for()
    assert page.evaluate("document.activeElement.id") == "body"  # in the caption that is asked for
    assert "请在图片下面写上图说" in page.locator(".state").inner_text()
    page.keyboard.insert_text("井边。")
    file = screens.paper.root / "content/photos/2024/06/lao-jing.jpg"
    assert file.read_bytes() == original
    page.get_by_role("button", name="转、裁").focus()
    page.keyboard.press("Enter")
    page.locator(".crop").wait_for()
    assert "800×1200" in page.locator("#retouch [role=status]").inner_text()  # as it is seen
    page.keyboard.press("Shift+Tab")  # to the shape, and to the buttons before it
    page.get_by_role("button", name="向右转").press("Enter")
    page.locator("#retouch [role=status]", has_text="1200×800").wait_for()
    page.get_by_role("button", name="换掉这张图片").press("Enter")
    page.locator("#retouch").wait_for(state="hidden")
    with Image.open(file) as image:
        assert (image.size, image.getexif().get(0x0112, 1)) == ((1200, 800), 1)
        red, green, _blue = image.getpixel((1100, 750))  # the corner: upper left, a quarter by EXIF, and another
        assert red > 200 and green < 60
    [version] = screens.desk.manuscripts.versions.of("photos/2024/06/lao-jing.jpg")
    assert screens.desk.manuscripts.versions.data(version) == original
    page.get_by_role("button", name="转、裁").press("Enter")
    page.locator(".crop").wait_for()
    page.get_by_label("方框", exact=True).select_option("1")
    area = page.locator("#retouch canvas").bounding_box()
    handle = page.locator(".crop__handle").bounding_box()
    page.mouse.move(handle["x"] + 8, handle["y"] + 8)
    page.mouse.down()
    page.mouse.move(area["x"] + area["width"] / 3, area["y"] + area["height"] / 2, steps=4)
    page.mouse.up()
    page.locator(".crop").press("ArrowLeft")
    page.get_by_role("button", name="只做题图").press("Enter")
    page.locator("#retouch").wait_for(state="hidden")
    saved(page)
    with Image.open(file.with_name("lao-jing-cover.jpg")) as image:
        assert abs(image.width - image.height) <= 2
        assert 200 < image.width < 700
    for _ in range(100):
        if "题图: photos/2024/06/lao-jing-cover.jpg" in piece.read_text(encoding="utf-8"):
            break
        page.wait_for_timeout(50)
    assert "题图: photos/2024/06/lao-jing-cover.jpg" in piece.read_text(encoding="utf-8")
    assert "![](photos/2024/06/lao-jing.jpg)\n井边。" in body(piece)
    page.get_by_role("button", name="转、裁").press("Enter")
    page.get_by_role("button", name="换回上一张").press("Enter")
    page.locator("#retouch").wait_for(state="hidden")
    assert file.read_bytes() == original


def test_findings_lead_to_their_place_and_are_mended(screens, page):
    file = screens.paper.article("a.md", "老井出水", "第一段。\n\n他说,好。\n\n- 一\n- 二", 日期="昨天")
    opened(screens, page)
    page.locator(".finding--error button").click()
    assert page.evaluate("document.activeElement.id") == "f-date"
    page.locator(".finding:not(.finding--error) button").first.click()
    assert page.evaluate("document.activeElement.id") == "body"
    assert page.evaluate("getSelection().toString()") == "他说,好。"
    page.get_by_role("button", name="自动改正").click()
    page.locator("#mends ins").wait_for()
    assert page.locator("#mends ins").all_inner_texts() == ["他说，好。"]
    assert "他说,好。" in file.read_text(encoding="utf-8")
    page.get_by_role("button", name="就这样改").click()
    page.locator(".ProseMirror", has_text="他说，好。").wait_for()
    assert "他说，好。" in file.read_text(encoding="utf-8")


def test_what_is_signed_is_not_mended(browser, tmp_path):
    paper = Paper.make(tmp_path, SETTINGS + 'REVIEWS = ["初审", "复审"]\n')
    file = paper.article("a.md", "老井出水", "他说,好。", 日期="2024-05-01")
    with at_work(paper) as screens, watched(browser.new_context(bypass_csp=False), is_fault) as page:
        page.goto(screens.entrance)
        opened(screens, page)
        page.get_by_label("签的人").fill("张三")
        page.get_by_role("button", name="签初审").click()
        page.get_by_text("张三 2").first.wait_for()
        signed = file.read_bytes()
        page.reload()
        page.get_by_role("button", name="自动改正").click()
        page.get_by_text("已有人签过，没有改；改了就要重签。").wait_for()
        assert file.read_bytes() == signed


def test_taking_away_is_taken_back(screens, page, piece):
    before = piece.read_bytes()
    opened(screens, page)
    page.get_by_role("button", name="移走这一篇").click()
    page.wait_for_url("**/away?gone=*")
    page.wait_for_load_state("networkidle")
    assert not piece.exists()
    page.get_by_role("button", name="放回去").click()
    page.locator(".ProseMirror", has_text="村民来了。").wait_for()
    assert piece.read_bytes() == before


def test_nothing_inline_runs_and_nothing_from_elsewhere_is_loaded(screens, browser, piece):
    context = browser.new_context(bypass_csp=False)
    page = context.new_page()
    page.goto(screens.entrance)
    opened(screens, page)
    refused = page.evaluate("""() => new Promise((given) => {
      const refused = [];
      const told = () => given([window.ran ?? 0, ...refused.sort()]);
      document.addEventListener("securitypolicyviolation", (event) => {
        if (refused.push(event.effectiveDirective) === 5) setTimeout(told);
      });
      for (const [tag, at, what] of [["script", "textContent", "window.ran = 1"], ["img", "src", "https://a.example/x.png"], ["iframe", "src", "https://a.example/"], ["style", "textContent", "body{}"]]) {
        document.body.append(Object.assign(document.createElement(tag), { [at]: what }));
      }
      fetch("https://a.example/").catch(() => setTimeout(told, 30_000));
    })""")
    assert page.frame_locator("iframe[title]").locator("h1").inner_text() == "老井的网页"  # but the preview is
    assert refused == [0, "connect-src", "frame-src", "img-src", "script-src-elem", "style-src-elem"]
    context.close()


@pytest.mark.parametrize(("width", "zoom"), [(1280, 1), (360, 1), (1280, 2)])
def test_no_screen_scrolls_sideways(screens, browser, piece, width, zoom):
    screens.paper.article(
        "b.md",
        "长" * 60 + "x" * 200,
        "x" * 400 + "\n\n| " + " | ".join("甲" * 12) + " |\n|" + " --- |" * 12,
        日期="2024-05-01",
    )
    screens.desk.catalogue.refresh()
    with watched(
        browser.new_context(viewport={"width": width // zoom, "height": 740}, device_scale_factor=zoom), is_fault
    ) as page:
        page.goto(screens.entrance)
        for path in ("/", "/write?path=articles/b.md", "/past?path=articles/b.md", "/away"):
            page.goto(screens.origin + path)
            page.wait_for_load_state("networkidle")
            assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width // zoom)


@pytest.mark.parametrize("path", ["/", "/write?path=articles/a.md", "/import", "/past?path=articles/a.md"])
def test_a_screen_is_in_english_when_it_is_asked_for(screens, page, monkeypatch, path):
    monkeypatch.setenv("LINLI_LANG", "en")
    file = screens.paper.article(
        "a.md", "Well", "Water , here.\n\n![](photos/a.jpg)", date="2024-05-01", slug="well", weight="x"
    )
    file.write_text(file.read_text(encoding="utf-8").replace("标题", "title"), encoding="utf-8")
    page.goto(screens.origin + path)
    page.wait_for_load_state("networkidle")
    if "write" in path:
        page.locator(".ProseMirror").wait_for()
        page.locator("#f-title").fill("Old well")
        page.locator(".state", has_text="Saved").wait_for()
        page.locator(".findings li").first.wait_for()
    said = page.evaluate("document.body.innerText") + " ".join(
        page.evaluate("[...document.querySelectorAll('[aria-label], [title]')].map((one) => one.ariaLabel + one.title)")
    )
    own = re.sub('柳溪[报镇]|石桥镇|要闻|基层治理|言论|消息|[“"][^”"]*[”"]', "", said)
    assert not HAN.search(own), own


@pytest.fixture
def port() -> int:
    """One that is free, and that no newsroom takes by itself."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def test_a_server_that_is_killed_while_it_saves_loses_nothing(browser, tmp_path, port):
    paper = Paper.make(tmp_path, SETTINGS)
    file = paper.article("a.md", "老井出水", "零。", 日期="2024-05-01", 短名="well")
    process, address = start(paper, port)
    try:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        opener.open(address).close()
        origin = address.split("/.linli")[0]
        deadline = time.monotonic() + 1.5
        known = {"digest": hashlib.sha256(file.read_bytes()).hexdigest()}

        def write() -> None:
            for number in itertools.count():
                body = json.dumps(
                    {
                        "path": "articles/a.md",
                        "digest": known["digest"],
                        "fields": {},
                        "body": f"{number}。" + "字" * 20_000,
                    }
                ).encode()
                try:
                    with opener.open(urllib.request.Request(f"{origin}/api/save", body, {"Origin": origin})) as answer:
                        known["digest"] = json.loads(answer.read())["digest"]
                except OSError:
                    return

        thread = threading.Thread(target=write)
        thread.start()
        while time.monotonic() < deadline:
            thread.join(0.05)
    finally:
        kill(process)
    thread.join()
    text = body(file)
    assert re.fullmatch(r"\d+。(字{20000})\n|零。\n", text)  # whole, old or new
    process, address = start(paper, port)
    try:
        with watched(browser.new_context(bypass_csp=False), is_fault) as page:
            page.goto(address)
            opened(Opened(address), page)
            page.locator("#f-subtitle").fill("还在")
            kill(process)
            page.locator(".fault", has_text="采编台没有回应").wait_for()
            assert page.locator("#f-subtitle").input_value() == "还在"
            process, again = start(paper, port)
            page.context.new_page().goto(again)
            if again.split("/.linli")[0] == address.split("/.linli")[0]:
                saved(page)  # it tries again by itself
                assert "副题: 还在" in file.read_text(encoding="utf-8")
    finally:
        kill(process)


@pytest.mark.parametrize("killed", ["builder", "builder at work", "newsroom"])
def test_the_page_beside_the_text_follows_whatever_was_killed(browser, tmp_path, port, killed):
    paper = Paper.make(tmp_path, SETTINGS)
    paper.article("a.md", "老井出水", "零。", 日期="2024-05-01", 短名="well")
    process, address = start(paper, port)

    def write(page, text: str) -> None:
        into(page)
        page.keyboard.insert_text(text)

    try:
        with watched(browser.new_context(), is_fault) as page:
            page.goto(address)
            page.set_default_timeout(60_000)  # processes are started
            beside = opened(Opened(address), page).frame_locator(".page iframe")
            beside.get_by_text("零。").wait_for()
            if killed == "newsroom":
                kill(process)
                write(page, "一。")
                page.locator(".fault", has_text="采编台没有回应").wait_for()
                process, again = start(paper, port)
                assert again.split("?")[0] == address.split("?")[0]
                other = page.context.new_page()
                other.goto(again)  # as the window of the newsroom says
                page.bring_to_front()
            else:
                (builder,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
                if killed == "builder at work":
                    write(page, "先。")
                    saved(page)
                os.kill(int(builder), signal.SIGKILL)
                write(page, "一。")
            beside.get_by_text("一。").wait_for()
            write(page, "二。")
            beside.get_by_text("二。").wait_for()
    finally:
        kill(process)


@dataclass
class Opened:
    """What `opened` asks of a desk that was started by the command."""

    entrance: str

    @property
    def origin(self) -> str:
        return self.entrance.split("/.linli")[0]
