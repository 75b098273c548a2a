"""Pages to HTML: one Jinja environment for a whole build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context

from linli.build.compiled import CompiledTemplates
from linli.build.extensions import MetadataProvider, PageMetadata
from linli.build.page import Page
from linli.build.policy import policy
from linli.build.reprint import reprinted
from linli.build.styles import COMPONENTS, Tokens
from linli.errors import BuildError
from linli.messages import _
from linli.model import addresses
from linli.model.paper import Paper
from linli.model.picture import Picture
from linli.store.library import Library
from linli.store.records import Stored


@dataclass(frozen=True, slots=True)
class Heading:
    """What a template knows of its own page, as `page`."""

    url: str
    title: str
    description: str
    day: Any
    canonical: str
    anywhere: bool
    indexed: bool
    structured: tuple[Mapping[str, Any], ...]
    published: str
    modified: str
    picture: Picture | None
    pictured: bool


def templates_of(theme: Path) -> list[Path]:
    """All files that pages are rendered from: templates, and the macros of components."""
    files = [*(theme / "templates").rglob("*"), *(theme / COMPONENTS).glob("*/*.html")]
    return sorted(file for file in files if file.is_file())


class Renderer:
    """Renders the pages of one paper with one theme."""

    def __init__(
        self,
        theme: Path,
        assets: Mapping[str, str],
        paper: Paper,
        library: Library,
        compiled: Path | None = None,
        metadata: MetadataProvider | None = None,
    ) -> None:
        """`compiled` is a folder that keeps compiled templates from build to build."""
        self.assets, self.paper, self.library, self.metadata = assets, paper, library, metadata
        self.environment = environment_of(theme, assets, compiled)

    def render(self, page: Page) -> bytes:
        """The HTML of a page.

        Raises:
            BuildError: the template has a fault.
        """
        root = urlsplit(self.paper.url).path + "/" if page.anywhere else page.root
        data = {name: self._fetched(value) for name, value in page.data.items()}
        try:
            template = self.environment.get_template(page.template)
            return template.render(data, paper=self.paper, page=self._heading(page, data), root=root).encode()
        except TemplateNotFound as error:
            raise BuildError(_("没有模板 {place}。请把它放回去。", place=_place(str(error.name)))) from error
        except TemplateSyntaxError as error:
            text = _(
                "{place}: 模板写错了：{reason}",
                place=f"{_place(str(error.name))}:{error.lineno}",
                reason=error.message,
            )
            raise BuildError(text) from error
        except TemplateError as error:
            text = _("{place}: 模板写错了：{reason}", place=_place(page.template), reason=error)
            raise BuildError(text) from error

    def _heading(self, page: Page, data: Mapping[str, Any]) -> Heading:
        canonical = f"{self.paper.url}/{page.url}" if self.paper.url and not page.anywhere else ""
        known = PageMetadata()
        if self.metadata:
            known = self.metadata.describe(page, data, self.paper, self.assets)
        return Heading(
            url=page.url,
            title=page.title,
            description=page.description,
            day=page.day,
            canonical=canonical,
            anywhere=page.anywhere,
            indexed=page.indexed and not page.anywhere,
            **{field.name: getattr(known, field.name) for field in fields(PageMetadata)},
        )

    def _fetched(self, value: Any) -> Any:
        if isinstance(value, Stored):
            return self.library.article(value)
        if isinstance(value, (list, tuple)) and value and isinstance(value[0], Stored):
            return [self.library.article(stored) for stored in value]
        return value


def environment_of(theme: Path, assets: Mapping[str, str], compiled: Path | None = None) -> Environment:
    """The templates of a theme, and what each of them can call."""
    environment = Environment(
        loader=FileSystemLoader([theme / "templates", theme]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=CompiledTemplates(compiled) if compiled else None,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.globals["asset"] = _asset_finder(assets)
    environment.globals["colour"] = _colour_finder(Tokens.load(theme))
    environment.globals["policy"] = policy
    environment.globals["addresses"] = addresses
    environment.globals["reprinted"] = reprinted
    return environment


def _place(name: str) -> str:
    """Where a template is that others know by a name."""
    return f"theme/{name}" if name.startswith(f"{COMPONENTS}/") else f"theme/templates/{name}"


def _asset_finder(assets: Mapping[str, str]) -> Callable[[Context, str], str]:
    """The function `asset` of templates; it holds no renderer, so that one that nobody uses any more can be freed."""

    @pass_context
    def asset(context: Context, name: str) -> str:
        if name not in assets:
            raise TemplateError(_("theme/static 里没有 {name}", name=name))
        root: str = context["root"]
        return root + assets[name]

    return asset


def _colour_finder(tokens: Tokens) -> Callable[[str, str], str]:
    """The function `colour` of templates."""

    def colour(name: str, scheme: str) -> str:
        found = tokens.colour(name, scheme)
        if found is None:
            text = _("theme/static/css/tokens.css 里没有颜色 --{name}: light-dark(#…, #…)", name=name)
            raise TemplateError(text)
        return found

    return colour
