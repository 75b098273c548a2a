"""The line in a new article that tells where to write; an article that still has it is not finished."""

from __future__ import annotations

import re

TEXT = "〔在这里写正文，写好后删掉这一行〕"
CAPTION = "〔在这里写图片说明，写好后删掉这一行〕"
LEFT_IN = re.compile(r"^[ \t\u3000]*〔在[这這][里裡裏][写寫][^〕\n]*", re.M)


def line_of(body: str) -> int | None:
    """The line of a body, from 0, in which such a hint was left; None if there is none."""
    found = LEFT_IN.search(body)
    return body.count("\n", 0, found.start()) if found else None
