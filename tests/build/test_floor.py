"""What is published in words that old browsers know, from what the theme says in short."""

import re

import pytest

from linli.build import floor


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("margin-block: 1em", "margin-block-start: 1em; margin-block-end: 1em"),
        ("padding-inline: 0 1em", "padding-inline-start: 0; padding-inline-end: 1em"),
        ("margin-block: calc(2 * var(--a)) auto", "margin-block-start: calc(2 * var(--a)); margin-block-end: auto"),
        ("border-block: 1px solid red", "border-block-start: 1px solid red; border-block-end: 1px solid red"),
        ("inset: 0", "top: 0; right: 0; bottom: 0; left: 0"),
        ("inset: 1px 2px", "top: 1px; right: 2px; bottom: 1px; left: 2px"),
        ("inset: 1px 2px 3px", "top: 1px; right: 2px; bottom: 3px; left: 2px"),
        ("inset: 1px 2px 3px 4px", "top: 1px; right: 2px; bottom: 3px; left: 4px"),
    ],
)
@pytest.mark.parametrize("end", ["; }", " }", ";\n}"])
def test_shorthands_become_longhands(written, published, end):
    assert floor.plain(f"a {{ {written}{end}") == f"a {{ {published}{end}"


@pytest.mark.parametrize(
    "text",
    [
        "a { margin: 0; padding: 1px 2px; border-block-start: 1px solid red; margin-inline-end: auto }",
        "a { clip-path: inset(50%); box-shadow: inset 0 0 1px red }",
        "/* margin-block: 1em; inset: 0; @columns print { } */",
        "a { scroll-margin-block: 1em }",
    ],
)
def test_what_all_know_stays(text):
    assert floor.plain(text) == text
    assert floor.columns(text, 2) == text
    assert floor.growing(text, 2) == ""


def test_columns_are_told_by_the_size_of_type():
    text = "p {}\n@columns print, (min-width: 40rem) {\n  /* two */\n  .a,\n  .b:not(.c, .d) { margin: 0 }\n  .e::before { content: '' }\n}\nq {}\n"
    assert floor.columns(text, 1.5) == (
        "p {}\n"
        "@media print, (min-width: 40rem) {\n"
        '  :root:not([data-mode*="large"]) .a, :root:not([data-mode*="large"]) .b:not(.c, .d) { margin: 0 }\n'
        "  :root:not([data-mode*=\"large\"]) .e::before { content: '' }\n"
        "}\n\n"
        "@media print, (min-width: 60rem) {\n"
        '  :root[data-mode*="large"] .a, :root[data-mode*="large"] .b:not(.c, .d) { margin: 0 }\n'
        "  :root[data-mode*=\"large\"] .e::before { content: '' }\n"
        "}\n"
        "q {}\n"
    )


SIZES = """:root {
  --text-root: 106.25%;
  --lead: clamp(2rem, 1.3rem + 3vw, 3.125rem);
  --name: clamp(3.25rem / var(--scale), 1.5rem + 8vw, 7rem);
  --gap: clamp(1.5rem, 3vw, 2.5rem);
  --text: 1rem;
}
"""
BLOCK = re.compile(r"(?:@media \(min-width: (\d+)rem\) \{ )?(:root\S*) \{ ([^{}]*) \}")


def size(css, name, width, scale):
    """The size in pixels that a browser without `clamp()` makes of a token, in a window of a width."""
    large = scale > 1
    value = ""
    for least, root, declared in BLOCK.findall(css):
        holds = root == ":root" or root == (floor.LARGE if large else floor.AS_IT_IS)
        if holds and width >= 16 * int(least or 0):
            value = dict(re.findall(r"(--\w+): ([^;]+);", declared)).get(name, value)
    value = value.removeprefix("calc(").removesuffix(")") if value.startswith("calc(") else value
    value = value.replace("var(--scale)", str(scale))
    value = re.sub(r"([\d.]+)rem", lambda m: str(float(m[1]) * 17 * scale), value)
    return eval(re.sub(r"([\d.]+)vw", lambda m: str(float(m[1]) * width / 100), value))


@pytest.mark.parametrize("scale", [1, 1.52])
@pytest.mark.parametrize("width", [320, 360, 412, 600, 768, 1024, 1280, 1920])
@pytest.mark.parametrize(
    ("name", "least", "base", "slope", "most"),
    [("--lead", 2, 1.3, 3, 3.125), ("--name", 3.25, 1.5, 8, 7), ("--gap", 1.5, 0, 3, 2.5)],
)
def test_sizes_grow_without_clamp_as_with_it(name, least, base, slope, most, width, scale):
    rem = 17 * scale
    least = least / scale if name == "--name" else least
    right = min(max(least * rem, base * rem + slope * width / 100), most * rem)
    if scale > 1 and width > 1600:  # large type goes on growing
        assert size(floor.growing(SIZES, 1.52), name, width, scale) >= right - 1
        return
    assert size(floor.growing(SIZES, 1.52), name, width, scale) == pytest.approx(right, rel=0.06)


def test_only_browsers_without_clamp_read_the_steps():
    css = floor.growing(SIZES, 1.52)
    assert css.startswith("@supports not (width: clamp(")
    assert "clamp" not in css.partition("{")[2]
    assert css.count("{") == css.count("}")
