"""Markup is cut as the grammar says, whatever begins in it and never ends; and then in time that grows as it does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.hanzi import Converter
from plugins.hanzi import tokens as module
from plugins.hanzi.tags import grammar
from plugins.hanzi.tokens import tokens

PIECES = [
    "<!--", "-->", "--!>", "<!-->", "<![CDATA[", "]]>", "<script>", "<SCRIPT a='>'>", "</script>", "</Script x>", "</scriptx>", "</script",
    "<style/>", "<style>", "</style>", "<title>", "</title>", "<textarea\n", "</textarea>", "<!", "<!x", "<?", "<?xml", "</", "</p", "</ p>",
    "<p", "<p>", "<a href=\"", "<a href='", "\"", "'", ">", "/>", "<", "里", "里面", "\n", " ", "=", "<b c=里>", "<x-y z=\"里'>\">", "-", "]",
]  # fmt: skip
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
def test_a_megabyte_of_what_never_ends_is_converted(begun, line):
    """With a cost that is quadratic each of these would take hours."""
    markup = (begun + line) * (1_000_000 // len(begun + line))
    converted = Converter("s2tw").html(markup)
    assert len(converted) == len(markup)
    assert converted.count("<") == markup.count("<")
