"""`make screenshots`: the pictures of the guides, taken of the real site in a real browser.

The articles are those that `docs/editors.md` has the editor write: a comment `<!-- 例子: PATH -->` stands before each.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).parents[1]
INTO = ROOT / "docs" / "img"
EXAMPLE = re.compile(r"<!-- 例子: (\S+) -->\n```text\n(.*?)```", re.S)
COLOURS = 128  # of a picture of a page: enough for type and drawings, and a third of the bytes
REVIEWED = '\nREVIEWS = ["初审", "复审", "终审"]\nREVIEWS_SINCE = "2024-05-16"\n'
REVIEWED_PIECE = "articles/2024/05/16/lamp-again.md"
PRINTED = "2024-05-09"
ELSEWHERE = """([here, there]) => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(here, there);
}"""  # which folder the machine has on which pictures are taken, is nobody's business
WAIT = 120_000  # milliseconds until the demo paper is there
SETTLED = 1500  # milliseconds after which pages in frames have their pictures
PRINT_ROOM = """文昌巷的灯

三盏路灯修好了

本报讯（记者 陈守田）文昌巷口三盏坏了半个月的路灯，前天晚上亮了。

修灯的是社区的老电工，灯泡是居民凑钱买的。

渡口的船又开了

停了两年，水浅的时候改坐竹排

本报讯（通讯员 何苗）停了两年的渡船昨天又开了，头一船坐了九个人。

