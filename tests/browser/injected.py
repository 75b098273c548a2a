"""Papers in which every field and every setting that pages show has what would run; and whether anything on their pages did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Error

FIELDS = ["标题", "副题", "引题", "地区", "署名", "来源", "责任编辑", "摘要", "人名", "更正"]
PLUGINS = [
    f"plugins.{name}"
    for name in ("desk", "bylines", "sections", "pictures", "issues", "hanzi", "search", "syndication", "press")
]
# Run before every page: whatever shows a box has run. Then whatever a reader could set off by a click.
WATCH = "for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => { window.ran = 1; };"
TOLD = """() => [...(window.ran === undefined ? [] : ['ran']), ...[...document.querySelectorAll('*')].flatMap(
    element => [...element.attributes].filter(({name, value}) =>
    /^on/i.test(name) || (/^(?:xlink:)?(?:href|src|action|formaction|data|srcdoc)$/i.test(name) &&
    /^[\\x00-\\x20]*(?:javascript|vbscript|data:text)/i.test(value))).map(({name, value}) => `${element.tagName} ${name}=${value}`))]"""


def config(**facts: object) -> str:
    """The settings of a paper with all plugins, and these facts."""
    known: dict[str, object] = {
        "SITENAME": "柳溪报",
        "SITEURL": "https://liuxi.example/news",
        "SECTIONS": {"news": "要闻"},
        "PLUGINS": PLUGINS,
    }
    lines = [f"{name} = {value!r}" for name, value in (known | facts).items()]
    return "\n".join(["from plugins.desk.pelican_settings import *", *lines])


def looked_at(browser: Any, output: Path, address: str) -> tuple[int, list[str]]:
    """Opens every page of a site that is served; gives how many, and what ran, would run by a click, or asked another host."""
    opened, found = 0, []
    asked: list[str] = []
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.on("request", lambda request: asked.append(request.url))
    for file in sorted(output.rglob("*.html")):
        _open(page, address + file.relative_to(output).as_posix())
        found += [f"{file}: {one}" for one in _told(page)]
        opened += 1
    page.close()
    host = address[: address.index("/", len("http://")) + 1]
    return opened, found + [f"asked {url}" for url in asked if not url.startswith((host, "data:"))]


def _open(page: Any, address: str) -> None:
    """Opens an address, also where the page before, of an old address, leads on in the same moment."""
    while True:
        try:
            page.goto(address, wait_until="load")
            return
        except Error as error:
            if "interrupted by another navigation" not in error.message:
                raise


def _told(page: Any) -> list[str]:
    """What ran on a page, or waits for a click."""
    while True:
        try:
            return list(page.evaluate(TOLD))
        except Error:  # the page of an old address has led on
            page.wait_for_load_state()
