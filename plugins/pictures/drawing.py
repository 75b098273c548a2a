"""Drawings (SVG) with nothing in them but the drawing.

Shown by `img` a drawing runs no script and asks nobody for anything; opened by itself it would. And drawing programs note in it
who drew it, and where the file lay. So what is published has the elements and attributes of SVG 1.1 and 2 that draw, and refers to
nothing outside itself.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring, tostring

from linli.images.opening import Damaged, form_of, opened
from linli.images.size import svg_size

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
DRAWN = frozenset(
    [
        "svg",
        "g",
        "a",
        "defs",
        "symbol",
        "use",
        "switch",
        "title",
        "desc",
        "style",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "image",
        "marker",
        "linearGradient",
        "radialGradient",
        "stop",
        "pattern",
        "clipPath",
        "mask",
        "filter",
        "feBlend",
        "feColorMatrix",
        "feComponentTransfer",
        "feComposite",
        "feConvolveMatrix",
        "feDiffuseLighting",
        "feDisplacementMap",
        "feDistantLight",
        "feDropShadow",
        "feFlood",
        "feFuncA",
        "feFuncB",
        "feFuncG",
        "feFuncR",
        "feGaussianBlur",
        "feImage",
        "feMerge",
        "feMergeNode",
        "feMorphology",
        "feOffset",
        "fePointLight",
        "feSpecularLighting",
        "feSpotLight",
        "feTile",
        "feTurbulence",
        "animate",
        "animateMotion",
        "animateTransform",
        "mpath",
        "set",
    ]
)
NOTES = frozenset(["metadata", "view", "cursor", "color-profile"])  # left out without a word
UNSIZED = 300, 150  # pixels: what browsers take for a drawing that tells no size
HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE svg.*?>\s*)*<svg[\s>]", re.S)
IMPORT = re.compile(r"@import[^;]*;?", re.I)
OUTSIDE = re.compile(r"url\(\s*(?![\"']?#)[^)]*\)?", re.I)
INNER = re.compile(r"data:image/(?:jpe?g|png|gif|webp);base64,", re.I)


class UnreadableDrawing(Exception):
    """It is no drawing, or a broken one."""


def is_drawing(data: bytes) -> bool:
    """Whether a file begins as a drawing does."""
    return HEAD.match(data) is not None


def cleaned(data: bytes) -> tuple[bytes, int, int, bool]:
    """A drawing as it is published; its width and height in pixels; whether something that does more than draw was left out.

    Raises:
        UnreadableDrawing: it is no XML, or no SVG.
    """
    try:
        tree = fromstring(data)
    except (ParseError, LookupError, ValueError) as error:
        raise UnreadableDrawing from error
    if tree.tag not in (f"{{{SVG}}}svg", "svg"):
        raise UnreadableDrawing
    cleaner = _Cleaner()
    clean = cleaner.element(tree)
    if clean is None:
        raise UnreadableDrawing
    clean.attrib = {"xmlns": SVG, **({"xmlns:xlink": XLINK} if cleaner.linked else {}), **clean.attrib}
    text = tostring(clean, encoding="unicode")
    width, height = svg_size(text)
    return text.encode(), *((width, height) if width and height else UNSIZED), cleaner.dropped


@dataclass(slots=True)
class _Cleaner:
    """Copies what draws. `dropped`: something was left out that does more; `linked`: there are old references."""

    dropped: bool = False
    linked: bool = False

    def element(self, old: Element) -> Element | None:
        space, name = _split(old.tag)
        if space not in (SVG, "") or name in NOTES:
            return None
        targets = [value for key, value in old.attrib.items() if key == "attributeName"]
        if name not in DRAWN or any("href" in value for value in targets):
            self.dropped = True
            return None
        new = Element(name)
        for key, value in old.attrib.items():
            self._attribute(new, name, key, value)
        new.text = self._styles(old.text or "") if name == "style" else old.text
        for child in old:
            copy = self.element(child)
            if copy is not None:
                copy.tail = child.tail
                new.append(copy)
        return new

    def _attribute(self, new: Element, element: str, key: str, value: str) -> None:
        space, name = _split(key)
        if space not in ("", XLINK, XML) or name.startswith("data-") or (space == XML and name == "base"):
            return
        if name.lower().startswith("on"):
            self.dropped = True
        elif name == "href":
            reference = self._reference(element, value.strip())
            if reference:
                new.set("xlink:href" if space else "href", reference)
                self.linked |= bool(space)
        elif space == XML:
            new.set(f"xml:{name}", value)
        elif not space:
            new.set(name, self._styles(value) if "(" in value or "\\" in value else value)

    def _reference(self, element: str, value: str) -> str:
        if value.startswith("#"):
            return value
        inner = _inner_picture(value) if element == "image" else ""
        self.dropped |= not inner
        return inner

    def _styles(self, text: str) -> str:
        """Styles that refer to nothing outside."""
        if "\\" in text:  # by escapes anything can be hidden
            self.dropped = True
            return ""
        safe = OUTSIDE.sub("none", IMPORT.sub("", text))
        self.dropped |= safe != text
        return safe


def _split(tag: str) -> tuple[str, str]:
    space, bracket, name = tag.rpartition("}")
    return (space[1:], name) if bracket else ("", tag)


def _inner_picture(value: str) -> str:
    """A picture inside a drawing, with nothing in it but its pixels; empty when it is none."""
    match = INNER.match(value)
    if match is None:
        return ""
    try:
        with opened(b64decode(value[match.end() :])) as image:
            form = "JPEG" if form_of(image) == "JPEG" else "PNG"
            pixels = image.convert("RGB" if form == "JPEG" else "RGBA")
    except (Damaged, NoBase64):
        return ""
    pixels.info = {}
    buffer = BytesIO()
    pixels.save(buffer, form, quality=85)
    return f"data:image/{form.lower()};base64,{b64encode(buffer.getvalue()).decode()}"
