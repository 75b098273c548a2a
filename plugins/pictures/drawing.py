"""Drawings (SVG) with nothing in them but the drawing.

Shown by `img` a drawing runs no script and asks nobody for anything; opened by itself it would. And drawing programs note in it
who drew it, and where the file lay. So what is published has the elements, attributes and styles that draw (`svg.py`), and
refers to nothing outside itself.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser, tostring

from linli.images.opening import Damaged, TooLarge, form_of, opened
from linli.images.size import svg_size
from plugins.pictures.plan import LARGEST
from plugins.pictures.styles import Styles
from plugins.pictures.svg import ATTRIBUTES, ELEMENTS, NOISE, SILENT

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XHTML = "http://www.w3.org/1999/xhtml"
XML = "http://www.w3.org/XML/1998/namespace"
UNSIZED = 300, 150  # pixels: what browsers take for a drawing that tells no size
HEAVIEST = 10_000_000  # bytes
MOST_ELEMENTS = 100_000
MOST_DRAWN = 1_000_000  # elements, with those that are drawn again where they are referred to
DEEPEST = 200
HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?(?:(?!\?>).)*+\?>\s*+|<!--(?:(?!-->).)*+-->\s*+|<!DOCTYPE svg[^>\[]*+(?:\[[^\]]*+\])?[^>]*+>\s*+)*+<svg[\s>]",
    re.S,
)
TAG = re.compile("<[^>]*+>")
REFERENCE = re.compile(r"url\(\s*+[\"']?#([^\"')]*+)")
INNER = re.compile(r"data:image/(?:jpe?g|png|gif|webp);base64,", re.I)
UNDRAWN = ("defs", "symbol", "pattern", "mask", "marker", "clipPath")  # but where something refers to them
ANIMATED = ("animate", "animateMotion", "animateTransform", "set")


class UnreadableDrawing(Exception):
    """It is no drawing, or a broken one."""


class TooMuch(UnreadableDrawing):
    """It has more in it than a drawing needs: bytes, elements, or pixels of pictures."""


class Cleaned(NamedTuple):
    """A drawing as it is published, its size in pixels, and what is to be told of it."""

    data: bytes
    width: int
    height: int
    dropped: bool  # something that does more than draw, or that nobody knows, was left out
    unsized: bool  # it has a width or a height that is no number


def is_drawing(data: bytes) -> bool:
    """Whether a file begins as a drawing does."""
    return HEAD.match(data) is not None


def cleaned(data: bytes) -> Cleaned:
    """A drawing as it is published.

    Raises:
        UnreadableDrawing: it is no XML, or no SVG.
        TooMuch: it is too heavy.
    """
    tree = _tree(data)
    if tree.tag not in (f"{{{SVG}}}svg", "svg"):
        raise UnreadableDrawing
    cleaner = _Cleaner()
    try:
        clean = cleaner.element(tree)
        assert clean is not None, "its root is an element that draws"
        _look_at_references(clean)
        clean.attrib = {"xmlns": SVG, **({"xmlns:xlink": XLINK} if cleaner.linked else {}), **clean.attrib}
        text = tostring(clean, encoding="unicode")
    except RecursionError as error:  # brackets of styles in any number
        raise TooMuch from error
    head = TAG.match(text)
    width, height = svg_size(head[0]) if head else (0, 0)
    unsized = not (width and height) and any(tree.get(side, "100%").strip()[-1:] != "%" for side in ("width", "height"))
    size = (width, height) if width and height else UNSIZED
    return Cleaned(text.encode(), *size, cleaner.styles.dropped, unsized)


def _tree(data: bytes) -> Element:
    if len(data) > HEAVIEST:
        raise TooMuch
    try:
        parser = XMLParser(target=_Builder())
        parser.feed(data)
        tree: Element = parser.close()
    except (ParseError, LookupError, ValueError, AssertionError) as error:
        raise UnreadableDrawing from error
    return tree


def _look_at_references(root: Element) -> None:
    """Sees to it that no more is drawn than a browser can: ten `use` of ten `use` of ten, nine times over, are 1,000 million."""
    named = {element.get("id"): element for element in root.iter()}
    drawn: dict[Element, int] = {}
    begun: set[Element] = set()
    waiting = [root]
    while waiting:
        element = waiting[-1]
        within = [child for child in element if child.tag not in UNDRAWN]
        within += [named[name] for name in _references(element) if name in named]
        if element not in begun:
            begun.add(element)
            waiting += [one for one in within if one not in begun]
            continue
        waiting.pop()  # what refers to itself is not drawn
        drawn.setdefault(element, 1 + sum(drawn.get(one, 0) for one in within))
        if drawn[element] > MOST_DRAWN:
            raise TooMuch


def _references(element: Element) -> list[str]:
    """The names of what an element draws beside its children."""
    found = [value[1:] for key, value in element.attrib.items() if key.endswith("href") and value.startswith("#")]
    return found + [name for value in element.attrib.values() if "url(" in value for name in REFERENCE.findall(value)]


class _Builder(TreeBuilder):
    """Builds a tree up to a number of elements, and a depth."""

    count = depth = 0

    def start(self, tag: Any, attributes: dict[Any, Any], /) -> Element:
        self.count += 1
        self.depth += 1
        if self.count > MOST_ELEMENTS or self.depth > DEEPEST:
            raise TooMuch
        return super().start(tag, attributes)

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag)


@dataclass(slots=True)
class _Cleaner:
    """Copies what draws. `linked`: there are old references; `pixels` are those of inner pictures so far."""

    styles: Styles = field(default_factory=Styles)
    linked: bool = False
    pixels: int = 0

    def element(self, old: Element) -> Element | None:
        space, name = _split(old.tag)
        if space not in (SVG, "") or name in SILENT:
            self.styles.dropped |= space == XHTML
            return None
        if name not in ELEMENTS or (
            name in ANIMATED and old.get("attributeName", "d") not in ATTRIBUTES - {"style", "class", "id"}
        ):
            self.styles.dropped = True
            return None
        new = Element(name)
        for key, value in old.attrib.items():
            self._attribute(new, name, key, value)
        new.text = self.styles.sheet("".join(old.itertext())) if name == "style" else old.text
        for child in old if name != "style" else ():
            copy = self.element(child)
            if copy is not None:
                copy.tail = child.tail
                new.append(copy)
        return new

    def _attribute(self, new: Element, element: str, key: str, value: str) -> None:
        space, name = _split(key)
        if name == "href" and space in ("", XLINK):
            reference = self._reference(element, value.strip())
            if reference:
                new.set("xlink:href" if space else "href", reference)
                self.linked |= bool(space)
        elif space == XML and name in ("lang", "space", "id"):
            new.set(f"xml:{name}", value)
        elif not space and (name in ATTRIBUTES or name.startswith("aria-")):
            made = self.styles.declarations(value) if name == "style" else self.styles.value(name, value)
            if made is not None:
                new.set(name, made)
        elif not space and name not in NOISE and not name.startswith("data-"):
            self.styles.dropped = True

    def _reference(self, element: str, value: str) -> str:
        if value.startswith("#"):
            return value
        inner = self._inner_picture(value) if element in ("image", "feImage") else ""
        self.styles.dropped |= not inner
        return inner

    def _inner_picture(self, value: str) -> str:
        """A picture inside a drawing, with nothing in it but its pixels; empty when it is none."""
        match = INNER.match(value)
        if match is None:
            return ""
        try:
            with opened(b64decode(value[match.end() :])) as image:
                self.pixels += image.width * image.height
                if self.pixels > LARGEST:
                    raise TooMuch
                form = "JPEG" if form_of(image) == "JPEG" else "PNG"
                pixels = image.convert("RGB" if form == "JPEG" else "RGBA")
        except TooLarge:
            raise TooMuch from None
        except (Damaged, NoBase64, ValueError):
            return ""
        pixels.info = {}
        buffer = BytesIO()
        pixels.save(buffer, form, quality=85)
        return f"data:image/{form.lower()};base64,{b64encode(buffer.getvalue()).decode()}"


def _split(tag: str) -> tuple[str, str]:
    space, bracket, name = tag.rpartition("}")
    return (space[1:], name) if bracket else ("", tag)
