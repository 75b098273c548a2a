"""What is published is understood by the browsers that the theme is for: Chromium 69, Safari 12.1, Firefox 68.

What came after them stands in too-new.tsv (`scripts/too-new.py` writes it). It may be used where nothing is lost without it: the
tables below say what, and what there is instead.
"""

import re
from collections import defaultdict
from pathlib import Path

import pytest
import tinycss2

from linli.build.assets import Assets
from tests.paper import ROOT

THEME = ROOT / "theme"
TABLE = Path(__file__).with_name("too-new.tsv")
SHEETS = {name: asset.data.decode() for name, asset in Assets.load(THEME).known.items() if name.endswith(".css")}

NICETIES = {
    "-webkit-text-size-adjust": "of Safari",
    "column-span": "Firefox: on paper a wide table stands in its column",
    "color-scheme": "scroll bars and fields are light at night",
    "hanging-punctuation": "marks stand within the line",
    "overflow-anchor": "the list of results may move by a line",
    "overscroll-behavior": "a swipe may be the browser's way back",
    "scroll-margin-block-start": "a page jumps by a little when its mode is another",
    "text-align-last": "the last line stands at the left",
    "text-autospace": "no space between Han and Latin",
    "-webkit-text-combine": "of Safari before 15.4",
    "text-combine-upright": "numbers in an upright headline lie on their side",
    "-webkit-text-emphasis": "of Chromium before 99",
    "-webkit-text-emphasis-position": "the same",
    "text-emphasis": "after the one with a prefix",
    "text-emphasis-position": "the same",
    "text-decoration-color": "underlines have the colour of the text",
    "text-decoration-thickness": "they are a little thicker",
    "text-justify": "lines are filled at their spaces",
    "text-size-adjust": "a phone makes type larger",
    "text-spacing-trim": "marks have their full width",
    "text-underline-offset": "underlines stand nearer",
    "text-wrap": "lines break less evenly",
    "scroll-behavior": "pages jump",
    "line-break": "Firefox: small kana and marks may begin a line",
    "orphans": "on paper a line may stand alone",
    "widows": "the same",
}
VALUES = {
    "align-content: start": "grids know it",
    "break-after: avoid": "on paper a headline may stand at the foot of a column",
    "break-before: avoid": "the same",
    "overflow-wrap: anywhere": "html has break-word, and what stands in grids may be narrower than its text",
    "width: fit-content": "Firefox: a table has the whole width",
}
SELECTORS = {
    "has": "of pages without scripts: with them modes.js and viewer.js say the same",
    "focus-visible": "in a rule that takes off what others show on every focus",
}
MEDIA = {
    "prefers-color-scheme": "light",
    "prefers-contrast": "the reader chooses it on the page",
    "prefers-reduced-motion": "pages jump",
}
AT_RULES = {"charset", "import", "media", "namespace", "page", "supports"}
LOGICAL = {"inline-size": "width", "block-size": "height"}


def table():
    found = defaultdict(set)
    for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        kind, name, *_versions = line.split("\t")
        found[kind].add(name)
    return found


TOO_NEW = table()


def functions(tokens):
    for token in tokens:
        if token.type == "function":
            yield token.lower_name
        if token.type in ("function", "() block", "[] block", "{} block"):
            yield from functions(token.arguments if token.type == "function" else token.content)


def declarations(content):
    return [one for one in tinycss2.parse_blocks_contents(content, True, True) if one.type == "declaration"]


def too_new_in(declaration):
    """What of a declaration is too new: its property, functions in its value, its value."""
    name = declaration.lower_name
    if name in TOO_NEW["property"]:
        return [name]
    found = [f"{one}()" for one in functions(declaration.value) if one in TOO_NEW["function"]]
    words = [token.lower_value for token in declaration.value if token.type == "ident"]
    plain = (
        re.sub(r"(inline|block)-size", lambda match: LOGICAL[match[0]], name).removeprefix("max-").removeprefix("min-")
    )
    found += [f"{plain}: {word}" for word in words if f"{plain}: {word}" in TOO_NEW["value"]]
    if name == "list-style" and any(token.type == "string" for token in declaration.value):
        found.append("list-style: string")
    return found


def faults_of(text):
    """All in a published sheet that a browser of the floor does not know, and that has nothing in its place."""
    steps = {
        declared.name
        for rule in tinycss2.parse_stylesheet(text, True, True)
        if rule.type == "at-rule" and rule.lower_at_keyword == "supports" and "not" in tinycss2.serialize(rule.prelude)
        for inner in re.findall(r"\{([^{}]*)\}", tinycss2.serialize(rule.content))
        for declared in declarations(inner)
    }
    return list(_faults(tinycss2.parse_stylesheet(text, True, True), steps, defaultdict(set)))


def _faults(rules, steps, boxes):
    for rule in rules:
        if rule.type == "error":
            yield rule.message
        elif rule.type == "at-rule":
            yield from _of_at_rule(rule, steps, boxes)
        elif rule.type == "qualified-rule":
            yield from _of_selector(tinycss2.serialize(rule.prelude))
            yield from _of_block(tinycss2.serialize(rule.prelude).strip(), rule.content, steps, boxes)