船票两元，学生不要钱。
"""
DESK, PHONE = {"width": 1100, "height": 760}, {"width": 360, "height": 720}


def examples(guide: Path = ROOT / "docs" / "editors.md") -> dict[str, str]:
    """The articles in the guide: path below the content folder, and text."""
    return dict(EXAMPLE.findall(guide.read_text(encoding="utf-8")))


def main() -> None:
    """Writes every picture of the guides anew."""
    INTO.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="linli-") as name:
        folder = Path(name)
        for part in ("content", "theme"):
            shutil.copytree(ROOT / part, folder / part)
        shutil.copy(ROOT / "pelicanconf.py", folder)
        for path, text in examples().items():
            file = folder / "content" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--lang=zh-CN"])
            with _at_work(folder, "preview") as address:
                _take_site(folder, address, browser)
            with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
                settings.write(REVIEWED)
            with _at_work(folder, "newsroom") as address:
                _take_desk(address, browser)
            browser.close()


@contextmanager
def _at_work(folder: Path, command: str) -> Iterator[str]:
    """A command that serves, at work in a folder; gives the address that it says."""
    arguments = [sys.executable, "-P", "-m", "newsroom", command, "--port", "0", "--no-open"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(arguments, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        yield re.search(r"http://\S+", process.stdout.readline())[0]
    finally:
        process.terminate()
        process.communicate()


def _take_desk(entrance: str, browser: Browser) -> None:
    """The screens of the desk."""
    page = browser.new_page(viewport=DESK, locale="zh-CN")
    page.goto(entrance)
    origin = page.url.rstrip("/")
    page.locator("[data-unread]").wait_for(state="detached", timeout=WAIT)
    _take(page, "desk-list", clip=_until(page, ".day li"))
    page.goto(f"{origin}/begin")
    page.evaluate(ELSEWHERE, [str(ROOT.parent), "文档"])
    page.set_viewport_size(DESK | {"height": 920})
    page.get_by_label("报名").fill("溪山报")
    page.get_by_label("先审后发要签的几步").fill("初审、复审、终审")
    _take(page, "desk-begin", clip=_until(page, "#begin p"))
    page.set_viewport_size(DESK)
    page.goto(f"{origin}/write?path={REVIEWED_PIECE}")
    page.locator(".findings__count", has_text="没有。").wait_for()
    frame = page.frame_locator(".page iframe")
    frame.locator("article").first.wait_for(timeout=WAIT)
    page.get_by_label("签的人").fill("毛知秋")
    page.get_by_role("button", name="签初审").click()
    page.locator(".reviews__steps li", has_text="初审 毛知秋").wait_for()
    page.wait_for_timeout(SETTLED)
    _take(page, "desk-write")
    _take(page, "desk-reviews", clip=_around(page.locator("#reviews"), page))
    page.locator("#f-correction").click()
    page.get_by_label("哪里错了，应当怎样").fill("文中“三家单位”应为“四家单位”。")
    _take(page, "desk-correct", clip=_around(page.locator("#correct"), page))
    page.get_by_role("button", name="不写了").click()
    page.goto(f"{origin}/import")
    with TemporaryDirectory(prefix="linli-") as name:
        file = Path(name) / "三版.md"
        file.write_text(PRINT_ROOM, encoding="utf-8")
        page.locator("#files").set_input_files(file)
        page.locator(".piece").first.wait_for()
    page.locator("#found").evaluate("found => scrollTo(0, found.offsetTop - 60)")
    _take(page, "desk-import", clip=_until(page, ".piece__fields"))
    page.goto(f"{origin}/arrange?date={PRINTED}")
    page.frame_locator("iframe").locator("main").first.wait_for(timeout=WAIT)
    page.wait_for_timeout(SETTLED)
    _take(page, "desk-arrange")
    page.goto(f"{origin}/printed?date={PRINTED}&page=1")
    page.wait_for_function("document.querySelector('.stage img').naturalWidth > 0")
    _take(page, "desk-regions")
    page.goto(f"{origin}/share?day={PRINTED}", timeout=WAIT)
    _take(page, "desk-share", clip=_until(page, "main li, main p"))
    page.close()


def _until(page: Page, selector: str) -> dict[str, float]:
    """The window down to the last element that is in it whole."""
    boxes = [element.bounding_box() for element in page.locator(selector).all() if element.is_visible()]
    size = page.viewport_size
    ends = [box["y"] + box["height"] for box in boxes if box["y"] + box["height"] < size["height"]]
    return {"x": 0, "y": 0, "width": size["width"], "height": max(ends)}


def _around(element: Locator, page: Page) -> dict[str, float]:
    """The place of an element with a margin, within the window."""
    box = element.bounding_box()
    left, top = max(box["x"] - 16, 0), max(box["y"] - 16, 0)
    return {"x": left, "y": top, "width": min(box["width"] + 32, DESK["width"] - left), "height": box["height"] + 32}


def _take_site(folder: Path, address: str, browser: Browser) -> None:
    """The pages of the site."""
    desk, phone = (browser.new_page(viewport=size, locale="zh-CN") for size in (DESK, PHONE))
    desk.goto(address)
    desk.locator(".nameplate").first.wait_for(timeout=WAIT)  # of the site; before, a page says how far it is
    for name, path in {
        "front": "",
        "front-hant": "hant/",
        "story": "2024/05/16/lamp-again/",
        "commentary": "2024/05/16/after-the-lamp/",
        "photo": "2024/05/16/night-lane/",
        "hant": "hant/2024/05/16/lamp-again/",
    }.items():
        desk.goto(address + path, wait_until="networkidle")
        desk.locator(".linli-progress").wait_for(state="hidden", timeout=WAIT)
        _take(desk, name)
    phone.goto(address, wait_until="networkidle")
    _take(phone, "phone")
    story = folder / "content" / "articles/2024/05/16/lamp-again.md"
    with _as_it_was(story):
        desk.goto(address + "2024/05/16/lamp-again/")
        story.write_text(story.read_text(encoding="utf-8").replace("栏目: 民生", "栏目: 民声"), encoding="utf-8")
        desk.locator(".linli-faults").wait_for()
        desk.wait_for_load_state("networkidle")
        _take(desk, "mistake", clip=_around(desk.locator(".linli-faults"), desk))


def _take(page: Page, name: str, **options: object) -> None:
    picture = Image.open(io.BytesIO(page.screenshot(**options))).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(INTO / f"{name}.png", optimize=True)


class _as_it_was:
    """A file that is afterwards what it was."""

    def __init__(self, file: Path) -> None:
        self.file, self.text = file, file.read_text(encoding="utf-8")

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        self.file.write_text(self.text, encoding="utf-8")


if __name__ == "__main__":
    main()
