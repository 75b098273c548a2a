"""Markup cut into text and tags in turn, in time that grows as the markup does.

The grammar looks for the end of whatever begins: of a comment, of a script, of a tag. Where many begin that never end, it would go
through the rest of the page for each of them. So what lies behind the last end of its kind is not asked for one.
"""

from __future__ import annotations

import re

from plugins.hanzi.elements import RAW, TEXT
from plugins.hanzi.tags import BEGUN, HEAD, grammar

FEW = 16  # beginnings without an end, for which nobody need care
AFTER_NAME = frozenset(" \t\n\r\f/>")
WHOLE = re.compile(rf"<({'|'.join((*RAW, *TEXT))})(?![^ \t\n\r\f/>])", re.I)


def tokens(markup: str, form: str) -> list[str]:
    """Text and tags in turn; `form` is that of the grammar: `html`, `xml`, or `end` for the last of a page."""
    ends = _Ends(markup, form)
    if ends.lost <= FEW:
        return grammar(form).split(markup)
    found, place = [], 0
    for begun in BEGUN.finditer(markup):
        start = begun.start()
        if start < place:
            continue
        token = ends.token_at(start)
        if token:
            found += [markup[place:start], token]
            place = start + len(token)
    return [*found, markup[place:]]


class _Ends:
    """Where in a page the last end of each kind is. `lost` is how many begin behind that of their kind."""

    def __init__(self, markup: str, form: str) -> None:
        self.markup, self.form = markup, form
        self.tag = markup.rfind(">")
        self.comment = max(markup.rfind("-->"), markup.rfind("--!>"))
        self.cdata = markup.rfind("]]>")
        self.lost = markup.count("<", self.tag + 1)
        self.lost += markup.count("<!--", self.comment + 1) + markup.count("<![CDATA[", self.cdata + 1)
        self._elements: dict[str, int] = {}
        if form == "html":
            for element in WHOLE.finditer(markup) if "<" in markup else ():
                self.lost += element.start() > self.element(element[1].lower())

    def element(self, name: str) -> int:
        """The last end tag of an element whose content is no markup; -1 without one."""
        if name not in self._elements:
            ends = re.finditer(f"</{name}(?![^ \t\n\r\f/>])", self.markup[: self.tag], re.I)
            self._elements[name] = max((end.start() for end in ends), default=-1)
        return self._elements[name]

    def token_at(self, start: int) -> str:
        """The token that begins at a place; empty if there is none."""
        markup, form = self.markup, self.form
        if markup.startswith("<!--", start) and start > self.comment:
            return markup[start:] if form == "end" else ""
        if markup.startswith("<![CDATA[", start) and start > self.cdata:
            return ""
        whole = WHOLE.match(markup, start) if form == "html" else None
        if whole and start > self.element(whole[1].lower()):
            match = HEAD.match(markup, start)
        elif start > self.tag:
            match = None
        else:
            match = grammar(form).match(markup, start)
        return match[0] if match else ""
