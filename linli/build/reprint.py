"""A body on another page than its own, such as that of a whole issue to print."""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

from markupsafe import Markup

SITE = "https://site.invalid/"  # where it is thought to be (RFC 2606)
ADDRESSES = frozenset(["href", "src"])
ATTRIBUTE = re.compile(r'\s([a-z-]+)="([^"]*)"')  # in a tag, as the serialisers of bodies write it
LATER = frozenset(["loading", "fetchpriority"])  # when a picture is fetched: a page to print has all of them at once
CHANGING = re.compile(rf'\s(?:{"|".join(sorted({*ADDRESSES, *LATER, "srcset", "id"}))})="')


def reprinted(body: str, url: str, root: str, slug: str) -> Markup:
    """The body of the piece at `url`, with addresses and ids for another page. Its text stays as it is.

    Args:
        body: safe HTML, as its own page has it.
        url: of its own page, below the root of the site.
        root: the way from the other page to the root of the site.
        slug: stands before its ids, to tell them from those of other bodies there.
    """
    if not CHANGING.search(body):  # as most: paragraphs alone
        return Markup(body)
    reader = _Reader(body, url, root, slug)
    reader.feed(body)
    reader.close()
    return Markup("".join([*reader.parts, body[reader.end :]]))


class _Reader(HTMLParser):
    """Collects the body in parts: what is between tags that change, as it is, and these tags anew."""

    def __init__(self, body: str, url: str, root: str, slug: str) -> None:
        super().__init__(convert_charrefs=False)
        self.url, self.root, self.slug = url, root, slug
        self.body = body
        self.lines = [0]  # where each begins
        for line in body.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.parts: list[str] = []
        self.end = 0  # of what is in `parts`

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = self.get_starttag_text() or ""
        there = ATTRIBUTE.sub(self._attribute, here)
        if there != here:
            line, offset = self.getpos()
            start = self.lines[line - 1] + offset
            self.parts += [self.body[self.end : start], there]
            self.end = start + len(here)

    def _attribute(self, match: re.Match[str]) -> str:
        name, value = match[1], unescape(match[2])
        if name in LATER:
            return ""
        there = self._value(name, value)
        return match[0] if there == value else f' {name}="{escape(there)}"'

    def _value(self, name: str, value: str) -> str:
        if name in ADDRESSES:
            return self._address(value)
        if name == "srcset":
            sources = (source.split(" ", 1) for source in value.split(", "))
            return ", ".join(" ".join([self._address(source[0]), *source[1:]]) for source in sources)
        return f"{self.slug}-{value}" if name == "id" else value

    def _address(self, address: str) -> str:
        """An address on the other page. What leads elsewhere stays."""
        try:
            whole = urljoin(SITE + self.url, address)
        except ValueError:  # no address at all
            return address
        return self.root + whole.removeprefix(SITE) if whole.startswith(SITE) else address
