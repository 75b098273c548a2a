"""The tree of a body as editors in browsers send it (ProseMirror's JSON), read with care."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Node = dict[str, Any]


def content_of(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What is in a node.

    Raises:
        ValueError: these are no nodes.
    """
    return parts_of(node, "content")


def parts_of(node: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The nodes of a list that a node has.

    Raises:
        ValueError: it is no such list.
    """
    found = node.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise ValueError("no content")
    return found


def attributes_of(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """The attributes of a node.

    Raises:
        ValueError: they are none.
    """
    found = node.get("attrs") or {}
    if not isinstance(found, Mapping):
        raise ValueError("no attributes")
    return found


def word_of(value: object) -> str:
    """A text.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(value, str):
        raise ValueError("no text")
    return value
