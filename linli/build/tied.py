"""Numbers of a body that stay on one line with what they count. Feeds have bodies without them."""

from __future__ import annotations

import re

from markupsafe import Markup

from linli.text.numbers import COUNTED

# As the serialisers of bodies write them: values in double quotes. Code is left alone, and so are readings above characters.
PART = re.compile(rf'<(?:pre|code|kbd|rt)\b.*?</(?:pre|code|kbd|rt)>|<[^<>"]*(?:"[^"]*"[^<>"]*)*>|({COUNTED})', re.S)


def tied(body: str) -> Markup:
    """A safe body, as HTML, with each such number in a `span`. Its text stays as it is."""
    return Markup(PART.sub(_part, body))


def _part(match: re.Match[str]) -> str:
    return f'<span class="number">{match[1]}</span>' if match[1] else match[0]
