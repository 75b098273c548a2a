"""The index of a shard: what is written is read again, and where."""

import json
from itertools import pairwise
from pathlib import Path

import hypothesis
import hypothesis.strategies as st
import numpy as np
import pytest

from plugins.search import inverting
from plugins.search.cutting import GAP, HEADLINE, fold
from plugins.search.inverting import DIGITS, file_of, invert
from plugins.search.postings import Postings

pytestmark = pytest.mark.unmeasured
CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))


def numbers(text: str) -> list[int]:
    found, number, bits = [], 0, 0
    for character in text.encode():
        digit = DIGITS.index(character)
        number, bits = number + ((digit & 31) << bits), bits + 5
        if digit < 32:
            found.append(number)
            number = bits = 0
    return found


def decoded(text: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    rest = iter(numbers(text))
    article = -1
    for step in rest:
        article += step // 2 + 1
        places, place = [], 0
        for _ in range(next(rest) + 2 if step % 2 else 1):
            place += next(rest)
            places.append(place)
        found[article] = places
    return found


def decoded_single(text: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    article = -1
    for step in numbers(text):
        article += step // 2 + 1
        found[article] = [HEADLINE if step % 2 else 0]
    return found


def number_of(word: str, files: int) -> int:
    first, second = (np.array([ord(c) if c else -1]) for c in (word[0], word[1:]))
    return int(file_of(first, second, files)[0])


def expected(articles: list[list[str]]) -> dict[str, dict[int, list[int]]]:
    """What an index must have, word by word: whether a character is in the headline of an article, all places of a pair."""
    found: dict[str, dict[int, list[int]]] = {}
    for number, texts in enumerate(articles):
        place = 0
        for text in map(fold, texts):
            for at, character in enumerate(text, place):
                found.setdefault(character, {}).setdefault(number, [0 if at < HEADLINE else HEADLINE])
            for at, pair in enumerate(map("".join, pairwise(text)), place):
                found.setdefault(pair, {}).setdefault(number, []).append(at)
            place = place + len(text) + 1 if place else max(HEADLINE, len(text) + 1)
    return found


def index(*articles: list[str]) -> dict[str, dict[int, list[int]]]:
    postings = Postings()
    for texts in articles:
        postings.add(texts)
    named = list(postings.each_file("mark"))
    files = [json.loads(data) for _name, data in named]
    assert [name for name, _data in named] == [f"{number}.json" for number in range(len(files))]
    assert postings.facts == {"files": len(files)}
    assert all(file["of"] == "mark" for file in files)
    for number, file in enumerate(files):
        assert list(file["in"]) == sorted(file["in"])
        assert all(number_of(word, len(files)) == number for word in file["in"])
    return {
        word: (decoded if word[1:] else decoded_single)(text) for file in files for word, text in file["in"].items()
    }


def test_every_character_and_every_pair_is_found_where_it_stands():
    assert index(["老井"], ["井水", "水井井水井"]) == {
        "老": {0: [0]},
        "井": {0: [0], 1: [0]},
        "水": {1: [0]},
        "老井": {0: [0]},
        "井水": {1: [0, HEADLINE + 2]},
        "水井": {1: [HEADLINE, HEADLINE + 3]},
        "井井": {1: [HEADLINE + 1]},
    }


CHARACTERS = st.sampled_from('甲乙丙的的国 \n\t"\\ａAé\u200b\x00ｶﾞ\U00020bb7\U0001f600İ,') | st.characters(codec="utf-8")
PAPERS = st.lists(st.lists(st.text(CHARACTERS, max_size=90), min_size=1, max_size=5), min_size=1, max_size=8)


@hypothesis.given(PAPERS)
def test_any_texts_are_found_where_they_stand_and_nothing_else(articles):
    assert index(*articles) == expected(articles)


@hypothesis.given(PAPERS, st.integers(1, 50))
def test_a_shard_that_is_worked_on_in_parts_is_the_same(articles, part):
    texts = ["".join(fold(text) + GAP for text in article) for article in articles]
    with pytest.MonkeyPatch.context() as patch:
        whole = invert(texts, HEADLINE)
        patch.setattr(inverting, "PART", part)
        parts = invert(texts, HEADLINE)
    assert list(parts.each_file(4)) == list(whole.each_file(4))
    assert parts.size == whole.size == sum(len(w.encode()) + len(p) for f in whole.each_file(4) for w, p in f.items())


def found_by_pairs(words: dict[str, dict[int, list[int]]], run: str) -> set[int]:
    """The articles that have a run of characters, as `find` in `postings.js` finds them."""
    if len(run) == 1:
        return set(words.get(run, {}))
    offsets = sorted({*range(0, len(run) - 1, 2), len(run) - 2})
    places = [{(n, p - o) for n, all_ in words.get(run[o : o + 2], {}).items() for p in all_} for o in offsets]
    return {number for number, _place in set.intersection(*places)}


@hypothesis.given(PAPERS, st.data())
def test_a_query_finds_the_articles_that_have_it_as_a_substring(articles, data):
    folded = [[fold(text) for text in article] for article in articles]
    words = index(*articles)
    text = data.draw(st.sampled_from([text for article in folded for text in article if text] or ["无"]))
    begin = data.draw(st.integers(0, len(text) - 1))
    run = text[begin : begin + data.draw(st.integers(1, 9))]
    other = data.draw(st.text(st.sampled_from("甲乙丙的国"), min_size=1, max_size=4))
    for query in (run, other, run + other):
        wanted = {number for number, texts in enumerate(folded) if any(query in text for text in texts)}
        assert found_by_pairs(words, query) == wanted


def test_no_pair_and_no_run_of_pairs_goes_from_a_text_to_the_next():
    found = index(["题", "甲乙", "丙丁", "戊", "己庚"])
    assert "乙丙" not in found and "丁戊" not in found
    begins = sorted(place for word in ("甲乙", "丙丁", "己庚") for place in found[word][0])
    assert all(b - a > 2 for a, b in pairwise(begins))


def test_a_long_headline_does_not_run_into_the_text():
    found = index(["甲" * 100, "乙丙"])
    assert found["乙丙"][0] == [101]


def test_numbers_beyond_a_character():
    found = index(*([["无"]] * 5000), ["有" + "·" * 3000 + "后来"])
    assert found["后来"] == {5000: [3001]}
    assert found["·"] == {5000: [0]}
    assert len(found["··"][5000]) == 2999


@pytest.mark.parametrize(("word", "files", "number"), CASES["files"])
def test_the_file_of_a_word(word, files, number):
    assert number_of(word, files) == number


@pytest.mark.parametrize(("articles", "files", "largest"), [(3, 14, 6_000), (300, 256, 12_000), (3000, 768, 24_000)])
def test_files_stay_small_and_grow_slower_than_the_shard(articles, files, largest):
    postings = Postings()
    for number in range(articles):
        postings.add([f"第{number}篇", "".join(chr(0x4E00 + (number * 7 + i * 13) % 5000) for i in range(400))])
    sizes = [len(data) for _name, data in postings.each_file("mark")]
    assert len(sizes) == files
    assert max(sizes) < largest
