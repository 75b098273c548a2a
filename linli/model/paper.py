"""The paper's own facts, as every page knows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from linli.model import addresses
from linli.model.picture import Picture
from linli.model.places import Region, Section
from linli.model.scripts import VARIANTS
from linli.text.furniture import furniture_in
from linli.text.simplified import simplified


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
    wasm: bool = False  # that runs WebAssembly
    issues: bool = False  # the paper of each day has a page
    syndicated: bool = False  # there are feeds and a manifest
    conversion: str = ""  # by which its furniture becomes Traditional Chinese; empty for a paper in Simplified
    logo: Picture | None = None  # for those who show where an article is from; None: the theme's

    @property
    def locale(self) -> str:
        """`lang` as Open Graph has it."""
        return VARIANTS[self.conversion].locale if self.conversion else LOCALES[self.lang]

    def furniture(self, text: str, /, **values: object) -> str:
        """A text of the paper's furniture, given in Simplified Chinese, in the script of the paper.

        `values` stand for the names in braces, and stay as they are.
        """
        written = furniture_in(self.conversion)(text)
        return written.format(**values) if values else written

    def section(self, word: str) -> Section | None:
        """The section with this id or name, in either script."""
        plain = simplified(word)
        return next((s for s in self.sections if word == s.id or plain == simplified(s.name)), None)

    def region(self, place: str) -> Region | None:
        """The region whose name is the longest beginning of `place`, in either script, or whose id it is."""
        plain = simplified(place)
        known = [r for r in self.regions if plain.startswith(simplified(r.name)) or place == r.id]
        return max(known, key=lambda r: len(r.name), default=None)

    def link(self, link: Link) -> Link:
        """A link of the paper's furniture, in the script of the paper."""
        return Link(self.furniture(link.title), link.url)

    def with_pages(self, pages: Iterable[Link]) -> Paper:
        """The paper with links to its standing pages."""
        return replace(self, pages=tuple(pages))

    def with_scripts(self, others: Iterable[Script]) -> Paper:
        """The paper with the scripts that its pages can also be read in."""
        own = Script(self.lang, self.locale, LABELS[self.lang], "")
        return replace(self, scripts=(own, *others))


LANGUAGES = {"hans": "zh-Hans", "hant": "zh-Hant"}
LOCALES = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}
LABELS = {"zh-Hans": "简体", "zh-Hant": "繁體"}


def news_language(lang: str) -> str:
    """A language as news sitemaps have it: `zh-cn` or `zh-tw`, whatever the region
    (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap).
    """
    return "zh-tw" if lang.startswith("zh-Hant") else "zh-cn"
