#!/usr/bin/env python3
"""Writes tests/theme/too-new.tsv: what of CSS and JavaScript came to browsers after the floor of docs/theme.md.

usage: scripts/too-new.py DATA

DATA is data.json of MDN's browser-compat-data (CC0), from the npm package: npm pack @mdn/browser-compat-data
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FLOOR = {"chrome": (69,), "safari": (12, 1), "firefox": (68,)}
TABLE = Path(__file__).resolve().parent.parent / "tests/theme/too-new.tsv"
# Members of these are what scripts of a page may use; names of others hardly ever are.
WITHIN = {"AbortController", "AbortSignal", "Blob", "CustomEvent", "DOMParser", "DOMRect", "DOMTokenList", "Document", "DocumentFragment", "Element", "Event", "EventTarget", "FormData", "HTMLAnchorElement", "HTMLButtonElement", "HTMLDetailsElement", "HTMLDialogElement", "HTMLElement", "HTMLFormElement", "HTMLImageElement", "HTMLInputElement", "HTMLLinkElement", "HTMLScriptElement", "HTMLSelectElement", "HTMLTemplateElement", "Headers", "History", "IntersectionObserver", "KeyboardEvent", "Location", "MediaQueryList", "MouseEvent", "Navigator", "Node", "NodeList", "Performance", "PointerEvent", "Promise", "ReadableStream", "Request", "Response", "SpeechSynthesis", "SpeechSynthesisUtterance", "Storage", "TouchEvent", "URL", "URLSearchParams", "VisualViewport", "Window", "Worker"}  # fmt: skip


def number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.removeprefix("≤").split("."))


def since(compat: dict[str, Any], browser: str) -> str:
    """The version that has it without a prefix or a flag; a dash for none."""
    statements = compat["support"].get(browser, [])
    found = [
        one["version_added"]
        for one in (statements if isinstance(statements, list) else [statements])
        if isinstance(one.get("version_added"), str)
        and one["version_added"] != "preview"
        and not {"prefix", "alternative_name", "flags"} & one.keys()
        and (one.get("partial_implementation") or "version_removed" not in one)
    ]
    return min(found, key=number).removeprefix("≤") if found else "-"


def versions(compat: dict[str, Any]) -> tuple[str, str, str]:
    chromium, safari, firefox = (since(compat, browser) for browser in FLOOR)
    return chromium, safari, firefox


def known(compat: dict[str, Any]) -> bool:
    """Whether all browsers of the floor have it."""
    of_each = zip(versions(compat), FLOOR.values(), strict=True)
    return all(version != "-" and number(version) <= floor for version, floor in of_each)


def features(data: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Kind, name and what is known of all that a style sheet or a script may use."""
    css = data["css"]
    for kind, group in (("property", "properties"), ("selector", "selectors"), ("at-rule", "at-rules")):
        for name, feature in css[group].items():
            yield kind, name, feature["__compat"] if "__compat" in feature else feature["normal"]["__compat"]
    for name, feature in css["at-rules"]["media"].items():
        if name != "__compat":
            yield "media", name, feature["__compat"]
    for name, feature in css["properties"].items():
        if "__compat" not in feature or not known(feature["__compat"]) or name == "list-style-type":
            continue  # a property that is too new itself, and names of scripts
        for value, of_value in feature.items():
            if value != "__compat" and "__compat" in of_value and "_" not in value:
                yield "value", f"{name}: {value}", of_value["__compat"]
    for name, feature in css["types"].items():
        for inner, of_inner in [(name, feature), *feature.items()]:
            if isinstance(of_inner, dict) and "__compat" in of_inner:
                yield "function", inner, of_inner["__compat"]
    api = {name: of for name, of in data["api"].items() if name in WITHIN}
    for interface, members in [*api.items(), *data["javascript"]["builtins"].items()]:
        yield "global", interface, members.get("__compat", {"support": {}})
        for name, feature in members.items():
            if name != "__compat" and "__compat" in feature and not name.endswith("_event"):
                yield "member", name.removesuffix("_static"), feature["__compat"]


def main() -> None:
    data = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    rows: dict[tuple[str, str], tuple[str, str, str]] = {}
    everywhere = set()
    for kind, name, compat in features(data):
        if not compat["support"] or known(compat):
            everywhere.add((kind, name))
        elif any(version != "-" for version in versions(compat)):
            rows[kind, name] = versions(compat)
    lines = ["\t".join([*key, *rows[key]]) for key in sorted(rows) if key not in everywhere]
    lines = [line for line in lines if not line.split("\t")[1].startswith("-")]
    version = data["__meta"]["version"]
    head = f"# kind, name, and the first Chromium, Safari and Firefox that have it. By scripts/too-new.py, of browser-compat-data {version}."
    TABLE.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    print(f"{TABLE}: {len(lines)}")


if __name__ == "__main__":
    main()
