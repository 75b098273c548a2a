"""HTML and XML in the other script: what a reader sees or hears is converted, and every tag stays byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from linli.model.scripts import Variant
from plugins.hanzi.memory import Memory
from plugins.hanzi.piece import Manner, MarkupPiece, Rewriter
from plugins.hanzi.runs import put
from plugins.hanzi.simple import simple_piece
from plugins.hanzi.tags import Tag
from plugins.hanzi.tokens import tokens

FURNITURE = 300  # characters of a line that may well stand on other pages too, and is remembered
MEMORY = 20_000  # lines of each scope that are remembered
ROOM = 1_500_000  # characters of lines that are the same in every scope, for nothing is written in them but text


class Texts(Protocol):
    """What is needed of a converter."""

    variant: Variant

    def texts(self, texts: Sequence[str]) -> list[str]: ...

    def touches(self, text: str) -> bool: ...

    def cuts(self, text: str, converted: str, places: Sequence[int]) -> list[int]: ...


class Walker:
    """Converts markup with one converter.

    It goes line by line, for no phrase spans two, and most lines of a page stand on others too: a line that was met
    before is remembered. One that does not end what it begins (a tag, a comment, an element that is not to be
    converted) is taken together with those after it.
    """

    def __init__(self, converter: Texts, language: str = "") -> None:
        """`language` is what the target is called in structured data: the name of the script if it is not given."""
        self.converter = converter
        self.language = language or converter.variant.target
        self._tags: dict[object, dict[str, tuple[Tag, str]]] = {}
        self._lines: dict[object, dict[str, str]] = {}
        self._plain: dict[bool, Memory] = {}  # with a rewriter and without one

    def convert(self, markup: str, rewriter: Rewriter | None = None, scope: object = None) -> str:
        """The markup in the other script. It is XML if it begins as XML does.

        The `rewriter` does the same for all markup of a `scope`.
        """
        manner = self._manner(rewriter, scope, xml=markup.startswith(("<?xml", "\ufeff<?xml")))
        known = self._lines.setdefault((scope, manner.xml), {})
        if len(known) > MEMORY:
            known.clear()
        known[""] = ""
        plain = None if manner.xml else self._plain.setdefault(rewriter is None, Memory(ROOM))
        lines = markup.split("\n")
        written: list[str | None] = list(map(known.get, lines))
        pieces: list[tuple[int, str, MarkupPiece]] = []
        number = -1
        while (number := _unknown(written, number + 1)) >= 0:
            if plain is not None and (met := plain.get(lines[number])) is not None:
                written[number] = met
                continue
            piece, count = self._piece(lines, number, manner)
            pieces.append((number, lines[number] if count == 1 else "", piece))
            del lines[number + 1 : number + count], written[number + 1 : number + count]
        self._convert([piece for _number, _line, piece in pieces])
        for number, line, piece in pieces:
            written[number] = converted = piece.markup()
            if line and len(line) < FURNITURE:
                known[line] = converted
            if piece.plain and plain is not None:
                plain.put(line, converted)
        return "\n".join([line for line in written if line is not None])  # by now each of them is known

    def json(self, data: str, rewriter: Rewriter | None = None, scope: object = None) -> str:
        """JSON with its texts converted, but for its keys, addresses and code."""
        piece = MarkupPiece([data])
        piece.read_json(piece.tokens, 0, self._manner(rewriter, scope))
        self._convert([piece])
        return piece.markup()

    def _manner(self, rewriter: Rewriter | None, scope: object, xml: bool = False) -> Manner:
        converter = self.converter
        inner = lambda markup: self.convert(markup, rewriter, scope)  # noqa: E731
        return Manner(
            converter.variant,
            self.language,
            converter.touches,
            inner,
            rewriter,
            xml,
            self._tags.setdefault((scope, xml), {}),
        )

    def _piece(self, lines: list[str], number: int, manner: Manner) -> tuple[MarkupPiece, int]:
        """From a line as many as it takes to end what they begin, and how many these are."""
        simple = None if manner.xml else simple_piece(lines[number], manner)
        if simple:
            return simple, 1
        count = 1
        while True:
            last = number + count >= len(lines)
            form = "xml" if manner.xml else "end" if last else "html"
            piece = MarkupPiece(tokens("\n".join(lines[number : number + count]), form))
            piece.read(manner)
            if piece.ended or last:
                return piece, min(count, len(lines) - number)
            count *= 2

    def _convert(self, pieces: list[MarkupPiece]) -> None:
        """Converts the texts of all pieces, in one call."""
        runs = [run for piece in pieces for run in piece.runs]
        converted = self.converter.texts([run.text for run in runs])
        for run, result in zip(runs, converted, strict=True):
            if result != run.text:
                put(run, result, self.converter.cuts)


def _unknown(written: list[str | None], start: int) -> int:
    """The number of the next line that was not met before, -1 if there is none."""
    try:
        return written.index(None, start)
    except ValueError:
        return -1
