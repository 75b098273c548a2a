"""The body of a manuscript as blocks to write in, and back: what is not changed stays as it is written, byte for byte.

A body is cut into pieces at blank lines. Each becomes a node of a tree as editors in browsers have it (ProseMirror's JSON): paragraph,
heading, figure, quote, list, table, rule; what is none of these, or would not come back as it was, is `raw` and shown as it is written. A
node keeps its `source` and what stood `before` it. When it is saved, one that still says what its source says is written as the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from linli.reading.emphasis import literal

Node = dict[str, Any]

BLANK = re.compile(r"\n(?:[ \t\u3000]*\n)+")
FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
NO_END = re.compile(r"[ \t]{0,3}<(?:[a-zA-Z!/])")  # HTML, which may go on behind blank lines
RULE = re.compile(r"[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
HEADING = re.compile(r"(#{2,4})[ \t\u3000]*(\S[^\n]*)")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
PICTURE = re.compile(r'!\[([^\[\]\n]*)\]\(([^\s()<>"]+)(?:[ \t]+"([^"\n]*)")?\)[ \t]*')
BULLET = re.compile(r"[-*+][ \t]+(\S.*)")
NUMBER = re.compile(r"(\d{1,9})\.[ \t]+(\S.*)")
ROW = re.compile(r"\|(.*)\|[ \t]*")
DELIMITER = re.compile(r"\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*")
# What a line of a paragraph may not begin with, for it would be another block: a backslash takes its meaning away.
MARK = re.compile(
    r"#{2,6}|#(?=[ \t\u3000])|[>|<]|[-*+](?=[ \t])|!(?=\[)|\[(?=[^\]\n]*\]:)|`{3}|~{3}|(?=(?:[-*_=][ \t]*){3,}$)"
)
COUNT = re.compile(r"(\d{1,9})(?=[.)][ \t])")
ESCAPED = re.compile(r"\\(?=[#>|<*+!\[`~=_-])|(\d{1,9})\\(?=[.)][ \t])")
INLINE = re.compile(
    r"\*\*(?P<strong>[^\s*](?:[^*\n]*[^\s*])?)\*\*|(?<![!\]])\[(?P<text>[^\[\]\n*]+)\]\((?P<href>[^\s()<>\"*]+)\)"
)
MASKED = re.compile("\x02(\\d+)\x03")  # a mark that is text, as `literal` writes it
NOT_OURS = re.compile(r"(?<!\\)`|\[\^|(?<!\\)!\[|  \n|\\\n")  # code, notes, pictures in a line, line breaks by spaces
CONTENT = ("level", "src", "alt", "title", "order", "align", "href")  # attributes that say something
DEEPEST = 6  # levels of a tree that is sent


def document_of(body: str) -> Node:
    """The tree of a body."""
    return {"type": "doc", "content": [_node(before, source) for before, source in _pieces(body)] or [_paragraph("")]}


def body_of(document: object) -> str:
    """The body that a tree is of.

    Raises:
        ValueError: it is no such tree.
    """
    if not isinstance(document, Mapping) or document.get("type") != "doc":
        raise ValueError("no document")
    text = ""
    for node in _content(document):
        attributes = _attributes(node)
        source, before = attributes.get("source"), attributes.get("before")
        kept = isinstance(source, str) and _bare(_node("", source)) == _bare(node)
        written = source if kept else _written(node, 0)
        if not isinstance(written, str) or not written.strip():
            continue
        between = before if kept and isinstance(before, str) and (BLANK.fullmatch(before) or before == "\n") else "\n\n"
        text += (between if text else "") + written
    return text


def block_at(body: str, line: int) -> int:
    """The number of the block of a body in which a line stands; lines count from 0."""
    reached, number = 0, 0
    for number, (before, source) in enumerate(_pieces(body)):
        reached += before.count("\n") + source.count("\n")
        if line <= reached:
            return number
    return number


def _pieces(body: str) -> Iterator[tuple[str, str]]:
    """The pieces of a body, each with what stands before it; together they are the body."""
    parts = re.split(f"({BLANK.pattern})", body.strip("\n"))
    before, piece, run = "", list[str](), _Run()
    for number in range(0, len(parts), 2):
        piece.append(parts[number])
        run.go_on(parts[number])
        between = parts[number + 1] if number + 1 < len(parts) else ""
        if between and (run.is_open or parts[number + 2][:1] in (" ", "\t")):
            piece.append(between)
            continue
        yield from _figures(before, "".join(piece))
        before, piece, run = between, [], _Run()


def _figures(before: str, piece: str) -> Iterator[tuple[str, str]]:
    """Pictures with lines below them may follow each other without a blank line."""
    parts = re.split(r"\n(?=!\[)", piece) if piece.startswith("![") else [piece]
    for part in parts:
        if part:
            yield before, part
        before = "\n"


class _Run:
    """Whether a piece goes on behind a blank line: code whose fence is not closed, and HTML up to its end."""

    def __init__(self) -> None:
        self._fence, self._name, self._depth = "", "", 0
        self._is_new = True

    @property
    def is_open(self) -> bool:
        """Whether it does."""
        return bool(self._fence) or self._depth > 0

    def go_on(self, part: str) -> None:
        """Hears the next part of the piece."""
        for line in part.split("\n"):
            found = FENCE.match(line)
            if found and not self._fence:
                self._fence = found[1]
            elif found and found[1].startswith(self._fence) and not line.strip().strip(self._fence[0]):
                self._fence = ""
        if self._is_new and NO_END.match(part):
            tag = TAG.match(part.lstrip())
            self._name = "!--" if part.lstrip().startswith("<!--") else tag[2].lower() if tag else ""
            self._name = "" if self._name in ("br", "hr", "img") else self._name
        if self._name == "!--":
            self._depth = 0 if "-->" in part else 1
            self._name = "!--" if self._depth else ""
        elif self._name:
            self._depth += sum(-1 if end else 1 for end, name in TAG.findall(part) if name.lower() == self._name)
        self._is_new = False


def _node(before: str, source: str) -> Node:
    """The node of a piece: the first kind from which the piece comes back as it is, or can be read alike."""
    found = _read(source)
    if found["type"] != "raw" and _plain(_written(found, 0)) != _plain(source):
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


def _written(node: Mapping[str, Any], depth: int) -> str:
    """The Markdown of a node.

    Raises:
        ValueError: it is none that a body has.
    """
    if depth > DEEPEST:
        raise ValueError("too deep")
    kind, attributes, content = node.get("type"), _attributes(node), _content(node)
    if kind == "paragraph":
        return "\n".join(map(_escaped, _said(content).strip().split("\n")))
    if kind == "raw":
        return "".join(_word(one.get("text")) for one in content).strip("\n")
    if kind == "heading":
        level = attributes.get("level")
        text = _said(content).replace("\n", " ").strip()
        return f"{'#' * level} {text}" if text and level in (2, 3, 4) else text
    if kind == "figure":
        return _figure_written(attributes, content)
    if kind == "blockquote":
        parts = [_written(one, depth + 1) for one in content]
        return "\n>\n".join("\n".join(f"> {line}".rstrip() for line in part.split("\n")) for part in parts if part)
    if kind in ("bullet_list", "ordered_list"):
        return _list_written(kind, attributes, content)
    if kind == "table":
        return _table_written(content)
    if kind == "horizontal_rule":
        return "---"
    raise ValueError(f"no block: {kind}")


def _figure_written(attributes: Mapping[str, Any], content: list[Mapping[str, Any]]) -> str:
    source = _word(attributes.get("src"))
    if not re.fullmatch(r"[^\s()<>\"]+", source):
        raise ValueError("no picture")
    alt, title = (re.sub(r'[\[\]"\n]', " ", _word(attributes.get(name, ""))) for name in ("alt", "title"))
    caption = _said(content).strip()
    picture = f'![{alt}]({source} "{title}")' if title else f"![{alt}]({source})"
    return f"{picture}\n{caption}" if caption else picture


def _list_written(kind: str, attributes: Mapping[str, Any], content: list[Mapping[str, Any]]) -> str:
    """Its items, a line each; paragraphs of one item, and lists in it, are drawn together."""
    first = attributes.get("order", 1)
    number = first if isinstance(first, int) and 0 <= first < 10**9 else 1
    lines: list[str] = []
    for item in content:
        text = " ".join(_said(_content(one)).replace("\n", " ").strip() for one in _content(item)).strip()
        if text:
            lines.append(f"{number + len(lines)}. {text}" if kind == "ordered_list" else f"- {text}")
    return "\n".join(lines)


def _table_written(content: list[Mapping[str, Any]]) -> str:
    rows = [
        [" ".join(_said(_content(one)).replace("\n", " ").strip() for one in _content(cell)) for cell in _content(row)]
        for row in content
    ]
    if not rows or not any(map(any, rows)):
        return ""
    width = max(map(len, rows))
    rows = [[*(re.sub(r"(?<!\\)\|", r"\|", cell) for cell in row), *[""] * (width - len(row))] for row in rows]
    aligned = [_attributes(cell).get("align") or "" for cell in _content(content[0])]
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
        text = _word(node.get("text"))
        for mark in _parts(node, "marks"):
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
        href = re.sub(r"[\s()<>\"*]", lambda found: f"%{ord(found[0]):02X}", _word(_attributes(mark).get("href")))
        return f"{lead}[{body}]({href}){end}" if href else text
    raise ValueError(f"no mark: {mark.get('type')}")


def _escaped(line: str) -> str:
    if MARK.match(line):
        return f"\\{line}"
    return COUNT.sub(r"\1\\", line, count=1) if COUNT.match(line) else line


def _bare(node: Mapping[str, Any]) -> Node:
    """A node as far as it is content: without its source, and with what editors leave out filled in."""
    attributes = {key: value for key, value in _attributes(node).items() if key in CONTENT and value not in ("", None)}
    found: Node = {"type": node.get("type"), **attributes}
    if "text" in node:
        return found | {"text": node["text"], "marks": [_bare(mark) for mark in _parts(node, "marks")]}
    return found | {"content": [_bare(one) for one in _content(node)]}


def _content(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return _parts(node, "content")


def _parts(node: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = node.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise ValueError("no content")
    return found


def _attributes(node: Mapping[str, Any]) -> Mapping[str, Any]:
    found = node.get("attrs") or {}
    if not isinstance(found, Mapping):
        raise ValueError("no attributes")
    return found


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value
