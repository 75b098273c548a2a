"""Style sheets as they are published: what is written for those who keep the theme, made plain for browsers.

`@import` of a component's style is put in its place, so that a page asks for few files; the widths of `tokens.css` stand
for their names, for browsers know no `@custom-media` yet (https://drafts.csswg.org/mediaqueries-5/#custom-mq); and what old
browsers do not know is said in their words (linli/build/floor.py).
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from linli.build import floor
from linli.errors import BuildError
from linli.messages import _

STATIC = "static"
TOKENS = "css/tokens.css"
COMPONENTS = "components"
IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']([^\"']+)[\"']\s*\)?\s*;")
URL = re.compile(r"(url\(\s*[\"']?)([^\"')#?:]+)(?=[\"')#?])")
DEFINITION = re.compile(r"@custom-media\s+(--[\w-]+)\s+([^;{}]+);\s*")
CONDITION = re.compile(r"\([^(),]+\)")  # of one feature: it can stand wherever its name does
# A comment, which is left alone, or what asks for the room there is.
QUERY = re.compile(r"/\*[\s\S]*?\*/|@(media|container|columns)\b[^{;]*")
NAMED = re.compile(r"\(\s*(--[\w-]+)\s*\)")
COLOUR = re.compile(
    r"(?<!\S)--([\w-]+):[^;{}]*?\bvar\(--day,\s*(#[0-9a-fA-F]{3,8})\)\s*var\(--night,\s*(#[0-9a-fA-F]{3,8})\)"
)
SCALE = re.compile(r"\[data-mode\*=\"large\"\]\s*\{\s*--scale:\s*([\d.]+)")
SCHEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Tokens:
    """What `tokens.css` declares that others than style sheets must know."""

    widths: Mapping[str, str]  # from name to condition: `--wide`, `(min-width: 44rem)`
    colours: Mapping[str, tuple[str, str]]  # from name to the colour by day and by night: `paper`

    scale: float = 1.0  # how much larger large type is

    @classmethod
    def load(cls, theme: Path) -> Tokens:
        """Those of a theme; a theme without the file has none."""
        file = theme / STATIC / TOKENS
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        widths = {match[1]: match[2].strip() for match in DEFINITION.finditer(text)}
        scale = SCALE.search(text)
        colours = {match[1]: (match[2], match[3]) for match in COLOUR.finditer(text)}
        return cls(widths, colours, float(scale[1]) if scale else 1.0)

    def colour(self, name: str, scheme: str) -> str | None:
        """A colour, `paper`, by day (`light`) or by night (`dark`); None when there is none of that name."""
        return dict(zip(SCHEMES, self.colours.get(name, ()), strict=False)).get(scheme)


class Styles:
    """The style sheets of one theme."""

    def __init__(self, theme: Path) -> None:
        self.theme = Path(os.path.normpath(theme))
        self.tokens = Tokens.load(self.theme)

    def published(self, name: str) -> str:
        """A sheet below `static/`, `css/front.css`, as browsers get it.

        Raises:
            BuildError: it names a width that `tokens.css` has not, or one that is no single condition where it must be,
                or a component's style that is not there.
        """
        sheet = self.theme / STATIC / name
        text = self._plain(sheet)

        def component(match: re.Match[str]) -> str:
            style = Path(os.path.normpath(sheet.parent / match[1]))
            if not style.is_relative_to(self.theme / COMPONENTS):
                return match[0]
            if not style.is_file():
                place = self._place(sheet, text, match.start())
                message = _("{place}: 没有 {name} 这个文件。请改正文件名，或删去这一行。", place=place, name=match[1])
                raise BuildError(message)
            return self._moved(style, sheet.parent).rstrip("\n")

        whole = IMPORT.sub(component, text)
        return whole + floor.growing(whole, self.tokens.scale)

    def _moved(self, style: Path, folder: Path) -> str:
        """A component's style, its addresses written for a sheet in `folder`."""
        return URL.sub(lambda match: match[1] + os.path.relpath(style.parent / match[2], folder), self._plain(style))

    def _plain(self, file: Path) -> str:
        """The text of a file, with conditions in place of the names of widths."""
        text = file.read_text(encoding="utf-8")

        def query(match: re.Match[str]) -> str:
            if match[0].startswith("/*"):
                return match[0]
            return NAMED.sub(lambda name: width(name, match), match[0])

        def width(name: re.Match[str], of: re.Match[str]) -> str:
            place = self._place(file, text, of.start() + name.start())
            if name[1] not in self.tokens.widths:
                message = _(
                    "{place}: 没有 {name} 这个断点。请在 static/css/tokens.css 里写上 @custom-media {name}，或改用那里有的名字。",
                    place=place,
                    name=name[1],
                )
                raise BuildError(message)
            condition = self.tokens.widths[name[1]]
            if of[1] != "columns" and not CONDITION.fullmatch(condition):
                message = _(
                    "{place}: 断点 {name} 要写成一个条件，例如 (min-width: 44rem)，现在是 {got}。",
                    place=place,
                    name=name[1],
                    got=condition,
                )
                raise BuildError(message)
            return condition

        return floor.plain(floor.columns(DEFINITION.sub("", QUERY.sub(query, text)), self.tokens.scale))

    def _place(self, file: Path, text: str, start: int) -> str:
        return _place_of(self.theme, file, text, start)


def _place_of(theme: Path, file: Path, text: str, start: int) -> str:
    """Where something stands in a file of the theme: `theme/static/css/front.css:12`."""
    line = text.count("\n", 0, start) + 1
    return f"theme/{file.relative_to(theme).as_posix()}:{line}"
