"""A body on another page than its own, such as that of a whole issue to print."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin

from markupsafe import Markup

SITE = "https://site.invalid/"  # where it is thought to be (RFC 2606)
ELSEWHERE = re.compile("https?://")
ADDRESSES = frozenset(["href", "src"])
# As the serialisers of bodies write them: values in double quotes, and no other "<" that is not the beginning of a tag.
TAG = re.compile(r'<[a-z][a-z0-9]*(?:\s[a-z-]+="[^"]*")+>')
ATTRIBUTE = re.compile(r'\s([a-z-]+)="([^"]*)"')  # in a tag
HEADING = re.compile(r"<(/?)h([1-6])(?=[\s>])")
LATER = frozenset(["loading", "fetchpriority"])  # when a picture is fetched: a page to print has all of them at once


def reprinted(body: str, url: str, root: str, slug: str, level: int = 1) -> Markup:
    """The body of the piece at `url`, with addresses, ids and headings for another page. Its text stays as it is.

    Args:
        body: safe HTML, as its own page has it.
        url: of its own page, below the root of the site.
        root: the way from the other page to the root of the site.
        slug: stands before its ids, to tell them from those of other bodies there.
        level: of the heading that the piece has there; those in the body follow it without a gap.
    """
    here = SITE + url

    def tag(match: re.Match[str]) -> str:
        return ATTRIBUTE.sub(attribute, match[0])

    def attribute(match: re.Match[str]) -> str:
        name, value = match[1], unescape(match[2])
        if name in LATER:
            return ""
        if name in ADDRESSES:
            there = address(value)
        elif name == "srcset":
            sources = (source.split(" ", 1) for source in value.split(", "))
            there = ", ".join(" ".join([address(source[0]), *source[1:]]) for source in sources)
        else:
            there = f"{slug}-{value}" if name == "id" else value
        return match[0] if there == value else f' {name}="{escape(there)}"'

    def address(own: str) -> str:
        """An address on the other page. What leads elsewhere stays."""
        if ELSEWHERE.match(own):
            return own
        try:
            whole = urljoin(here, own)
        except ValueError:  # no address at all
            return own
        return root + whole.removeprefix(SITE) if whole.startswith(SITE) else own

    return Markup(_below(level, TAG.sub(tag, body)))


def _below(level: int, body: str) -> str:
    """A body whose headings stand below one of this level: on its own page they stand below the first (2 to 6)."""
    last = level

    def heading(match: re.Match[str]) -> str:
        nonlocal last
        if not match[1]:
            last = min(level + max(int(match[2]), 2) - 1, last + 1, 6)
        return f"<{match[1]}h{last}"

    return HEADING.sub(heading, body)
