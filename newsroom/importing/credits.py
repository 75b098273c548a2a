"""Signatures at the end of a paragraph: （张三）, （记者 李四 摄）, 李四 摄."""

from __future__ import annotations

import re

from newsroom.importing.script import PageScript
from plugins.bylines.blocks import LAST_BRACKET
from plugins.bylines.signature import Signature

BARE = re.compile(
    r"(?<=[。！？”])\s*((?:本报)?(?:记者|通讯员)?\s*[\u4e00-\u9fff·\s\u3000]{2,12}\s*[/／]?\s*(?:摄影?|供图))\s*$"
)
BOLD = re.compile(r"(?<=.)\*\*\s*([（(][^（()）]*[）)])\s*\*\*$")


SIMPLIFIED = PageScript("")


def ending_credit(text: str, script: PageScript = SIMPLIFIED) -> tuple[str, str, Signature | None]:
    """A paragraph without the signature at its end, that signature in brackets, and who signed (None if nobody did)."""
    text = BOLD.sub(r"\1", text)
    reading = script.reading(text)
    for pattern in (LAST_BRACKET, BARE):
        found = pattern.search(reading)
        if found is None or not found.start():
            continue
        words = text[found.start(1) : found.end(1)]
        signature = script.signature(words)
        if signature is not None:
            credit = words if found[1][0] in "（(【" else f"（{words}）"
            return text[: found.start()].rstrip(), credit, signature
    return text, "", None
