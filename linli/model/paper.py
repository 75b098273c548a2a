"""The paper's own facts, as `pelicanconf.py` gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from linli.errors import SettingsError
from linli.messages import _
from linli.model import addresses
from linli.model.picture import Picture
from linli.model.places import Region, Section

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the furniture of a page."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Script:
    """A script that every page can be read in."""

    lang: str  # BCP 47
    locale: str  # as Open Graph has it
    label: str  # its name in itself
    prefix: str  # of addresses: `hant/`; empty for the paper's own


@dataclass(frozen=True, slots=True)
class Paper:
    """All that every page may know of the paper. Templates see it as `paper`."""

    name: str
    motto: str
    lang: str
    url: str  # absolute, without a slash at the end; empty when not published
    sections: tuple[Section, ...]
    regions: tuple[Region, ...]
    imprint: tuple[str, ...]
    serial: str
    icp: str
    police: str
    licence: str
    timezone: str
    pages: tuple[Link, ...] = ()  # content/pages; known when they have been read
    scripts: tuple[Script, ...] = ()  # the paper's own first, when there are others
    prefixes: tuple[str, ...] = addresses.SCRIPTS  # kept for addresses of twins, whether there are any now or not
    searchable: bool = False  # there is a search page
    issues: bool = False  # the paper of each day has a page
    syndicated: bool = False  # there are feeds and a manifest
    logo: Picture | None = None  # for those who show where an article is from; None: the theme's

    @property
    def locale(self) -> str:
        """`lang` as Open Graph has it."""
        return LOCALES[self.lang]

    def section(self, word: str) -> Section | None:
        """The section with this id or name."""
        return next((s for s in self.sections if word in (s.id, s.name)), None)

    def region(self, place: str) -> Region | None:
        """The region whose name is the longest beginning of `place`, or whose id it is."""
        known = [r for r in self.regions if place.startswith(r.name) or place == r.id]
        return max(known, key=lambda r: len(r.name), default=None)

    def with_pages(self, pages: Iterable[Link]) -> Paper:
        """The paper with links to its standing pages."""
        return replace(self, pages=tuple(pages))

    def with_scripts(self, others: Iterable[Script]) -> Paper:
        """The paper with the scripts that its pages can also be read in."""
        own = Script(self.lang, self.locale, LABELS[self.lang], "")
        return replace(self, scripts=(own, *others))

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> Paper:
        """The paper of Pelican's settings.

        Raises:
            SettingsError: with all faults together: the key, what is expected, what is there.
        """
        faults = _faults(settings)
        if faults:
            raise SettingsError(faults)
        return cls(
            name=settings["SITENAME"],
            motto=settings.get("MOTTO", ""),
            lang=LANGUAGES[settings.get("SCRIPT", "hans")],
            url=settings.get("SITEURL", "").rstrip("/"),
            sections=tuple(Section(*pair) for pair in settings["SECTIONS"].items()),
            regions=tuple(Region(*pair) for pair in settings.get("REGIONS", {}).items()),
            imprint=tuple(settings.get("IMPRINT", ())),
            serial=settings.get("SERIAL", ""),
            icp=settings.get("ICP", ""),
            police=settings.get("POLICE", ""),
            licence=settings.get("LICENCE", ""),
            timezone=settings.get("TIMEZONE", TIMEZONE),
            prefixes=addresses.prefixes(settings.get("TWINS")),
        )


TIMEZONE = "Asia/Shanghai"


def today_of(settings: Mapping[str, Any]) -> date:
    """The day of a build: the setting `TODAY`, or the day in the paper's time zone."""
    today = settings.get("TODAY")
    if isinstance(today, str):
        return date.fromisoformat(today)
    return today or datetime.now(ZoneInfo(settings.get("TIMEZONE", TIMEZONE))).date()


LANGUAGES = {"hans": "zh-Hans", "hant": "zh-Hant"}
LOCALES = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}
LABELS = {"zh-Hans": "简体", "zh-Hant": "繁體"}


def news_language(lang: str) -> str:
    """A language as news sitemaps have it: `zh-cn` or `zh-tw`, whatever the region
    (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap).
    """
    return "zh-tw" if lang.startswith("zh-Hant") else "zh-cn"


def _faults(settings: Mapping[str, Any]) -> list[str]:
    faults: list[str] = []

    def fault(key: str, expected: str) -> None:
        got = repr(settings[key]) if key in settings else _("没有写")
        faults.append(
            _(
                "pelicanconf.py: {key} 应当是{expected}，现在是 {got}。请改正后再试。",
                key=key,
                expected=expected,
                got=got,
            )
        )

    if not isinstance(settings.get("SITENAME"), str) or not settings["SITENAME"].strip():
        fault("SITENAME", _('报名，例如 "青禾报"'))
    for key, wanted in (("SECTIONS", True), ("REGIONS", False)):
        value = settings.get(key, {})
        example = _('网址用的短名到名称的表，例如 {"news": "要闻"}')
        if not isinstance(value, dict) or (wanted and not value):
            fault(key, example)
        elif bad := [i for i in value if not isinstance(i, str) or not ID.fullmatch(i)]:
            text = _(
                "pelicanconf.py: {key} 的短名 {bad!r} 只能用小写字母、数字和连字号。请改正后再试。", key=key, bad=bad[0]
            )
            faults.append(text)
        elif any(not isinstance(name, str) or not name.strip() for name in value.values()):
            fault(key, example)
        elif len(set(value.values())) < len(value):
            fault(key, _("名称各不相同的表"))
    for key in ("MOTTO", "SERIAL", "ICP", "POLICE", "LICENCE"):
        if not isinstance(settings.get(key, ""), str):
            fault(key, _("一段文字"))
    if isinstance(settings.get("IMPRINT", ()), str) or not all(isinstance(t, str) for t in settings.get("IMPRINT", ())):
        fault("IMPRINT", _("几段文字的列表"))
    url = settings.get("SITEURL", "")
    if not isinstance(url, str) or (url and not re.fullmatch(r"https?://[^/\s]+(/[^\s?#]*)?", url)):
        fault("SITEURL", _('完整的网址，例如 "https://paper.example/news"，或留空'))
    if settings.get("SCRIPT", "hans") not in LANGUAGES:
        fault("SCRIPT", _('"hans"（简体）或 "hant"（繁体）'))
    try:
        ZoneInfo(settings.get("TIMEZONE", TIMEZONE))
    except (KeyError, ValueError, TypeError, OSError):
        fault("TIMEZONE", _('时区名，例如 "Asia/Shanghai"'))
    return faults
