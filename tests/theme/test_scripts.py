"""The theme's scripts are written in the language of 2017, with `import()` and `import.meta`, which Chromium 69, Safari 12.1 and
Firefox 68 all run, and use nothing of browsers that came after them (too-new.tsv) without asking whether it is there."""

import re

import pytest
import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from tests.theme.test_floor import THEME, TOO_NEW

PARSER = Parser(Language(tree_sitter_javascript.language()))
SCRIPTS = sorted((THEME / "static").rglob("*.js"))
SYNTAX = {
    "optional_chain": "?.",
    "field_definition": "class field",
    "private_property_identifier": "private name",
    "class_static_block": "static block",
    "namespace_export": "export * as",
    "import_attribute": "import attribute",
    "decorator": "decorator",
    "hash_bang_line": "#!",
}
OPERATORS = {"??", "??=", "||=", "&&="}
ASYNC = {"for_in_statement": "for await", "generator_function": "async generator", "generator_function_declaration": "async generator"}  # fmt: skip
FUNCTIONS = {"arrow_function", "function_expression", "function_declaration", "method_definition"}
REGEX = re.compile(r"\(\?<|\\[pP]\{")
# Used where it is there; the script asks before.
ASKED = {
    ("share.js", "clipboard"),
    ("leaf.js", "visualViewport"),
    ("leaf.js", "scale"),
    ("offline-kept.js", "register"),  # of service workers: that of FinalizationRegistry is newer
    ("offline-kept.js", "unregister"),
    ("read-aloud.js", "Highlight"),
    ("read-aloud.js", "highlights"),
    ("viewer.js", "visualViewport"),
    ("viewer.js", "scale"),
    ("search-worker.js", "DecompressionStream"),  # engine-pagefind.js asks
    ("search-worker.js", "pipeThrough"),
}
OWN = {"at", "bytes", "chunks"}  # names of our own, which mean something too new when they are called


def children(node: Node):
    for child in node.children:
        yield child
        yield from children(child)


def text(node: Node | None) -> str:
    return node.text.decode() if node is not None and node.text is not None else ""


def faults_of(source: str) -> list[str]:
    """What of a script is later than 2017, or than the browsers of the floor."""
    root = PARSER.parse(source.encode()).root_node
    assert not root.has_error
    return sorted({fault for node in children(root) for fault in [*_syntax(node), *_names(node)]})


def _syntax(node: Node):
    kind, parent = node.type, node.parent.type if node.parent else ""
    if kind in SYNTAX:
        yield SYNTAX[kind]
    if kind in ("binary_expression", "augmented_assignment_expression"):
        operator = text(node.child_by_field_name("operator"))
        yield from [operator] if operator in OPERATORS else []
    if (kind, parent) == ("spread_element", "object") or (kind, parent) == ("rest_pattern", "object_pattern"):
        yield "... in an object"
    if kind == "catch_clause" and node.child_by_field_name("parameter") is None:
        yield "catch without a name"
    if kind == "number" and ("_" in text(node) or text(node).endswith("n")):
        yield f"number {text(node)}"
    if kind == "regex_flags" and set(text(node)) & set("sdv"):
        yield f"flags {text(node)}"
    if kind == "regex_pattern" and REGEX.search(text(node)):
        yield f"pattern {text(node)}"
    if kind in ASYNC and any(child.type in ("async", "await") for child in node.children):
        yield ASYNC[kind]
    if kind == "method_definition" and {"async", "*"} <= {child.type for child in node.children}:
        yield "async generator"
    if kind == "await_expression" and not any(above.type in FUNCTIONS for above in _above(node)):
        yield "await outside of functions"


def _above(node: Node):
    while node.parent is not None:
        node = node.parent
        yield node


def _names(node: Node):
    if node.type == "property_identifier" and node.parent and node.parent.type == "member_expression":
        called = node.parent.parent is not None and node.parent.parent.type == "call_expression"
        name = text(node)
        if name in TOO_NEW["member"] and (called or name not in OWN):
            yield f".{name}"
    if node.type == "identifier" and text(node) in TOO_NEW["global"]:
        yield text(node)


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_a_script_runs_in_the_browsers_of_the_floor(file):
    asked = {name for script, name in ASKED if script == file.name}
    assert [
        fault for fault in faults_of(file.read_text(encoding="utf-8")) if fault.removeprefix(".") not in asked
    ] == []


@pytest.mark.parametrize(
    ("written", "faults"),
    [
        ("a?.b", ["?."]),
        ("a ?? b; a ||= b", ["??", "||="]),
        ("class A { b = 1; #c() {} static { d() } }", ["class field", "private name", "static block"]),
        ("const a = { ...b }; const { c, ...d } = a", ["... in an object"]),
        ("try { a() } catch { b() }", ["catch without a name"]),
        ("a = 20_000 + 1n", ["number 1n", "number 20_000"]),
        ("/./gsu; /(?<a>b)\\p{L}/u; /(?<=a)b/", ["flags gsu", "pattern (?<=a)b", "pattern (?<a>b)\\p{L}"]),
        ("await a; async function* b() { for await (const c of d) {} }", ["async generator", "await outside of functions", "for await"]),
        ("export * as a from 'b'", ["export * as"]),
        ("[1].at(-1); b.replaceChildren(); c.matchAll(/d/g)", [".at", ".matchAll", ".replaceChildren"]),
        ("globalThis.a = new PointerEvent('b')", ["PointerEvent", "globalThis"]),
    ],
)  # fmt: skip
def test_what_is_too_new_is_found(written, faults):
    assert faults_of(written) == faults


def test_what_all_run_is_let_through():
    source = """
      import { a } from "./a.js";
      export const b = async ({ c }, ...d) => [...d, await import("./b.js"), new URL("x", import.meta.url), one.at, 2 ** 3];
      try { a.flatMap((x) => x).includes(1) } catch (error) { Object.entries(error) }
      for (const [k, v] of new Map()) if (/^[^]*[\\u{e0100}]/u.test(k)) `${v}`.padStart(2, "0");
    """
    assert faults_of(source) == []


def test_what_is_asked_for_is_used():
    for name, what in ASKED:
        (file,) = [script for script in SCRIPTS if script.name == name]
        assert re.search(rf"\b{what}\b", file.read_text(encoding="utf-8")), (name, what)


def test_the_script_for_browsers_without_modules_is_older_still():
    (file,) = [script for script in SCRIPTS if script.name == "search-old.js"]
    kinds = {node.type for node in children(PARSER.parse(file.read_bytes()).root_node)}
    assert kinds & {"arrow_function", "lexical_declaration", "template_string", "import_statement", "class"} == set()
