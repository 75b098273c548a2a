"""Which parts of a printed page are which piece, by the words that its PDF has: an offer, never more."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from newsroom.arranging.pdf import Run

LONG = 5  # characters of a line that stand in one piece alone are of it
LARGE = 1.2  # times the usual size: a headline
HEADLINE = 2  # characters of a headline's part
MOST_RUNS = 3_000
BOXES = 12  # parts of a piece that are looked at
GAP = 3.0  # heights of a line between two that go together
STRANGERS = 3  # lines of no piece that a region may cover: names, captions
PAD = 0.4  # percent around the words
SMALL = 0.1  # of the largest part of a piece: what is smaller is not worth a region of its own

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of the day."""

    path: str
    title: str
    text: str  # of it all, the headline among it


@dataclass(frozen=True, slots=True)
class Proposal:
    """A part of the page, and the piece that it may be; `lines` of it stand there, with or without the headline."""

    path: str
    box: Box
    lines: int
    has_title: bool


def proposals_of(runs: Sequence[Run], texts: Sequence[Text]) -> list[Proposal]:
    """The parts of a page, from the left column to the right one, from top to bottom."""
    runs = [run for run in runs if _folded(run.text)][:MOST_RUNS]
    if not runs:
        return []
    usual = Counter(round(run.size, 2) for run in runs for _character in run.text).most_common(1)[0][0]
    owners, titles, shared = _owners(runs, texts, usual)
    _adopt(shared, runs, owners, titles)
    for text in texts:
        _take_below(text.path, runs, owners, titles, usual)
    found: list[Proposal] = []
    for text in texts:
        own = [number for number, path in owners.items() if path == text.path]
        strangers = [run for number, run in enumerate(runs) if _is_strange(number, run, text.path, owners, shared)]
        boxes = _boxes(own, runs, owners, strangers, usual) if own else []
        largest = max(map(_area, boxes), default=0.0)
        for box in boxes:
            if _area(box) >= SMALL * largest:
                inside = [number for number in own if _holds(box, runs[number])]
                has_title = any(number in titles for number in inside)
                found.append(Proposal(text.path, _padded(box), len(inside), has_title))
    return sorted(found, key=lambda one: (one.box[1] // 5, one.box[0]))


def _folded(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


def _owners(
    runs: Sequence[Run], texts: Sequence[Text], usual: float
) -> tuple[dict[int, str], set[int], dict[int, list[str]]]:
    """Which lines stand in which piece alone, which of them are of its headline, and which lines stand in several."""
    pieces = [(text.path, _folded(text.title), _folded(text.text)) for text in texts]
    owners: dict[int, str] = {}
    heads: set[int] = set()
    shared: dict[int, list[str]] = {}
    for number, run in enumerate(runs):
        words = _folded(run.text)
        if len(words) >= HEADLINE and run.size > LARGE * usual:
            of = [path for path, title, _text in pieces if title and (words in title or title in words)]
            if len(of) == 1:
                owners[number] = of[0]
                heads.add(number)
                continue
        of = [path for path, _title, text in pieces if words in text]
        if len(of) == 1 and len(words) >= LONG:
            owners[number] = of[0]
        elif of:
            shared[number] = of
    return owners, heads, shared


def _adopt(shared: dict[int, list[str]], runs: Sequence[Run], owners: dict[int, str], titles: set[int]) -> None:
    """Gives lines that stand in several pieces to the one of these that has the nearest line: from the top, for a column goes on.

    What stands above a headline is not of its piece.
    """
    for number in sorted(shared, key=lambda number: runs[number].top):
        run, paths = runs[number], shared[number]
        known = ((runs[other], path) for other, path in owners.items() if path in paths)
        above = {runs[other].top for other in titles if runs[other].top > run.top}
        near = [(_distance(run, other), path) for other, path in known if other.top not in above]
        if near and len(run.text) >= LONG:
            owners[number] = min(near)[1]


def _distance(one: Run, other: Run) -> float:
    """How far apart two lines are, to the side and up or down together."""
    across = max(one.left - other.right, other.left - one.right, 0)
    return across + max(one.top - other.bottom, other.top - one.bottom, 0)


def _is_strange(number: int, run: Run, path: str, owners: dict[int, str], shared: dict[int, list[str]]) -> bool:
    """Whether a line is of no piece, as far as is known, and not of this one either."""
    return number not in owners and path not in shared.get(number, ()) and len(run.text) >= LONG


def _take_below(path: str, runs: Sequence[Run], owners: dict[int, str], titles: set[int], usual: float) -> None:
    """Where the headline is known and the text is another than in print: what stands below the headline, up to other pieces."""
    own = [number for number, of in owners.items() if of == path]
    heads = [number for number in own if number in titles]
    if not heads or len(own) > len(heads):
        return
    left, top, right, bottom = _around(runs[number] for number in heads)
    below = [
        (runs[number].top, number)
        for number in range(len(runs))
        if left - 1 <= runs[number].middle[0] <= right + 1 and runs[number].top >= top and number not in heads
    ]
    for start, number in sorted(below):
        if number in owners or start - bottom > GAP * usual or runs[number].size > LARGE * usual:
            return
        owners[number] = path
        bottom = max(bottom, runs[number].bottom)


def _boxes(
    own: Sequence[int], runs: Sequence[Run], owners: dict[int, str], strangers: Sequence[Run], usual: float
) -> list[Box]:
    """The fewest boxes around lines of a piece that have no line of another."""
    path = owners[own[0]]
    aliens = [run for number, run in enumerate(runs) if owners.get(number, path) != path]

    def may(box: Box) -> bool:
        return not any(_holds(box, run) for run in aliens) and sum(_holds(box, run) for run in strangers) <= STRANGERS

    whole = _around(runs[number] for number in own)
    if may(whole):
        return [whole]
    boxes: list[Box] = []
    for number in sorted(own, key=lambda number: (runs[number].top, runs[number].left)):
        line = _around([runs[number]])
        near = (box for box in boxes if _goes_on(box, line, usual) and may(_union(box, line)))
        box = next(near, None)
        if box is not None:
            boxes.remove(box)
        boxes.append(_union(box, line) if box else line)
    boxes = sorted(boxes, key=_area, reverse=True)[:BOXES]
    while True:
        unions = [(_area(_union(a, b)), a, b) for a, b in combinations(boxes, 2) if may(_union(a, b))]
        if not unions:
            return boxes
        _size, one, other = min(unions)
        boxes = [box for box in boxes if box not in (one, other)] + [_union(one, other)]


def _goes_on(box: Box, line: Box, usual: float) -> bool:
    """Whether a line stands right below a box, in the same column."""
    shared = min(box[2], line[2]) - max(box[0], line[0])
    return shared > 0.5 * min(box[2] - box[0], line[2] - line[0]) and line[1] - box[3] < GAP * usual


def _around(runs: Iterable[Run]) -> Box:
    lefts, tops, rights, bottoms = zip(*((run.left, run.top, run.right, run.bottom) for run in runs), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _union(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holds(box: Box, run: Run) -> bool:
    x, y = run.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _padded(box: Box) -> Box:
    left, top, right, bottom = box
    edges = max(0.0, left - PAD), max(0.0, top - PAD), min(100.0, right + PAD), min(100.0, bottom + PAD)
    return tuple(round(edge, 1) for edge in edges)  # type: ignore[return-value]
