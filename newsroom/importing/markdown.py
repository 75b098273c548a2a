"""Markdown and the plain text that it stands for, as far as a page of a newspaper needs it."""

from __future__ import annotations

import re
from html import unescape

STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()<>#+\-.!|])")
IMAGE = re.compile(r"!\[[^\]]{0,300}\]\([^)]{0,500}\)")
LINK = re.compile(r"\[([^\[\]]++)\]\([^)\s]{0,500}\)")
TAG = re.compile(r"</?(?:br|sup|sub)\s*/?>")
SPECIAL = re.compile(r"[\\`*]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|(?<=\])\(|&(?=#?\w+;)")
# What at the beginning of a line would make it a heading, a list, a quote or a field of a table.
OPENING = re.compile(r"(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|\||(?<![-=])[-=]{3,}+$|```|~~~)")
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


def commented(text: str) -> str:
    """A text as a comment, which no page shows."""
    return f"<!-- {' '.join(text.split()).replace('--', '－－').replace('>', '＞')} -->"


def length(block: str) -> int:
    """The characters of a block that readers see, white space aside: no marks, of a picture its caption."""
    text = re.sub(r'!\[[^\]]{0,300}\]\([^)"]{0,500}(?:"([^"]{0,500})")?\)', lambda found: found[1] or "", block)
    if text.startswith("|"):
        text = re.sub(r"^\|(?: --- \|)+$|(?<!\\)\||<br>", " ", text, flags=re.M)
    text = re.sub(r"^[^\S\n]*+(?:#{1,6}|-|\d{1,9}\.) ", "", text, flags=re.M)
    return len("".join(plain(text).split()))


def picture_mark(place: int, description: str = "") -> str:
    """Where a picture that came within a file is to stand; `place` is its place among them."""
    return f"![{_bracketless(description)}](\0{place}\0)"


def captioned(picture: str, caption: str, description: str) -> str:
    """A picture with a caption, and a description if it has none."""
    text = plain(caption)
    straight = re.sub('"([^"]*)"', r"“\1”", text).replace('"', "”")
    return re.sub(
        r"^!\[([^\]]*)\]\(([^)]*)\)",
        lambda found: f'![{found[1] or _bracketless(plain(description))}]({found[2]} "{straight}")',
        picture,
        count=1,
    )


def _bracketless(text: str) -> str:
    return re.sub(r"[\[\]\\]", "", text)


PICTURE_MARK = re.compile("\0(\\d+)\0")
