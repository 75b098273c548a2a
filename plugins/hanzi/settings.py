"""The settings of this plugin: which twins the paper has."""

from __future__ import annotations

from linli.model.paper import Script
from linli.model.scripts import REGIONS, VARIANTS, Variant
from linli.settings.table import Settings
from plugins.hanzi.twin import Twin


def twins_of(settings: Settings) -> list[Twin]:
    """The twins that `TWINS` asks for."""
    variants = [(prefix, VARIANTS[name]) for prefix, name in settings.twins]
    alone = len({variant.target for _prefix, variant in variants}) == len(variants)
    return [Twin(variant.name, _script(prefix, variant, alone), settings.twin_quotes) for prefix, variant in variants]


def _script(prefix: str, variant: Variant, alone: bool) -> Script:
    """How the script of a twin is named; with its region when there are several of a script."""
    if alone:
        return Script(variant.target, variant.locale, variant.label, prefix + "/")
    label = f"{variant.label}（{REGIONS[variant.region]}）" if variant.region in REGIONS else variant.label
    return Script(variant.region, variant.locale, label, prefix + "/")
