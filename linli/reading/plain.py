"""Paragraphs that need no Markdown: what it would make of them is plain to see, and it takes most of the time of reading.

Nearly all paragraphs of news are such. Whatever is not is left to Python-Markdown, and so is all that follows it in the body.
"""

from __future__ import annotations

import re

# What has no meaning to Markdown within a line, nor to HTML.
BARE = r"[^\0-\x1f`\\\[<>&*_{#|~]"
# A link to another site, and no picture or note.
LINK = re.compile(rf"(?<!!)\[((?![\]^])(?:(?!\]){BARE})++)\]\((https?://[A-Za-z0-9./:?=%,;@+-]++)\)")
# A line that begins no list, with links at most.
TEXT = re.compile(rf"(?![-+=\s]|\d+\.)(?:{BARE}++|{LINK.pattern})++(?<!\s)")
# A line that is all bold, as a subhead may be.
BOLD = re.compile(r"\*\*([^\W_](?:(?:[^\W_]|[ .%·—-])*[^\W_])?)\*\*")


def plain(block: str) -> str | None:
    """The HTML of a block of a body within its `p`; None if it is for Markdown to say."""
    if TEXT.fullmatch(block):
        return LINK.sub(r'<a href="\2">\1</a>', block) if "[" in block else block
    bold = BOLD.fullmatch(block)
    return f"<strong>{bold[1]}</strong>" if bold else None
