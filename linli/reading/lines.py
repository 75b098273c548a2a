"""Line ends inside of paragraphs: between Chinese characters they are no space, whatever markup stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from linli.reading.html import BLOCKS

# Han, kana, full-width forms, Chinese punctuation.
WIDE = r"\u2014\u2018\u2019\u201c\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
LINE_END = re.compile(rf"(?<=[{WIDE}])[ \t]*\n[ \t]*(?=[{WIDE}])")
BARRIER = "\0"  # a line break, a picture


def close_line_ends(tree: Element) -> bool:
    """Takes such line ends out of a tree; gives whether there were any."""
    lines = _Lines()
    lines.inside(tree)
    lines.end()
    return lines.changed


@dataclass(slots=True)
class _Lines:
    """Goes through a tree; `_slots` are the texts of the paragraph at hand, and whose they are."""

    changed: bool = False
    _slots: list[tuple[Element | None, bool, str]] = field(default_factory=list)  # element, whether its tail, text

    def inside(self, element: Element) -> None:
        self._take(element, False, element.text)
        for child in element:
            if child.tag in BLOCKS:
                self.end()
                if child.tag != "pre":
                    self.inside(child)
                self.end()
            elif child.tag in ("br", "img"):
                self._slots.append((None, False, BARRIER))
            else:
                self.inside(child)
            self._take(child, True, child.tail)

    def _take(self, element: Element, tail: bool, text: str | None) -> None:
        if text:
            self._slots.append((element, tail, text))

    def end(self) -> None:
        """Ends the paragraph at hand."""
        whole = "".join(text for _element, _tail, text in self._slots)
        spans = [found.span() for found in LINE_END.finditer(whole)] if "\n" in whole else []
        place = number = 0
        for element, tail, text in self._slots if spans else ():
            parts, kept, end = [], place, place + len(text)
            while number < len(spans) and spans[number][0] < end:
                start, stop = spans[number]
                parts.append(whole[kept : max(start, kept)])
                kept = min(stop, end)
                if stop > end:
                    break
                number += 1
            parts.append(whole[kept:end])
            if element is not None and len(parts) > 1:
                setattr(element, "tail" if tail else "text", "".join(parts))
            place = end
        self.changed = self.changed or bool(spans)
        self._slots.clear()
