"""Macros that are rendered once: the furniture of pages is the same on thousands of them."""

from __future__ import annotations

from jinja2 import TemplateError
from jinja2.runtime import Macro

from linli.messages import _
from linli.model.calendar import Day
from linli.model.paper import Paper

PLAIN = frozenset([str, bool, type(None), Day, Paper])  # they never change, and equal ones look alike


class Once:
    """The function `once` of templates.

    A macro of a component knows its parameters and nothing else. So for the same ones it makes the same, and what it made
    before serves again. A page is refused: it is another each time, and a macro that has it may show anything of it.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], tuple[str, object]] = {}

    def __call__(self, macro: Macro, *given: object) -> str:
        """What a macro makes of its parameters.

        Raises:
            TemplateError: a parameter is not plain.
        """
        key: list[object] = [macro]
        for value in given:
            kind = type(value)
            if kind not in PLAIN:
                text = _("once 只收文字、真假、日期和 paper，不收 {kind}。", kind=kind.__name__)
                raise TemplateError(text)
            # A paper is compared by itself, which takes no time. It is kept below, so no other gets its number.
            key.append(id(value) if kind is Paper else value)
        known = self._made.get(tuple(key))
        if known is None:
            known = self._made[tuple(key)] = macro(*given), given
        return known[0]
