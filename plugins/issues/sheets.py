"""A printed page as a page of the site shows it: its picture, the regions that lead to articles, its PDF."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from linli.findings import Finding
from linli.images.size import size_of
from linli.model.article import Teaser
from linli.model.paper import Paper
from linli.model.picture import Picture
from linli.reading.encoding import UnreadableText, decode, read_file
from plugins.issues.prints import Print
from plugins.issues.regions import Hotspot, matches, parse_regions

KB = 1000


@dataclass(frozen=True, slots=True)
class Area:
    """A region that leads to an article: its corners as SVG has them, in a picture of 100 by 100."""

    points: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Download:
    """A PDF to download, and its size in bytes."""

    url: str
    bytes: int

    @property
    def size(self) -> str:
        """`1.2 MB`, `340 KB`"""
        return f"{self.bytes / KB**2:.1f} MB" if self.bytes >= KB**2 else f"{max(1, round(self.bytes / KB))} KB"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed page; `picture` and `pdf` are none without one."""

    picture: Picture | None
    areas: tuple[Area, ...]  # in the order of the editor's lines
    pdf: Download | None


def sheet_of(print_: Print, content: Path, size: int, articles: Iterable[tuple[str, Teaser]], paper: Paper) -> Sheet:
    """What a page of the site shows of a printed page.

    Args:
        content: the content folder.
        size: of the PDF, in bytes.
        articles: the pieces of the day that are published, each with its file.
    """
    picture = None
    if print_.picture:
        words = paper.furniture("第{number}版版面图", number=print_.number)
        picture = Picture(print_.published(print_.picture), words, *size_of(content / print_.picture))
    regions, _findings = regions_of(print_, content) if picture else ([], [])
    articles = list(articles)
    found = [(region, matches(articles, region.words)) for region in regions]
    areas = tuple(Area(region.points, teasers[0].url, teasers[0].title) for region, teasers in found if teasers)
    return Sheet(picture, areas, Download(print_.published(print_.pdf), size) if print_.pdf else None)


def regions_of(print_: Print, content: Path) -> tuple[list[Hotspot], list[Finding]]:
    """The regions of a printed page, and what is wrong in their file; none without one."""
    if not print_.regions:
        return [], []
    try:
        text = decode(read_file(content, print_.regions), print_.regions)
    except UnreadableText as fault:
        return [], [fault.finding]
    return parse_regions(text, print_.regions)
