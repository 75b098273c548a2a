"""The file of a printed page's regions, written anew with other regions: notes and what cannot be read stay where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from linli.messages import _
from linli.reading.encoding import decode, end_of
from linli.reading.frontmatter import cleaned
from plugins.issues.regions import CORNERS, WHOLE, Hotspot, parse_regions

MOST = 300  # regions of a page
MOST_CORNERS = 100
DIGITS = 1  # behind the point: on 1,600 pixels one and a half

Corners = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A region as it is to be. `line` is that of the file as it was read; 0 for a new one."""

    corners: Corners
    words: str
    line: int = 0


class Unfit(ValueError):
    """What is drawn is no region."""


def read(data: bytes, path: str) -> list[Hotspot]:
    """The regions in a file.

    Raises:
        UnreadableText: it is no text.
    """
    return parse_regions(decode(data, path), path)[0] if data.strip() else []


def is_readable(words: str) -> bool:
    """Whether a line with these words is read back with them."""
    return _read_back(f"0 0 9 9: {words}") == words


def written(data: bytes, path: str, drawn: Sequence[Drawn]) -> bytes:
    """The bytes of the file with these regions, in their order. A line whose region is as it was stays as it is written.

    Raises:
        UnreadableText: what is there is no text.
        Unfit: a region is none.
    """
    text = decode(data, path) if data.strip() else _("# 左 上 宽 高，都是占图宽、图高的百分之几") + "\n"
    known = {region.line: region for region in (parse_regions(text, path)[0] if data.strip() else [])}
    lines = text.removesuffix("\n").split("\n")
    new = {number: _line(region, known, lines) for number, region in enumerate(drawn)}
    if [region.line for region in drawn if region.line in known] == sorted({one.line for one in drawn} & known.keys()):
        made = _in_place(lines, known.keys(), drawn, new)
    else:
        made = _in_slots(lines, sorted(known), list(new.values()))
    return end_of(data).join([*made, ""]).encode()


def _in_place(lines: Sequence[str], slots: Set[int], drawn: Sequence[Drawn], new: Mapping[int, str]) -> list[str]:
    """The lines when none has changed its place: each stands where it stood, new ones behind the region before them."""
    at = {region.line: number for number, region in enumerate(drawn) if region.line in slots}
    made: list[str] = []
    placed = 0  # how many of the drawn ones are written
    for count, line in enumerate(lines, 1):
        if count not in slots:
            made.append(line)
        elif count in at:
            made += [new[number] for number in range(placed, at[count] + 1)]
            placed = at[count] + 1
    return made + [new[number] for number in range(placed, len(drawn))]


def _in_slots(lines: Sequence[str], slots: Sequence[int], new: Sequence[str]) -> list[str]:
    """The lines when they have: the regions in their order in the lines that had one, the rest behind."""
    waiting = list(new)
    made = []
    for count, line in enumerate(lines, 1):
        if count not in slots:
            made.append(line)
        elif waiting:
            made.append(waiting.pop(0))
    return made + waiting


def _line(region: Drawn, known: Mapping[int, Hotspot], lines: Sequence[str]) -> str:
    before = known.get(region.line)
    if before and before.words == region.words and _rounded(before.corners) == _rounded(region.corners):
        return lines[region.line - 1]
    words = cleaned(region.words)
    if not words or not CORNERS <= len(region.corners) <= MOST_CORNERS:
        raise Unfit
    line = f"{_place(_rounded(region.corners))}: {words}"
    if _read_back(line) != words:
        raise Unfit
    return line


def _read_back(line: str) -> str:
    """The words of a line as they are read; empty when it is no line of a region."""
    found, findings = parse_regions(decode(line.encode(), ""), "")
    return found[0].words if len(found) == 1 and not findings else ""


def _rounded(corners: Corners) -> Corners:
    if not all(0 <= number <= WHOLE for corner in corners for number in corner):
        raise Unfit
    return tuple((round(x, DIGITS), round(y, DIGITS)) for x, y in corners)


def _place(corners: Corners) -> str:
    (left, top), (right, bottom) = corners[0], corners[2]
    if corners == ((left, top), (right, top), (right, bottom), (left, bottom)):
        return " ".join(f"{round(number, DIGITS):g}" for number in (left, top, right - left, bottom - top))
    return " ".join(f"{x:g},{y:g}" for x, y in corners)
