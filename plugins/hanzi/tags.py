"""Tags: where they are in markup, and what each says."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from linli.model.scripts import Variant
from plugins.hanzi.elements import CODE, HTML, INLINE, RAW, TEXT, UNSEEN, VOID
from plugins.hanzi.variants import is_language

# Spaces are those of HTML: a full-width one is a character like others. What was matched is not tried otherwise (`*+`),
# so that a page with a fault does not take long.
_END = r"(?![^ \t\n\r\f/>])"  # of a name
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^ \t\n\r\f>"'<][^ \t\n\r\f><]*+)"""
_ATTRIBUTE = rf"""[^ \t\n\r\f/>"'<][^ \t\n\r\f/>=<]*+(?:[ \t\n\r\f]*+=[ \t\n\r\f]*+{_VALUE}?+)?+"""
_INSIDE = rf"(?:[ \t\n\r\f/]++|{_ATTRIBUTE})*+"
_TAG = rf"/?[a-zA-Z][^ \t\n\r\f/><]*+{_INSIDE}>"
_COMMENT = r"!--(?:-?>|.*?--!?>)"
_CDATA = r"!\[CDATA\[.*?\]\]>"
_OTHER = r"!(?!--|\[CDATA\[)[^>]*>|\?[^>]*>|/(?![a-zA-Z])[^>]*>"  # doctypes, instructions, what counts as a comment


def _element(name: str, end: str = "") -> str:
    """An element whose content is no markup, as a whole. One that ends itself, as in SVG, is a tag like others."""
    word = "".join(f"[{c}{c.upper()}]" for c in name)
    return rf"{word}{_END}{_INSIDE}(?<!/)>.*?(?:</{word}{_END}[^>]*>{end})"


# Tags, and elements that stay whole. At the end of a page also what never becomes whole: a tag without its last
# quotation mark, a script or a comment that goes on to the end.
_GRAMMARS = {
    "html": "|".join([_COMMENT, _CDATA, _OTHER, *(_element(name) for name in (*RAW, *TEXT)), _TAG]),
    "end": "|".join(
        [_COMMENT, _CDATA, _OTHER, *(_element(name, r"|\Z") for name in (*RAW, *TEXT)), _TAG, "!--.*|/?[a-zA-Z][^>]*>"]
    ),
    "xml": "|".join([_COMMENT, _CDATA, _OTHER, _TAG]),
}
BEGUN = re.compile("<[a-zA-Z/!?]")

CDATA, CDATA_END = "<![CDATA[", "]]>"
HEAD = re.compile(f"<{_TAG}")
NAME = re.compile(r"</?([a-zA-Z][^ \t\n\r\f/><]*)")
ATTRIBUTE = re.compile(
    rf"""(?<![^ \t\n\r\f/>"'<=])([^ \t\n\r\f/>"'<=][^ \t\n\r\f/>=<]*+)([ \t\n\r\f]*+=[ \t\n\r\f]*+)({_VALUE})"""
)
WHOLE = frozenset((*RAW, *TEXT))
# What tags have that say more than a name.
TELLING = re.compile(rf"[^\0-\x7f]|&#|(?<![a-z])lang|translate|<(?:{'|'.join(sorted(CODE))})", re.I)


@lru_cache(maxsize=3)
def grammar(name: str) -> re.Pattern[str]:
    """What cuts markup into text and tags in turn, by `split`: `html`, `xml`, or `end` for the last of a page."""
    return re.compile(f"(<(?:{_GRAMMARS[name]}))", re.S)


class Tag(NamedTuple):
    """What there is to know of a tag, whatever page it stands on."""

    name: str  # in small letters
    closing: bool = False
    empty: bool = False  # has no content, or is an element as a whole
    inline: bool = False  # a phrase goes on across it
    begun: bool = False  # begins an element that should be there as a whole
    translated: bool | None = None  # whether its content is to be translated, if it says so
    source: bool | None = None  # whether its content is in the script that is converted from, if it says so
    telling: bool = False  # has something that may have to be converted


def read(token: str, variant: Variant, xml: bool = False) -> Tag:
    """What a tag says, or an element as a whole."""
    name = name_in(token)[1].lower()
    if token[1] == "/":
        return _silent(name, True, False, xml)
    whole = name in WHOLE and not xml
    head = head_of(token) if whole else token
    tag = _silent(name, False, head.endswith("/>"), xml)
    if not whole and not TELLING.search(head):
        return tag
    telling = whole or not head.isascii() or "&#" in head
    values = attributes(head)
    translate = values.get("translate", "no" if name in CODE else "inherit").lower()
    language = values.get("lang", values.get("xml:lang"))
    return tag._replace(
        begun=whole and len(token) == len(head) and head[-2:] != "/>",
        translated={"no": False, "yes": True, "": True}.get(translate),
        source=is_language(language, variant) if language else None,
        telling=telling,
    )


@lru_cache(maxsize=1024)
def _silent(name: str, closing: bool, closed: bool, xml: bool) -> Tag:
    """A tag that says no more than its name. In HTML only foreign elements, those of SVG, can end themselves."""
    inline = name in INLINE or name in UNSEEN or name in CODE or "-" in name
    if closing:
        return Tag(name, closing=True, inline=inline)
    return Tag(
        name, empty=name in VOID or (closed and (xml or name not in HTML)) or (name in WHOLE and not xml), inline=inline
    )


def is_tag(token: str) -> bool:
    """Whether a token is a tag, or an element as a whole, and no comment or what counts as one."""
    first = token[2] if token[1] == "/" else token[1]
    return "a" <= first <= "z" or "A" <= first <= "Z"


def name_in(token: str) -> re.Match[str]:
    """The name of a tag, in its place."""
    found = NAME.match(token)
    assert found is not None, token  # the grammar knows no tag without a name
    return found


def head_of(token: str) -> str:
    """The tag that a token begins with; most are nothing else."""
    match = HEAD.match(token)
    return match[0] if match else token


@lru_cache(maxsize=256)  # several ask for those of one tag, one after the other
def attributes(head: str) -> Mapping[str, str]:
    """The attributes of a tag with their values, as HTML reads them; those without a value are left out."""
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(head, name_in(head).end()):
        found.setdefault(match[1].lower(), html.unescape(unquoted(match[3])))
    return found


def unquoted(value: str) -> str:
    """The value of an attribute without its quotation marks."""
    return value[1:-1] if value[0] in "\"'" else value
