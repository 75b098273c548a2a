"""The settings of this plugin: which twins the paper has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from linli.errors import SettingsError
from linli.messages import _, listed
from linli.model.paper import LANGUAGES, Script
from linli.model.scripts import REGIONS, VARIANTS
from plugins.hanzi.twin import Twin

DEFAULTS = {"zh-Hans": {"hant": "s2tw"}, "zh-Hant": {"hans": "tw2s"}}
PREFIX = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def twins_of(settings: Mapping[str, Any]) -> list[Twin]:
    """The twins that `TWINS` in `pelicanconf.py` asks for: prefix to variant, `{"hant": "s2tw"}`.

    Raises:
        SettingsError: TWINS is no such table, or a variant does not fit the script of the paper.
    """
    own = LANGUAGES.get(settings.get("SCRIPT", "hans"), "zh-Hans")
    wanted = settings.get("TWINS", DEFAULTS[own])
    fitting = [name for name, variant in VARIANTS.items() if variant.source == own]
    if not isinstance(wanted, Mapping) or not all(isinstance(value, str) for value in wanted.values()):
        text = _(
            "pelicanconf.py: TWINS 应当是网址前缀到转换方式的表，例如 {example}，现在是 {got!r}。请改正后再试。",
            example='{"hant": "s2tw"}',
            got=wanted,
        )
        raise SettingsError([text])
    for prefix, variant in wanted.items():
        if variant not in fitting:
            choice = listed(fitting)
            if own == "zh-Hans":
                text = _(
                    "pelicanconf.py: TWINS 里的 {got!r} 不能用。简体的报纸可以用 {choice}。", got=variant, choice=choice
                )
            else:
                text = _(
                    "pelicanconf.py: TWINS 里的 {got!r} 不能用。繁体的报纸可以用 {choice}。", got=variant, choice=choice
                )
            raise SettingsError([text])
        if not isinstance(prefix, str) or not PREFIX.fullmatch(prefix) or prefix in RESERVED:
            text = _(
                "pelicanconf.py: TWINS 的前缀 {prefix!r} 不能用。请用小写字母，例如 hant；不要用 section、theme 这些本站的地址。",
                prefix=prefix,
            )
            raise SettingsError([text])
    variants = [VARIANTS[name] for name in wanted.values()]
    alone = len({variant.target for variant in variants}) == len(variants)
    return [
        Twin(variant.name, _script(prefix, variant, alone)) for prefix, variant in zip(wanted, variants, strict=True)
    ]


RESERVED = frozenset(
    ["section", "region", "by", "issue", "archive", "search", "theme", "photos", "prints", "corrections"]
)


def _script(prefix: str, variant: Any, alone: bool) -> Script:
    """How the script of a twin is named; with its region when there are several of a script."""
    if alone:
        return Script(variant.target, variant.locale, variant.label, prefix + "/")
    label = f"{variant.label}（{REGIONS[variant.region]}）" if variant.region in REGIONS else variant.label
    return Script(variant.region, variant.locale, label, prefix + "/")
