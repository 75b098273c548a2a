"""`make components`: one page with every example of every component, by day and by night, and one of type, in both scripts."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
from jinja2 import Environment
from markupsafe import Markup, escape
from PIL import Image

from linli.build.assets import Assets
from linli.build.templates import environment_of
from linli.hooks import Caption
from linli.images.qr import qr_codes
from linli.model.scripts import VARIANTS
from linli.reading.markup import Markup as Markdown
from plugins.hanzi import Converter
from plugins.hanzi.walker import Walker
from tests.paper import ROOT, facts
from tests.theme.examples import THEME, Example, components, examples_of, rendered

FOLDER = ROOT / "build" / "components"
PAGE, STYLE, TYPE, PARTS = (
    Path(__file__).with_name(name) for name in ("showcase.html", "showcase.css", "type.html", "type.toml")
)
# In the order of pages. Those for paper and for feeds have no part in it.
SHEETS = [
    "tokens", "base", "furniture", "banners", "teaser", "front", "list",
    "prose", "article", "reader", "viewer", "issue", "printed", "search", "upright",
]  # fmt: skip
SCHEMES = ("day", "night")
REFERENCES = ("aria-labelledby", "aria-describedby", "for")
WIDTH, HEIGHT = 600, 400  # of a picture whose example does not say
PAPER = "#b9af9c"


def write(folder: Path) -> int:
    """Writes the page into a folder, with its styles and pictures beside it; gives how many examples it shows."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    assets = Assets.load(THEME)
    for asset in assets.known.values():
        if asset.path.endswith((".css", ".js")):
            file = folder / asset.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(asset.data)
    shutil.copy(STYLE, folder)
    templates = environment_of(THEME, assets.paths())
    shown = [{"name": name, "examples": list(_shown(name, templates))} for name in components()]
    page = templates.from_string(PAGE.read_text(encoding="utf-8"))
    sheets = [f"css/{name}.css" for name in SHEETS]
    html = page.render(components=shown, sheets=sheets, root="./", paper=facts())
    (folder / "index.html").write_text(html, encoding="utf-8")
    _write_type(folder, templates, sheets)
    _draw(lxml.html.fromstring(html), folder)
    return sum(len(component["examples"]) for component in shown)


def _write_type(folder: Path, templates: Environment, sheets: list[str]) -> None:
    """Writes the page of type, and its twin."""
    markup = Markdown()
    parts = [
        dict.fromkeys(("headlines", "upright"), ()) | part for part in tomllib.loads(PARTS.read_text("utf-8"))["part"]
    ]
    for part in parts:
        body = str(part.get("body", ""))
        part["body"] = markup.render(body, root="./", picture=lambda *_: None, caption=lambda _: Caption(None, "")).html
    page = templates.from_string(TYPE.read_text(encoding="utf-8"))
    html = page.render(parts=parts, sheets=sheets, root="./", paper=facts())
    (folder / "type.html").write_text(html, encoding="utf-8")
    converter = Converter.of_words(VARIANTS["s2tw"], {}, quotes=True)
    twin = Walker(converter).convert(html).replace('<html lang="zh-Hans">', '<html lang="zh-Hant">')
    (folder / "type-hant.html").write_text(twin, encoding="utf-8")


def _shown(component: str, templates: Environment) -> Iterator[dict[str, Any]]:
    for number, example in enumerate(examples_of(component), 1):
        views = {scheme: _view(example, f"{component}-{number}-{scheme}", templates) for scheme in SCHEMES}
        yield {"name": example.name, "macro": example.macro, **views}


def _view(example: Example, prefix: str, templates: Environment) -> Markup:
    """An example with ids of its own: a page has many, and each twice."""
    tree = lxml.html.fragment_fromstring(rendered(example, templates), create_parent="div")
    for element in tree.iter("*"):
        for name, value in element.attrib.items():
            if name == "id" or name in REFERENCES:
                element.set(name, f"{prefix}-{value}")
            elif name == "href" and value.startswith("#") and len(value) > 1:
                element.set(name, f"#{prefix}-{value[1:]}")
    children = [Markup(lxml.html.tostring(child, encoding="unicode")) for child in tree]
    return escape(tree.text or "") + Markup("").join(children)


def _draw(page: lxml.html.HtmlElement, folder: Path) -> None:
    """Draws the pictures that a page shows, each in its size."""
    for image in page.iter("img"):
        width, height = int(image.get("width", WIDTH)), int(image.get("height", HEIGHT))
        sizes = {image.get("src"): width}
        for source in image.xpath("ancestor::picture//source/@srcset"):
            sizes |= {path: int(wide) for path, wide in re.findall(r"(\S+) (\d+)w", source)}
        for path, wide in sizes.items():
            path, _hash, code = path.partition("#")
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if code:
                file.write_bytes(qr_codes([(code, "https://paper.example/")]))
                continue
            Image.new("RGB", (wide, wide * height // width), PAPER).save(file)


def main() -> None:
    """Writes it where `make clean` takes it away."""
    count = write(FOLDER)
    print(f"{count} examples of {len(components())} components: {FOLDER / 'index.html'}")


if __name__ == "__main__":
    main()
