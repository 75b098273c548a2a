"""XML that comes from anywhere: no document types, so no entities of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cache
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat


class TooMuch(Exception):
    """A document has more elements, or more text, than is read."""


def parse_xml(
    data: bytes,
    space_of: Callable[[str], str] = str,
    most: Mapping[str, int] | None = None,
    longest: int = sys.maxsize,
) -> Element:
    """The root of a document. `space_of` gives the name space to use in place of one that is written.

    Args:
        most: how many elements of a name there may be; of the name "", of all.
        longest: how many characters of text, white space aside.

    Raises:
        TooMuch: there are more.
        expat.ExpatError, ValueError: it is no XML, or has a document type.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")

    @cache
    def named(name: str) -> str:
        space, separator, local = name.partition("}")
        return f"{{{space_of(space)}}}{local}" if separator else name

    left = dict(most or {})

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = named(name)
        for counted in ("", tag) if left else ():
            if counted in left:
                left[counted] -= 1
                if left[counted] < 0:
                    raise TooMuch
        builder.start(tag, {named(key): value for key, value in attributes.items()})

    def text(words: str) -> None:
        nonlocal longest
        longest -= len(words) if not words.isspace() else 0
        if longest < 0:
            raise TooMuch
        builder.data(words)

    def refuse(*_arguments: object) -> None:
        raise ValueError("DOCTYPE")

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: builder.end(named(name))
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(data, True)
    return builder.close()
