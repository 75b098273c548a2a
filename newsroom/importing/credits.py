"""Signatures at the end of a paragraph: （张三）, （记者 李四 摄）, 李四 摄."""

from __future__ import annotations

import re

from newsroom.importing.script import reading
from plugins.bylines.blocks import ending_bracket
from plugins.bylines.signature import Signature, parse_signature

BARE = re.compile(
    r"(?<=[。！？”])\s*((?:本报)?(?:记者|通讯员)?\s*[\u4e00-\u9fff·\s\u3000]{2,12}\s*[/／]?\s*(?:摄影?|供图))\s*$"
)
BOLD = re.compile(r"(?<=.)\*\*\s*([（(][^（()）]*[）)])\s*\*\*$")


def ending_credit(text: str) -> tuple[str, str, Signature | None]:
    """A paragraph without the signature at its end, that signature in brackets, and who signed (None if nobody did)."""
    text = BOLD.sub(r"\1", text)
    if (ending := ending_bracket(text)) is not None:
        return ending
    found = BARE.search(reading(text))
    if found is not None and found.start():
        words = text[found.start(1) : found.end(1)]
        if (signature := parse_signature(words)) is not None:
            return text[: found.start()].rstrip(), f"（{words}）", signature
    return text, "", None
