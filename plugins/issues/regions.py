"""Regions of a page's picture: a file with a line for each, which an editor writes.

    # a rectangle: from the left, from the top, width, height, in percent of the picture; then the article
    0 12 64 40: 一条路走了四十年
    # a polygon: its corners, each from the left and from the top
    66,12 100,12 100,88 40,88 40,54 66,54: tea

An article is named by its headline, the name of its file, or its slug.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from linli.findings import Finding
from linli.messages import _

NUMBER = r"[+-]?\d++(?:\.\d*+)?|[+-]?\.\d++"
POINT = re.compile(rf"(?<![\d.])({NUMBER})\s*+,\s*+({NUMBER})")
PLACE = re.compile(rf"(?:(?:{NUMBER})(?=[\s,:|]|$)|[\s,])*")
NUMBERS = re.compile(NUMBER)
PLAIN = str.maketrans("%、;", " ,,")
AROUND = " \t\u3000:：|｜"  # between numbers and words
CORNERS = 3  # the fewest of a polygon
WHOLE = 100.0  # percent
SLACK = 0.01  # percent by which a rectangle may stick out: editors round


class Named(Protocol):
    """What an article is named by, its file aside."""

    @property
    def title(self) -> str: ...

    @property
    def url(self) -> str: ...


Article = TypeVar("Article", bound=Named)


@dataclass(frozen=True, slots=True)
class Hotspot:
    """A part of a page's picture, as a line says: its corners in percent, and the words that name its article."""

    line: int
    corners: tuple[tuple[float, float], ...]
    words: str

    @property
    def points(self) -> str:
        """The corners as SVG has them, in a picture of 100 by 100: `0,12 64,12 64,52 0,52`."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.corners)


class _Fault(Exception):
    """What is wrong with a line."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def parse_regions(text: str, path: str) -> tuple[list[Hotspot], list[Finding]]:
    """The regions in a file, in its order, and a finding for each line that is none.

    Args:
        text: of the file, with `\\n` at line ends; lines that begin with `#` are notes.
        path: for the findings.
    """
    regions: list[Hotspot] = []
    findings: list[Finding] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith(("#", "＃")):
            continue
        try:
            place, words = _parted(line)
            regions.append(Hotspot(number, _corners(place), words))
        except _Fault as fault:
            findings.append(Finding(path, number, fault.code, str(fault)))
    return regions, findings


def matches(articles: Iterable[tuple[str, Article]], words: str) -> list[Article]:
    """The articles that words name: by file name, by slug, or by headline, whatever its spaces.

    Args:
        articles: each with the path of its file.
        words: as the editor wrote them.
    """
    wanted = _folded(words)
    return [teaser for path, teaser in articles if wanted in _names(path, teaser)]


def _names(path: str, teaser: Named) -> set[str]:
    file = path.rpartition("/")[2]
    names = (path, file, file.rpartition(".")[0], teaser.url.rstrip("/").rpartition("/")[2], teaser.title)
    return {_folded(name) for name in names}


def _folded(text: str) -> str:
    """A name as it is compared: without spaces, whatever the width of its signs and the shape of its quotation marks."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()
    return re.sub('[“”„‟「」『』"]', '"', re.sub("[‘’']", "'", text))


def _parted(line: str) -> tuple[str, str]:
    """A line's numbers and its words. A colon parts them; without one, the first that is no number."""
    plain = unicodedata.normalize("NFKC", line).translate(PLAIN)
    numbers = PLACE.match(plain)
    end = numbers.end() if numbers else 0  # what a number or a sign between them becomes is as long as it was
    place, words = plain[:end].strip(), line[end:].strip(AROUND)
    if not NUMBERS.search(place) or not words:
        raise _unreadable()
    return place, words


def _corners(place: str) -> tuple[tuple[float, float], ...]:
    if "," in place and POINT.sub(" ", place).strip(" ,\t"):
        raise _unreadable()
    points = [(float(x), float(y)) for x, y in POINT.findall(place)] if "," in place else []
    numbers = [float(number) for number in NUMBERS.findall(place)]
    if not points:
        if len(numbers) == 4:
            return _rectangle(*numbers)
        if len(numbers) < 6 or len(numbers) % 2:
            raise _unreadable()
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
    if len(points) < CORNERS:
        message = _(
            "一块至少要有 {least} 个角，这里只有 {count} 个。请补上；长方形写成“左 上 宽 高”四个数，中间用空格。",
            least=CORNERS,
            count=len(points),
        )
        raise _Fault("E703", message)
    for number in (number for point in points for number in point):
        _check(number)
    return tuple(points)


def _rectangle(left: float, top: float, width: float, height: float) -> tuple[tuple[float, float], ...]:
    for number in (left, top, width, height):
        _check(number)
    right, bottom = left + width, top + height
    if not width or not height:
        raise _Fault("E703", _("这一块的宽或高是 0，点不到。请改成“左 上 宽 高”四个数，例如 0 12 64 40。"))
    if max(right, bottom) > WHOLE + SLACK:
        side = _("左加宽是 {sum:g}", sum=right) if right > bottom else _("上加高是 {sum:g}", sum=bottom)
        raise _Fault("E702", _("这一块超出了图：{side}，不能大于 100。请改小。", side=side))
    right, bottom = min(right, WHOLE), min(bottom, WHOLE)
    return (left, top), (right, top), (right, bottom), (left, bottom)


def _check(number: float) -> None:
    if not 0 <= number <= WHOLE:
        message = _("{number:g} 不在 0 到 100 之间。这里写的是占图宽、图高的百分之几，请改正。", number=number)
        raise _Fault("E702", message)


def _unreadable() -> _Fault:
    message = _(
        "这一行读不懂。请写成“左 上 宽 高: 标题”（四个数是占图宽、图高的百分之几），例如 0 12 64 40: 村里通了公交车。"
    )
    return _Fault("E701", message)
