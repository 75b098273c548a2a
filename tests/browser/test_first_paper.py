"""A new editor's first day, whole: from the demo paper to one of one's own that readers see, in a browser alone.

Nothing is typed in a terminal, and no Markdown: the paper is begun on a page; three pieces are written, one with a photo; a page
comes in Word; regions are drawn on the print; three people sign; it is published to a folder.
"""

import json
import os
import re
import subprocess
import sys
import time

import pytest

from tests.browser.conftest import watched
from tests.browser.test_printed import draw
from tests.importing.word_files import Word
from tests.paper import ROOT, Paper
from tests.screens.conftest import SETTINGS
from tests.screens.test_writing import picture

pytestmark = pytest.mark.browser
SIGNERS = ("沈河清", "毛知秋", "苏小满")
WRITTEN = {
    "巷口的路灯亮了": ("消息", ["本报讯（记者 陈守田）巷口三盏坏了半个月的路灯重新亮了。", "“灯一亮，巷子就短了。”老电工石长根说。"]),
    "夜里的文昌巷": ("图片新闻", ["文昌巷的灯重新亮起来，巷口又坐满了乘凉的人。"]),
    "灯亮以后": ("评论", ["三盏灯，管的单位有三家；坏了半个月，等的人有半条街。", "（郁文）"]),
}  # fmt: skip
FROM_WORD = "渡口的船又开了"


@pytest.fixture
def desk(tmp_path):
    """The desk of another paper, as a command; gives its entrance."""
    folder = tmp_path / "demo"
    Paper.make(folder, SETTINGS)
    command = [sys.executable, "-P", "-m", "newsroom", "newsroom", "--no-open", "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    yield re.search(r"http://\S+", process.stdout.readline())[0]
    process.terminate()
    process.communicate(timeout=30)


def began(page, folder) -> str:
    """Begins a paper on the page; gives the origin of its desk."""
    page.goto(page.url.rstrip("/") + "/begin")
    page.get_by_label("报名").fill("溪山报")
    page.get_by_label("地区，用顿号隔开").fill("东门街道、溪口镇")
    page.get_by_label("先审后发要签的几步").fill("初审、复审、终审")
    page.get_by_label("报纸的文件夹").fill(str(folder))
    page.get_by_role("button", name="办起来").click()
    page.locator(".masthead__name", has_text="溪山报").wait_for()
    return page.url.rstrip("/")


def took_away(page, origin: str, title: str) -> None:
    page.goto(origin)
    page.get_by_role("link", name=title).click()
    page.locator(".ProseMirror").wait_for()
    page.get_by_role("button", name="移走这一篇").click()
    page.wait_for_url("**/away?gone=*")


def wrote(page, origin: str, title: str, photo) -> None:
    kind, paragraphs = WRITTEN[title]
    page.goto(origin)
    page.locator("summary", has_text="新写一篇").click()
    page.get_by_label("标题").fill(title)
    page.get_by_label("体裁").select_option(kind)
    page.get_by_role("button", name="开始写").click()
    page.locator(".ProseMirror").click()
    for number, text in enumerate(paragraphs):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.insert_text(text)
    if kind == "图片新闻":
        page.locator("#pictures").set_input_files(photo)
        page.locator(".ProseMirror figcaption").click()
        page.keyboard.insert_text("文昌巷口的灯。（记者 曲波 摄）")
        page.get_by_label("画面").fill("老人坐在灯下择菜")
    page.get_by_label("版次").fill("1")
    page.get_by_label("状态").select_option("发布")
    page.locator(".state", has_text="已存").wait_for()
    signed(page)


def signed(page) -> None:
    for step, person in zip(("初审", "复审", "终审"), SIGNERS, strict=True):
        page.get_by_label("签的人").fill(person)
        page.get_by_role("button", name=f"签{step}").click()
        page.locator(".reviews__steps li", has_text=f"{step} {person}").wait_for()


def imported(page, origin: str, file) -> None:
    page.goto(f"{origin}/import")
    page.locator("#files").set_input_files(file)
    page.get_by_text("会写 1 篇").wait_for()
    page.get_by_role("button", name="导入", exact=True).click()
    page.get_by_text("写了 1 篇稿件。").wait_for()
    page.goto(origin)
    page.get_by_role("link", name=FROM_WORD).click()
    page.locator(".ProseMirror").wait_for()
    signed(page)


def drew(page, origin: str, photo) -> None:
    page.goto(f"{origin}/arrange")
    page.get_by_role("button", name="打开").click()
    page.get_by_role("link", name="版面图").first.click()
    page.wait_for_load_state()  # before that nobody has found a file
    page.locator("#file").set_input_files(photo)
    page.locator("#stage img").wait_for()
    page.wait_for_function("document.querySelector('.stage img').naturalWidth > 0")
    draw(page, 0.1, 0.1, 0.5, 0.4)
    page.get_by_label("第 1 块是哪一篇").select_option(FROM_WORD)
    page.get_by_role("button", name="存", exact=True).click()
    page.get_by_text("存好了，").wait_for()


def published(page, origin: str) -> str:
    """Says where to, and publishes; gives what was said."""
    page.goto(f"{origin}/publish")
    page.get_by_label("读者打开的网址").fill("https://xishan.example")
    page.get_by_label("发到哪里：").fill("../网站")
    page.get_by_role("button", name="存").click()
    page.get_by_text("存好了。").wait_for()
    page.get_by_role("button", name="发布").click()
    page.locator("#state", has_text="发布好了。").wait_for(timeout=60_000)
    return page.locator("#told").inner_text()


def test_a_first_paper(desk, browser, tmp_path):
    word, photo = tmp_path / "渡口.docx", tmp_path / "photo.jpg"
    word.write_bytes(
        Word()
        .headline(FROM_WORD)
        .text("本报讯（通讯员 何苗）停了两年的渡船昨天又开了。", "头一船坐了九个人，还有一头羊。")
        .bytes()
    )
    photo.write_bytes(picture(size=(900, 1200)))
    began_at = time.monotonic()
    with watched(browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=False)) as page:
        page.goto(desk)
        origin = began(page, tmp_path / "溪山报")
        took_away(page, origin, "示例：一条公益标语")
        for title in WRITTEN:
            wrote(page, origin, title, photo)
        imported(page, origin, word)
        drew(page, origin, photo)
        told = published(page, origin)
    assert time.monotonic() - began_at < 20 * 60
    assert "4 篇稿件" in told
    site = tmp_path / "网站"
    pages = {file: file.read_text(encoding="utf-8") for file in site.rglob("*.html")}
    said = {
        file: re.sub("<[^>]+>|\u200b", "", text) for file, text in pages.items()
    }  # headlines are broken between words
    front = said[site / "index.html"]
    assert [title for title in (*WRITTEN, FROM_WORD) if title not in front] == []
    assert "示例" not in "".join(said.values())  # nobody has signed the others
    assert [file for file, text in pages.items() if any(name in text for name in SIGNERS)] == []
    assert any("文昌巷口的灯。" in said[file] and "老人坐在灯下择菜" in text for file, text in pages.items())
    [printed] = (site / "issue").glob("*/1/index.html")
    assert f'aria-label="{FROM_WORD}"' in pages[printed]  # the region on the print
    sources = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "溪山报/content/articles").rglob("*.md"))
    assert sources.count("终审: 苏小满") == 4
    assert json.loads((site / ".linli-deployed.json").read_text(encoding="utf-8"))
