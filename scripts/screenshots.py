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
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
INTO = ROOT / "docs" / "img"
EXAMPLE = re.compile(r"<!-- 例子: (\S+) -->\n```text\n(.*?)```", re.S)
COLOURS = 128  # of a picture of a page: enough for type and drawings, and a third of the bytes
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
        command = [sys.executable, "-m", "newsroom.cli", "preview", "--port", "0", "--no-open"]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        preview = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            address = re.search(r"http://\S+/", preview.stdout.readline())[0]
            _take_all(folder, address)
        finally:
            preview.terminate()
            preview.communicate()


def _take_all(folder: Path, address: str) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        desk, phone = browser.new_page(viewport=DESK), browser.new_page(viewport=PHONE)
        for name, path in {
            "front": "",
            "front-hant": "hant/",
            "story": "2024/05/16/lamp-again/",
            "commentary": "2024/05/16/after-the-lamp/",
            "photo": "2024/05/16/night-lane/",
            "hant": "hant/2024/05/16/lamp-again/",
        }.items():
            desk.goto(address + path, wait_until="networkidle")
            _take(desk, name)
        phone.goto(address, wait_until="networkidle")
        _take(phone, "phone")
        story = folder / "content" / "articles/2024/05/16/lamp-again.md"
        with _as_it_was(story):
            desk.goto(address + "2024/05/16/lamp-again/")
            story.write_text(story.read_text(encoding="utf-8").replace("栏目: 民生", "栏目: 民声"), encoding="utf-8")
            desk.locator(".linli-faults").wait_for()
            desk.wait_for_load_state("networkidle")
            _take(desk, "mistake", clip=desk.locator(".linli-faults").bounding_box())
        browser.close()


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