def _of_at_rule(rule, steps, boxes):
    name, prelude = rule.lower_at_keyword, tinycss2.serialize(rule.prelude)
    if name not in AT_RULES:
        yield f"@{name}"
    if name == "media":
        yield from (f"@media {one}" for one in re.findall(r"[<>]|\bor\b|\bnot\s*\(|--[\w-]+", prelude))
        yield from (
            f"@media ({one})"
            for one in re.findall(r"\(\s*([\w-]+)", prelude)
            if one in TOO_NEW["media"] and one not in MEDIA
        )
    if name in ("media", "supports"):
        # What is asked for may be used; what stands within `not` is for those who do not know it.
        within = tinycss2.parse_rule_list(rule.content, True, True)
        found = list(_faults(within, steps, boxes))
        asked = set() if prelude.lstrip().startswith("not") else set(re.findall(r"[\w-]+", prelude))
        yield from (one for one in found if name == "media" or not set(re.findall(r"[\w-]+", one)) & asked)


def _of_selector(prelude):
    pseudos = [one for one in re.findall(r":([\w-]+)", prelude) if one in TOO_NEW["selector"]]
    if re.search(r":not\([^()]*,", prelude):
        yield f"list in :not(): {prelude}"
    for one in pseudos:
        if one not in SELECTORS or re.search(r",(?![^(]*\))", prelude):  # it would take others with it
            yield f":{one} in {prelude.strip()}"


def _of_block(selector, content, steps, boxes):
    whole = {}
    for one in tinycss2.parse_blocks_contents(content, True, True):
        if one.type != "declaration":
            yield f"{one.type} within {selector}"
            continue
        found = [fault for fault in too_new_in(one) if fault not in NICETIES and fault not in VALUES]
        instead = one.lower_name in whole or (one.name.startswith("--") and one.name in steps)
        if not instead:
            yield from (f"{selector} {{ {one.name}: {fault} }}" for fault in found)
        if not too_new_in(one):
            whole[one.lower_name] = tinycss2.serialize(one.value).strip()
    for part in re.split(r",(?![^(]*\))", selector):
        box = boxes[part.strip()]
        box |= {f"display: {whole['display']}"} if "display" in whole else set()
        box |= {name for name in ("gap", "row-gap", "column-gap") if name in whole}
        if {"gap", "row-gap", "column-gap"} & box and "display: flex" in box:
            yield f"gap of a flex container: {part.strip()}"


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_a_sheet_is_understood(name):
    assert faults_of(SHEETS[name]) == []


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("@layer base { a { margin: 0 } }", "@layer"),
        ("@container (width > 4em) {}", "@container"),
        ("@media (width >= 40rem) {}", "@media >"),
        ("@media not (hover) {}", "@media not ("),
        ("@media (--wide) {}", "@media --wide"),
        ("@media (scripting: none) {}", "@media (scripting)"),
        ("a { color: light-dark(red, blue) }", "a { color: light-dark() }"),
        ("a { width: calc(1px + min(2px, 3vw)) }", "a { width: min() }"),
        (":root { --a: clamp(1px, 2vw, 3px) }", ":root { --a: clamp() }"),
        ("a { inset: 0 }", "a { inset: inset }"),
        ("a { margin-block: 0 }", "a { margin-block: margin-block }"),
        ("a { aspect-ratio: 3 / 2 }", "a { aspect-ratio: aspect-ratio }"),
        ("a { display: flow-root }", "a { display: display: flow-root }"),
        ("a { float: inline-end }", "a { float: float: inline-end }"),
        ("ul { list-style: '· ' }", "ul { list-style: list-style: string }"),
        ("a { b { margin: 0 } }", "qualified-rule within a"),
        ("a:is(b, c) {}", ":is in a:is(b, c)"),
        ("a, b:has(c) {}", ":has in a, b:has(c)"),
        ("a:not(.b, .c) {}", "list in :not(): a:not(.b, .c) "),
        ("a { display: flex } a { gap: 1em }", "gap of a flex container: a"),
    ],
)
def test_what_is_too_new_is_found(written, fault):
    assert faults_of(written) == [fault]


@pytest.mark.parametrize(
    "written",
    [
        "a { max-height: 44rem; max-height: min(90vh, 44rem) }",
        "ul { list-style: square; list-style: '▪ ' }",
        ":root { --a: clamp(1px, 2vw, 3px) } @supports not (width: clamp(1px, 2px, 3px)) { :root { --a: 1px } }",
        "@supports (aspect-ratio: 1) { a { aspect-ratio: 1 } }",
        "a:focus:not(:focus-visible) { outline: none }",
        "a { display: grid; gap: 1em 2em }",
        "@media print { @page { margin: 1cm; @top-left { content: 'a' } } }",
    ],
)
def test_what_has_something_in_its_place_is_let_through(written):
    assert faults_of(written) == []


def test_every_nicety_is_used():
    used = set()
    for text in SHEETS.values():
        used |= set(re.findall(r"(?<![\w-])([a-z-]+)(?=\s*:\s)", text)) | set(re.findall(r":([a-z-]+)", text))
        used |= set(re.findall(r"\(([a-z-]+):", text))
    assert {*NICETIES, *SELECTORS, *MEDIA} - used == set()
