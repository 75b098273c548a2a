"""`make old-browsers`: the demo paper in Chromium 78 to 119: how it looks, and whether it works.

Pictures of every page lie in build/old-browsers/, all versions and the installed one side by side. What is not as it should be
is told; then the exit code is 1.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr
from pathlib import Path

from PIL import Image

from linli.build.styles import Tokens
from tests.browser.conftest import CHROMIUM, FLAGS, served
from tests.demo import build_demo
from tests.old.chromium import PACKAGES, Page, started
from tests.paper import ROOT

STORE = ROOT / ".venv" / "old-browsers"
PICTURES = ROOT / "build" / "old-browsers"
PAGES = {
    "front": "",
    "article": "2024/04/08/long-road/",
    "photos": "2024/03/14/bridge-photo/",
    "section": "section/governance/",
    "month": "archive/2024/04/",
    "issue": "issue/2024-05-09/",
    "search": "search/?q=学校",
    "hant": "hant/2024/04/11/water-meter/",
}
WIDTHS = (360, 1280)
LOOKS = {"light": ("light", ""), "dark": ("dark", ""), "large": ("light", "large"), "contrast": ("light", "contrast")}
FOUND = "document.querySelectorAll('#search-results h2 a').length > 0"
LINK = "[...document.querySelectorAll('{within} a')].find((link) => link.getClientRects().length && link.textContent === '{text}')"
BUTTON = "[...document.querySelectorAll('{within} button')].find((one) => one.getClientRects().length && one.textContent === '{text}')"
ARTICLE = "2024/05/09/lamp/"  # of the issue
DAY, NIGHT = "#fbf8f1", "#1f1c18"
PROBE = """(() => {
  const style = (selector) => getComputedStyle(document.querySelector(selector));
  const width = document.documentElement.clientWidth;
  return {
    sideways: document.documentElement.scrollWidth - width,
    wide: [...document.images].filter((image) => image.getBoundingClientRect().width > width).length,
    paper: style("html").backgroundColor,
    ink: style("html").color,
    vermilion: style(".sections [aria-current], .masthead__name, .nameplate__name").color,
    size: parseFloat(style("body").fontSize),
    rules: parseFloat(style(".sections").borderTopWidth),
    columns: document.querySelector(".blocks") ? style(".blocks").gridTemplateColumns.split(" ").length : 0,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
  };
})()"""
STARK = {"paper": ("#fff", "#000"), "ink": ("#000", "#fff"), "vermilion": ("#8c1108", "#ffb3a5")}


def rgb(colour: str) -> tuple[int, ...]:
    """A colour of the tokens, or as a browser writes it."""
    if colour.startswith("#"):
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        return tuple(bytes.fromhex(digits))
    return tuple(int(number) for number in re.findall(r"\d+", colour))[:3]


def faults_of(seen: dict, name: str, width: int, look: str) -> Iterator[str]:
    """What is wrong with how a page looks."""
    tokens = Tokens.load(ROOT / "theme")
    scheme = "dark" if seen["dark"] else "light"
    if seen["sideways"]:
        yield f"{seen['sideways']} px to scroll sideways"
    if seen["wide"]:
        yield f"{seen['wide']} pictures wider than the window"
    for colour, stark in STARK.items():
        right = stark[seen["dark"]] if look == "contrast" else tokens.colour(colour, scheme)
        if rgb(seen[colour]) != rgb(right or ""):
            yield f"{colour} is {seen[colour]}, not {right}"
    if seen["rules"] != 3:
        yield "no rules"
    if (seen["size"] >= 24) != (look == "large"):
        yield f"type of {seen['size']} px"
    right = 2 if width == 1280 else 1
    if name == "front" and seen["columns"] != right:
        yield f"{seen['columns']} columns, not {right}"


def look_at(page: Page, base: str, version: str) -> Iterator[str]:
    """How every page looks, in every width and mode, with a picture of each."""
    for look, (scheme, mode) in LOOKS.items():
        page.look(1280, scheme)
        page.open(base)
        page.evaluate(f"localStorage.setItem('linli.mode', '{mode or 'standard'}')")
        for width in WIDTHS:
            page.look(width, scheme)
            for name, path in PAGES.items():
                page.open(base + path)
                if name == "search" and not page.wait(FOUND):
                    yield "search finds nothing"
                seen = page.evaluate(PROBE)
                file = PICTURES / f"{name}-{width}-{look}" / f"{version}.png"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(page.picture())
                yield from (f"{name} {width} {look}: {fault}" for fault in faults_of(seen, name, width, look))
    page.evaluate("localStorage.clear()")
    page.look(360, "light")


def click(page: Page, within: str, text: str) -> None:
    page.evaluate(LINK.format(within=within, text=text) + ".click()")


def use(page: Page, base: str) -> Iterator[str]:
    """Whether what readers do with the paper works."""
    page.open(base + PAGES["photos"])
    page.evaluate("document.querySelector('.prose figure > a').click()")
    if not page.wait("(() => { const slide = document.querySelector('.slide:target'); return slide && slide.getBoundingClientRect().height === innerHeight })()"):  # fmt: skip
        yield "the viewer does not open"
    elif page.evaluate("getComputedStyle(document.querySelector('main')).visibility") != "hidden":
        yield "the page behind the viewer can be reached"
    page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))")
    if not page.wait("!document.querySelector('.slide:target') && getComputedStyle(document.querySelector('main')).visibility === 'visible'"):  # fmt: skip
        yield "the viewer does not close"
    for word, size in (("大字版", 24), ("标准字号", 17)):
        click(page, ".modes", word)
        if not page.wait(f"Math.floor(parseFloat(getComputedStyle(document.body).fontSize)) >= {size}"):
            yield f"{word} does nothing"
    page.open(base + PAGES["article"])
    click(page, ".scripts", "繁體")
    if not page.wait("document.documentElement.lang === 'zh-Hant' && document.readyState === 'complete'"):
        yield "no way to the other script"
    page.open(base)
    if not page.wait("document.documentElement.lang === 'zh-Hant'"):
        yield "the script is forgotten"
    page.evaluate("localStorage.clear()")
    page.open(base + "search/")
    page.evaluate(
        "const field = document.getElementById('q'); field.value = '学校'; field.dispatchEvent(new Event('input'))"
    )
    if not page.wait(FOUND):
        yield "search finds nothing of what is typed"


def choose_scheme(page: Page, base: str) -> Iterator[str]:
    """Whether a reader has it dark, and light again, whatever the system says."""
    for word, colour in (("深色", NIGHT), ("浅色", DAY)):
        page.open(base + PAGES["article"])
        page.evaluate(BUTTON.format(within=".schemes", text=word) + ".click()")
        page.open(base + PAGES["issue"])
        if rgb(page.evaluate("getComputedStyle(document.documentElement).backgroundColor")) != rgb(colour):
            yield f"{word} does nothing"
    page.evaluate("localStorage.clear()")


def keep(page: Page, folder: Path) -> Iterator[str]:
    """Whether an issue is kept, and read when the host is gone."""
    with served(folder) as base:
        page.open(base + PAGES["issue"])
        for word in ("离线看本期", "存到这台设备"):
            button = BUTTON.format(within=".offline", text=word)
            if not page.wait(f"Boolean({button})"):
                yield f"{word} is not offered"
                return
            page.evaluate(f"{button}.click()")
        if not page.wait(f"Boolean({BUTTON.format(within='.offline', text='从这台设备上删去')})"):
            yield f"not kept: {page.evaluate('document.querySelector(`.offline [role=status]`).textContent')}"
            return
    page.open(base + ARTICLE)
    if not page.wait("document.querySelector('.kept') && document.querySelectorAll('.prose p').length > 2"):
        yield "what was kept is not shown without a host"
    page.errors.clear()  # that there is no network


def installed(base: str) -> None:
    """Pictures of the same in the installed Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for look, (scheme, mode) in LOOKS.items():
            for width in WIDTHS:
                page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                page.goto(base)
                page.evaluate(f"localStorage.setItem('linli.mode', '{mode or 'standard'}')")
                for name, path in PAGES.items():
                    page.goto(base + path, wait_until="networkidle")
                    page.screenshot(path=PICTURES / f"{name}-{width}-{look}" / "installed.png")
                page.close()
        browser.close()


