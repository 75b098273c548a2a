"""Markdown and the plain text that it stands for, as far as a page of a newspaper needs it."""

from __future__ import annotations

import re
from html import unescape

STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()<>#+\-.!|])")
IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
LINK = re.compile(r"\[([^\]]+)\]\([^)\s]*\)")
TAG = re.compile(r"</?(?:br|sup|sub)\s*/?>")
SPECIAL = re.compile(r"[\\`*]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|(?<=\])\(|&(?=#?\w+;)")
# What at the beginning of a line would make it a heading, a list, a quote or a field of a table.
OPENING = re.compile(r"(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|\||[-=]{3,}$|```|~~~)")
NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def escaped(text: str) -> str:
    """Plain text as Markdown in which it reads the same."""
    text = SPECIAL.sub(lambda found: "&amp;" if found[0] == "&" else "\\" + found[0], text).replace("<", "&lt;")
    return (
        NUMBERED.sub(r"\1\\\2", OPENING.sub(r"\\\1", text, count=1), count=1)
        if OPENING.match(text) or NUMBERED.match(text)
        else text
    )


def plain(markdown: str) -> str:
    """The text of a line of Markdown: no emphasis, no marks, pictures left out."""
    if not re.search(r"[\\*_\[<&]", markdown):
        return markdown
    text = TAG.sub("", LINK.sub(r"\1", IMAGE.sub("", markdown)))
    text = STRONG.sub(r"\2", text)
    return unescape(ESCAPED.sub(r"\1", text))
