"""Pages to HTML: one Jinja environment for a whole build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context

from plugins.desk.messages import _
from plugins.desk.page import Page
from plugins.desk.paper import Paper
from plugins.desk.store import Library, Stored
from plugins.desk.workshop import BuildError


@dataclass(frozen=True, slots=True)
class Heading:
    """What a template knows of its own page, as `page`."""

    url: str
    title: str
    description: str
    day: Any
    canonical: str
    anywhere: bool


class Renderer:
    """Renders the pages of one paper with one theme."""

    def __init__(
        self, theme: Path, assets: Mapping[str, str], paper: Paper, library: Library, compiled: Path | None = None
    ) -> None:
        """`compiled` is a folder that keeps compiled templates from build to build."""
        self.paper, self.library = paper, library
        self.environment = Environment(
            loader=FileSystemLoader(theme / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=FileSystemBytecodeCache(str(compiled)) if compiled else None,
        )
        self.environment.globals["asset"] = _asset_finder(assets)

    def render(self, page: Page) -> bytes:
        """The HTML of a page.

        Raises:
            BuildError: the template has a fault.
        """
        canonical = f"{self.paper.url}/{page.url}" if self.paper.url and not page.anywhere else ""
        root = urlsplit(self.paper.url).path + "/" if page.anywhere else page.root
        try:
            template = self.environment.get_template(page.template)
            return template.render(
                {name: self._fetched(value) for name, value in page.data.items()},
                paper=self.paper,
                page=Heading(page.url, page.title, page.description, page.day, canonical, page.anywhere),
                root=root,
            ).encode()
        except TemplateNotFound as error:
            raise BuildError(_("模板 {name} 不在 theme/templates 里。请把它放回去。", name=error.name)) from error
        except TemplateSyntaxError as error:
            text = _(
                "{place}: 模板写错了：{reason}",
                place=f"theme/templates/{error.name}:{error.lineno}",
                reason=error.message,
            )
            raise BuildError(text) from error
        except TemplateError as error:
            text = _("{place}: 模板写错了：{reason}", place=f"theme/templates/{page.template}", reason=error)
            raise BuildError(text) from error

    def _fetched(self, value: Any) -> Any:
        if isinstance(value, Stored):
            return self.library.article(value)
        if isinstance(value, (list, tuple)) and value and isinstance(value[0], Stored):
            return [self.library.article(stored) for stored in value]
        return value


def _asset_finder(assets: Mapping[str, str]) -> Callable[[Context, str], str]:
    """The function `asset` of templates; it knows nothing of its renderer, which so goes when it is let go."""

    @pass_context
    def asset(context: Context, name: str) -> str:
        if name not in assets:
            raise TemplateError(_("theme/static 里没有 {name}", name=name))
        return context["root"] + assets[name]

    return asset