def side_by_side(versions: list[str]) -> None:
    """One picture of all versions for each page, width and mode."""
    for folder in sorted(path for path in PICTURES.iterdir() if path.is_dir()):
        files = [folder / f"{version}.png" for version in [*versions, "installed"]]
        pictures = [Image.open(io.BytesIO(file.read_bytes())) for file in files if file.exists()]
        whole = Image.new("RGB", (sum(one.width + 8 for one in pictures), max(one.height for one in pictures)), "red")
        left = 0
        for one in pictures:
            whole.paste(one, (left, 0))
            left += one.width + 8
        whole.save(folder.with_suffix(".png"))


def published(folder: Path) -> Path:
    """The demo paper as it is built for readers: with an address."""
    return build_demo(folder, 'SITEURL = "https://paper.example/news"\n')


def main() -> int:
    parser = argparse.ArgumentParser(prog="old-browsers")
    parser.add_argument(
        "versions", nargs="*", metavar="VERSION", help=f"of {', '.join(PACKAGES)}; all if none is given"
    )
    versions = parser.parse_args().versions or list(PACKAGES)
    if unknown := set(versions) - PACKAGES.keys():
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    count = 0
    # A browser that goes on before all has come breaks a pipe, which the server would tell at length.
    quiet = redirect_stderr(io.StringIO())
    with tempfile.TemporaryDirectory() as folder, served(published(Path(folder))) as base, quiet:
        for version in versions:
            with started(version, STORE) as page:
                found = [*look_at(page, base, version), *use(page, base), *choose_scheme(page, base)]
                page.look(360, "dark")
                night = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
                found += [f"error: {error}" for error in page.errors]
                found += keep(page, Path(folder) / "news")
            for fault in found:
                print(f"Chromium {version}: {fault}")
            print(
                f"Chromium {version}: {len(found)} faults{'' if night else '; it cannot be told that it is night'}",
                flush=True,
            )
            count += len(found)
        if CHROMIUM:
            installed(base)
    side_by_side(versions)
    print(f"{count} faults in {len(versions)} browsers; pictures: {PICTURES}")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
