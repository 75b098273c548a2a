"""The index of a shard: what is written is read again, and where."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from plugins.search.postings import DIGITS, HEADLINE, Postings, file_of

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


def index(*articles: list[str]) -> dict[str, dict[int, list[int]]]:
    postings = Postings()
    for texts in articles:
        postings.add(texts)
    files = [json.loads(data) for data in postings.each_file("mark")]
    assert all(file["of"] == "mark" for file in files)
    for number, file in enumerate(files):
        assert all(file_of(word, len(files)) == number for word in file["in"])
    return {word: decoded(text) for file in files for word, text in file["in"].items()}


def test_every_character_and_every_pair_is_found_where_it_stands():
    assert index(["老井"], ["井水", "水井井水井"]) == {
        "老": {0: [0]},
        "井": {0: [1], 1: [0]},
        "水": {1: [1]},
        "老井": {0: [0]},
        "井水": {1: [0, HEADLINE + 2]},
        "水井": {1: [HEADLINE, HEADLINE + 3]},
        "井井": {1: [HEADLINE + 1]},
    }


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
    assert found["·"] == {5000: [1]}
    assert len(found["··"][5000]) == 2999


@pytest.mark.parametrize(("word", "files", "number"), CASES["files"])
def test_the_file_of_a_word(word, files, number):
    assert file_of(word, files) == number


def test_files_stay_small():
    postings = Postings()
    for number in range(300):
        postings.add([f"第{number}篇", "".join(chr(0x4E00 + (number * 7 + i * 13) % 5000) for i in range(400))])
    sizes = [len(data) for data in postings.each_file("mark")]
    assert len(sizes) > 100
    assert max(sizes) < 16_000
