"""The body of a manuscript as blocks to write in, and back: what is not changed stays as it is written, byte for byte.

A body is cut into pieces at blank lines. Each becomes a node of a tree as editors in browsers have it (ProseMirror's JSON): paragraph,
heading, figure, quote, list, table, rule; what is none of these, or would not come back as it was, is `raw` and shown as it is written. A
node keeps its `source` and what stood `before` it. When it is saved, one that still says what its source says is written as the source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from linli.reading.emphasis import literal
from newsroom.manuscripts.markdown import markdown_of
from newsroom.manuscripts.pieces import BLANK, FENCE, NO_END, pieces
from newsroom.manuscripts.tree import Node, attributes_of, content_of, parts_of

RULE = re.compile(r"[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
HEADING = re.compile(r"(#{2,4})[ \t\u3000]*(\S[^\n]*)")
PICTURE = re.compile(r'!\[([^\[\]\n]*)\]\(([^\s()<>"]+)(?:[ \t]+"([^"\n]*)")?\)[ \t]*')
BULLET = re.compile(r"[-*+][ \t]+(\S.*)")
NUMBER = re.compile(r"(\d{1,9})\.[ \t]+(\S.*)")
ROW = re.compile(r"\|(.*)\|[ \t]*")
DELIMITER = re.compile(r"\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*")
ESCAPED = re.compile(r"\\(?=[#>|<*+!\[`~=_-])|(\d{1,9})\\(?=[.)][ \t])")
INLINE = re.compile(
    r"\*\*(?P<strong>[^\s*](?:[^*\n]*[^\s*])?)\*\*|(?<![!\]])\[(?P<text>[^\[\]\n*]+)\]\((?P<href>[^\s()<>\"*]+)\)"
)
MASKED = re.compile("\x02(\\d+)\x03")  # a mark that is text, as `literal` writes it
NOT_OURS = re.compile(r"(?<!\\)`|\[\^|(?<!\\)!\[|  \n|\\\n")  # code, notes, pictures in a line, line breaks by spaces
CONTENT = ("level", "src", "alt", "title", "order", "align", "href")  # attributes that say something


def document_of(body: str) -> Node:
    """The tree of a body."""
    return {"type": "doc", "content": [_node(before, source) for before, source in pieces(body)] or [_paragraph("")]}


def body_of(document: object) -> str:
    """The body that a tree is of.

    Raises:
        ValueError: it is no such tree.
    """
    if not isinstance(document, Mapping) or document.get("type") != "doc":
        raise ValueError("no document")
    text = ""
    for node in content_of(document):
        attributes = attributes_of(node)
        source, before = attributes.get("source"), attributes.get("before")
        kept = isinstance(source, str) and _bare(_node("", source)) == _bare(node)
        written = source if kept else markdown_of(node, 0)
        if not isinstance(written, str) or not written.strip():
            continue
        between = before if kept and isinstance(before, str) and (BLANK.fullmatch(before) or before == "\n") else "\n\n"
        text += (between if text else "") + written
    return text


def block_at(body: str, line: int) -> int:
    """The number of the block of a body in which a line stands; lines count from 0."""
    reached, number = 0, 0
    for number, (before, source) in enumerate(pieces(body)):
        reached += before.count("\n") + source.count("\n")
        if line <= reached:
            return number
    return number


def _bare(node: Mapping[str, Any]) -> Node:
    """A node as far as it is content: without its source, and with what editors leave out filled in."""
    attributes = {
        key: value for key, value in attributes_of(node).items() if key in CONTENT and value not in ("", None)
    }
    found: Node = {"type": node.get("type"), **attributes}
    if "text" in node:
        return found | {"text": node["text"], "marks": [_bare(mark) for mark in parts_of(node, "marks")]}
    return found | {"content": [_bare(one) for one in content_of(node)]}


def _node(before: str, source: str) -> Node:
    """The node of a piece: the first kind from which the piece comes back as it is, or can be read alike."""
    found = _read(source)
    if found["type"] != "raw" and _plain(markdown_of(found, 0)) != _plain(source):
        found = _raw(source)
    found["attrs"] = {**found.get("attrs", {}), "source": source, "before": before}
    return found


def _plain(source: str) -> str:
    """A source without what may be written in several ways."""
    lines = source.split("\n")
    if len(lines) > 1 and DELIMITER.fullmatch(lines[1]):
        lines[1] = re.sub("-+", "---", lines[1])
        return "\n".join("|".join(cell.strip(" \t") for cell in line.split("|")).strip() for line in lines)
    heading = HEADING.fullmatch(source)
    text = f"{heading[1]} {_unmarked(heading[2])}" if heading else source
    text = re.sub(r"^[*+-][ \t]+", "- ", text, flags=re.M) if BULLET.match(source) else text
    text = re.sub(r"^(>?)[ \t]*", r"\1", text, flags=re.M) if source.startswith(">") else text
    text = re.sub(r"^(\d+\.)[ \t]+", r"\1 ", text, flags=re.M)
    return "---" if RULE.fullmatch(source) else text.rstrip().lstrip("\u3000 ")


def _read(source: str) -> Node:
    lines = source.split("\n")
    if RULE.fullmatch(source):
        return {"type": "horizontal_rule"}
    if NOT_OURS.search(source.removeprefix("!")) or NO_END.match(source) or FENCE.match(source):
        return _raw(source)
    if heading := HEADING.fullmatch(source):
        return {"type": "heading", "attrs": {"level": len(heading[1])}, "content": _inline(_unmarked(heading[2]))}
    if picture := PICTURE.match(source):
        return _figure(picture, source[picture.end() :])
    if all(line.startswith(">") for line in lines):
        inner = "\n".join(re.sub(r"^>[ \t]?", "", line) for line in lines)
        parts = [part for part in BLANK.split(inner) if part.strip()]
        return {"type": "blockquote", "content": [_paragraph(part) for part in parts]}
    if all(BULLET.fullmatch(line) for line in lines):
        return {"type": "bullet_list", "content": [_item(BULLET.fullmatch(line)[1]) for line in lines]}  # type: ignore[index]
    numbers = [NUMBER.fullmatch(line) for line in lines]
    if all(numbers):
        start = int(numbers[0][1])  # type: ignore[index]
        return {
            "type": "ordered_list",
            "attrs": {"order": start},
            "content": [_item(found[2]) for found in numbers if found],
        }
    if len(lines) > 1 and DELIMITER.fullmatch(lines[1]) and all(ROW.fullmatch(line) for line in lines):
        return _table(lines)
    return _paragraph(source)


def _unmarked(title: str) -> str:
    """A heading without the marks that may stand behind it."""
    return title.rstrip().rstrip("#").rstrip()


def _raw(source: str) -> Node:
    return {"type": "raw", "content": [{"type": "text", "text": source}]}


def _paragraph(source: str) -> Node:
    lines = source.lstrip("\u3000 \t").split("\n")
    text = "\n".join(ESCAPED.sub(r"\1", line, count=1) if ESCAPED.match(line) else line for line in lines)
    return {"type": "paragraph", "content": _inline(text)}


def _item(text: str) -> Node:
    return {"type": "list_item", "content": [{"type": "paragraph", "content": _inline(text)}]}


def _figure(picture: re.Match[str], rest: str) -> Node:
    attributes = {"src": picture[2], "alt": picture[1], "title": picture[3] or ""}
    if rest and not rest.startswith("\n"):
        return _raw(picture.string)
    return {"type": "figure", "attrs": attributes, "content": _inline(rest[1:])}


def _table(lines: list[str]) -> Node:
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", ROW.fullmatch(line)[1])] for line in lines]  # type: ignore[index]
    if len({len(row) for row in rows}) > 1:
        return _raw("\n".join(lines))
    aligned = [_alignment(cell) for cell in rows[1]]
    content = []
    for number, row in enumerate([rows[0], *rows[2:]]):
        kind = "table_cell" if number else "table_header"
        cells = [
            {"type": kind, "attrs": {"align": align}, "content": [{"type": "paragraph", "content": _inline(cell)}]}
            for cell, align in zip(row, aligned, strict=True)
        ]
        content.append({"type": "table_row", "content": cells})
    return {"type": "table", "content": content}


def _alignment(cell: str) -> str:
    left, right = cell.startswith(":"), cell.endswith(":")
    return "center" if left and right else "right" if right else "left" if left else ""


def _inline(text: str) -> list[Node]:
    """A text with its marks: bold, and links. All else is text, and stays as it is typed."""
    nodes: list[Node] = []
    masked, place = literal(text), 0  # asterisks that mask or multiply are no marks
    for found in INLINE.finditer(masked):
        nodes += _text(masked[place : found.start()])
        if found["strong"]:
            nodes += _text(found["strong"], {"type": "strong"})
        else:
            nodes += _text(found["text"], {"type": "link", "attrs": {"href": found["href"]}})
        place = found.end()
    return nodes + _text(masked[place:])


def _text(masked: str, *marks: Node) -> list[Node]:
    text = MASKED.sub(lambda found: chr(int(found[1])), masked)
    if not text:
        return []
    return [{"type": "text", "text": text, "marks": list(marks)} if marks else {"type": "text", "text": text}]
