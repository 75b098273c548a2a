"""Templates of what editors see in a browser: Jinja, in the folder `templates` of a package."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from linli.messages import _, language


def templates_of(package: str) -> Environment:
    """The templates of a package: they escape all, know every name that they use, and speak the editor's language."""
    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"_": _, "lang": "en" if language() == "en" else "zh-Hans"}
    return environment
