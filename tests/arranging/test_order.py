"""The fewest weights for an order: the order is right, no fewer would do, and pages stay behind those before them."""

from dataclasses import replace
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.arranging.order import HEAVIEST, Place, cap_of, weights_for

CLOCKS = st.sampled_from(["", "08:00", "20:30"])


def places(*weights: int) -> list[Place]:
    """Pieces a, b, c … of page 1."""
    return [Place("abcdefgh"[number], 1, weight) for number, weight in enumerate(weights)]


def shown(wanted: list[Place], weights: dict[str, int]) -> list[str]:
    return [
        place.path for place in sorted((replace(p, weight=weights[p.path]) for p in wanted), key=lambda p: p.on_page)
    ]


def changed(wanted: list[Place], weights: dict[str, int]) -> set[str]:
    return {place.path for place in wanted if weights[place.path] != place.weight}


@given(
    st.lists(st.tuples(st.integers(-3, 3), CLOCKS), min_size=1, max_size=9),
    st.randoms(),
    st.none() | st.integers(-4, 4),
)
def test_any_order_comes_out(drawn, random, most):
    wanted = [Place(f"{number}", 1, weight, clock) for number, (weight, clock) in enumerate(drawn)]
    random.shuffle(wanted)
    weights = weights_for(wanted, wanted[0], most)
    assert shown(wanted, weights) == [place.path for place in wanted]
    if most is not None:
        assert max(weights.values()) <= most


@pytest.mark.parametrize("weights", [(0, 0, 0), (2, 1, 0), (5, 0, 0), (1, 1, 0), (0, 3, 1)])
def test_no_fewer_would_do(weights):
    for wanted in permutations(places(*weights)):
        found = changed(list(wanted), weights_for(wanted, wanted[0]))
        others = product(range(-4, 10), repeat=3)
        able = (
            sum(place.weight != weight for place, weight in zip(wanted, given, strict=True))
            for given in others
            if shown(list(wanted), dict(zip((p.path for p in wanted), given, strict=True))) == [p.path for p in wanted]
        )
        assert len(found) == min(able)


def test_to_the_top_or_the_end_is_one_file():
    pieces = places(0, 0, 0, 0, 0)
    for moved in pieces:
        rest = [place for place in pieces if place is not moved]
        for wanted in ([moved, *rest], [*rest, moved]):
            assert changed(wanted, weights_for(wanted, moved)) <= {moved.path}


def test_between_pieces_that_weigh_differently_is_one_file():
    pieces = places(9, 7, 5, 3)
    wanted = [pieces[1], pieces[2], pieces[0], pieces[3]]
    assert changed(wanted, weights_for(wanted, pieces[0])) == {"a"}


def test_of_two_the_moved_one_is_written():
    one, other = places(0, 0)
    assert changed([other, one], weights_for([other, one], one)) == {"a"}
    assert changed([other, one], weights_for([other, one], other)) == {"b"}


def test_a_page_does_not_rise_above_the_page_before_it():
    first, second = [Place("a", 1), Place("b", 1)], [Place("c", 2), Place("d", 2), Place("e", 2)]
    moved = second[2]
    cap = cap_of(2, [*first, *second], moved)
    assert cap == 0
    weights = weights_for([moved, *second[:2]], moved, cap)
    day = [*first, *(replace(place, weight=weights[place.path]) for place in second)]
    assert [place.path for place in sorted(day, key=lambda place: place.of_day)] == ["a", "b", "e", "c", "d"]
    assert weights["e"] == 0  # it needs no field: those behind it sink


def test_room_that_there_is_is_used():
    first, second = [Place("a", 1, 9), Place("b", 1, 5)], [Place("c", 2), Place("d", 2)]
    cap = cap_of(2, [*first, *second], second[1])
    weights = weights_for([second[1], second[0]], second[1], cap)
    assert (cap, weights) == (5, {"d": 1, "c": 0})


def test_a_lead_that_goes_to_another_page_leads_no_more():
    day = [Place("a", 1, 10), Place("b", 1), Place("c", 2)]
    moved = replace(day[0], page=2)
    assert weights_for([moved, day[2]], day[0], cap_of(2, day, day[0])) == {"a": 0, "c": 0}


def test_weights_stay_what_a_field_may_say():
    wanted = [Place("b", 1, HEAVIEST), Place("a", 1, HEAVIEST)]
    found = weights_for(wanted, wanted[0])
    assert shown(wanted, found) == ["b", "a"]
    assert max(found.values()) <= HEAVIEST
    low = [Place("b", 1, -HEAVIEST), Place("a", 1, -HEAVIEST)]
    found = weights_for(low, low[0])
    assert shown(low, found) == ["b", "a"]
    assert min(found.values()) >= -HEAVIEST


def test_nothing_and_one():
    assert weights_for([], Place("a")) == {}
    assert weights_for([Place("a", 1, 7)], Place("a", 1, 7)) == {"a": 7}
