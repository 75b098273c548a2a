"""The words of the desk's scripts: Chinese stands in the scripts, in `_("…")`; in another language they are given beside it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from linli.messages import _, language

SAID = re.compile(r'(?<![\w.])_\("((?:[^"\\\n]|\\.)*)"')


@cache
def texts() -> tuple[str, ...]:
    """Every text that a script says."""
    found: dict[str, None] = {}
    for file in (files("newsroom.screens") / "static").iterdir():
        if file.name.endswith(".js"):
            found |= dict.fromkeys(SAID.findall(file.read_text(encoding="utf-8")))
    return tuple(sorted(found))


def words() -> dict[str, str]:
    """What they say in the editor's language; nothing in Chinese."""
    return {text: _(text) for text in texts()} if language() != "zh" else {}
