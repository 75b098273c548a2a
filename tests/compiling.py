"""Templates are compiled once in a process, however many papers are built in it: that is most of the time of a small paper.

All that the project does with them is done each time: they are read, kept in a workspace, and loaded from there.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Environment

from linli.build.assets import Assets
from linli.build.templates import environment_of, templates_of
from linli.model.paper import Paper


def compile_once() -> None:
    """Has Jinja keep what it compiles, for texts that come again under the same name."""
    known: dict[tuple[object, ...], CodeType] = {}
    compiled = Environment.compile

    def compile_(
        environment: Environment, source: Any, name: str | None = None, filename: str | None = None, **more: Any
    ) -> Any:
        if more or name is None or filename is None:
            return compiled(environment, source, name, filename, **more)
        furniture = environment.filters.get("furniture")  # Jinja applies filters to what is constant
        paper = getattr(furniture, "__self__", None)
        script = paper.conversion if isinstance(paper, Paper) else furniture
        key = (source, name, type(environment), script)
        if key not in known:
            known[key] = compiled(environment, source, name, filename)
        return _of_file(known[key], filename)

    Environment.compile = compile_  # type: ignore[method-assign]


@cache
def compile_theme(theme: Path) -> None:
    """Compiles all templates of a theme, so that workers of builds, which end with these, have them from the start."""
    templates = environment_of(theme, Assets.load(theme).paths())
    for file in templates_of(theme):
        below = theme / "templates"
        templates.get_template(file.relative_to(below if file.is_relative_to(below) else theme).as_posix())


def _of_file(code: CodeType, filename: str) -> CodeType:
    """The code of a text that lies in a file: that is told where it fails."""
    if code.co_filename == filename:
        return code
    constants = tuple(_of_file(const, filename) if isinstance(const, CodeType) else const for const in code.co_consts)
    return code.replace(co_filename=filename, co_consts=constants)
