"""A body cut into pieces at blank lines; code and HTML go on behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator

BLANK = re.compile(r"\n(?:[ \t\u3000]*\n)+")
FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
NO_END = re.compile(r"[ \t]{0,3}<(?:[a-zA-Z!/])")  # HTML, which may go on behind blank lines
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")


def pieces(body: str) -> Iterator[tuple[str, str]]:
    """The pieces of a body, each with what stands before it; together they are the body."""
    parts = re.split(f"({BLANK.pattern})", body.strip("\n"))
    before, piece, run = "", list[str](), _Run()
    for number in range(0, len(parts), 2):
        piece.append(parts[number])
        run.go_on(parts[number])
        between = parts[number + 1] if number + 1 < len(parts) else ""
        if between and (run.is_open or parts[number + 2][:1] in (" ", "\t")):
            piece.append(between)
            continue
        yield from _figures(before, "".join(piece))
        before, piece, run = between, [], _Run()


def _figures(before: str, piece: str) -> Iterator[tuple[str, str]]:
    """Pictures with lines below them may follow each other without a blank line."""
    parts = re.split(r"\n(?=!\[)", piece) if piece.startswith("![") else [piece]
    for part in parts:
        if part:
            yield before, part
        before = "\n"


class _Run:
    """Whether a piece goes on behind a blank line: code whose fence is not closed, and HTML up to its end."""

    def __init__(self) -> None:
        self._fence, self._name, self._depth = "", "", 0
        self._is_new = True

    @property
    def is_open(self) -> bool:
        """Whether it does."""
        return bool(self._fence) or self._depth > 0

    def go_on(self, part: str) -> None:
        """Hears the next part of the piece."""
        for line in part.split("\n"):
            found = FENCE.match(line)
            if found and not self._fence:
                self._fence = found[1]
            elif found and found[1].startswith(self._fence) and not line.strip().strip(self._fence[0]):
                self._fence = ""
        if self._is_new and NO_END.match(part):
            tag = TAG.match(part.lstrip())
            self._name = "!--" if part.lstrip().startswith("<!--") else tag[2].lower() if tag else ""
            self._name = "" if self._name in ("br", "hr", "img") else self._name
        if self._name == "!--":
            self._depth = 0 if "-->" in part else 1
            self._name = "!--" if self._depth else ""
        elif self._name:
            self._depth += sum(-1 if end else 1 for end, name in TAG.findall(part) if name.lower() == self._name)
        self._is_new = False
