"""The blocks of a body written: their Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from newsroom.manuscripts.tree import attributes_of, content_of, parts_of, word_of

# What a line of a paragraph may not begin with, for it would be another block: a backslash takes its meaning away.
MARK = re.compile(
    r"#{2,6}|#(?=[ \t\u3000])|[>|<]|[-*+](?=[ \t])|!(?=\[)|\[(?=[^\]\n]*\]:)|`{3}|~{3}|(?=(?:[-*_=][ \t]*){3,}$)"
)
COUNT = re.compile(r"(\d{1,9})(?=[.)][ \t])")
DEEPEST = 6  # levels of a tree that is sent


def markdown_of(node: Mapping[str, Any], depth: int) -> str:
    """The Markdown of a node.

    Raises:
        ValueError: it is none that a body has.
    """
    if depth > DEEPEST:
        raise ValueError("too deep")
    kind, attributes, content = node.get("type"), attributes_of(node), content_of(node)
    if kind == "paragraph":
        return "\n".join(map(_escaped, _said(content).strip().split("\n")))
    if kind == "raw":
        return "".join(word_of(one.get("text")) for one in content).strip("\n")
    if kind == "heading":
        level = attributes.get("level")
        text = _said(content).replace("\n", " ").strip()
        return f"{'#' * level} {text}" if text and level in (2, 3, 4) else text
    if kind == "figure":
        return _figure_written(attributes, content)
    if kind == "blockquote":
        parts = [markdown_of(one, depth + 1) for one in content]
        return "\n>\n".join("\n".join(f"> {line}".rstrip() for line in part.split("\n")) for part in parts if part)
    if kind in ("bullet_list", "ordered_list"):
        return _list_written(kind, attributes, content)
    if kind == "table":
        return _table_written(content)
    if kind == "horizontal_rule":
        return "---"
    raise ValueError(f"no block: {kind}")


def _figure_written(attributes: Mapping[str, Any], content: list[Mapping[str, Any]]) -> str:
    source = word_of(attributes.get("src"))
    if not re.fullmatch(r"[^\s()<>\"]+", source):
        raise ValueError("no picture")
    alt, title = (re.sub(r'[\[\]"\n]', " ", word_of(attributes.get(name, ""))) for name in ("alt", "title"))
    caption = _said(content).strip()
    picture = f'![{alt}]({source} "{title}")' if title else f"![{alt}]({source})"
    return f"{picture}\n{caption}" if caption else picture


def _list_written(kind: str, attributes: Mapping[str, Any], content: list[Mapping[str, Any]]) -> str:
    """Its items, a line each; paragraphs of one item, and lists in it, are drawn together."""
    first = attributes.get("order", 1)
    number = first if isinstance(first, int) and 0 <= first < 10**9 else 1
    lines: list[str] = []
    for item in content:
        text = " ".join(_said(content_of(one)).replace("\n", " ").strip() for one in content_of(item)).strip()
        if text:
            lines.append(f"{number + len(lines)}. {text}" if kind == "ordered_list" else f"- {text}")
    return "\n".join(lines)


def _table_written(content: list[Mapping[str, Any]]) -> str:
    rows = [
        [
            " ".join(_said(content_of(one)).replace("\n", " ").strip() for one in content_of(cell))
            for cell in content_of(row)
        ]
        for row in content
    ]
    if not rows or not any(map(any, rows)):
        return ""
    width = max(map(len, rows))
    rows = [[*(re.sub(r"(?<!\\)\|", r"\|", cell) for cell in row), *[""] * (width - len(row))] for row in rows]
    aligned = [attributes_of(cell).get("align") or "" for cell in content_of(content[0])]
    rule = [{"left": ":---", "center": ":---:", "right": "---:"}.get(str(align), "---") for align in aligned]
    rows.insert(1, [*rule, *["---"] * (width - len(rule))])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _said(content: list[Mapping[str, Any]]) -> str:
    """The Markdown of a text with its marks."""
    parts = []
    for node in content:
        if node.get("type") == "hard_break":
            parts.append("\n")
            continue
        if node.get("type") != "text":
            raise ValueError(f"no text: {node.get('type')}")
        text = word_of(node.get("text"))
        for mark in parts_of(node, "marks"):
            text = _marked(text, mark)
        parts.append(text)
    return "".join(parts)


def _marked(text: str, mark: Mapping[str, Any]) -> str:
    body = text.strip()
    lead, _body, end = text.partition(body) if body else (text, "", "")
    if not body:
        return text
    if mark.get("type") == "strong":
        return f"{lead}**{body}**{end}"
    if mark.get("type") == "link":
        href = re.sub(r"[\s()<>\"*]", lambda found: f"%{ord(found[0]):02X}", word_of(attributes_of(mark).get("href")))
        return f"{lead}[{body}]({href}){end}" if href else text
    raise ValueError(f"no mark: {mark.get('type')}")


def _escaped(line: str) -> str:
    if MARK.match(line):
        return f"\\{line}"
    return COUNT.sub(r"\1\\", line, count=1) if COUNT.match(line) else line
