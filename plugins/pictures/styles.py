"""Styles of a drawing, by allow-lists: properties that style, functions that compute, addresses within the drawing alone.

The text is taken apart by a tokenizer of CSS, for which escapes and comments hide nothing. What is left is written from its
tokens; a text that has nothing else stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2
from tinycss2.ast import AtRule, Declaration, FunctionBlock, Node, QualifiedRule

from plugins.pictures.svg import AT_RULES, FONT, FUNCTIONS, NONE, PROPERTIES

MEANT = re.compile(r"[(\\@]")  # without one of these a value asks for nothing
FONT_DATA = re.compile(
    r"data:(?:font/|application/(?:x-)?font)[a-z0-9.+-]{1,40};(?:charset=[a-z0-9-]{1,20};)?base64,[A-Za-z0-9+/=\s]*+"
)
WORDLESS = ("whitespace", "comment")


@dataclass(slots=True)
class Styles:
    """Cleans styles. `dropped`: something was left out that does more than style, or that nobody knows."""

    dropped: bool = False

    def value(self, name: str, text: str) -> str | None:
        """The value of an attribute. One that asks for something from outside is `none`, or None where there is no such value."""
        if not MEANT.search(text):
            return text
        tokens = tinycss2.parse_component_value_list(text)
        if not self._are_safe(tokens):
            self.dropped = True
            return "none" if name in NONE else None
        return tinycss2.serialize(tokens) if "\\" in text else text

    def declarations(self, text: str) -> str:
        """The declarations of a `style` attribute."""
        return self._kept(text, lambda: self._declarations(tinycss2.parse_blocks_contents(text), PROPERTIES))

    def sheet(self, text: str) -> str:
        """The rules of a `style` element."""
        return self._kept(text, lambda: self._rules(tinycss2.parse_stylesheet(text)))

    def _kept(self, text: str, clean: Callable[[], tuple[list[str], bool]]) -> str:
        parts, changed = clean()
        return "".join(parts) if changed or "\\" in text else text

    def _rules(self, nodes: Iterable[Node]) -> tuple[list[str], bool]:
        """The rules among nodes, and whether something was left out."""
        parts: list[str] = []
        changed = False
        for node in nodes:
            made, less = self._rule(node)
            changed |= less
            if made is not None:
                parts.append(made)
        return parts, changed

    def _rule(self, node: Any) -> tuple[str | None, bool]:
        if node.type in WORDLESS:
            return node.serialize(), False
        if isinstance(node, QualifiedRule) and self._are_safe(node.prelude):
            inner, less = self._declarations(tinycss2.parse_blocks_contents(node.content), PROPERTIES)
            return f"{tinycss2.serialize(node.prelude)}{{{''.join(inner)}}}", less
        if isinstance(node, AtRule) and node.lower_at_keyword == "charset":
            return None, True
        if (
            isinstance(node, AtRule)
            and node.content is not None
            and node.lower_at_keyword in AT_RULES
            and self._are_safe(node.prelude)
        ):
            if node.lower_at_keyword == "font-face":
                inner, less = self._declarations(tinycss2.parse_blocks_contents(node.content), FONT)
            else:
                inner, less = self._rules(tinycss2.parse_rule_list(node.content))
            head = f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}"
            return f"{head}{{{''.join(inner)}}}", less
        self.dropped = True
        return None, True

    def _declarations(self, nodes: Iterable[Any], known: frozenset[str]) -> tuple[list[str], bool]:
        """The declarations among nodes, and whether something was left out."""
        parts: list[str] = []
        changed = False
        for node in nodes:
            if node.type in WORDLESS:
                parts.append(node.serialize())
            elif isinstance(node, Declaration) and _is_known(node, known) and self._are_safe(node.value, known is FONT):
                parts.append(node.serialize() + ";")
            else:
                changed = True
                if isinstance(node, Declaration) and node.lower_name in NONE:
                    parts.append(f"{node.lower_name}: none;")
                # `-inkscape-…`, `-moz-…` and the like belong to one program
                self.dropped |= not (isinstance(node, Declaration) and node.name.startswith("-"))
        return parts, changed

    def _are_safe(self, tokens: Iterable[Node], font: bool = False) -> bool:
        """Whether tokens, and those within them, compute or refer to the drawing itself."""
        return all(_is_safe(token, font) for token in _all(tokens))


def _is_known(declaration: Declaration, known: frozenset[str]) -> bool:
    return declaration.lower_name in known or declaration.name.startswith("--")


def _all(tokens: Iterable[Node]) -> Iterator[Any]:
    """Tokens, and those in brackets and functions; not by recursion, for they may be nested in any number."""
    waiting = list(tokens)
    while waiting:
        token: Any = waiting.pop()
        yield token
        if isinstance(token, FunctionBlock):
            waiting += token.arguments
        elif token.type in ("() block", "[] block", "{} block"):
            waiting += token.content


def _is_safe(token: Any, font: bool) -> bool:
    if isinstance(token, FunctionBlock):
        if token.lower_name == "url":
            return all(
                one.type in WORDLESS or (one.type == "string" and _is_own(one.value, font)) for one in token.arguments
            )
        return token.lower_name in FUNCTIONS
    if token.type == "url":
        return _is_own(token.value, font)
    return token.type not in ("error", "at-keyword")


def _is_own(address: str, font: bool) -> bool:
    return address.startswith("#") or (font and FONT_DATA.fullmatch(address) is not None)
