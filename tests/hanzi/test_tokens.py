"""Markup is cut as the grammar says, whatever begins in it and never ends; and then in time that grows as it does."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.hanzi import Converter
from plugins.hanzi import tokens as module
from plugins.hanzi.tags import grammar
from plugins.hanzi.tokens import tokens
from tests.patterns import THOROUGH

PIECES = [
    "<!--", "-->", "--!>", "<!-->", "<![CDATA[", "]]>", "<script>", "<SCRIPT a='>'>", "</script>", "</Script x>", "</scriptx>", "</script",
    "<style/>", "<style>", "</style>", "<title>", "</title>", "<textarea\n", "</textarea>", "<!", "<!x", "<?", "<?xml", "</", "</p", "</ p>",
    "<p", "<p>", "<a href=\"", "<a href='", "\"", "'", ">", "/>", "<", "里", "里面", "\n", " ", "=", "<b c=里>", "<x-y z=\"里'>\">", "-", "]",
]  # fmt: skip
SIZE = 1_000_000 if THOROUGH else 200_000  # characters
MARKUP = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@settings(max_examples=1500, deadline=None)
@given(MARKUP, st.sampled_from(["html", "xml", "end"]))
def test_it_is_cut_as_the_grammar_says(markup, form):
    few, module.FEW = module.FEW, -1  # so that all of it is cut one by one
    try:
        assert tokens(markup, form) == grammar(form).split(markup)
    finally:
        module.FEW = few


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "begun",
    [*PIECES, "<!-- <!", "<script><!--", "<a b=\"<a c='", "<![CDATA[]]", "<p translate=no></x>", "<li lang=en>", "<b lang=en><p>", "<a " + "x" * 50, "&#2", "&amp",
     "<script>里", "<!里", "<title>里", "</script <", "<rt>", "<ruby>干<rt>", '{"@', '<script type="application/ld+json">{"a":"'],
)  # fmt: skip
@pytest.mark.parametrize("line", ["", "\n"])
def test_what_never_ends_is_converted_in_time_that_grows_as_it_does(begun, line):
    """With a cost that is quadratic, five times as much would take twenty-five times as long, and a megabyte hours."""
    assert any(grows_as_it_does(begun + line) for _again in range(3))  # the machine has other work


def grows_as_it_does(piece: str) -> bool:
    """Whether the time of a piece that is repeated grows as their number does."""
    one, five = (converting(piece * (size // len(piece))) for size in (SIZE // 5, SIZE))
    return five < 10 * one + 0.5


def converting(markup: str) -> float:
    """How many seconds of the processor it takes to convert some markup."""
    begun = time.process_time()
    converted = Converter("s2tw").html(markup)
    took = time.process_time() - begun
    assert len(converted) == len(markup)
    assert converted.count("<") == markup.count("<")
    return took
