"""Edits: what a rule would have written otherwise in a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Characters `start` to `end` of a line, and what should stand there. An edit that is not `safe` is only told."""

    line: int
    start: int
    end: int
    new: str
    safe: bool = True


def applied(text: str, edits: Iterable[Edit]) -> str:
    """A line with its edits made. They do not overlap; one that does is left out."""
    parts, end = [], 0
    for edit in sorted(edits):
        if edit.start >= end:
            parts += [text[end : edit.start], edit.new]
            end = edit.end
    return "".join([*parts, text[end:]])
