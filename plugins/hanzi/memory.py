"""What was converted before, kept for a while: texts stand on several pages, which are made one after the other."""

from __future__ import annotations


class Memory:
    """From texts to what became of them. It forgets what was not asked for since it last was full."""

    def __init__(self, room: int) -> None:
        """`room` is how many characters of texts are kept, at least; twice as many at most."""
        self.room = self._left = room
        self._recent: dict[str, str] = {}
        self._older: dict[str, str] = {}

    def get(self, text: str) -> str | None:
        """What became of a text; None if it is not known."""
        found = self._recent.get(text)
        if found is None and (found := self._older.get(text)) is not None:
            self.put(text, found)
        return found

    def put(self, text: str, converted: str) -> None:
        """Keeps what became of a text."""
        if self._left < 0:
            self._older, self._recent, self._left = self._recent, {}, self.room
        self._recent[text] = converted
        self._left -= len(text)
