"""What is left out to save time changes nothing: the same body comes of it as of the whole of Python-Markdown."""

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown.preprocessors import HtmlBlockPreprocessor

from linli.hooks import Caption
from linli.reading import markup
from linli.reading.markup import INLINE, Markup

PIECES = ["甲", "乙", " ", "  \n", "\n", "\n\n", "*", "**", "_", "`", "[", "](/a/)", "]", "!", "<b>", "</b>", "<div>"]
PIECES += ["<", ">", "&", "&amp;", "&#20117;", "https://a.example", "<https://a.example>", "\\", "#", "- ", "1. ", "|"]
PIECES += ["> ", "```\n", "***", "---\n", "===", "\x02", "\x03", "\xa0", "\u3000", "\t", "a@b.example", "<a@b.example>"]
PIECES += [
    "](https://a.example/b?c=1)",
    "[甲](http://a.example)",
    "[^",
    "!",
    " ",
    "**甲乙**",
    "\n\n**2024年 甲**\n\n",
    "2024",
    "3.5%",
]


DATELINES = ["", "柳溪讯", "本报 讯", "a<b", "x & y", "a*b*", "1. 讯"]


def render(text, dateline=""):
    return Markup().render(
        text,
        root="../",
        picture=lambda address, alt: None,
        caption=lambda text: Caption(None, text),
        dateline=dateline,
    )


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.sampled_from(DATELINES))
@example("水来了。\n\n“好！”\n\n1. 甲\n\n乙", "柳溪讯")
@settings(deadline=None)
def test_a_body_is_what_the_whole_makes_of_it(text, dateline):
    quick = render(text, dateline)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup._PlainTexts, "run", lambda self, root: None)
        patch.setattr(markup._HtmlBlocks, "run", HtmlBlockPreprocessor.run)
        patch.setattr(markup, "plain", lambda block: None)
        assert quick == render(text, dateline)


def test_every_inline_pattern_begins_with_what_is_looked_for():
    """A release with another pattern fails here, and INLINE is to be looked at."""
    samples = {
        "backtick": "`甲`", "escape": r"\*", "reference": "[甲][a]", "link": "[甲](a)", "image_link": "![甲](a)",
        "image_reference": "![甲][a]", "short_reference": "[甲]", "short_image_ref": "![甲]",
        "autolink": "<https://a.example>", "automail": "<a@b.example>", "linebreak": "甲  \n乙", "html": "<b>",
        "entity": "&amp;", "em_strong": "*甲*",
    }  # fmt: skip
    patterns = markdown.Markdown(extensions=["tables", "sane_lists", "fenced_code"]).inlinePatterns
    assert {item.name for item in patterns._priority} == samples.keys()
    for name, sample in samples.items():
        assert patterns[name].getCompiledRegExp().search(sample)
        assert INLINE.search(sample)
