"""What a paper could use instead: plain Pelican, and a line of Hugo, OpenCC and Pagefind.

Both get the very articles that Linli gets. Plain Pelican prints one script and has no search. The line of three prints
both scripts and has Pagefind's search; its parts are made here as somebody would who has an afternoon.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

PELICAN = """
SITENAME = "plain"
TIMEZONE = "Asia/Shanghai"
PATH = "content"
ARTICLE_PATHS = ["articles"]
ARTICLE_URL = ARTICLE_SAVE_AS = "{date:%Y}/{date:%m}/{date:%d}/{slug}/index.html"
STATIC_PATHS = []
PLUGINS = []
THEME = "simple"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = None
"""

HUGO = """
baseURL = "https://paper.example/"
title = "青禾报"
languageCode = "zh-Hans"
contentDir = "content/articles"
publishDir = "hugo"
disableKinds = ["taxonomy", "term"]
timeZone = "Asia/Shanghai"
[markup.goldmark.renderer]
unsafe = false
"""
HUGO_SINGLE = """<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main data-pagefind-body><h1>{{ .Title }}</h1><time>{{ .Date.Format "2006-01-02" }}</time>{{ .Content }}</main></body></html>
"""
HUGO_LIST = """<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><ul>{{ range first 100 .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></body></html>
"""
CONVERT = """
import sys
from pathlib import Path
from opencc import OpenCC

convert = OpenCC("s2tw").convert
site = Path(sys.argv[1])
for page in [*site.rglob("*.html")]:
    twin = site / "hant" / page.relative_to(site)
    twin.parent.mkdir(parents=True, exist_ok=True)
    text = page.read_text(encoding="utf-8").replace('lang="zh-Hans"', 'lang="zh-Hant"')
    twin.write_text(convert(text), encoding="utf-8")
"""


def plain_pelican(folder: Path) -> list[list[str]]:
    """The commands that print the articles below `folder` with plain Pelican."""
    (folder / "plainconf.py").write_text(PELICAN, encoding="utf-8")
    pelican = str(Path(sys.executable).with_name("pelican"))
    return [[pelican, "content", "-s", "plainconf.py", "-o", "plain", "--log-handler", "plain"]]


def hugo_line(folder: Path) -> list[list[str]] | None:
    """The commands of the line of three; None where Hugo or Pagefind is not installed."""
    hugo, pagefind = shutil.which("hugo"), _pagefind()
    if hugo is None or pagefind is None:
        return None
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True, exist_ok=True)
    (layouts / "single.html").write_text(HUGO_SINGLE, encoding="utf-8")
    (layouts / "list.html").write_text(HUGO_LIST, encoding="utf-8")
    (folder / "hugo.toml").write_text(HUGO, encoding="utf-8")
    (folder / "convert.py").write_text(CONVERT, encoding="utf-8")
    return [
        [hugo, "--config", "hugo.toml", "--quiet"],
        [sys.executable, "convert.py", "hugo"],
        [pagefind, "--site", "hugo", "--quiet"],
    ]


def _pagefind() -> str | None:
    try:
        from pagefind_bin_extended import get_executable
    except ImportError:
        return shutil.which("pagefind_extended") or shutil.which("pagefind")
    return str(get_executable())
