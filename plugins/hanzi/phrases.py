"""Where the phrases of a list stand in a text."""

from __future__ import annotations

from collections.abc import Mapping

from linli.text.pairs import Codes, codes_of, numbers_of, table_of

Span = tuple[int, int, str]  # where a phrase begins and ends, and what becomes of it


class Phrases:
    """Finds phrases by the first two characters of each."""

    def __init__(self, becomes: Mapping[str, str]) -> None:
        """`becomes` are phrases with what becomes of them."""
        self._by_pair: dict[str, list[tuple[str, str]]] = {}
        for phrase in sorted(becomes, key=len, reverse=True):
            self._by_pair.setdefault(phrase[:2], []).append((phrase, becomes[phrase]))
        self._pairs = table_of(numbers_of(codes_of("".join(self._by_pair)))[::2])

    def found(self, text: str, codes: Codes) -> list[Span]:
        """All phrases in a text, wherever words end; those at one place longest first. `codes` are its characters."""
        found = []
        for at in self._pairs[numbers_of(codes)].nonzero()[0].tolist():
            for phrase, becomes in self._by_pair.get(text[at : at + 2], ()):
                if text.startswith(phrase, at):
                    found.append((at, at + len(phrase), becomes))
        return found
