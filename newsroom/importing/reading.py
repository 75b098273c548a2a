"""The reading of a page: the row of roles whose weights add up to most, and what else each block could have been.

The best row is found from the front and from the back at once (Viterbi, max-marginals), so that for every block and
every role the best row with it is known: how much less it weighs is how sure the reading is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from newsroom.importing.roles import Role
from newsroom.importing.weights import FEATURES, FOLLOWS

ROLES = tuple(FEATURES)
SAME = (  # between these the difference is no other reading
    {Role.TEXT, Role.REST, Role.SIGNED},
    {Role.BYLINE, Role.SIGN, Role.TAIL},
    {Role.PICTURE_BELOW, Role.PICTURE_IN, Role.PICTURE_AFTER},
    {Role.FORE, Role.LEAD, Role.LEAD_MORE, Role.ASIDE, Role.ASIDE_MORE},
)


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """What a block is, what else it may be, and by how much that weighs less."""

    role: Role
    other: Role
    margin: float


def read(features: Sequence[set[str]], fixed: Sequence[Role | None]) -> list[ReadBlock]:
    """Reads a page.

    Args:
        features: those of each block.
        fixed: the role of a block where it is known.
    """
    if not features:
        return []
    weights = [_weights(found, role) for found, role in zip(features, fixed, strict=True)]
    before = _sums(weights, Role.START, FOLLOWS)
    backward: dict[Role, dict[Role, float]] = {role: {} for role in (*ROLES, Role.END)}
    for first, row in FOLLOWS.items():
        for second, weight in row.items():
            backward[second][first] = weight
    after = _sums(weights[::-1], Role.END, backward)[::-1]
    total = [
        {role: before[n][role] + after[n][role] - own if own > -inf else -inf for role, own in weights[n].items()}
        for n in range(len(weights))
    ]
    best = _best_row(weights, before)
    return [_judged(role, sums) for role, sums in zip(best, total, strict=True)]


def _judged(role: Role, sums: dict[Role, float]) -> ReadBlock:
    same = next((group for group in SAME if role in group), {role})
    other = max((one for one in ROLES if one not in same), key=lambda one: sums[one])
    return ReadBlock(role, other, sums[role] - sums[other])


def _weights(features: set[str], role: Role | None) -> dict[Role, float]:
    return {
        one: (0.0 if one is role else -inf)
        if role is not None
        else row[""] + sum(row.get(feature, 0.0) for feature in features)
        for one, row in FEATURES.items()
    }


def _sums(
    weights: Sequence[dict[Role, float]], start: Role, follows: dict[Role, dict[Role, float]]
) -> list[dict[Role, float]]:
    """For each block and role the weight of the best row up to it, from one end of the page."""
    sums: list[dict[Role, float]] = []
    last = {start: 0.0}
    for own in weights:
        here = dict.fromkeys(ROLES, -inf)
        for first, weight in last.items():
            if weight == -inf:
                continue
            for second, plus in follows.get(first, {}).items():
                if second in here and weight + plus > here[second]:
                    here[second] = weight + plus
        last = {role: weight + own[role] for role, weight in here.items()}
        sums.append(last)
    return sums


def _best_row(weights: Sequence[dict[Role, float]], before: Sequence[dict[Role, float]]) -> list[Role]:
    """The best row, from its end."""
    following = Role.END
    row: list[Role] = []
    for sums in reversed(before):
        following = max(ROLES, key=lambda role: sums[role] + FOLLOWS[role].get(following, -inf))
        row.append(following)
    return row[::-1]
