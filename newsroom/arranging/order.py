"""Into which order pieces come, and the fewest fields 排序 that have to be written for another one.

A day's paper is in order of weight, page, hour and path (`linli/store/shelving.py`), a page of it in order of weight, hour and path. So in a
page that is to be a, b, c, b may weigh as much as a when hour and path put it behind a anyway, else at least one less. Say how many such
steps there are down to each piece: weight and steps together may never rise from one piece that is kept as it is to the next. The longest
row of pieces for which they do not is kept; what is between takes the weights that are left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

HEAVIEST = 999_999  # that a field may say
LAST = 999  # the page of pieces that have none, in the order of a day


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece stands, as its fields say."""

    path: str
    page: int | None = None
    weight: int = 0
    clock: str = ""

    @property
    def tie(self) -> tuple[list[int], str]:
        """By this, pieces of one page and weight are in order."""
        return [-ord(character) for character in self.clock], self.path

    @property
    def on_page(self) -> tuple[int, list[int], str]:
        """By this, the pieces of a page are in order."""
        return -self.weight, *self.tie

    @property
    def of_day(self) -> tuple[int, int, list[int], str]:
        """By this, the pieces of a day are in order."""
        return -self.weight, self.page or LAST, *self.tie


def weights_for(wanted: Sequence[Place], moved: Place, most: int | None = None) -> dict[str, int]:
    """The weights with which the pieces of a page are in the wanted order; as few as can be are otherwise than they were.

    Args:
        wanted: the pieces in that order, with the weights that they have.
        moved: the piece that was moved, as it was; it is written anyway when it comes from another page.
        most: what no new weight may be above.
    """
    most = HEAVIEST if most is None else min(most, HEAVIEST)
    steps = _steps(wanted)
    lowest = max(steps, default=0) - HEAVIEST
    sums = [place.weight + step for place, step in zip(wanted, steps, strict=True)]
    able = [number for number, sum_ in enumerate(sums) if lowest <= sum_ <= most]
    kept = _longest(able, sums, [_worth(place, moved, len(wanted)) for place in wanted])
    level = sums[kept[0]] if kept else max(lowest, most if most < HEAVIEST else 0)
    found: dict[str, int] = {}
    for number, place in enumerate(wanted):
        level = sums[number] if number in kept else level
        found[place.path] = level - steps[number]
    return found


def cap_of(number: int | None, day: Sequence[Place], moved: Place) -> int | None:
    """What pieces of a page may weigh at most, so that it does not rise above the pages before it; None: whatever they like.

    A page that has a heavier piece already has its reasons.
    """
    others = [place for place in day if place.path != moved.path]
    before = [place.weight for place in others if (place.page or LAST) < (number or LAST)]
    own = [place.weight for place in day if place.page == number]
    return max([min(before), *own]) if before else None


def _steps(wanted: Sequence[Place]) -> list[int]:
    """How many times, down to each piece, the weight must fall."""
    found = [0]
    for one, other in pairwise(wanted):
        found.append(found[-1] + (one.tie > other.tie))
    return found[: len(wanted)]


def _worth(place: Place, moved: Place, count: int) -> int:
    """What it is worth to leave a piece as it is; one that is written anyway costs nothing, of two the moved one is written."""
    if place.path != moved.path:
        return 2 * count + 2
    return 2 * count if place.page == moved.page else 0


def _longest(able: Sequence[int], sums: Sequence[int], worth: Sequence[int]) -> list[int]:
    """The numbers of the row that is worth most and never rises; of several the one that ends last, for fewer then sink."""
    best: dict[int, tuple[int, list[int]]] = {}
    for number in able:
        before = [best[other] for other in best if sums[other] >= sums[number]]
        value, row = max(before, key=lambda pair: pair[0], default=(0, []))
        best[number] = value + worth[number] + 1, [*row, number]
    return max(best.values(), key=lambda pair: (pair[0], pair[1][-1]), default=(0, list[int]()))[1]
