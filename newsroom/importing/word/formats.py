"""How text is set: what a run or paragraph says itself, its styles, and the document's defaults.

Editors set headlines by hand far more often than by styles, so what counts is how a line looks in the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from xml.etree.ElementTree import Element

from linli.text.simplified import simplified
from newsroom.importing.word.names import W, children, is_on, value

T = TypeVar("T")
DEEPEST = 8  # level of a list, from 0
DEFAULT_SIZE = 10.0  # points, where no part of the document says any (17.3.2.38)
HEAVY = re.compile("黑体|小标宋|大标宋|粗|中宋|超黑|大黑|SimHei|Hei(?:ti)?$|Heavy|Black|Bold|XiaoBiaoSong", re.I)
LIGHT = re.compile("雅黑|YaHei|正黑|细黑|等线", re.I)
HEADING = re.compile(r"(?:heading|标题)\s*([1-9])")
TITLES = ("title", "标题", "文章标题", "大标题")
SUBTITLES = ("subtitle", "副标题", "副题")
CAPTIONS = ("caption", "题注", "图注", "图说")
CENTRED, RIGHT = ("center", "centre", "distribute"), ("right", "end")


@dataclass(frozen=True, slots=True)
class Face:
    """How a run is set. `size` is in points; `heavy` is a face made for headlines, such as 黑体."""

    size: float
    bold: bool
    heavy: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set. `level` is that of a heading style, 0 for a title's; None for other text."""

    level: int | None = None
    role: str = ""  # of its style: subtitle, caption
    align: str = ""  # center, right
    indented: bool = False  # its first line is


class WordStyles:
    """The styles of a document."""

    def __init__(self, root: Element | None) -> None:
        self.styles: dict[str, Element] = {}
        self.default: str | None = None
        defaults = root.find(f"{W}docDefaults") if root is not None else None
        self.run_default = _inner(defaults, "rPrDefault", "rPr")
        self.paragraph_default = _inner(defaults, "pPrDefault", "pPr")
        for style in children(root, f"{W}style"):
            identity = style.get(f"{W}styleId", "")
            self.styles.setdefault(identity, style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self.default = identity

    def setting(self, properties: Element | None) -> Setting:
        """How a paragraph of these `w:pPr` is set."""
        chain = self._chain(value(properties, f"{W}pStyle") or self.default)
        sources = [properties, *(style.find(f"{W}pPr") for style in chain), self.paragraph_default]
        names = [simplified((value(style, f"{W}name") or "").strip().lower()) for style in chain]
        align = _first(value(source, f"{W}jc") for source in sources) or ""
        return Setting(
            level=_level(names, sources),
            role="subtitle" if names[:1] and names[0] in SUBTITLES else "caption" if set(names) & set(CAPTIONS) else "",
            align="center" if align in CENTRED else "right" if align in RIGHT else "",
            indented=bool(_first(_first_line(source) for source in sources)),
        )

    def face(self, run: Element | None, paragraph: Element | None) -> Face:
        """How a run of these `w:rPr` is set in a paragraph of those `w:pPr`."""
        own = self._chain(value(run, f"{W}rStyle"))
        around = self._chain(value(paragraph, f"{W}pStyle") or self.default)
        sources = [run, *(style.find(f"{W}rPr") for style in [*own, *around]), self.run_default]
        size = _first(value(source, f"{W}sz") for source in sources)
        face = simplified(_first(_face_name(source) for source in sources) or "")
        return Face(
            size=_points(size),
            bold=bool(_first(is_on(source, f"{W}b") for source in sources)),
            heavy=bool(HEAVY.search(face)) and not LIGHT.search(face),
            hidden=bool(_first(is_on(source, f"{W}vanish") for source in sources)),
        )

    def numbering(self, properties: Element | None) -> tuple[str, int] | None:
        """The list and the level in it that a paragraph belongs to, by itself or by its style."""
        chain = self._chain(value(properties, f"{W}pStyle") or self.default)
        number, level = None, None
        for source in [properties, *(style.find(f"{W}pPr") for style in chain)]:
            numbers = source.find(f"{W}numPr") if source is not None else None
            number = number if number is not None else value(numbers, f"{W}numId")
            level = level if level is not None else value(numbers, f"{W}ilvl")
        if not number or number == "0":
            return None
        return number, min(int(level), DEEPEST) if level and level.isdigit() else 0

    def _chain(self, identity: str | None) -> list[Element]:
        """A style and those that it is based on."""
        found: list[Element] = []
        while identity and identity in self.styles and self.styles[identity] not in found:
            found.append(self.styles[identity])
            identity = value(found[-1], f"{W}basedOn")
        return found


def _inner(element: Element | None, *names: str) -> Element | None:
    for name in names:
        element = element.find(W + name) if element is not None else None
    return element


def _first(values: Iterable[T | None]) -> T | None:
    """The first that is set."""
    return next((found for found in values if found is not None), None)


def _level(names: list[str], sources: list[Element | None]) -> int | None:
    for name in names:
        if name in TITLES:
            return 0
        if match := HEADING.fullmatch(name):
            return int(match[1])
    outline = _first(value(source, f"{W}outlineLvl") for source in sources)
    return int(outline) + 1 if outline and outline.isdigit() and int(outline) < 9 else None


def _first_line(properties: Element | None) -> bool | None:
    """Whether the first line is indented; None where nothing is said of it."""
    indent = properties.find(f"{W}ind") if properties is not None else None
    if indent is None:
        return None
    said = [text for name in ("firstLine", "firstLineChars") if (text := indent.get(W + name))]
    if said:
        return any(text.lstrip("-").isdigit() and int(text) > 0 for text in said)
    return None


def _points(half_points: str | None) -> float:
    try:
        return float(half_points) / 2 if half_points else DEFAULT_SIZE
    except ValueError:
        return DEFAULT_SIZE


def _face_name(properties: Element | None) -> str | None:
    """The face of Han characters; None where nothing is said of it."""
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    return fonts.get(f"{W}eastAsia") if fonts is not None else None
