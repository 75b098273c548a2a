"""A page whose twin depends on a word is known to have it, however the word is written there."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linli.build.extensions import FinishedPage
from plugins.hanzi import Converter
from plugins.hanzi.sightings import Sightings
from plugins.hanzi.walker import Walker

WORDS = ["干部", "老岳说", "岳 德", "A&B", "里\u3000面", "“头发”", "发<", "iPhone", "头\xa0发", "㐀\U00020000"]
PIECES = [
    *"干部老岳说德头发里面 \u3000",
    "A&amp;B",
    "A&B",
    "&lt;",
    "&nbsp;",
    "\xa0",
    "头&nbsp;发",
    "&#24178;",
    "&#x90E8;",
    "\u200b",
    "\ufeff",
    "\n",
    "“",
    "”",
]
PIECES += ["<b>", "</b>", "<i class='x'>", "</i>", "<wbr>", "<img alt='a>b'>", "<!-- 干 -->", "<p>", "</p>", "<br>"]
PIECES += ["<ruby>", "<rt>", "</rt>", "</ruby>", "<rp>(</rp>", "<p title='干部'>", '<a title="老&#23731;说">', "</a>"]
PIECES += ["<script>干</script>", "<code>", "</code>", "iPhone", "iPh", "one", "㐀", "\U00020000"]
MARKUP = st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(WORDS)), max_size=10).map("".join)
OTHERS = [f"甲乙{number}" for number in range(50)]
PLAIN, CHANGED = Converter("s2tw"), {word: Converter("s2tw", [(word, "某某")]) for word in WORDS}


@pytest.mark.parametrize("path", ["a/index.html", "feed.atom"])
@given(markup=MARKUP)
def test_whoever_changes_a_twin_is_seen(path, markup):
    if path.endswith(".atom"):
        markup = f"<?xml version='1.0'?><feed><title>{markup}</title></feed>"
    page = FinishedPage(path, markup.encode())
    for word, converter in CHANGED.items():
        if Walker(converter).convert(markup) != Walker(PLAIN).convert(markup):
            assert Sightings([word]).any_in(page), word
            assert Sightings([word, *OTHERS]).any_in(page), word


@given(
    texts=st.lists(st.lists(st.sampled_from([*PIECES, '"', "\\", "\t"]), max_size=6).map("".join)), ascii=st.booleans()
)
@example(texts=["㐀𠀀"], ascii=True)
@example(texts=["<b title='>'>", "干</b>部"], ascii=False)
@example(texts=['干<b title=">">', "部</b>"], ascii=False)
def test_whoever_changes_json_is_seen(texts, ascii):
    data = json.dumps({"texts": texts, "content_html": "".join(texts)}, ensure_ascii=ascii)
    page = FinishedPage("search/cards.json", data.encode())
    for word, converter in CHANGED.items():
        if Walker(converter).json(data) != Walker(PLAIN).json(data):
            assert Sightings([word]).any_in(page), word
            assert Sightings([word, *OTHERS]).any_in(page), word


def test_many_words_are_seen_as_one_is():
    many = [f"甲乙{number}" for number in range(500)]
    page = FinishedPage("index.html", "<p>有<b>甲</b>乙7，也有丙。</p>".encode())
    assert Sightings([*many, "丙"]).any_in(page)
    assert Sightings(many).any_in(page)  # across a tag
    assert not Sightings([word for word in many if "7" not in word]).any_in(page)
    assert not Sightings([]).any_in(page)


@pytest.mark.parametrize("text", ["<p>部干</p>", "<p>干</p><p>事业部</p>", "<p title='干'>部</p>"])
def test_a_page_without_a_word_is_left_alone(text):
    assert not Sightings(["干事部"]).any_in(FinishedPage("index.html", text.encode()))
    assert not Sightings(["干部"]).any_in(FinishedPage("index.html", "<p>部干</p>".encode()))
