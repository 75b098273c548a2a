"""The scripts that Chinese is printed in, and the conversions between them, by the names OpenCC gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

HANS, HANT = "zh-Hans", "zh-Hant"


@dataclass(frozen=True, slots=True)
class Variant:
    """A conversion: from which script, into which, for which readers."""

    name: str  # of OpenCC's configuration
    source: str  # BCP 47, as `lang` has it
    target: str
    region: str  # BCP 47 with the region, to tell two twins of one script apart
    locale: str  # as Open Graph has it
    label: str  # the script's name in itself
    back: str  # the configuration the other way round
    furniture: str = ""  # the configuration by which a paper in `source` has its furniture, if that is Traditional

    @property
    def vocabulary(self) -> bool:
        """It changes words, so that a text may become longer or shorter."""
        return self.name.endswith("p")


VARIANTS = {
    variant.name: variant
    for variant in (
        Variant("s2t", HANS, HANT, "zh-Hant", "zh_TW", "繁體", "t2s"),
        Variant("s2tw", HANS, HANT, "zh-Hant-TW", "zh_TW", "繁體", "t2s"),
        Variant("s2twp", HANS, HANT, "zh-Hant-TW", "zh_TW", "繁體", "t2s"),
        Variant("s2hk", HANS, HANT, "zh-Hant-HK", "zh_HK", "繁體", "t2s"),
        Variant("t2s", HANT, HANS, "zh-Hans-CN", "zh_CN", "简体", "s2t", furniture="s2tw"),
        Variant("tw2s", HANT, HANS, "zh-Hans-CN", "zh_CN", "简体", "s2t", furniture="s2tw"),
        Variant("tw2sp", HANT, HANS, "zh-Hans-CN", "zh_CN", "简体", "s2t", furniture="s2tw"),
        Variant("hk2s", HANT, HANS, "zh-Hans-CN", "zh_CN", "简体", "s2t", furniture="s2hk"),
    )
}
REGIONS = {"zh-Hant-TW": "臺灣", "zh-Hant-HK": "香港"}


def furniture_conversion(script: str, twins: Iterable[str]) -> str:
    """By which configuration a paper has its furniture; empty for one in Simplified Chinese, which has it as it stands.

    What its twins are made by tells whose Traditional Chinese it is; without any it is Taiwan's.
    """
    if script == HANS:
        return ""
    return next((VARIANTS[name].furniture for name in twins), VARIANTS["tw2s"].furniture)
