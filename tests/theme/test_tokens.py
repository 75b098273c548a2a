"""Sizes of type, colours and widths stand once: in `tokens.css`."""

import re

import pytest
from PIL import ImageColor

from linli.build.styles import Tokens
from tests.paper import ROOT

THEME = ROOT / "theme"
TOKENS = THEME / "static/css/tokens.css"
OTHERS = sorted(file for file in THEME.rglob("*.css") if file != TOKENS)
COMMENT = re.compile(r"/\*[\s\S]*?\*/")
DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;{}]+)(?=[;}])")
NO_VALUE = re.compile(r"var\([^()]*\)|\"[^\"]*\"|'[^']*'")
LENGTH = re.compile(r"\d")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\(", re.I)
QUERY = re.compile(r"@(?:media|container|columns)\b([^{;]*)")


def text_of(file):
    return COMMENT.sub("", file.read_text(encoding="utf-8"))


def literals(text):
    """What a style sheet has that is a token's: sizes of type, colours, widths at which it changes."""
    found = [query[0].strip() for query in QUERY.finditer(text) if LENGTH.search(query[1])]
    for name, value in DECLARATION.findall(text):
        bare = NO_VALUE.sub("", value)
        size = {"font-size": bare, "font": bare.split("/")[0]}.get(name, "")
        named = {word.lower() for word in re.findall(r"[A-Za-z]+", bare)} & ImageColor.colormap.keys()
        if LENGTH.search(size) or COLOUR.search(bare) or named:
            found.append(f"{name}: {value}")
    return found


@pytest.mark.parametrize("file", OTHERS, ids=lambda file: file.stem)
def test_a_style_sheet_has_no_size_colour_or_width_of_its_own(file):
    assert literals(text_of(file)) == []


@pytest.mark.parametrize(
    "written",
    [
        "font-size: 1rem",
        "font-size: calc(2 * var(--text))",
        "font: 700 9pt/13pt var(--serif)",
        "color: #fff",
        "border: 1px solid Black",
        "background: linear-gradient(rgb(0 0 0), var(--ink))",
        "--paper: light-dark(var(--a), var(--b))",
    ],
)
def test_one_that_had_is_found(written):
    assert literals(f".a {{ {written}; }}") == [written]
    assert literals(f".a {{ {written} }}") == [f"{written} "]


def test_what_is_no_token_is_let_through():
    assert literals("@media (min-width: 40rem) { a { margin: 0 } }") == ["@media (min-width: 40rem)"]
    allowed = (
        "white-space: nowrap; outline: 2px solid transparent; color: currentcolor; content: '#fff red'; font: inherit"
    )
    assert literals(f"@media print {{ a:hover {{ {allowed} }} }}") == []


def test_every_token_is_declared_and_used():
    sheets = {file: text_of(file) for file in [TOKENS, *OTHERS]}
    declared = set(re.findall(r"(?<![\w-])(--[\w-]+)\s*:", "".join(sheets.values())))
    declared = {name for name in declared if not name.startswith("--pf-")}  # its own sheet uses Pagefind's
    used = set(re.findall(r"var\(\s*(--[\w-]+)", "".join(sheets.values())))
    assert used - declared == set()
    assert declared - used == set()


def test_every_width_has_a_use():
    widths = Tokens.load(THEME).widths
    named = {
        name for file in OTHERS for query in QUERY.findall(text_of(file)) for name in re.findall(r"--[\w-]+", query)
    }
    assert named == set(widths)
    assert len(set(widths.values())) == len(widths)
