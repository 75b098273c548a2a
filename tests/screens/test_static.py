"""Templates, styles and scripts of the desk, held against each other."""

import re
from pathlib import Path

import newsroom.screens

SCREENS = Path(newsroom.screens.__file__).parent
GIVEN = re.compile(r"""(?:\bclass(?:Name)?["']?\s*[=:]\s*|classList\.\w+\()["'`]([^"'`]*)""")
NAME = re.compile(r"[a-z][\w-]*")


def texts(*patterns: str) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for one in patterns for file in sorted(SCREENS.glob(one)))


def test_every_class_has_a_rule_or_is_looked_for():
    code = texts("templates/*.html", "static/*.js")
    given = {
        name for text in GIVEN.findall(code) for name in NAME.findall(re.sub(r"\{[{%].*?[}%]\}|\$\{.*?\}", "", text))
    }
    styles = set(re.findall(r"\.([a-z][\w-]*)", texts("static/*.css")))
    asked = set(re.findall(r"\.([a-z][\w-]*)", " ".join(re.findall(r"""["'`](\.[a-z][^"'`]*)["'`]""", code))))
    blocks = {style.partition("__")[0] for style in styles}  # what an element of a block is an element of
    assert len(given) > 50
    assert sorted(name for name in given - styles - asked - blocks if not name.endswith("-")) == []


def test_elements_are_made_in_one_place():
    makers = [file.name for file in SCREENS.glob("static/*.js") if "createElement" in file.read_text(encoding="utf-8")]
    assert makers == ["elements.js"]
