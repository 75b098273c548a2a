"""The templates of a theme: one Jinja environment for a whole build."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from json import JSONEncoder
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    pass_context,
)
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro

from linli.build.compiled import CompiledTemplates
from linli.build.headlines import Headlines, upright
from linli.build.once import Once
from linli.build.policy import policy
from linli.build.reprint import reprinted
from linli.build.styles import COMPONENTS, Tokens
from linli.build.tied import tied
from linli.messages import _
from linli.model import addresses
from linli.text.furniture import Furniture, as_written


def templates_of(theme: Path) -> list[Path]:
    """All files that pages are rendered from: templates, and the macros of components."""
    files = [*(theme / "templates").rglob("*"), *(theme / COMPONENTS).glob("*/*.html")]
    return sorted(file for file in files if file.is_file())


class _Loader(FileSystemLoader):
    """Jinja's, for a paper whose furniture is in another script than the theme: a template is as that has it from the start."""

    def __init__(self, theme: Path, furniture: Furniture) -> None:
        super().__init__([theme / "templates", theme])
        self.furniture = furniture

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, file, fresh = super().get_source(environment, template)
        return self.furniture(source), file, fresh


class _Context(Context):
    """Jinja's, which calls a macro without asking first what else it could be: half of the time of a short one."""

    def call(__self, __obj: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if type(__obj) is not Macro:
            return super().call(__obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return __obj(__self.eval_ctx, *args, **kwargs)


class _Template(Template):
    """Jinja's, whose macros are made once: Jinja compares the names that two templates know before it takes them again."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        if self._module is None:
            self._module = self.make_module()
        return self._module


class _Environment(Environment):
    """Jinja's, for templates that stay as they are while there is a renderer.

    Templates import components at every rendering. Jinja looks for a template in a cache with a key of two parts and a
    lock, and has the names that every template knows in a ChainMap, of which it compares the keys: together a quarter of
    the time of a page. Here both are plain dictionaries.
    """

    context_class = _Context
    template_class = _Template

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._templates: dict[str | Template, Template] = {}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        known = self._templates.get(name)
        if known is None:
            known = self._templates[name] = super().get_template(name, parent, globals)
        return known

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def environment_of(
    theme: Path,
    assets: Mapping[str, str],
    compiled: Path | None = None,
    furniture: Furniture = as_written,
    names: Sequence[str] = (),
) -> Environment:
    """The templates of a theme, and what each of them can call.

    All that they say themselves becomes what `furniture` makes of it. It is their filter of this name too, for words of the
    code that they are given. `names` are words that headlines do not part, such as places.
    """
    environment = _Environment(
        loader=_Loader(theme, furniture),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=CompiledTemplates(compiled) if compiled else None,
    )
    environment.policies["json.dumps_function"] = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    environment.policies["json.dumps_kwargs"] = {}
    environment.filters["furniture"] = furniture
    environment.filters["tied"] = tied
    environment.filters["upright"] = upright
    environment.filters["phrased"] = Headlines(names)
    environment.globals["asset"] = _asset_finder(assets)
    environment.globals["colour"] = _colour_finder(Tokens.load(theme))
    environment.globals["once"] = Once()
    environment.globals["policy"] = policy
    environment.globals["addresses"] = addresses
    environment.globals["reprinted"] = reprinted
    return environment


def compile_templates(theme: Path, compiled: Path, furniture: Furniture) -> None:
    """Compiles all templates of a theme into a folder, so that each is compiled once and not in every process.

    Raises:
        TemplateError: one of them has a fault, which is told when a page needs it.
    """
    environment = environment_of(theme, {}, compiled, furniture)
    for file in templates_of(theme):
        environment.get_template(file.relative_to(theme).as_posix().removeprefix("templates/"))


def _asset_finder(assets: Mapping[str, str]) -> Callable[..., str]:
    """The function `asset` of templates; it holds no renderer, so that one that nobody uses any more can be freed."""

    @pass_context
    def asset(context: Context, name: str, root: str | None = None) -> str:
        if name not in assets:
            raise TemplateError(_("theme/static 里没有 {name}", name=name))
        way: Any = context.resolve("root") if root is None else root
        return f"{way}{assets[name]}"

    return asset


def _colour_finder(tokens: Tokens) -> Callable[[str, str], str]:
    """The function `colour` of templates."""

    def colour(name: str, scheme: str) -> str:
        found = tokens.colour(name, scheme)
        if found is None:
            text = _("theme/static/css/tokens.css 里没有颜色 --{name}: var(--day, #…) var(--night, #…)", name=name)
            raise TemplateError(text)
        return found

    return colour
