"""HTML as Markdown: what a text of a newspaper has, and nothing that only sets it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from linli.reading.html import BLOCKS, tree_of
from newsroom.importing.markdown import escaped

DROPPED = ("script", "style", "noscript", "head", "title", "template")
RAISED = ("sup", "sub", "u", "mark", "del", "s", "em", "ruby", "rt", "rp", "kbd")  # as HTML, which Markdown takes
CONTAINERS = ("section", "article", "header", "footer", "main", "aside", "nav", "address", "center", "form", "fieldset")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
DEEPEST = 60  # elements within each other


def markdown_of(html: str, lost: list[str]) -> str:
    """Markdown with the text of some HTML. `lost` gets the names of elements that have no place in it."""
    return "\n\n".join(block for block in _Writer(lost).blocks(tree_of(html), 0) if block.strip())


class _Writer:
    def __init__(self, lost: list[str]) -> None:
        self.lost = lost

    def blocks(self, parent: Element, depth: int) -> Iterator[str]:
        """The blocks within an element; text between them is paragraphs, parted by blank lines."""
        run: list[str] = [_text(parent.text)]
        for child in parent:
            if child.tag in DROPPED:
                run.append(_text(child.tail))
            elif child.tag in BLOCKS or child.tag in CONTAINERS:
                yield from _paragraphs("".join(run))
                if depth < DEEPEST:
                    yield from self._block(child, depth + 1)
                else:
                    yield from _paragraphs(_text("".join(child.itertext())))
                run = [_text(child.tail)]
            else:
                run += [self._inline(child, depth + 1), _text(child.tail)]
        yield from _paragraphs("".join(run))

    def _block(self, element: Element, depth: int) -> Iterator[str]:
        if element.tag in HEADINGS:
            level = max(int(element.tag[1]), 2)
            yield f"{'#' * level} {self._line(element, depth)}"
        elif element.tag in ("ul", "ol"):
            yield "\n".join(self._items(element, depth))
        elif element.tag == "blockquote":
            quoted = "\n\n".join(self.blocks(element, depth))
            yield "\n".join(f"> {line}".rstrip() for line in quoted.split("\n"))
        elif element.tag == "pre":
            yield f"```\n{''.join(element.itertext()).strip(chr(10))}\n```"
        elif element.tag == "table":
            yield from self._table(element, depth)
        elif element.tag == "figure":
            yield from self._figure(element, depth)
        elif element.tag != "hr":
            yield from self.blocks(element, depth)

    def _items(self, element: Element, depth: int) -> Iterator[str]:
        for number, item in enumerate((child for child in element if child.tag == "li"), 1):
            mark = "- " if element.tag == "ul" else f"{number}. "
            lines = "\n".join(block for block in self.blocks(item, depth) if block.strip()).split("\n")
            yield mark + "\n".join([lines[0], *(f"    {line}" for line in lines[1:])])

    def _table(self, element: Element, depth: int) -> Iterator[str]:
        rows = [
            [re.sub(r"(?<!\\)\|", r"\|", self._line(cell, depth)) for cell in row if cell.tag in ("td", "th")]
            for row in element.iter("tr")
        ]
        rows = [row for row in rows if row]
        if rows:
            width = max(map(len, rows))
            lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
            yield "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])

    def _figure(self, element: Element, depth: int) -> Iterator[str]:
        words = element.find(".//figcaption")
        images = list(element.iter("img"))
        if not images:
            yield from self.blocks(element, depth)
            return
        caption = self._line(words, depth).replace('"', "”") if words is not None else ""
        for number, image in enumerate(images, 1):
            yield _image(image, caption if number == len(images) else "")

    def _line(self, element: Element, depth: int) -> str:
        """All that is in an element, in one line."""
        parts = [_text(element.text)]
        for child in element:
            if depth >= DEEPEST:
                parts.append(_text("".join(child.itertext())))
            elif child.tag not in DROPPED:
                parts.append(self._line(child, depth + 1) if child.tag in BLOCKS else self._inline(child, depth + 1))
            parts.append(" " if child.tag in BLOCKS else "")
            parts.append(_text(child.tail))
        return " ".join("".join(parts).split())

    def _inline(self, element: Element, depth: int) -> str:
        tag = element.tag
        if tag == "br":
            return "  \n"
        if tag == "img":
            return _image(element, "")
        if tag in ("iframe", "embed", "object", "video", "audio", "input", "button", "svg", "canvas"):
            self.lost.append(tag)
            return ""
        if any(child.tag in BLOCKS for child in element) and depth < DEEPEST:
            return "\n\n" + "\n\n".join(self.blocks(element, depth + 1)) + "\n\n"
        words = self._line(element, depth)
        if not words:
            return ""
        if tag in ("strong", "b"):
            return f"**{words}**"
        if tag == "i":
            return f"<em>{words}</em>"
        if tag == "code":
            return f"`{''.join(element.itertext())}`"
        if tag == "a" and element.get("href"):
            address = element.get("href", "").strip()
            return f"[{words}](<{address}>)" if re.search(r"[\s()]", address) else f"[{words}]({address})"
        return f"<{tag}>{words}</{tag}>" if tag in RAISED else words


def _image(image: Element, caption: str) -> str:
    address = (image.get("src") or image.get("data-src") or "").strip()
    alt = re.sub(r"[\[\]]", "", image.get("alt", ""))
    title = f' "{caption}"' if caption else ""
    return f"![{alt}](<{address}>{title})" if address else ""


def _text(text: str | None) -> str:
    return escaped(text.replace("\xa0", " ")) if text else ""


def _paragraphs(text: str) -> Iterator[str]:
    for part in re.split(r"\n[ \t]*\n", text):
        if part.strip():
            yield "\n".join(line.rstrip() if not line.endswith("  ") else line for line in part.strip("\n").split("\n"))
