"""Numbers of a body that stay on one line with what they count. Feeds have bodies without them."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

from linli.text.numbers import COUNTED

# Tags as the serialisers of bodies write them: values in double quotes.
PART = re.compile(rf'<(/?)([a-z]++)[^<>"]*+(?:"[^"]*"[^<>"]*+)*+>|({COUNTED})')
REMEMBERED = 256  # bodies: each stands on its own page and on one to print, which are made one after the other
UNTOUCHED = frozenset(["pre", "code", "kbd", "rt"])  # code, and readings above characters


@lru_cache(maxsize=REMEMBERED)
def tied(body: str) -> Markup:
    """A safe body, as HTML, with each such number in a `span`. Its text stays as it is."""
    within = 0

    def part(match: re.Match[str]) -> str:
        nonlocal within
        closing, name, number = match.groups()
        if name in UNTOUCHED:
            within += -1 if closing else 1
        return f'<span class="number">{number}</span>' if number and not within else match[0]

    return Markup(PART.sub(part, body))
