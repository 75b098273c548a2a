"""What is different in two versions of a piece, line by line."""

from __future__ import annotations

from difflib import unified_diff

from linli.reading.encoding import UnreadableText, decode


def difference(one: bytes, other: bytes | None, path: str) -> list[tuple[str, str]]:
    """The lines of one that the other does not have (`-`), and the other way round (`+`). None of what is no text."""
    try:
        before = decode(one, path).split("\n")
        after = decode(other, path).split("\n") if other else []
    except UnreadableText:
        return []
    lines = list(unified_diff(before, after, n=0, lineterm=""))[2:]
    return [(line[0], line[1:]) for line in lines if line[0] in "+-" and line[1:].strip()]
