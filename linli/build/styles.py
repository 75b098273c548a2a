"""Style sheets as they are published: what is written for those who keep the theme, made plain for browsers.

Two things are: `@import` of a component's style, which is put in its place, so that a page asks for few files; and the
widths of `tokens.css`, for browsers know no `@custom-media` yet (https://drafts.csswg.org/mediaqueries-5/#custom-mq).
Whatever else is to be made plain of a whole sheet belongs into `Styles.published`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

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
QUERY = re.compile(r"/\*[\s\S]*?\*/|@(?:media|container)\b[^{;]*")
NAMED = re.compile(r"\(\s*(--[\w-]+)\s*\)")
COLOUR = re.compile(r"--([\w-]+):[^;]*?\blight-dark\(\s*(#[0-9a-fA-F]{3,8})\s*,\s*(#[0-9a-fA-F]{3,8})\s*\)")
SCHEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Tokens:
    """What `tokens.css` declares that others than style sheets must know."""

    widths: Mapping[str, str]  # from name to condition: `--wide`, `(width >= 44rem)`
    colours: Mapping[str, tuple[str, str]]  # from name to the colour by day and by night: `paper`

    @classmethod
    def load(cls, theme: Path) -> Tokens:
        """Those of a theme; a theme without the file has none.

        Raises:
            BuildError: a width is no single condition.
        """
        file = theme / STATIC / TOKENS
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        for match in DEFINITION.finditer(text):
            if not CONDITION.fullmatch(match[2].strip()):
                message = _(
                    "{place}: 断点 {name} 要写成一个条件，例如 (width >= 44rem)，现在是 {got}。",
                    place=_place_of(theme, file, text, match.start()),
                    name=match[1],
                    got=match[2].strip(),
                )
                raise BuildError(message)
        widths = {match[1]: match[2].strip() for match in DEFINITION.finditer(text)}
        return cls(widths, {match[1]: (match[2], match[3]) for match in COLOUR.finditer(text)})

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
            BuildError: it names a width that `tokens.css` has not, or a component's style that is not there.
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

        return IMPORT.sub(component, text)

    def _moved(self, style: Path, folder: Path) -> str:
        """A component's style, its addresses written for a sheet in `folder`."""
        return URL.sub(lambda match: match[1] + os.path.relpath(style.parent / match[2], folder), self._plain(style))

    def _plain(self, file: Path) -> str:
        """The text of a file, with conditions in place of the names of widths."""
        text = file.read_text(encoding="utf-8")

        def query(match: re.Match[str]) -> str:
            if match[0].startswith("/*"):
                return match[0]
            return NAMED.sub(lambda name: width(name, match.start()), match[0])

        def width(name: re.Match[str], start: int) -> str:
            if name[1] not in self.tokens.widths:
                message = _(
                    "{place}: 没有 {name} 这个断点。请在 static/css/tokens.css 里写上 @custom-media {name}，或改用那里有的名字。",
                    place=self._place(file, text, start + name.start()),
                    name=name[1],
                )
                raise BuildError(message)
            return self.tokens.widths[name[1]]

        return DEFINITION.sub("", QUERY.sub(query, text))

    def _place(self, file: Path, text: str, start: int) -> str:
        return _place_of(self.theme, file, text, start)


def _place_of(theme: Path, file: Path, text: str, start: int) -> str:
    """Where something stands in a file of the theme: `theme/static/css/front.css:12`."""
    line = text.count("\n", 0, start) + 1
    return f"theme/{file.relative_to(theme).as_posix()}:{line}"
