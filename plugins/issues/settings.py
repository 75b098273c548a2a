"""The settings of this plugin: the names of pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linli.errors import SettingsError
from linli.messages import _

HIGHEST = 999  # the highest number of a page that an article can have

Names = tuple[tuple[int, str], ...]


def names_of(settings: Mapping[str, Any]) -> Names:
    """The names that `PAGE_NAMES` in `pelicanconf.py` gives pages: number and name, `((1, "要闻"), (2, "综合"))`.

    Raises:
        SettingsError: PAGE_NAMES is no such table.
    """
    names = settings.get("PAGE_NAMES", {})
    if not isinstance(names, Mapping) or not all(_is_number(n) and _is_name(name) for n, name in names.items()):
        message = _(
            "PAGE_NAMES 应当是版次到版名的表，例如 {example}，现在是 {value}。请改正后再试。",
            example='{1: "要闻", 2: "综合"}',
            value=repr(names),
        )
        raise SettingsError([f"pelicanconf.py: {message}"])
    return tuple(sorted((number, name.strip()) for number, name in names.items()))


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= HIGHEST


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
