"""What characters become on their own, each without the others."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

END = 0x32400  # behind the last Chinese character of Unicode
SHORT = 30  # characters of a text for which arrays are not worth while
WHOLE = "utf-32-le"


class Characters(dict[int, str]):
    """From code points to what becomes of them, as `str.translate` asks for it."""

    def __init__(self, convert: Callable[[str], str]) -> None:
        """`convert` takes a text of characters with line breaks between them, and gives as many lines."""
        super().__init__()
        codes = [*range(0x80, 0xD800), *range(0xE000, END)]
        lines = convert("\n".join(map(chr, codes))).split("\n")
        self.update(
            {code: line for code, line in zip(codes, lines, strict=True) if len(line) == 1 and line != chr(code)}
        )
        self._table = np.arange(0x110000, dtype=np.uint32)
        for code, line in self.items():
            self._table[code] = ord(line)

    def __missing__(self, code: int) -> str:
        self[code] = itself = chr(code)
        return itself

    def convert(self, text: str) -> str:
        """A text whose characters know nothing of each other."""
        if len(text) < SHORT:
            return text.translate(self)
        codes = np.frombuffer(text.encode(WHOLE, "surrogatepass"), dtype=np.uint32)
        return self._table[codes].tobytes().decode(WHOLE, "surrogatepass")
